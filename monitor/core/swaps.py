"""Swaps: numbers of two aligned sentences that changed places, each now said of what the other was said of.

"20 are alive and 28 are dead" holds the numbers of "28 are alive and 20 are dead", and says something else. Refuses
a number that only moved, the words around it with it. Next: `unexplained`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from monitor.core.claims.tokens import find_tokens
from monitor.core.runs import Pair, Run
from monitor.core.signs import Sign

#: Part what is said of one number from what is said of the next.
_MARKS = frozenset(",;.()")
_LINKS = frozenset(["and", "but", "while", "و", "ו"])


def find_swaps(
    runs: Sequence[Run], old: Sequence[Sign], new: Sequence[Sign], *, texts: tuple[str, str]
) -> Iterator[Pair]:
    """Pair the numbers that stand in each other's place: exchanged where no word beside them was."""
    exchanged = [pair for run in runs for pair in [_find_inside(run, old, new)] if pair is not None]
    if exchanged and not _is_moved(texts[0], old, texts[1], new):
        yield from exchanged


def _find_inside(run: Run, old: Sequence[Sign], new: Sequence[Sign]) -> tuple[Sign, Sign] | None:
    """Return the two numbers that a run lies in, where it exchanges one for the other."""
    one = next((sign for sign in old if sign.start <= run.old[0] < run.old[1] <= sign.end), None)
    other = next((sign for sign in new if sign.start <= run.new[0] < run.new[1] <= sign.end), None)
    return (one, other) if one and other and one.key != other.key else None


def _is_moved(old_text: str, old: Sequence[Sign], new_text: str, new: Sequence[Sign]) -> bool:
    """Whether each number has the words behind it, or before it, that it had: where these tell one from another."""
    sides = zip(_list_words(old_text, old), _list_words(new_text, new), strict=True)
    return any(
        Counter(one) == Counter(other) and len({words for _, words in one}) > 1 for one, other in sides
    )


def _list_words(
    text: str, signs: Sequence[Sign]
) -> tuple[list[tuple[str, frozenset[str]]], list[tuple[str, frozenset[str]]]]:
    """List the numbers with the words before them, and with those behind them, up to the next number or mark."""
    ends = [0, *(sign.end for sign in signs)]
    starts = [*(sign.start for sign in signs), len(text)]
    gaps = [find_tokens(text[start:end]).words for start, end in zip(ends, starts, strict=True)]
    before = [(sign.key, _said(gap[::-1])) for sign, gap in zip(signs, gaps, strict=False)]
    behind = [(sign.key, _said(gap)) for sign, gap in zip(signs, gaps[1:], strict=True)]
    return before, behind


def _said(words: Sequence[str]) -> frozenset[str]:
    """Return the words up to the first mark, those that only link left out."""
    end = next((at for at, word in enumerate(words) if word in _MARKS), len(words))
    return frozenset(words[:end]) - _LINKS
