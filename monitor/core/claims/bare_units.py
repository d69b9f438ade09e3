"""Bare units: a unit of time that stands for one or two of itself: "a month", "monthlong", "شهر ونصف", "חודשיים".

Refuses "once a week" and "in a week's time". Next: `quantity`.
"""

from decimal import Decimal

from monitor.core.claims.fraction import is_stretch_of, read_fraction
from monitor.core.claims.numerals import PERIOD, Numerals
from monitor.core.claims.sentence import Sentence


def read_bare_unit(sentence: Sentence, numerals: Numerals, place: int) -> tuple[Decimal, int] | None:
    """Read the stretch that begins at a place: its days, and the place behind it; None where there is none."""
    words, word = sentence.words, sentence.words[place]
    count, unit = 2, numerals.dual_units.get(word)
    if unit is None:
        is_opened = place > 0 and words[place - 1] in numerals.one_openers
        is_opened = is_opened and (not numerals.is_strict or _is_stretch(words, numerals, place))
        is_long = word.endswith("long") or ("long" in words[place + 1 : place + 3] and word[-1] != "s")
        is_more = is_stretch_of(sentence, numerals, place + 1)
        count, unit = 1, numerals.units.get(word) if is_opened or is_long or is_more else None
    if unit is None or unit[0] != PERIOD:
        return None
    fraction, end = read_fraction(sentence, numerals, place + 1)
    return (count + fraction) * Decimal(unit[1]), end


def _is_stretch(words: tuple[str, ...], numerals: Numerals, place: int) -> bool:
    """Whether "a week" is how long something lasts ("for a week", "a week of", "a week's strike"), not "once a week"."""
    if words[place + 1 : place + 2] == ("'s",):
        return words[place + 2 : place + 3] != ("time",)
    return "of" in words[place + 1 : place + 2] or words[max(0, place - 2)] in numerals.stretch_openers
