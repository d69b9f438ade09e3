"""Alignment: which items of one sequence are which of another. Exact first, then by likeness; order is kept.

Deterministic and bounded: no clock; long gaps are halved until they are small. Next: `diff`.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

#: A gap of more pairs than this is halved before its items are compared one by one; sooner where there are many items.
_MAX_PAIRS = 1600
_MANY_ITEMS = 2000
_MAX_PAIRS_OF_MANY = 256

Pair = tuple[int, int]


def match_equal(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Match equal items in order: common ends, then items that are unique on both sides (patience), again in each gap.

    O(n log n) a level; every level matches at least one item or ends.
    """
    pairs: list[Pair] = []
    todo = [(0, len(old), 0, len(new))]
    while todo:
        a, b, c, d = todo.pop()
        while a < b and c < d and old[a] == new[c]:
            pairs.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            pairs.append((b, d))
        anchors = _unique_anchors(old, new, (a, b, c, d))
        if anchors:
            todo.extend(gaps_between(anchors, (a, b, c, d)))
            pairs.extend(anchors)
    return sorted(pairs)


def _unique_anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], box: tuple[int, int, int, int]
) -> list[Pair]:
    """Find the longest run, in order on both sides, of items that stand once in each."""
    a, b, c, d = box
    if a == b or c == d:
        return []
    old_count, new_count = Counter(old[a:b]), Counter(new[c:d])
    place = {item: at for at, item in enumerate(new[c:d], c) if new_count[item] == 1}
    unique = [
        (at, place[item]) for at, item in enumerate(old[a:b], a) if old_count[item] == 1 and item in place
    ]
    # Longest increasing subsequence by patience sorting.
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, at) in enumerate(unique):
        pile = bisect_left(tails, at)
        before.append(ends[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [at]
        ends[pile : pile + 1] = [index]
    run: list[Pair] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(unique[index])
        index = before[index]
    return run[::-1]


def find_heaviest(worths: Sequence[tuple[int, int, float]]) -> list[Pair]:
    """Find the pairs in order on both sides whose worths have the greatest sum, of (old, new, worth). O(n²)."""
    ordered = sorted(worths)
    best: list[tuple[float, int]] = []
    for at, (_, j, worth) in enumerate(ordered):
        before = max(((best[k][0], k) for k in range(at) if ordered[k][1] < j), default=(0.0, -1))
        best.append((before[0] + worth, before[1]))
    at = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    run: list[Pair] = []
    while at >= 0:
        run.append(ordered[at][:2])
        at = best[at][1]
    return run[::-1]


def gaps_between(
    pairs: Sequence[Pair], box: tuple[int, int, int, int]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches (old start, old end, new start, new end) between matched pairs, empty ones too."""
    a, b, c, d = box
    for i, j in [*pairs, (b, d)]:
        yield a, i, c, j
        a, c = i + 1, j + 1


def match_alike(
    old_count: int, new_count: int, likeness: Callable[[int, int], float], *, at_least: float
) -> list[Pair]:
    """Match items in order so that the sum of their likeness (0 to 1) is greatest; none below `at_least`."""
    pairs: list[Pair] = []
    todo = [(0, old_count, 0, new_count)]
    most = _MAX_PAIRS if old_count + new_count <= _MANY_ITEMS else _MAX_PAIRS_OF_MANY
    while todo:
        a, b, c, d = todo.pop()
        if (b - a) * (d - c) > most and b - a > 1 and d - c > 1:
            middle, centre = (a + b) // 2, (c + d) // 2
            todo += [(a, middle, c, centre), (middle, b, centre, d)]
        else:
            pairs += _match_small((a, b, c, d), likeness, at_least)
    return sorted(pairs)


def _match_small(
    box: tuple[int, int, int, int], likeness: Callable[[int, int], float], at_least: float
) -> Iterator[Pair]:
    """Align by dynamic programming, as Needleman and Wunsch do."""
    a, b, c, d = box
    worth = {
        (i, j): found
        for i in range(a, b)
        for j in range(c, d)
        if (found := likeness(i, j)) >= at_least and found > 0
    }
    best = [[0.0] * (d - c + 1) for _ in range(b - a + 1)]
    for i in range(b - 1, a - 1, -1):
        for j in range(d - 1, c - 1, -1):
            paired = best[i - a + 1][j - c + 1] + worth.get((i, j), 0.0)
            best[i - a][j - c] = max(paired, best[i - a + 1][j - c], best[i - a][j - c + 1])
    i, j = a, c
    while i < b and j < d:
        here = best[i - a][j - c]
        if (i, j) in worth and here == best[i - a + 1][j - c + 1] + worth[i, j]:
            yield i, j
            i, j = i + 1, j + 1
        elif here == best[i - a + 1][j - c]:
            i += 1
        else:
            j += 1
