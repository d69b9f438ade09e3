"""Hedges and vetoes: what the words right around a number make of it.

"At least", "up to", "about" are classes of hedge; "aged", "phase", "$", "including" make a number something else than a
count. Both are read from the language's tables. Refuses nothing. Next: `quantity`.
"""

from monitor import model
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.sentence import Sentence

#: Point to a number that is known.
_INDEFINITE = (("a",), ("an",), ("another",))
_POINTING = frozenset({"the", "those", "these", "this", "that", "its", "their"})


def find_hedge_before(sentence: Sentence, place: int) -> tuple[model.Hedge, int]:
    """Find the hedge that ends just before a number, articles and hyphens between them stepped over. "Less than the 8%
    they want" compares with a number that stands, and hedges none."""
    at = place
    for _ in range(3):
        best: Hit | None = None
        for hit in sentence.ending.get(at - 1, ()):
            if hit.name.startswith("#before_") and (best is None or hit.first < best.first):
                best = hit
        if best is not None:
            return model.Hedge(best.name.removeprefix("#before_")), best.first
        further = sentence.before(at, "#article")
        if further == at and at > 0 and sentence.words[at - 1] == "-":
            further = at - 1
        if further == at or sentence.words[further] in _POINTING:
            break
        at = further
    return model.Hedge.EXACT, place


def _is_apart(sentence: Sentence, place: int, hit: Hit) -> bool:
    """Whether "a" parts a label from a number that is none of it: "stage a three-day strike"."""
    return hit.name == "#veto_before_label" and sentence.words[hit.last + 1 : place] in _INDEFINITE


def find_vetoes(sentence: Sentence, *, before: set[int], behind: set[int]) -> tuple[str, ...]:
    """Name the vetoes that end just before one set of places, an article stepped over, or begin at the other."""
    ending = [
        hit.name.removeprefix("#veto_before_")
        for place in before
        for hit in sentence.ending.get(sentence.before(place, "#article") - 1, ())
        if hit.name.startswith("#veto_before_") and not _is_apart(sentence, place, hit)
    ]
    beginning = [
        hit.name.removeprefix("#veto_after_")
        for place in behind
        for hit in sentence.starting.get(place, ())
        if hit.name.startswith("#veto_after_")
    ]
    return tuple(sorted({*ending, *beginning}))
