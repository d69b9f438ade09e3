"""Agreement: whether two outlets' values of one claim may both be true, and whether they are one figure.

By what is meant and not by how it is written: "at least 20" does not contradict 22, "about 60,000" not 61,209, "May" not "7 May". Two
values may agree without being one figure: outlets that still say "at least 20" have not moved to 22. Next: `standings`.
"""

import calendar
from decimal import Decimal

from monitor import model
from monitor.core.claims import pairing

#: Types whose values are facts, of which two that differ cannot both be right. Outlets stress one stance or another side by side.
FACTS = frozenset(
    {model.ClaimType.COUNT, model.ClaimType.DURATION, model.ClaimType.AMOUNT, model.ClaimType.DATE}
)
#: "About 20" may be 18 to 22.
_ABOUT = Decimal("0.1")
#: From here on numbers are rounded in print: one that ends in noughts may stand for another that is as near as this.
_ROUNDED_FROM = 1_000
_ROUNDED_WITHIN = Decimal("0.05")
_MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}


def find_figure(claim: model.Claim) -> str:
    """Return the number a hedge stands on, or the words of a claim without one: "20" for "at least 20", "20-22"."""
    low, high, _ = pairing.reference(claim)
    if low is None or high is None:
        return claim.value
    return "-".join(dict.fromkeys(f"{bound.normalize():f}" for bound in (low, high)))


def is_contradicted(one: model.Claim, other: model.Claim) -> bool:
    """Whether two values of one slot cannot both be true."""
    if _is_number(one) and _is_number(other):
        return _are_apart(one, other) and not _is_rounded(one, other)
    if one.type is model.ClaimType.DATE:
        return _are_other_days(one, other)
    return find_figure(one) != find_figure(other)


def lies_between(claim: model.Claim, one: model.Claim, other: model.Claim) -> bool:
    """Whether a value is one of two others', the latter left out, or a number between the two."""
    if find_figure(claim) == find_figure(one):
        return True
    bounds = [find_bound(each) for each in (one, claim, other)]
    if any(bound is None for bound in bounds):
        return False
    low, middle, high = (bound or Decimal(0) for bound in bounds)
    return min(low, high) < middle < max(low, high)


def find_bound(claim: model.Claim) -> Decimal | None:
    """Return the number of a claim by which it is held against others: its lower bound, else its upper one."""
    return claim.high if claim.low is None else claim.low


def is_far(one: model.Claim, other: model.Claim) -> bool:
    """Whether two numbers are more than the double of one another: they may not count the same thing."""
    bounds = [bound for claim in (one, other) if (bound := find_bound(claim))]
    return len(bounds) == 2 and max(bounds) > 2 * min(bounds)


def is_near(one: model.Claim, other: model.Claim) -> bool:
    """Whether two numbers, of four digits at least, are within 5% of one another: a toll that grows is so from day to day."""
    bounds = [bound for claim in (one, other) if (bound := find_bound(claim))]
    if len(bounds) < 2 or min(bounds) < _ROUNDED_FROM:
        return False
    return max(bounds) - min(bounds) <= max(bounds) * _ROUNDED_WITHIN


def _is_number(claim: model.Claim) -> bool:
    return claim.low is not None or claim.high is not None


def _are_apart(one: model.Claim, other: model.Claim) -> bool:
    (low, high), (least, most) = _span(one), _span(other)
    return high < least or most < low


def _span(claim: model.Claim) -> tuple[Decimal, Decimal]:
    low = Decimal("-Infinity") if claim.low is None else claim.low
    high = Decimal("Infinity") if claim.high is None else claim.high
    if claim.hedge is model.Hedge.ABOUT:
        return low - abs(low) * _ABOUT, high + abs(high) * _ABOUT
    return low, high


def _is_rounded(one: model.Claim, other: model.Claim) -> bool:
    """Whether one number may be the other, rounded: 60,000 and 61,209, but not 60,000 and 70,000, nor 20 and 22."""
    numbers = (one.low, one.high, other.low, other.high)
    if None in numbers or one.low != one.high or other.low != other.high:
        return False
    small, large = sorted((one.low or Decimal(0), other.low or Decimal(0)))
    if small < _ROUNDED_FROM:
        return False
    step = max(_step(small), _step(large))
    return large - small <= min(step / 2, large * _ROUNDED_WITHIN)


def _step(number: Decimal) -> Decimal:
    """Return the place a number is rounded to: 1,000 for 61,000."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def _are_other_days(one: model.Claim, other: model.Claim) -> bool:
    """Whether two dates name another day, month or year; "by May", "Friday" and "7 May" leave each other room."""
    if {one.hedge, other.hedge} != {model.Hedge.EXACT}:
        return False
    first, second = _parts(one.value), _parts(other.value)
    return any(first[name] != second[name] for name in first.keys() & second.keys())


def _parts(value: str) -> dict[str, int]:
    parts: dict[str, int] = {}
    for word in value.split():
        if word in _MONTHS:
            parts["month"] = _MONTHS[word]
        elif word.isdecimal():
            parts["year" if len(word) > 2 else "day"] = int(word)
    return parts
