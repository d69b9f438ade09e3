"""Moves: how far a sentence that stands at another place went, and which sentences went together.

Counted by what it went past: sentences that stand in both texts, and their paragraphs. Refuses nothing. Next: `diff`.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from monitor import model
from monitor.core import align


def number_paragraphs(parts: Sequence[str]) -> tuple[int, ...]:
    """Return the number of the paragraph that each part of a text begins in, from 0."""
    numbers: list[int] = []
    number = 0
    for part in parts:
        numbers.append(number)
        number += part.count(model.PARAGRAPH_BREAK)
    return tuple(numbers)


def describe_moves(
    moves: Sequence[align.Pair],
    kept: Sequence[align.Pair],
    paragraphs: tuple[Sequence[int], Sequence[int]],
) -> Mapping[align.Pair, model.Move]:
    """Describe the moves of a text, each (old, new) sentence in the order of the old text; `kept` are the pairs that stand
    where they stood, `paragraphs` the paragraph of each sentence on either side."""
    olds, news = [i for i, _ in kept], [j for _, j in kept]
    described: dict[align.Pair, model.Move] = {}
    number = 0
    before: align.Pair | None = None
    for i, j in moves:
        if before != (i - 1, j - 1):
            number += 1
        before = (i, j)
        start, end = bisect_left(olds, i), bisect_left(news, j)
        past = kept[min(start, end) : max(start, end)]
        sign = 1 if end > start else -1
        described[i, j] = model.Move(
            number=number,
            paragraph_count=sign * _count_paragraphs((i, j), past, paragraphs),
            sentence_count=sign * len(past),
        )
    return described


def _count_paragraphs(
    move: align.Pair, past: Sequence[align.Pair], paragraphs: tuple[Sequence[int], Sequence[int]]
) -> int:
    """Count the ends of paragraphs that a sentence went past; out of one paragraph into another there is one fewer than
    paragraphs."""
    left, arrived = paragraphs[0][move[0]], paragraphs[1][move[1]]
    has_left = any(paragraphs[0][i] == left for i, _ in past)
    has_joined = any(paragraphs[1][j] == arrived for _, j in past)
    return len({paragraphs[1][j] for _, j in past}) - (has_left and has_joined)
