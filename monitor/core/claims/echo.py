"""Echoes: whether a text still holds what seems to have gone from it, in words the engine could not read.

A claim, source or scope that is found on one side only is news, or a wording that no lexicon foresaw. The number itself
where no claim took it, the quoted words outside of their marks, the actor and topic without any word for a stance, the
source's name in the very sentence are signs of the latter: such a change is for the review list. Refuses to see an echo
in what was read as another claim or denied. Next: `engine`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from monitor import model
from monitor.core.claims import renamed, respelt, retold, units
from monitor.core.claims.align import is_announced, likeness, names_source
from monitor.core.claims.compare import ONE_SIDED
from monitor.core.claims.compiled import Compiled
from monitor.core.claims.find import judge_quantities
from monitor.core.claims.heads import Counted
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.quantity import Quantity, Value, find_quantities, may_hold_quantity
from monitor.core.claims.reader import NO_NOUNS
from monitor.core.claims.script import language_of, parse_text
from monitor.core.claims.sentence import Sentence, parse_tokens
from monitor.core.claims.stance import find_veto, weigh_positions
from monitor.core.claims.tables import LANGUAGES
from monitor.core.claims.tokens import Tokens, find_tokens
from monitor.core.claims.verdict import Judgement, Weighed, Why

#: Why such a change is not told; stands in its rule.
RULE = "the same stands unread on the other side"
#: Least likeness of two sentences for a number to have left, or come to, the scope that no word marks.
MIN_LIKENESS_DEFAULT = 0.6
#: Least likeness of two sentences for one source to have given way to another.
MIN_LIKENESS_SOURCES = 0.4
#: Numbers that are something else altogether, whatever else stands around them.
_OTHERS = frozenset({"date", "age", "ordinal"})
#: Changes weighed, and sentences looked at for each: an article has a few of the ones and two hundred of the others.
MAX_WEIGHED = 50
MAX_SENTENCES = 1000


class Heard(NamedTuple):
    """A sentence, and the values of its numbers where they were found already."""

    text: str
    values: frozenset[Value] | None


def weigh_echoes(
    changes: Sequence[model.ClaimChange],
    *,
    old: Sequence[Heard],
    new: Sequence[Heard],
    compiled: Compiled,
    definitions: Mapping[str, model.ClaimDefinition],
) -> tuple[model.ClaimChange, ...]:
    """Return the changes, those with an echo for review only; `old` and `new` are the sentences of both texts."""
    if not changes:
        return ()
    known: dict[str, _Text] = {}

    def list_texts(heard: Sequence[Heard]) -> tuple[_Text, ...]:
        """One for each sentence; the same one for a sentence of both sides."""
        return tuple(known.setdefault(one.text, _Text(one, compiled)) for one in heard[:MAX_SENTENCES])

    gate = _Gate(
        changes=tuple(changes[:MAX_WEIGHED]),
        sides={model.ChangeKind.ADDED: list_texts(old), model.ChangeKind.REMOVED: list_texts(new)},
        definitions=definitions,
    )
    return tuple(
        replace(change, tier=model.Tier.REVIEW, rule=f"{change.rule}; {RULE}")
        if number < MAX_WEIGHED and gate.is_echo(change)
        else change
        for number, change in enumerate(changes)
    )


class _Text:
    """A sentence of one side, read as far as it is asked about, and once for all changes."""

    def __init__(self, heard: Heard, compiled: Compiled) -> None:
        """Hold a sentence, unread."""
        self.written = heard.text
        self._values = heard.values
        self._compiled = compiled

    def may_hold(self, value: tuple[Decimal | None, str]) -> bool:
        """Whether a number of this value stands here, or nobody looked."""
        return self._values is None or value in self._values

    def holds_misspelt(self, claim: model.Claim) -> bool:
        """Whether the claim stands here with a misspelt word."""
        return respelt.holds_misspelt(self.written, claim, self._compiled)

    @cached_property
    def _tokens(self) -> Tokens:
        return parse_tokens(self.written, LANGUAGES[language_of(self.written)])

    @cached_property
    def signs(self) -> set[str]:
        """The names that may have a term here."""
        return self._compiled.matchers[language_of(self.written)].find_signs(self._tokens.words)

    @cached_property
    def sentence(self) -> Sentence:
        """The sentence, parsed."""
        return parse_text(self.written, self._compiled, tokens=self._tokens)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers of the sentence."""
        if not may_hold_quantity(self._tokens.words, LANGUAGES[language_of(self.written)]):
            return ()
        return find_quantities(self.sentence, self._compiled.nouns.names)

    @cached_property
    def judged(self) -> list[Judgement]:
        """What each of its numbers was found to be; nobody is asked who says so."""
        return judge_quantities(
            self.sentence, self._compiled, quantities=self.quantities, attributions=(), earlier=NO_NOUNS
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gate:
    """All changes of two texts, and the sentences of the side on which each kind of one-sided change has nothing."""

    changes: tuple[model.ClaimChange, ...]
    sides: Mapping[model.ChangeKind, tuple[_Text, ...]]
    definitions: Mapping[str, model.ClaimDefinition]

    def is_echo(self, change: model.ClaimChange) -> bool:
        """Whether the change may be the engine's own blindness."""
        definition = self.definitions[change.claim_id]
        if change.old is not None and change.new is not None:
            if change.kind is model.ChangeKind.ATTRIBUTION:
                return self._names_source(change.old, change.new)
            return change.kind is model.ChangeKind.SCOPE and _leaves_default(
                change.old, change.new, definition
            )
        claim, texts = _side_of(change), self.sides[change.kind]
        if claim.type is model.ClaimType.QUOTE:
            spoken = _words_of(*(text.written for text in texts))
            return not self._has_other_speaker(change) and _words_of(claim.value) in spoken
        if claim.low is None and claim.high is None:
            if any(text.holds_misspelt(claim) for text in texts):
                return True
            has_unread = _has_apart if definition.actor is None else _has_unread_stance
            return has_unread(texts, definition, claim.value)
        return self._is_bare_elsewhere(change) or any(
            _holds_number(text, definition, claim)
            or text.holds_misspelt(claim)
            or (text.may_hold(_value_of(claim)) and retold.is_retold(claim, definition, text.judged))
            for text in texts
        )

    def _names_source(self, old: model.Claim, new: model.Claim) -> bool:
        """Whether a source that came or went is named in the other side's sentence all the same, or one gave way to
        another in a sentence written anew."""
        if renamed.is_apposed(old, new):
            return True
        if (old.source is None) == (new.source is None):
            is_anew = likeness(old.sentence, new.sentence) < MIN_LIKENESS_SOURCES
            return old.verb is new.verb and is_anew
        claim, other, kind = (
            (old, new, model.ChangeKind.REMOVED) if old.source else (new, old, model.ChangeKind.ADDED)
        )
        source = claim.source or ""
        if is_announced(other.sentence, source) or renamed.is_named_in_part(other.sentence, source):
            return True
        texts = [text for text in self.sides[kind] if text.written == other.sentence]
        if any(retold.is_spoken_by_pronoun(text.sentence) for text in texts):
            return True
        is_held = any(renamed.is_holder(text.sentence, source) for text in texts)
        return names_source(other.sentence, source) and not is_held

    def _has_other_speaker(self, change: model.ClaimChange) -> bool:
        """Whether the same words came or went with another speaker, so that they were read on both sides."""
        words = _words_of(_side_of(change).value)
        return any(
            other.kind is not change.kind and _words_of(_side_of(other).value) == words
            for other in self.changes
            if _side_of(other).type is model.ClaimType.QUOTE
        )

    def _is_bare_elsewhere(self, change: model.ClaimChange) -> bool:
        """Whether the number left one scope for another in a sentence unlike its own, or left for a claim that its noun
        alone makes: what was said of it was not read on one side."""
        claim = _side_of(change)
        return any(
            _value_of(_side_of(other)) == _value_of(claim)
            and (
                other.claim_id == change.claim_id
                or self._is_bare(change.claim_id) != self._is_bare(other.claim_id)
            )
            for other in self.changes
            if other.kind in ONE_SIDED and other.kind is not change.kind
        )

    def _is_bare(self, claim_id: str) -> bool:
        return not self.definitions[claim_id].require


def _has_apart(texts: Sequence[_Text], definition: model.ClaimDefinition, value: str) -> bool:
    """Whether a sentence has a topic and, only too far from it, a word for the same status."""
    return any(
        word.value == value and _is_apart(word, find_veto(text.sentence, definition))
        for text in texts
        if definition.topic in text.signs
        for _, words in weigh_positions(text.sentence, definition)
        for word in words
    )


def _is_apart(word: Weighed, veto: Hit | None) -> bool:
    """Whether a status was not read because its topic is far or, where another word of the sentence vetoed it, was no part of
    that: "since the earlier deal the *talks* have stalled"."""
    if veto is None:
        return word.why is Why.FAR
    is_clear = all(hit.last < veto.first or veto.last < hit.first for hit in (word.hit, word.topic))
    return word.why is None and is_clear


def _has_unread_stance(texts: Sequence[_Text], definition: model.ClaimDefinition, _value: str) -> bool:
    names = {definition.topic or "", definition.actor or ""}
    return any(names <= text.signs and _is_unread_stance(text.sentence, definition) for text in texts)


def _holds_number(text: _Text, definition: model.ClaimDefinition, claim: model.Claim) -> bool:
    """Whether the claim's number stands in a sentence, is no claim there, not denied, and counts nothing else."""
    values = {_value_of(claim)}
    if claim.unit == units.PERCENT:
        values.add((claim.low, ""))  # "… they want 5"
    alike = [one for one in text.quantities if one.value in values] if any(map(text.may_hold, values)) else []
    if not alike:
        return False
    known = {one.one.quantity.first for one in text.judged}
    doubled = {one.one.quantity.last + 1 for one in text.judged if one.claim and one.one.quantity.is_dual}
    return any(
        one.claim is None
        and not (one.one.quantity.is_dual and one.one.quantity.first in doubled)  # "جثتي رهينتين"
        and one.negation is None
        and one.one.quantity.value in values
        and not _counts_other(one.one, definition)
        for one in text.judged
    ) or any(quantity.first not in known and _OTHERS.isdisjoint(quantity.vetoes) for quantity in alike)


def _counts_other(one: Counted, definition: model.ClaimDefinition) -> bool:
    """Whether a number has a noun of its own that is another definition's."""
    return bool(one.nouns) and not one.is_borrowed and definition.noun not in one.nouns


def _side_of(change: model.ClaimChange) -> model.Claim:
    """Return the claim that changed; of a change on both sides, the old one."""
    claim = change.old or change.new
    assert claim is not None  # noqa: S101  # a change has a side
    return claim


def _words_of(*sentences: str) -> str:
    """Return the words of sentences, one space on each side of every word."""
    return f" {' '.join(word for text in sentences for word in find_tokens(text).words if word.isalnum())} "


def _value_of(claim: model.Claim) -> tuple[Decimal | None, str]:
    return (claim.high if claim.low is None else claim.low), claim.unit


def _is_unread_stance(sentence: Sentence, definition: model.ClaimDefinition) -> bool:
    """Whether a sentence names the actor and the topic with no word known for a position."""
    if not all(sentence.hits.get(name or "") for name in (definition.topic, definition.actor)):
        return False
    # A word that is not in the tense its lexicon wants, or not denied as it wants, is none for a position.
    weighed = (word for _, words in weigh_positions(sentence, definition) for word in words)
    return all(word.why is Why.TENSE for word in weighed)


def _leaves_default(old: model.Claim, new: model.Claim, definition: model.ClaimDefinition) -> bool:
    """Whether a number of a sentence written anew only lost, or found, its words for a scope."""
    default = definition.scopes.get("default")
    if default in definition.scopes or default not in (old.scope, new.scope):
        return False
    return likeness(old.sentence, new.sentence) < MIN_LIKENESS_DEFAULT
