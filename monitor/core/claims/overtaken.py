"""Overtaken: numbers that another has taken the place of, by the words between the two.

"Improved its 4% offer to 5%", "the toll, 66 at dawn, had reached 81". Refuses marks that open no aside. Next: `quantity`,
which marks them as former, and `ties`, which lets the new number have the noun before the aside.
"""

from monitor.core.claims.lexicon import Hit
from monitor.core.claims.numerals import Numerals
from monitor.core.claims.ranges import MAX_TURN
from monitor.core.claims.sentence import Sentence

#: Most tokens from the mark that opens an aside to its number.
MAX_OPENING = 6
#: What opens an aside on a number, and what closes it.
_ASIDES = {",": ",", "(": ")", "--": "--", "-": "-"}
#: Say, besides the verbs of change, that a tally has moved.
_MOVED = frozenset({"reached", "hit", "passed", "topped", "exceeded", "crossed", "stood", "stands", "neared"})


def is_former_one(
    sentence: Sentence, numerals: Numerals, *, first: int, between: range, is_measure: bool
) -> bool:
    """Whether the next number has taken the place of one (`first`), by the words of a range between them."""
    if is_replaced(sentence, numerals, first=first, between=between):
        return True
    return not is_measure and is_overtaken(sentence, first=first, between=between)


def is_replaced(sentence: Sentence, numerals: Numerals, *, first: int, between: range) -> bool:
    """Whether a verb of change stands before a number (`first`) and its noun, and "to" before the next one."""
    is_linked = 1 < len(between) <= MAX_TURN // 2 and sentence.words[between[-1]] in numerals.turning
    if not is_linked or any(sentence.words[place] in ",;:(" for place in between):
        return False
    return any(0 < first - hit.last <= MAX_TURN // 2 for hit in sentence.hits.get("#change", ()))


def is_overtaken(sentence: Sentence, *, first: int, between: range) -> bool:
    """Whether a number (`first`) stands in an aside on a tally that has moved on to the next: "the toll, | 66 | on Monday, had
    reached 81"."""
    words = sentence.words
    opening = next(
        (at for at in range(first - 1, max(0, first - MAX_OPENING), -1) if words[at] in _ASIDES), None
    )
    if opening is None:
        return False
    closing = next((at for at in between if words[at] == _ASIDES[words[opening]]), None)
    return closing is not None and _tells_of_move(sentence, closing + 1)


def is_resumed(sentence: Sentence, noun: Hit, place: int) -> bool:
    """Whether an aside parts a noun from what it has become, the number that a place is of."""
    opening = noun.last + 1
    closing = _ASIDES.get(sentence.words[opening])
    return any(
        sentence.words[at] == closing
        and _tells_of_move(sentence, at + 1)
        and not sentence.between(at, place, "#breaker", "#and")
        for at in range(opening + 1, place)
    )


def _tells_of_move(sentence: Sentence, place: int) -> bool:
    """Whether a verb of change begins here, its auxiliaries before it."""
    at = place
    while sentence.is_at(at, "#past", "#adverb"):
        at += 1
    return sentence.words[at] in _MOVED or sentence.is_at(at, "#change")
