"""Quantities: every number of a sentence, in digits of any script or in words, with its range, unit and hedge.

"58,000", "1.9 thousand", "two dozen", "ثمانية وأربعون", "ארבעה עשר", "15-17", "between 15 and 17", "a two-month …".
Refuses what only looks like a count: dates, times, ages, money, ordinals, codes, labels ("phase 2"), ratios, subsets.
Next: `find`, which ties quantities to nouns.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from monitor import model
from monitor.core.claims import clock
from monitor.core.claims.bare_units import read_bare_unit
from monitor.core.claims.fraction import POINT, read_fraction
from monitor.core.claims.hedge import find_hedge_before, find_vetoes, is_age
from monitor.core.claims.language import Language
from monitor.core.claims.number import is_code, is_pronoun, read_number
from monitor.core.claims.numerals import PERIOD, Numerals, parse_numerals
from monitor.core.claims.overtaken import is_former_one
from monitor.core.claims.ranges import is_former, read_range_end, share_scale
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tables import YEAR
from monitor.core.claims.tokens import is_cut
from monitor.core.claims.units import find_unit, find_unit_before
from monitor.core.claims.votes import is_vote

#: Numbers looked at in one sentence; a table pasted as one sentence has more, and says nothing clear.
MAX_QUANTITIES = 40

_YEAR = re.compile(r"(?:1\d|20)\d\d\Z")
#: Hours that are whole days are counted in days ("a 72-hour stoppage"); nobody is older than the third.
_HOURS, _YEAR_DAYS, _OLDEST = 24, 365, 120
_TWO = Decimal(2)
#: Numbers from the first up to the second, and above the third, are neither the day of a month nor a year.
_MAX_DAY, _LEAST_YEAR, _MAX_YEAR = 31, 1000, 2100
#: Most digits of decimals in words that are looked back over, and the least word that scales them.
MAX_DECIMALS, _LEAST_SCALE = 4, 10
#: A number's value and unit.
Value = tuple[Decimal, str]
#: Each class of hedge with the name of its words behind a number.
AFTER = tuple((kind, f"#after_{kind}") for kind in model.Hedge)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number or range: tokens `first` to `last`, both included, unit and hedge words left out."""

    first: int
    last: int
    low: Decimal
    high: Decimal
    #: "" for a plain count, else "days", "percent", "USD", …
    unit: str = ""
    hedge: model.Hedge = model.Hedge.EXACT
    #: First token of the hedge before it, for the span; `first` when there is none.
    hedge_first: int = -1
    #: Last token of the unit or of the hedge behind it.
    reach: int
    #: Four bare digits that may be a year.
    may_be_year: bool = False
    #: Written with a point ("6.0"), and so read off something.
    is_decimal: bool = False
    #: A dual noun ("رهينتين"): it is its own noun.
    is_dual: bool = False
    #: "no hostages": none at all.
    is_none: bool = False
    #: The names of the vetoes that fit.
    vetoes: tuple[str, ...] = ()

    @property
    def value(self) -> Value:
        """What makes it the same number as another: its value, the lower one of a range, and its unit."""
        return self.low, self.unit

    @property
    def may_be_age(self) -> bool:
        """Whether it is in the range of ages, and has no unit."""
        return not self.is_measure and self.low == self.high and 0 < self.low <= _OLDEST

    @property
    def is_measure(self) -> bool:
        """Whether it measures (it has a unit, or a fraction), and counts nothing."""
        return bool(self.unit) or self.is_decimal or self.low != self.low.to_integral_value()


def find_quantities(sentence: Sentence, nouns: frozenset[str] = frozenset()) -> tuple[Quantity, ...]:
    """Find the quantities of a sentence, in order; `nouns` are lexicons whose dual forms count as "two"."""
    special = _find_special(sentence, nouns)
    numerals = parse_numerals(sentence.language.code)
    found: list[Quantity] = []
    end = 0
    for place in list_candidates(sentence, special):
        if place < end or len(found) == MAX_QUANTITIES or is_code(sentence, place):
            continue
        quantity = _read(sentence, numerals, place) or special.get(place)
        if quantity is not None:
            quantity = _qualify(sentence, numerals, _with_unit(sentence, numerals, quantity))
            found.append(quantity)
            end = max(quantity.last, quantity.reach) + 1
    if found and end == len(sentence.words) and is_cut(sentence.text, sentence.spans):
        del found[-1]  # its other half may stand behind the limit
    return _mark_pairs(sentence, numerals, found)


def _mark_pairs(sentence: Sentence, numerals: Numerals, found: list[Quantity]) -> tuple[Quantity, ...]:
    """Mark each number that the next takes the place of ("improved its 4% offer to 5%"), and both sides of a vote."""
    vetoes = [one.vetoes for one in found]
    for at, (one, other) in enumerate(pairwise(found)):
        between = range(one.reach + 1, other.hedge_first)
        if one.unit == other.unit and is_former_one(
            sentence, numerals, first=one.first, between=between, is_measure=bool(one.unit)
        ):
            vetoes[at] += ("former",)
        if is_vote(sentence, first=one.first, between=range(one.last + 1, other.first)):
            vetoes[at : at + 2] = [(*names, "ratio") for names in vetoes[at : at + 2]]
    return tuple(
        one if names == one.vetoes else replace(one, vetoes=names)
        for one, names in zip(found, vetoes, strict=True)
    )


def may_hold_quantity(words: tuple[str, ...], language: Language) -> bool:
    """Whether a quantity may begin at one of these words, "no" apart: quick, and wrong only in saying yes."""
    if language.dual_endings or not parse_numerals(language.code).signs.isdisjoint(words):
        return True
    return any(word[0].isdigit() for word in words)


def list_candidates(sentence: Sentence, special: Collection[int] = ()) -> list[int]:
    """List the places where a quantity may begin; `special` are further ones."""
    starters = parse_numerals(sentence.language.code).starters
    opening = sentence.find_opening()
    return [
        place
        for place, word in enumerate(sentence.words)
        if place >= opening
        and (word[0].isdigit() or word in starters or place in special)
        and not is_pronoun(sentence, place)
    ]


def _find_special(sentence: Sentence, nouns: frozenset[str]) -> dict[int, Quantity]:
    """Find "no" and the dual nouns, by their place."""
    special = {}
    for hit in sentence.hits.get("#zero", ()):
        zero = Decimal(0)
        special[hit.first] = Quantity(
            first=hit.first, last=hit.last, reach=hit.last, low=zero, high=zero, is_none=True
        )
    for name in nouns if sentence.language.dual_endings else ():
        for hit in sentence.hits.get(name, ()):
            if hit.form == "dual" or (hit.form == "construct" and sentence.is_at(hit.last + 1, *nouns)):
                special[hit.first] = Quantity(
                    first=hit.first, last=hit.first, reach=hit.first, low=_TWO, high=_TWO, is_dual=True
                )
    return special


def _read(sentence: Sentence, numerals: Numerals, place: int) -> Quantity | None:
    """Read the quantity that begins at a place."""
    low = read_number(sentence, numerals, place)
    if low is None:
        bare = read_bare_unit(sentence, numerals, place)
        return None if bare is None else _make_bare(place, *bare)
    value, end = low
    high = read_range_end(sentence, numerals, span=(place, end), low=value)
    if high is not None:
        low_end = share_scale(sentence, numerals, span=(end, high[1]), ends=(value, high[0]))
        last = high[1] - 1
        return Quantity(first=place, last=last, reach=last, low=low_end, high=high[0])
    is_bare = end == place + 1
    return Quantity(
        first=place,
        last=end - 1,
        reach=end - 1,
        low=value,
        high=value,
        may_be_year=is_bare and bool(_YEAR.match(sentence.words[place])),
        is_decimal="." in sentence.words[place] if is_bare else _ends_in_decimals(sentence, numerals, end),
    )


def _make_bare(place: int, value: Decimal, end: int) -> Quantity:
    """Make the quantity of a unit that stands for one or two of itself."""
    return Quantity(
        first=place, last=end - 1, reach=end - 1, low=value, high=value, unit=PERIOD, is_dual=True
    )


def _ends_in_decimals(sentence: Sentence, numerals: Numerals, end: int) -> bool:
    """Whether decimals that were said end at a place, and no scale: "six point zero", not "six point two million"."""
    digits = sentence.words[max(0, end - 2 * MAX_DECIMALS) : end]
    return POINT in digits and numerals.values.get(digits[-1], 0) < _LEAST_SCALE


def _with_unit(sentence: Sentence, numerals: Numerals, quantity: Quantity) -> Quantity:
    """Add the unit that stands behind a number, with or without a hyphen, or before it."""
    if quantity.is_dual or quantity.is_none:
        return quantity
    unit, end = find_unit(sentence, numerals, quantity.last + 1)
    if unit is None:
        before = find_unit_before(sentence, quantity.first)
        return replace(quantity, unit=before) if before else quantity
    name, factor = unit
    fraction, end = read_fraction(sentence, numerals, end)
    low, high = (quantity.low + fraction) * Decimal(factor), (quantity.high + fraction) * Decimal(factor)
    if name == "hours" and low % _HOURS == 0 and high % _HOURS == 0:
        name, low, high = PERIOD, low / _HOURS, high / _HOURS
    return replace(quantity, low=low, high=high, unit=name, reach=end - 1)


def _qualify(sentence: Sentence, numerals: Numerals, quantity: Quantity) -> Quantity:
    """Add the hedge and the vetoes around a quantity."""
    reach = sentence.after(quantity.reach + 1, "#mark") - 1
    hedge, first = find_hedge_before(
        sentence,
        quantity.first,
        is_marked=reach > quantity.reach,
        is_attribute=bool(quantity.unit) and _is_attribute(sentence, quantity),
    )
    for kind, name in AFTER:  # the first word for it counts: "some 20-odd"
        behind = sentence.after(reach + 1, name)
        if behind > reach + 1 and not _adds_on(sentence, reach + 1, behind):
            hedge, reach = kind if hedge is model.Hedge.EXACT else hedge, behind - 1
    vetoes = _name_vetoes(sentence, numerals, quantity, first)
    unit = quantity.unit or find_unit_before(sentence, first)
    return replace(quantity, unit=unit, hedge=hedge, hedge_first=first, reach=reach, vetoes=vetoes)


def _is_attribute(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a measure only goes before its noun, and "over" is about that: "over a 60-day truce", "over a 2.8 percent offer"."""
    is_hyphened = sentence.words[quantity.last + 1 : quantity.last + 2] == ("-",)
    return is_hyphened or sentence.words[max(0, quantity.first - 2)] == "over"


def _adds_on(sentence: Sentence, place: int, behind: int) -> bool:
    """Whether "plus" adds another thing, and hedges nothing: "2.5% plus a bonus"."""
    return sentence.is_at(place, "#and") and sentence.is_at(behind, "#article")


def _name_vetoes(sentence: Sentence, numerals: Numerals, quantity: Quantity, first: int) -> tuple[str, ...]:
    """Name what makes a quantity no count; `first` is where its hedge begins."""
    before = {first, quantity.first}
    vetoes = find_vetoes(sentence, before=before, behind={quantity.last + 1, quantity.reach + 1})
    wrong = {
        "label": "label" in vetoes and not _is_labelled(sentence, quantity),
        "age": quantity.unit == PERIOD and quantity.low % _YEAR_DAYS,  # "שביתה בת חמישה ימים" is no age
        "date": "date" in vetoes and not _is_dated(sentence, quantity, before),
    }
    vetoes = tuple(name for name in vetoes if not wrong.get(name))
    if quantity.may_be_year and any(hit.name == YEAR for hit in sentence.ending.get(quantity.last, ())):
        vetoes = (*vetoes, "date")
    if is_former(sentence, numerals, first):
        vetoes = (*vetoes, "former")
    is_bare = not quantity.is_measure and quantity.reach == quantity.last
    is_hour = is_bare and clock.may_be_hour(quantity.low, quantity.high)
    if (is_hour and clock.is_hour(sentence, quantity.first, quantity.last)) or (
        is_bare and clock.is_listed_day(sentence, quantity.first, quantity.last)
    ):
        vetoes = (*vetoes, "date")
    if quantity.may_be_age and is_age(sentence, quantity.first, quantity.reach):
        vetoes = (*vetoes, "age")
    return vetoes


def _is_labelled(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a label stands at the number itself, and no hyphen ties that to its unit: not "to stage five-day strike"."""
    is_bound = quantity.reach > quantity.last and sentence.words[quantity.last + 1] == "-"
    if is_bound and sentence.language.is_inflected_by_rule:
        return False
    return "label" in find_vetoes(sentence, before={quantity.first}, behind=set())


def _is_dated(sentence: Sentence, quantity: Quantity, before: set[int]) -> bool:
    """Whether the words of a date are about the number itself: its unit parts it from the hour in "6.7 درجة مساء"."""
    is_no_day = quantity.low > _MAX_DAY and not _may_name_year(sentence, quantity)
    if not is_no_day and quantity.reach == quantity.last:
        return True
    return "date" in find_vetoes(sentence, before=set() if is_no_day else before, behind={quantity.last + 1})


def _may_name_year(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number behind a month may be its year: not in "in May 183 prisoners", "since October 64,300 dead"."""
    is_grouped = "," in sentence.words[quantity.first]
    return _LEAST_YEAR <= quantity.low <= _MAX_YEAR and not is_grouped
