"""Echoes: whether a text still holds what seems to have gone from it, in words the engine could not read.

A claim, source or scope that is found on one side only is news, or a wording that no lexicon foresaw. The number itself
where no claim took it, the quoted words outside of their marks, the actor and topic without any word for a stance, the
source's name in the very sentence are signs of the latter: such a change is for the review list. Refuses to see an echo
in what was read as another claim or denied. Next: `engine`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from monitor import model
from monitor.core.claims import renamed, retold, units
from monitor.core.claims.align import is_announced, likeness, names_source
from monitor.core.claims.compare import ONE_SIDED
from monitor.core.claims.compiled import Compiled
from monitor.core.claims.heads import Counted
from monitor.core.claims.heard import Heard, Text
from monitor.core.claims.reworded import (
    has_source_anew,
    holds_position,
    keeps_scope,
    leaves_default,
    list_marks,
)
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.stance import find_veto, weigh_positions
from monitor.core.claims.tokens import find_tokens
from monitor.core.claims.verdict import Why
from monitor.core.sentences import find_sentences

#: Why such a change is not told; stands in its rule.
RULE = "the same stands unread on the other side"
#: Least likeness of two sentences for one source to have given way to another.
MIN_LIKENESS_SOURCES = 0.4
#: Numbers that are something else altogether, whatever else stands around them.
_OTHERS = frozenset({"date", "age", "ordinal"})
#: Changes weighed, and sentences looked at for each: an article has a few of the ones and two hundred of the others.
MAX_WEIGHED = 50
MAX_SENTENCES = 1000


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
    known: dict[str, Text] = {}

    def list_texts(heard: Sequence[Heard]) -> tuple[Text, ...]:
        """One for each sentence; the same one for a sentence of both sides."""
        return tuple(known.setdefault(one.text, Text(one, compiled)) for one in heard[:MAX_SENTENCES])

    gate = _Gate(
        changes=tuple(changes[:MAX_WEIGHED]),
        kept=frozenset(one.text for one in old) & frozenset(one.text for one in new),
        sides={model.ChangeKind.ADDED: list_texts(old), model.ChangeKind.REMOVED: list_texts(new)},
        definitions=definitions,
    )
    return tuple(
        replace(change, tier=model.Tier.REVIEW, rule=f"{change.rule}; {RULE}")
        if number < MAX_WEIGHED and gate.is_echo(change)
        else change
        for number, change in enumerate(changes)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gate:
    """All changes of two texts, and the sentences of the side on which each kind of one-sided change has nothing."""

    changes: tuple[model.ClaimChange, ...]
    #: Sentences that stand on both sides: none of them is another one's new wording.
    kept: frozenset[str]
    sides: Mapping[model.ChangeKind, tuple[Text, ...]]
    definitions: Mapping[str, model.ClaimDefinition]

    def is_echo(self, change: model.ClaimChange) -> bool:
        """Whether the change may be the engine's own blindness."""
        definition = self.definitions[change.claim_id]
        if change.old is not None and change.new is not None:
            return self._is_same_anew(change, change.old, change.new)
        claim, texts = _side_of(change), self.sides[change.kind]
        if claim.type is model.ClaimType.QUOTE:
            spoken = _words_of(*(text.written for text in texts))
            return not self._has_other_speaker(change) and _words_of(claim.value) in spoken
        if claim.low is None and claim.high is None:
            return any(
                _holds_position(text, definition, claim)
                or (text.written not in self.kept and _says_anew(text, definition, claim))
                for text in texts
            )
        return self._is_bare_elsewhere(change) or any(
            (text.written not in self.kept and _holds_number(text, definition, claim))
            or text.holds_misspelt(claim)
            or (text.may_hold(_value_of(claim)) and retold.is_retold(claim, definition, text.judged))
            for text in texts
        )

    def _is_same_anew(self, change: model.ClaimChange, old: model.Claim, new: model.Claim) -> bool:
        """Whether a change with two sides is of wording alone."""
        if change.kind is model.ChangeKind.ATTRIBUTION:
            return has_source_anew(old, new) or self._names_source(old, new)
        if old.type is model.ClaimType.QUOTE:
            return self._says(model.ChangeKind.REMOVED, old.value) and self._says(
                model.ChangeKind.ADDED, new.value
            )
        return change.kind is model.ChangeKind.SCOPE and self._keeps_scope(old, new)

    def _says(self, kind: model.ChangeKind, quoted: str) -> bool:
        """Whether every sentence of a quotation stands on a side, in one quotation or another."""
        spoken = _words_of(*(text.written for text in self.sides[kind]))
        said = [_words_of(quoted[span.start : span.end]) for span in find_sentences(quoted)]
        return all(words in spoken for words in said)

    def _keeps_scope(self, old: model.Claim, new: model.Claim) -> bool:
        """Whether a number changed its scope only because its sentence was written anew."""
        definition = self.definitions[old.claim_id]
        if leaves_default(old, new, definition):
            return True
        olds, news = (
            [text.sentence for text in self.sides[kind] if text.written == claim.sentence]
            for kind, claim in ((model.ChangeKind.ADDED, old), (model.ChangeKind.REMOVED, new))
        )
        return any(
            keeps_scope((old, before), (new, after), definition=definition)
            for before in olds
            for after in news
        )

    def _names_source(self, old: model.Claim, new: model.Claim) -> bool:
        """Whether a source that came or went is named in the other side's sentence all the same, or one gave way to
        another in a sentence written anew."""
        if renamed.is_apposed(old, new) or renamed.is_all_of_them(old, new):
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
        claim = _side_of(change)
        return any(
            other.kind is not change.kind
            and _words_of(_side_of(other).value) == _words_of(claim.value)
            and not has_source_anew(claim, _side_of(other))
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


def _says_anew(text: Text, definition: model.ClaimDefinition, claim: model.Claim) -> bool:
    """Whether a sentence has a claim's position in other words."""
    return not list_marks(claim, definition).isdisjoint(text.signs) and holds_position(
        text.sentence, claim, definition, written=text.written
    )


def _holds_position(text: Text, definition: model.ClaimDefinition, claim: model.Claim) -> bool:
    """Whether a position stands in a sentence, misspelt or unread."""
    if text.holds_misspelt(claim):
        return True
    if definition.actor is None:
        return definition.topic in text.signs and _holds_beside_veto(text.sentence, definition, claim.value)
    return {definition.topic, definition.actor} <= text.signs and _is_unread_stance(text.sentence, definition)


def _holds_beside_veto(sentence: Sentence, definition: model.ClaimDefinition, value: str) -> bool:
    """Whether a status was not read because of another word of its sentence, and was no part of that: "since the earlier deal
    the *talks* have stalled"."""
    veto = find_veto(sentence, definition)
    return veto is not None and any(
        word.value == value
        and word.why is None
        and all(hit.last < veto.first or veto.last < hit.first for hit in (word.hit, word.topic))
        for _, words in weigh_positions(sentence, definition)
        for word in words
    )


def _holds_number(text: Text, definition: model.ClaimDefinition, claim: model.Claim) -> bool:
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
