"""Ranges: the other end of "15-17", "between 15 and 17", "two to three dozen".

Refuses "rose from 48 to 52": that is a number and what it was before. Next: `quantity`.
"""

from decimal import Decimal

from monitor.core.claims.number import read_number
from monitor.core.claims.numerals import Numerals
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.units import find_unit

#: Farthest before "from" that a verb may stand which makes what follows the former number.
MAX_TURN = 8
#: Numbers below it take the scale of the other end of their range.
_LEAST_SCALED = 100
_CURRENCIES = frozenset("$€£₪")


def read_range_end(
    sentence: Sentence, numerals: Numerals, *, span: tuple[int, int], low: Decimal
) -> tuple[Decimal, int] | None:
    """Read "-17", "to 17", "and 17" behind a number, its unit said twice or once: the upper value and the place behind
    it. "Rose from 48 to 52" is no range."""
    first, end = span
    words = sentence.words
    unit, at = find_unit(sentence, numerals, end)
    is_opened = first > 0 and words[first - 1] in numerals.openers
    links = numerals.pair_links if is_opened else numerals.links
    if at >= len(words) or words[at] not in links or is_former(sentence, numerals, first):
        return None
    at += 1
    while at < len(words) and (words[at] == "-" or words[at] in _CURRENCIES):
        at += 1
    high = read_number(sentence, numerals, at)
    is_fitting = high is not None and high[0] > low
    if high is None or not is_fitting or (unit and find_unit(sentence, numerals, high[1])[0] != unit):
        return None
    return high


def share_scale(
    sentence: Sentence, numerals: Numerals, *, span: tuple[int, int], ends: tuple[Decimal, Decimal]
) -> Decimal:
    """Return the lower end of a range, the scale that is said once behind both ends counted in: "two to three dozen"."""
    word, low = sentence.words[span[1] - 1], ends[0]
    scale = 12 if word in numerals.dozens else numerals.values.get(word, 0)
    is_alone = sentence.words[span[0] - 1] not in numerals.dozens and low < _LEAST_SCALED
    is_shared = is_alone and (scale == 12 or scale >= _LEAST_SCALED) and low * scale < ends[1]
    return low * scale if is_shared else low


def is_former(sentence: Sentence, numerals: Numerals, place: int) -> bool:
    """Whether a number is what another came from: "rose from 48 to 52", "to 52, up from 48"."""
    at = sentence.before(place, "#article") - 1
    while at >= 0 and sentence.words[at] == "-":
        at -= 1
    if at < 0 or sentence.words[at] not in numerals.former_openers:
        return False
    turns = sentence.hits.get("#change", ())
    return any(
        0 < at - turn.last <= MAX_TURN and not sentence.between(turn.last, at, "#breaker") for turn in turns
    )
