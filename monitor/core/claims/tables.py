"""The languages the engine reads, and the engine's own tables as entries for a `lexicon.Matcher`.

The names of the engine's own hits begin with "#"; each is listed here once.
"""

from monitor import model
from monitor.core.claims import ar, en, he
from monitor.core.claims.language import Language

LANGUAGES: dict[str, Language] = {table.code: table for table in (en.TABLE, ar.TABLE, he.TABLE)}

#: Years that something may have been in, and the name they are found under.
YEARS = range(1900, 2040)
YEAR = "#year"
#: Signs that hedge a number in any language.
_SIGNS_BEFORE = {
    model.Hedge.AT_LEAST: (">", "≥", "⩾", "≧", "> ="),
    model.Hedge.AT_MOST: ("<", "≤", "⩽", "≦", "< ="),
    model.Hedge.ABOUT: ("~", "∼", "≈", "≃", "≅", "±", "+ / -"),
}
_SIGNS_AFTER = {
    model.Hedge.AT_LEAST: ("+",),
    model.Hedge.AT_MOST: (),
    model.Hedge.ABOUT: ("- odd", "odd", "- ish", "ish", "- some", "- something"),
}


def list_own_entries(language: Language) -> list[tuple[str, str, str]]:
    """List (name, term, "") of everything a language's table holds."""
    groups = {**_list_saying(language), **_list_counting(language), **_list_named(language)}
    groups[YEAR] = tuple(f"{opener} {year}" for opener in language.year_openers for year in YEARS)
    return [(name, term, "") for name, terms in groups.items() for term in terms]


def _list_saying(language: Language) -> dict[str, tuple[str, ...]]:
    """List the words that tell who says a thing, and whether and when it is so."""
    return {
        "#reported": language.reported,
        "#belief": language.belief_verbs,
        "#verb_quoting": language.quote_verbs,
        "#day": language.day_words,
        "#source": language.source_openers,
        "#glued_source": language.glued_source_openers,
        "#stop": language.source_stops,
        "#speech": language.speech_openers,
        "#negation": language.negations,
        "#refusal": language.refusals,
        "#no_negation": language.pseudo_negations,
        "#phrase": language.phrases,
        "#particle_verb": language.particle_verbs,
        "#tally": language.tallies,
        "#mark": language.marks,
        "#plain": language.plain,
        "#future": language.future,
        "#past": language.past,
    }


def _list_counting(language: Language) -> dict[str, tuple[str, ...]]:
    """List the words beside a number and what it counts, and those that hold a sentence together."""
    return {
        "#causer": language.causers,
        "#total": language.totals,
        "#companion": language.companions,
        "#holder": language.holders,
        "#containing": language.containing,
        "#adverb": language.adverbs,
        "#breaker": language.breakers,
        "#and": language.coordinators,
        "#relative": language.relatives,
        "#pointing": language.pointers,
        "#determiner": (*language.determiners, *language.articles),
        "#article": language.articles,
        "#part": language.partitives,
        "#share": language.shares,
        "#exchange": language.exchangers,
        "#pronoun": language.pronouns,
        "#being": language.verbs_of_being,
        "#preposition": language.prepositions,
        "#zero": language.zeros,
        "#scale": language.scale_words,
        "#lasting": language.lasting_openers,
        "#change": language.changes,
    }


def _list_named(language: Language) -> dict[str, tuple[str, ...]]:
    """List the words that the language's table sorts by a hedge, a verb, a unit or a veto."""
    groups: dict[str, tuple[str, ...]] = {}
    groups |= {
        f"#before_{hedge}": (*terms, *_SIGNS_BEFORE[hedge]) for hedge, terms in language.hedges_before.items()
    }
    groups |= {f"#passing_{hedge}": terms for hedge, terms in language.passing.items()}
    groups |= {
        f"#after_{hedge}": (*terms, *map(_hyphen, terms), *_SIGNS_AFTER[hedge])
        for hedge, terms in language.hedges_after.items()
    }
    groups |= {f"#verb_{verb}": terms for verb, terms in language.verbs.items()}
    groups |= {f"#bound_{hedge}": terms for hedge, terms in language.date_bounds.items()}
    groups |= {f"#unit_{name}": terms for name, terms in language.units_before.items()}
    groups |= {f"#veto_before_{name}": terms for name, terms in language.vetoes_before.items()}
    groups |= {f"#veto_after_{name}": terms for name, terms in language.vetoes_after.items()}
    return groups


def _hyphen(term: str) -> str:
    """Write a term as it hangs on a number: "20-plus", "20-or-so"."""
    return " - ".join(["", *term.split()]).strip()


#: The units a definition may ask for, "" for any; "money" is any currency.
KNOWN_UNITS = frozenset({"", "money"}) | frozenset(
    name for language in LANGUAGES.values() for name, _ in language.units.values()
)

#: The vetoes every language knows, by the names a definition may write.
VETOES = frozenset({"year"}) | frozenset(
    name for language in LANGUAGES.values() for name in (*language.vetoes_before, *language.vetoes_after)
)
