"""Fractions: the half or quarter that is joined to a number or to its unit.

"Six and a half per cent", "six point four", "6½", "a week and a half", "أسبوعان ونصف", "שבועיים וחצי". Refuses a half of something named ("six
and half of the staff"). Next: `number`, `quantity`.
"""

from decimal import Decimal

from monitor.core.claims.numerals import Numerals
from monitor.core.claims.sentence import Sentence

#: Smallest scale that a half is a half of: "a million and a half".
_LEAST_SCALE = 1000
#: Lead from a time to what lasts that long.
_OF = frozenset({"من", "של"})
#: Stands before decimals that are said digit by digit, and what zero is called among them.
POINT = "point"
_ZEROS = frozenset({"zero", "nought", "oh"})


def read_fraction(sentence: Sentence, numerals: Numerals, place: int) -> tuple[Decimal, int]:
    """Read the fraction that begins at a place: its value and the place behind it; 0 and the place itself where there
    is none."""
    words = sentence.words
    if words[place : place + 1] == ("-",):
        return _read(words, numerals, place + 1, back=place)
    return _read(words, numerals, place, back=place)


def _read(words: tuple[str, ...], numerals: Numerals, place: int, *, back: int) -> tuple[Decimal, int]:
    first = words[place] if place < len(words) else ""
    at = place
    if first in numerals.joiners:
        at += 1
        while at < len(words) and (words[at] == "-" or words[at] in numerals.fraction_openers):
            at += 1
        is_joined = not numerals.is_strict or at > place + 1
        word = words[at] if at < len(words) and is_joined else ""
    else:
        joiner = next(
            (one for one in numerals.joiners if not numerals.is_strict and first.startswith(one)), ""
        )
        word = first[len(joiner) :] if joiner or not first.isalpha() else ""
    value = numerals.fractions.get(word)
    is_share = "of" in words[at + 1 : at + 2]
    return (Decimal(0), back) if value is None or is_share else (value, at + 1)


def is_stretch_of(sentence: Sentence, numerals: Numerals, place: int) -> bool:
    """Whether a fraction goes on a unit that stands alone, and what lasts so long follows: "شهر | ونصف الشهر من الهدنة"."""
    fraction, end = read_fraction(sentence, numerals, place)
    return fraction > 0 and not _OF.isdisjoint(sentence.words[end : end + 2])


def add_fraction(sentence: Sentence, numerals: Numerals, value: Decimal, end: int) -> tuple[Decimal, int]:
    """Add the fraction behind a number, and the scale behind that: "two and a half million", "a million and a half"."""
    fraction, behind = _read_point(sentence.words, numerals, end)
    if behind == end:
        fraction, behind = read_fraction(sentence, numerals, end)
    if behind == end:
        return value, end
    scale = numerals.values.get(sentence.words[end - 1], 0)
    total = value + fraction * (scale if scale >= _LEAST_SCALE else 1)
    further = numerals.values.get(sentence.words[behind], 0) if behind < len(sentence.words) else 0
    if further >= _LEAST_SCALE and scale < _LEAST_SCALE:
        return total * further, behind + 1
    return total, behind


def _read_point(words: tuple[str, ...], numerals: Numerals, place: int) -> tuple[Decimal, int]:
    """Read the decimals said behind a number ("six | point four", "six-point-two-five"): their value and the place behind
    them; 0 and the place itself where there are none ("a six-point plan")."""
    digits, end = "", place
    at = place + (words[place : place + 1] == ("-",))
    if words[at : at + 1] != (POINT,):
        return Decimal(0), place
    while at + 1 < len(words):
        at += 2 if words[at + 1] == "-" and at + 2 < len(words) else 1
        digit = "0" if words[at] in _ZEROS else str(numerals.values.get(words[at], words[at]))
        if len(digit) > 1 or not digit.isdecimal():
            break
        digits, end = digits + digit, at + 1
    return (Decimal(f"0.{digits}"), end) if digits else (Decimal(0), place)
