"""Deltas: words that changed and that no claim explains, a sentence pair at a time, the words marked on both sides.

Next: `review` for the list, `change` for one change's page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from monitor import model
from monitor.core import word_diff
from report.views import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A run of a sentence, marked or not; the parts join to the sentence."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """One word or number: what kind it is of, what it was and what it is."""

    kind: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeltaCard:
    """One sentence on both sides and every delta in it; no parts where the sentence was not there."""

    field: str
    swaps: tuple[Swap, ...]
    old: tuple[Part, ...]
    new: tuple[Part, ...]


def list_deltas(deltas: Iterable[model.UnexplainedDelta]) -> tuple[DeltaCard, ...]:
    """Put the deltas of one sentence on one card, in the order they were found."""
    groups = groupby(deltas, key=lambda one: (one.field, one.old_sentence, one.new_sentence))
    return tuple(_show_card(list(group)) for _, group in groups)


def _show_card(group: Sequence[model.UnexplainedDelta]) -> DeltaCard:
    first = group[0]
    return DeltaCard(
        field=words.FIELD_WORDS[first.field],
        swaps=tuple(
            Swap(kind=words.DELTA_WORDS[one.kind], old=one.old or words.GONE, new=one.new or words.GONE)
            for one in group
        ),
        old=mark(first.old_sentence, [(one.old_start, one.old_start + len(one.old)) for one in group]),
        new=mark(first.new_sentence, [(one.new_start, one.new_start + len(one.new)) for one in group]),
    )


def mark(sentence: str, spans: Iterable[tuple[int, int]]) -> tuple[Part, ...]:
    """Cut a sentence at the ends of some spans, and mark what lies in one."""
    parts: list[Part] = []
    at = 0
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if start < at:  # Two deltas may share words.
            continue
        parts += [Part(text=sentence[at:start]), Part(text=sentence[start:end], is_marked=True)]
        at = end
    parts.append(Part(text=sentence[at:]))
    return tuple(part for part in parts if part.text)


def mark_differences(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Mark what differs between two sentences; nothing is marked where one of them is missing."""
    if not (old and new):
        return mark(old, ()), mark(new, ())
    segments = word_diff.find_segments(old, new)
    sides = []
    for own in (model.Op.DELETE, model.Op.INSERT):
        shown = [segment for segment in segments if segment.op in {own, model.Op.EQUAL}]
        sides.append(tuple(Part(text=one.text, is_marked=one.op is own) for one in shown))
    return sides[0], sides[1]
