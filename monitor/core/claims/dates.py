"""Dates: the days, months and years a sentence names, each as one plain value.

"Oct. 7", "5 March 2026", "Friday, 7 October", "2026-10-07", "7 تشرين الأول", "ב-7.10": a weekday beside a day of a month
adds nothing, one alone is a value. Refuses days that depend on when they are read ("tomorrow") and orders of day and
month that depend on the country ("7/10"). Next: `dated`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from monitor import model
from monitor.core.claims.lexicon import list_stems
from monitor.core.claims.numerals import Numerals, parse_numerals
from monitor.core.claims.quantity import Quantity
from monitor.core.claims.ranges import is_former
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tables import YEAR

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: Dates looked at in one sentence.
MAX_DATES = 20
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_DAY = re.compile(r"[0-3]?\d\Z")
_DOTTED = re.compile(r"([0-3]?\d)[./]([01]?\d)(?:[./]((?:20)?\d\d))?\Z")
_ORDINALS = frozenset({"st", "nd", "rd", "th", "of", "من", "ב", "-"})
_BOUND = "#bound_"
#: Stand before a month, and so show that a word is one.
_BEFORE_MONTH = frozenset(
    {"in", "of", "by", "until", "since", "last", "next", "this", "early", "late", "mid"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date: its tokens, from its hedge on, as a quantity without a number, and its value: "7 October 2026", "Friday"."""

    quantity: Quantity
    value: str


#: Day, month and year, 0 where not said, and the place behind them.
_Parts = tuple[int, int, int, int]


def find_dates(sentence: Sentence) -> tuple[Date, ...]:
    """Find the dates of a sentence, in order, without those that another took the place of ("moved from 5 March")."""
    numerals = parse_numerals(sentence.language.code)
    found: list[Date] = []
    end = 0
    for place in range(len(sentence.words)):
        if place < end or len(found) == MAX_DATES:
            continue
        read = _read(sentence, numerals, place)
        if read is not None:
            value, end = read
            if is_former(sentence, numerals, place):
                continue
            found.append(Date(quantity=_bound(sentence, place, end - 1), value=value))
    return tuple(found)


def _read(sentence: Sentence, numerals: Numerals, place: int) -> tuple[str, int] | None:
    """Read the date that begins at a place: its value and the place behind it."""
    at = place
    weekday, after = _find_name(sentence, numerals.weekdays, place)
    if weekday:
        at = after + 1 if sentence.words[after : after + 1] == (",",) else after
    parts = _read_day(sentence, numerals, at) if at < len(sentence.words) else None
    if parts is not None:
        return _print(*parts[:3]), parts[3]
    return (WEEKDAYS[weekday - 1], after) if weekday else None


def _read_day(sentence: Sentence, numerals: Numerals, place: int) -> _Parts | None:
    for read in (_read_iso, _read_dotted, _read_day_first, _read_month_first, _read_year):
        parts = read(sentence, numerals, place)
        if parts is not None and parts[0] <= 31:
            return parts
    return None


def _read_iso(sentence: Sentence, _numerals: Numerals, place: int) -> _Parts | None:
    words = sentence.words[place : place + 5]
    if len(words) < 5 or words[1] != "-" or words[3] != "-" or not _YEAR.match(words[0]):
        return None
    if not (_DAY.match(words[2]) and _DAY.match(words[4]) and 1 <= int(words[2]) <= 12):
        return None
    return int(words[4]), int(words[2]), int(words[0]), place + 5


def _read_dotted(sentence: Sentence, _numerals: Numerals, place: int) -> _Parts | None:
    """Read "7.10" where the language writes dates so, behind a glued preposition, and "7.10.2026"."""
    match = _DOTTED.match(sentence.words[place])
    if match is None or not sentence.language.has_dotted_dates:
        return None
    day, month, year = (int(part or 0) for part in match.groups())
    is_opened = place > 0 and sentence.words[place - 1] == "-"
    if not 1 <= month <= len(MONTHS) or not (year or is_opened):
        return None
    return day, month, year + 2000 if 0 < year < 100 else year, place + 1


def _read_day_first(sentence: Sentence, numerals: Numerals, place: int) -> _Parts | None:
    """Read "7 October 2026", "7th of October"."""
    words = sentence.words
    if not _DAY.match(words[place]):
        return None
    at = place + 1
    while at < len(words) and words[at] in _ORDINALS:
        at += 1
    month, after = _find_name(sentence, numerals.months, at)
    if not month:
        return None
    year, end = _find_year(sentence, _skip_double(sentence, numerals, after))
    return int(words[place]), month, year, end


def _read_month_first(sentence: Sentence, numerals: Numerals, place: int) -> _Parts | None:
    """Read "Oct. 7, 2026", "October 7th", "October 2026", "October"."""
    words = sentence.words
    month, at = _find_name(sentence, numerals.months, place)
    if not month:
        return None
    if words[at : at + 1] == (".",):
        at += 1
    if at < len(words) and _DAY.match(words[at]):
        after = at + 2 if words[at + 1 : at + 2] and words[at + 1] in _ORDINALS - {"of", "-"} else at + 1
        year, end = _find_year(sentence, after)
        return int(words[at]), month, year, end
    year, end = _find_year(sentence, at)
    is_name = sentence.cut(place, place)[0].isupper() or not sentence.language.is_inflected_by_rule
    is_sure = words[place] not in numerals.ambiguous_months or (place and words[place - 1] in _BEFORE_MONTH)
    return (0, month, year, end) if (is_sure and is_name) or year else None


def _read_year(sentence: Sentence, _numerals: Numerals, place: int) -> _Parts | None:
    is_year = any(hit.name == YEAR and hit.last == place for hit in sentence.ending.get(place, ()))
    return (0, 0, int(sentence.words[place]), place + 1) if is_year else None


def _find_name(sentence: Sentence, names: Mapping[str, int], place: int) -> tuple[int, int]:
    """Find the longest name that begins at a place: its number and the place behind it; 0 and the place itself."""
    if place >= len(sentence.words):
        return 0, place
    following = sentence.words[place + 1 : place + 2]
    for stem in list_stems(sentence.words[place], sentence.language):
        if following and names.get(f"{stem} {following[0]}"):
            return names[f"{stem} {following[0]}"], place + 2
        if names.get(stem):
            return names[stem], place + 1
    return 0, place


def _skip_double(sentence: Sentence, numerals: Numerals, place: int) -> int:
    """Step over the month's other name ("تشرين الأول/أكتوبر")."""
    if sentence.words[place : place + 1] == ("/",):
        _, after = _find_name(sentence, numerals.months, place + 1)
        return after if after > place + 1 else place
    return place


def _find_year(sentence: Sentence, place: int) -> tuple[int, int]:
    """Find the year at a place, a comma or point stepped over: the year and the place behind it, else 0 and the place."""
    at = place + 1 if sentence.words[place : place + 1] in ((",",), (".",)) else place
    if at < len(sentence.words) and _YEAR.match(sentence.words[at]):
        return int(sentence.words[at]), at + 1
    return 0, place


def _bound(sentence: Sentence, first: int, last: int) -> Quantity:
    """Add the word that makes a date the earliest or the last: "by Friday", "from Oct. 7"."""
    at = first
    for _ in range(3):
        bounds = [hit for hit in sentence.ending.get(at - 1, ()) if hit.name.startswith(_BOUND)]
        if bounds:
            hit = min(bounds, key=lambda one: one.first)
            hedge, start = model.Hedge(hit.name.removeprefix(_BOUND)), hit.first
            break
        further = sentence.before(at, "#article")
        at = at - 1 if further == at and at > 0 and sentence.words[at - 1] == "-" else further
    else:
        hedge, start = model.Hedge.EXACT, first
    zero = Decimal(0)
    return Quantity(first=start, last=last, low=zero, high=zero, hedge=hedge, hedge_first=start, reach=last)


def _print(day: int, month: int, year: int) -> str:
    parts = (str(day) if day else "", MONTHS[month - 1] if month else "", str(year) if year else "")
    return " ".join(filter(None, parts))
