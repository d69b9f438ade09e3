"""Diagnose: why a labelled case came out otherwise: what kept the engine from what was wanted, what led it to what was not.

Reads traces, decides nothing. Next: `score`, which counts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from monitor import model
from monitor.core.claims import trace
from monitor.core.claims.printing import print_value, to_guide_record
from monitor.core.claims.score import Record
from monitor.core.claims.verdict import Why

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
#: Kinds whose values name a hedge or a source, not the claim's own value.
_ASIDE = frozenset({model.ChangeKind.HEDGE, model.ChangeKind.ATTRIBUTION})

#: What may have meant a value, the likelier with the lower rank: (rank, reason, words).
_Near = tuple[int, str, trace.Stretch]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """Why one record was missed, or found without being wanted, and the words it is about in each text."""

    reason: str
    old: trace.Stretch | None = None
    new: trace.Stretch | None = None


def diagnose_missed_change(
    comparison: trace.Comparison, wanted: Record, *, extra: Iterable[trace.Compared]
) -> Diagnosis:
    """Say why a change was not found; `extra` are the changes that were found and nobody wanted, one of which it may be
    under another name."""
    claim_id, kind = wanted["claim"], wanted["kind"]
    olds, news = (_Side(read, claim_id, wanted[side]) for read, side in _sides(comparison))
    marks = {"old": olds.mark, "new": news.mark}
    for compared in extra:
        if compared.change.claim_id == claim_id:
            return Diagnosis(reason=_say_otherwise(compared), **marks)
    is_value = kind not in _ASIDE
    asked = [
        (name, side)
        for name, side, absent in (("old", olds, "added"), ("new", news, "removed"))
        if kind != absent
    ]
    for name, side in asked:
        if reason := side.say_absence(is_value=is_value):
            return Diagnosis(reason=f"{name} text: {reason}", **marks)
    return Diagnosis(reason=f"both texts were read, {_say_read(olds, news)}", **marks)


def diagnose_extra_change(comparison: trace.Comparison, compared: trace.Compared) -> Diagnosis:
    """Say what led to a change that was not wanted."""
    change = compared.change
    reasons = []
    for name, read, claim in (("old", comparison.old, change.old), ("new", comparison.new, change.new)):
        side = _Side(read, change.claim_id, change.new_text if claim is None else change.old_text)
        said = explain_claim(read, claim) if claim else side.say_absence(is_value=True)
        reasons.append(f"{name} text: {said or 'it stands there too'}")
    old, new = (_stretch_of(claim) for claim in (change.old, change.new))
    return Diagnosis(reason="; ".join(reasons), old=old, new=new)


def diagnose_missed_claim(read: trace.Trace, wanted: Record) -> Diagnosis:
    """Say why a claim was not found in a text, or was read otherwise; `wanted` has the keys of `claims find`."""
    value = next((wanted[key] for key in ("low", "high", "status") if wanted.get(key) is not None), "")
    side = _Side(read, wanted["claim"], str(value))
    reason = side.say_absence(is_value=False) or f"it was read, as {side.print_found()}, and not as wanted"
    return Diagnosis(reason=reason, new=side.mark)


def diagnose_extra_claim(read: trace.Trace, claim: model.Claim) -> Diagnosis:
    """Say what led to a claim that was not wanted."""
    return Diagnosis(reason=explain_claim(read, claim), new=_stretch_of(claim))


def explain_claim(read: trace.Trace, claim: model.Claim) -> str:
    """Say what made a claim of some words: the word tied to a number, the word of a position, a quotation."""
    for sentence in read.sentences:
        judged: tuple[trace.Number | trace.Date, ...] = (*sentence.numbers, *sentence.dates)
        for one in judged:
            if one.claim == claim:
                said = next(option.reason for option in one.options if option.why is None)
                return f"`{one.at.text}` was read as {claim.claim_id}: {said}"
        if claim in sentence.claims:
            return f"read as {claim.claim_id} {print_value(claim)}, {claim.rule}"
    return f"a quotation, by {claim.source}"


class _Side:
    """One text, and what was wanted of it: the words that may have meant it."""

    def __init__(self, read: trace.Trace, claim_id: str, value: str) -> None:
        self._read, self._claim_id, self._value = read, claim_id, value
        self._found = [claim for claim in read.claims if claim.claim_id == claim_id]
        number = _NUMBER.search(value)
        self._number = Decimal(number.group()) if number else None
        self._near = min(self._list_near(), key=lambda near: near[0], default=None)

    @property
    def mark(self) -> trace.Stretch | None:
        """The words that were found, else those that may have meant it."""
        if self._found:
            return _stretch_of(self._found[0])
        return self._near[2] if self._near else None

    def print_found(self) -> str:
        return ", ".join(print_value(claim) for claim in self._found)

    def say_absence(self, *, is_value: bool) -> str:
        """Say why the claim, or this value of it, was not found; "" where it was."""
        wanted = self._value.partition(" ")[0]
        if any(not is_value or print_value(claim) in (wanted, self._value) for claim in self._found):
            return ""
        if self._found:
            return f"it was read as {self.print_found()}, not as {self._value}"
        if self._near:
            return f"`{self._near[2].text}`: {self._near[1]}"
        lacking = [
            lexicon
            for sentence in self._read.sentences
            for claim_id, lexicon in sentence.lacking
            if claim_id == self._claim_id
        ]
        if lacking:
            return f"the sentence has no term of @{lacking[0]}"
        return f"no {self._number} was read in it" if self._number is not None else "nothing was read as it"

    def _list_near(self) -> Iterator[_Near]:
        """List what may have meant the value in every sentence."""
        for sentence in self._read.sentences:
            yield from self._list_near_numbers(sentence)
            for date in sentence.dates:
                yield from self._list_near_date(date)
            for position in sentence.positions:
                if position.claim_id == self._claim_id and position.why is not None:
                    rank = 4 if position.why is Why.TENSE else 0 if position.value == self._value else 3
                    yield rank, position.reason, position.word

    def _list_near_numbers(self, sentence: trace.SentenceTrace) -> Iterator[_Near]:
        for number in sentence.numbers:
            if self._number in (number.low, number.high):
                yield self._rank(number)
        for unread in sentence.unread:
            if self._number is not None and unread.at.text == str(self._number):
                yield 2, unread.reason, unread.at

    def _list_near_date(self, date: trace.Date) -> Iterator[_Near]:
        for option in date.options:
            if option.claim_id == self._claim_id and option.why is not None:
                yield 0 if date.value == self._value else 3, option.reason, date.at

    def _rank(self, number: trace.Number) -> _Near:
        option = next((one for one in number.options if one.claim_id == self._claim_id), None)
        if option is None:
            return 1, number.refused or "not asked: the claim is none of numbers", number.at
        if option.why is Why.NOUN:
            return 2, option.reason, number.at
        counted = ", ".join(f"@{name}" for name in number.nouns)
        return (
            0,
            f"read as a number of {counted}, but {option.reason}" if counted else option.reason,
            number.at,
        )


def _sides(comparison: trace.Comparison) -> tuple[tuple[trace.Trace, str], ...]:
    return (comparison.old, "old"), (comparison.new, "new")


def _say_otherwise(compared: trace.Compared) -> str:
    record = to_guide_record(compared.change)
    told = f"found as {record['kind']}: {record['old']} -> {record['new']}"
    is_silent = compared.change.tier is model.Tier.REVIEW
    return f"{told}, for the review list alone: {compared.tier_reason}" if is_silent else told


def _say_read(olds: _Side, news: _Side) -> str:
    old, new = olds.print_found(), news.print_found()
    return f"as {old or 'nothing'} and as {new or 'nothing'}, and the comparison finds no such change"


def _stretch_of(claim: model.Claim | None) -> trace.Stretch | None:
    return trace.Stretch(text="", start=claim.start, end=claim.end) if claim else None
