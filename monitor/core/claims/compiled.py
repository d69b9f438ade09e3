"""Definitions made ready: lexicons expanded into one matcher a language, every reference checked.

Refuses, with `errors.DefinitionError`, a definition that names a lexicon, veto or language that does not exist, or
lacks what its type needs. Next: `find`.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from monitor import errors, model
from monitor.core.claims.lexicon import OWN, Matcher
from monitor.core.claims.nouns import Nouns
from monitor.core.claims.references import check_reference, list_entries, names_anybody
from monitor.core.claims.tables import KNOWN_UNITS, LANGUAGES, VETOES, list_own_entries

COUNTED = (model.ClaimType.COUNT, model.ClaimType.DURATION, model.ClaimType.AMOUNT)
POSED = (model.ClaimType.STANCE, model.ClaimType.STATUS)
DEFAULT_SCOPE = "default"

Needs = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """Everything finding needs, worked out once."""

    definitions: tuple[model.ClaimDefinition, ...]
    counted: tuple[model.ClaimDefinition, ...]
    dated: tuple[model.ClaimDefinition, ...]
    posed: tuple[model.ClaimDefinition, ...]
    quoted: tuple[model.ClaimDefinition, ...]
    nouns: Nouns
    #: Who has a stance.
    actors: frozenset[str]
    #: Names of which a sentence must have one to hold a claim: a noun, a word required, "of them", a topic.
    telling: frozenset[str]
    #: Definition -> sets of names: a sentence must have one of each to hold its claim.
    needs: Mapping[str, Needs]
    matchers: dict[str, Matcher]

    def has_needs(self, definition: model.ClaimDefinition, names: AbstractSet[str]) -> bool:
        """Whether a sentence that may have terms of these names may hold a definition's claim."""
        for need in self.needs[definition.id]:  # noqa: SIM110 - asked of every sentence and definition
            if need.isdisjoint(names):
                return False
        return True


def compile_definitions(definitions: Sequence[model.ClaimDefinition], lexicons: model.Lexicons) -> Compiled:
    """Check the definitions and build a matcher for each language. Raises DefinitionError."""
    _check_lexicons(lexicons)
    _check_unique(definitions)
    for definition in definitions:
        _check(definition, lexicons)
    names = sorted(
        {name for definition in definitions for name in list_lexicons(definition) if name in lexicons}
    )
    demands = [(not_actor_name(one), word, "") for one in definitions for word in one.not_actor_of]
    nouns = _sort_nouns(definitions, lexicons)
    topics = {one.topic for one in definitions if one.topic is not None}
    telling = nouns.names | nouns.required | topics | {"#pronoun"}
    needs = {definition.id: _list_needs(definition, nouns.open) for definition in definitions}
    signs = telling.union({"#zero"}, *(need for one in needs.values() for need in one))
    matchers = {
        code: Matcher(
            language,
            [*list_own_entries(language), *list_entries(lexicons, names, code), *demands],
            signs=signs,
        )
        for code, language in LANGUAGES.items()
    }
    return Compiled(
        definitions=tuple(definitions),
        counted=tuple(one for one in definitions if one.type in COUNTED),
        dated=tuple(one for one in definitions if one.type is model.ClaimType.DATE),
        posed=tuple(one for one in definitions if one.type in POSED),
        quoted=tuple(one for one in definitions if one.type is model.ClaimType.QUOTE),
        nouns=nouns,
        actors=frozenset(one.actor for one in definitions if one.actor is not None),
        telling=telling,
        needs=needs,
        matchers=matchers,
    )


def _sort_nouns(definitions: Sequence[model.ClaimDefinition], lexicons: model.Lexicons) -> Nouns:
    """Sort the nouns of the definitions by what is asked of them."""
    counted = _name_nouns(definitions, model.ClaimType.COUNT)
    return Nouns(
        names=frozenset(one.noun for one in definitions if one.noun is not None),
        required=frozenset(one.require[0] for one in definitions if one.require),
        counted=counted,
        open=frozenset(name for name in counted if names_anybody(lexicons, name)),
        measured=_name_nouns(definitions, model.ClaimType.DURATION, model.ClaimType.AMOUNT),
    )


def _name_nouns(definitions: Sequence[model.ClaimDefinition], *types: model.ClaimType) -> frozenset[str]:
    return frozenset(one.noun for one in definitions if one.noun is not None and one.type in types)


def _list_needs(definition: model.ClaimDefinition, anybody: frozenset[str]) -> Needs:
    noun = None if definition.noun in anybody else definition.noun
    single = [noun, definition.actor, definition.topic, *definition.require]
    values = [frozenset(definition.values.values())] if definition.values else []
    return (*(frozenset({name}) for name in single if name is not None), *values)


def list_lexicons(definition: model.ClaimDefinition) -> list[str]:
    """List the lexicons a definition names, vetoes that are the engine's own included."""
    scopes = [name for scope, name in definition.scopes.items() if scope != DEFAULT_SCOPE]
    single = [definition.noun, definition.actor, definition.topic, definition.condition]
    named = [name for name in single if name is not None]
    further = (*definition.unless.values(), *definition.values.values(), *definition.topics.values())
    return [*named, *definition.require, *definition.veto, *scopes, *further]


def not_actor_name(definition: model.ClaimDefinition) -> str:
    """Return the name under which a definition's `not_actor_of` words are found; no lexicon can be called so."""
    return f"not_actor_of {definition.id}"


def _check_lexicons(lexicons: model.Lexicons) -> None:
    for name, terms in lexicons.items():
        unknown = sorted(set(terms) - set(LANGUAGES))
        if unknown:
            known = ", ".join(LANGUAGES)
            raise errors.DefinitionError(
                f'The lexicon "{name}" has terms in "{unknown[0]}", a language that is not known.',
                hint=f"Known languages: {known}.",
            )
        if name.startswith(OWN):
            raise errors.DefinitionError(
                f'The lexicon "{name}" may not begin with "{OWN}".', hint="Rename it."
            )


def _check_unique(definitions: Sequence[model.ClaimDefinition]) -> None:
    seen: set[str] = set()
    for definition in definitions:
        if definition.id in seen:
            raise errors.DefinitionError(
                f'The claim "{definition.id}" is defined twice.',
                hint="Give one of them another id.",
                claim_id=definition.id,
            )
        seen.add(definition.id)


def _check(definition: model.ClaimDefinition, lexicons: model.Lexicons) -> None:
    """Check one definition's references and that it has what its type needs."""
    wanted: tuple[tuple[str, object], ...] = ()
    if definition.type in (*COUNTED, model.ClaimType.DATE):
        wanted = (("noun", definition.noun),)
    if definition.type in POSED:
        wanted = (("topic", definition.topic), ("values", definition.values))
    for key, value in wanted:
        if not value:
            raise errors.DefinitionError(
                f'The claim "{definition.id}" is a {definition.type} and has no "{key}".',
                hint=f'Add {key} = "@name-of-a-lexicon".',
                claim_id=definition.id,
            )
    if strange := sorted(definition.unless.keys() - set(definition.veto)):
        raise errors.DefinitionError(
            f'The claim "{definition.id}": "unless" names "{strange[0]}", which is none of its vetoes.',
            hint=f'Add "@{strange[0]}" to "veto", or leave it out of "unless".',
            claim_id=definition.id,
        )
    if strange := sorted(definition.topics.keys() - set(definition.values)):
        raise errors.DefinitionError(
            f'The claim "{definition.id}": "topics" names "{strange[0]}", which is none of its values.',
            hint=f'Add "{strange[0]}" to "values", or leave it out of "topics".',
            claim_id=definition.id,
        )
    _check_unit(definition)
    _check_references(definition, lexicons)


def _check_unit(definition: model.ClaimDefinition) -> None:
    if definition.unit not in KNOWN_UNITS:
        raise errors.DefinitionError(
            f'The claim "{definition.id}" asks for the unit "{definition.unit}", which is not known.',
            hint=f"Known units: {', '.join(sorted(KNOWN_UNITS - {''}))}.",
            claim_id=definition.id,
        )


def _check_references(definition: model.ClaimDefinition, lexicons: model.Lexicons) -> None:
    for name in list_lexicons(definition):
        if name in VETOES and name in definition.veto:
            continue
        try:
            check_reference(lexicons, name)
        except errors.DefinitionError as error:
            raise errors.DefinitionError(
                f'The claim "{definition.id}": {error.message}', hint=error.hint, claim_id=definition.id
            ) from error
