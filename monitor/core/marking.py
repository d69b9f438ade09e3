"""Marking: the words of an edit as a person reads them. Two edits with one little word between them are one.

What is stored stays as fine as it was found (`word_diff`); this is for showing it. Refuses nothing.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from monitor import model
from monitor.core.word_diff import count_words

#: An island of equal words is part of the edits around it where each of these has as many times its words.
_TIMES = 2
#: Words of an island at the most.
_MAX_ISLAND = 3


def fold_islands(segments: Sequence[model.Segment]) -> tuple[model.Segment, ...]:
    """Join edits that only a few equal words part, where the edits are longer: five words exchanged but for an "of" in
    their midst are one edit. Joined, the segments still give both texts."""
    runs = [(is_same, tuple(run)) for is_same, run in groupby(segments, lambda one: one.op is model.Op.EQUAL)]
    folded: list[tuple[bool, tuple[model.Segment, ...]]] = []
    at = 0
    while at < len(runs):
        is_same, run = runs[at]
        is_between = bool(folded) and at + 1 < len(runs)
        if is_same and is_between and _is_island(run, folded[-1][1], runs[at + 1][1]):
            folded[-1] = (False, (*folded[-1][1], *run, *runs[at + 1][1]))
            at += 2
        else:
            folded.append((is_same, run))
            at += 1
    return tuple(one for is_same, run in folded for one in (run if is_same else _exchange(run)))


def _is_island(
    island: Sequence[model.Segment], before: Sequence[model.Segment], behind: Sequence[model.Segment]
) -> bool:
    words = sum(count_words(one.text) for one in island)
    least = min(_size(before), _size(behind))
    return words <= _MAX_ISLAND and words * _TIMES <= least


def _size(run: Sequence[model.Segment]) -> int:
    """Count the words of the longer side of an edit."""
    return max(
        sum(count_words(one.text) for one in run if one.op is not skipped)
        for skipped in (model.Op.INSERT, model.Op.DELETE)
    )


def _exchange(run: Sequence[model.Segment]) -> Iterator[model.Segment]:
    for op, skipped in ((model.Op.DELETE, model.Op.INSERT), (model.Op.INSERT, model.Op.DELETE)):
        text = "".join(one.text for one in run if one.op is not skipped)
        if text:
            yield model.Segment(op=op, text=text)
