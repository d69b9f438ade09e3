"""Quantities: every number of a sentence, in digits of any script or in words, with its range, unit and hedge.

"58,000", "1.9 thousand", "two dozen", "ثمانية وأربعون", "ארבעה עשר", "15-17", "between 15 and 17", "a two-month …".
Refuses what only looks like a count: dates, times, ages, money, ordinals, codes, labels ("phase 2"), ratios, subsets.
Next: `find`, which ties quantities to nouns.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from monitor import model
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.sentence import Sentence, number_values
from monitor.core.claims.tokens import parse_word

#: Numbers looked at in one sentence; a table pasted as one sentence has more, and says nothing clear.
MAX_QUANTITIES = 40
#: Longest number that is read: more digits are an identifier.
MAX_DIGITS = 12

_GROUPED = re.compile(r"\d{1,3}(?:[,٬'\u2019\u00a0\u2009\u202f]\d{3})+(?:[.٫]\d+)?\Z")
_PLAIN = re.compile(r"\d+(?:[.٫]\d+)?\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_NOT_A_DIGIT = re.compile(r"[^\d.]")
#: Scales that are only letters stand right behind the digits ("5m", "58k").
_LETTER_SCALES = ("m", "k")


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
    reach: int = -1
    #: Four bare digits that may be a year.
    may_be_year: bool = False
    #: A dual noun ("رهينتين"): it is its own noun.
    is_dual: bool = False
    #: "no hostages": none at all.
    is_none: bool = False
    #: The names of the vetoes that fit.
    vetoes: tuple[str, ...] = ()


def find_quantities(sentence: Sentence, nouns: frozenset[str] = frozenset()) -> tuple[Quantity, ...]:
    """Find the quantities of a sentence, in order; `nouns` are lexicons whose dual forms count as "two"."""
    found: list[Quantity] = []
    place = 0
    while place < len(sentence.words) and len(found) < MAX_QUANTITIES:
        quantity = _read(sentence, place, nouns)
        if quantity is None:
            place = _skip_non_number(sentence, place)
            continue
        quantity = _qualify(sentence, _with_unit(sentence, quantity))
        found.append(quantity)
        place = max(quantity.last, quantity.reach) + 1
    return tuple(found)


def _skip_non_number(sentence: Sentence, place: int) -> int:
    """Step over one token, or over the letter glued before a digit ("F16" is a name)."""
    following = place + 1
    tokens = sentence.tokens
    if (
        following < len(tokens)
        and tokens[place].end == tokens[following].start
        and tokens[place].word.isascii()
        and tokens[place].word.isalpha()
        and sentence.words[following][0].isdigit()
    ):
        return place + 2
    return following


def _read(sentence: Sentence, place: int, nouns: frozenset[str]) -> Quantity | None:
    """Read the quantity that begins at a place."""
    low = _read_number(sentence, place)
    if low is None:
        return _read_special(sentence, place, nouns)
    value, end = low
    high = _read_range_end(sentence, place, end, value)
    may_be_year = end == place + 1 and bool(_YEAR.match(sentence.words[place]))
    if high is not None:
        return Quantity(first=place, last=high[1] - 1, low=value, high=high[0])
    return Quantity(first=place, last=end - 1, low=value, high=value, may_be_year=may_be_year)


def _read_special(sentence: Sentence, place: int, nouns: frozenset[str]) -> Quantity | None:
    """Read "no", a unit that stands for one or two of itself, or a dual noun."""
    behind = sentence.after(place, "#zero")
    if behind > place:
        zero = Decimal(0)
        return Quantity(first=place, last=behind - 1, low=zero, high=zero, is_none=True)
    duals, units = _units(sentence, dual=True), _units(sentence, dual=False)
    word = sentence.words[place]
    stem = next((s for s in _stems(sentence, place) if s in duals), None)
    if stem is not None:
        return _unit_of(sentence, place, count=2, unit=duals[stem])
    if word in units and _stands_for_one(sentence, place):
        return _unit_of(sentence, place, count=1, unit=units[word])
    if any(hit.form == "dual" and hit.name in nouns for hit in sentence.starting.get(place, ())):
        two = Decimal(2)
        return Quantity(first=place, last=place, low=two, high=two, is_dual=True)
    return None


def _unit_of(sentence: Sentence, place: int, *, count: int, unit: tuple[str, str]) -> Quantity:
    name, factor = unit
    value = count * Decimal(factor)
    return Quantity(first=place, last=place, low=value, high=value, unit=name, is_dual=True)


def _stands_for_one(sentence: Sentence, place: int) -> bool:
    """Whether a bare unit means one of it: "a month", "month-long", "لمدة شهر"."""
    words = sentence.words
    before = words[place - 1] if place else ""
    is_opened = before in {parse_word(word) for word in sentence.language.one_openers}
    return (
        is_opened
        or words[place + 1 : place + 3] == ("-", "long")
        or words[place + 1 : place + 2] == ("long",)
    )


def _stems(sentence: Sentence, place: int) -> tuple[str, ...]:
    word = sentence.words[place]
    prefixes = [prefix for prefix in sentence.language.prefixes if word.startswith(prefix)]
    return (word, *(word[len(prefix) :] for prefix in prefixes))


def _units(sentence: Sentence, *, dual: bool) -> dict[str, tuple[str, str]]:
    language = sentence.language
    table = language.dual_units if dual else language.units
    return {parse_word(word): unit for word, unit in table.items()}


def _read_number(sentence: Sentence, place: int) -> tuple[Decimal, int] | None:
    """Read one number: its value and the place behind it."""
    words = sentence.words
    if place >= len(words):
        return None
    for phrase, value in sentence.language.number_phrases.items():
        parts = tuple(phrase.split())
        if words[place : place + len(parts)] == parts and not _is_scaled(sentence, place + len(parts)):
            return Decimal(value), place + len(parts)
    if words[place][0].isdigit():
        return _read_digits(sentence, place)
    return _read_words(sentence, place)


def _is_scaled(sentence: Sentence, place: int) -> bool:
    return (
        place < len(sentence.words) and number_values(sentence.language).get(sentence.words[place], 0) >= 100
    )


def _read_digits(sentence: Sentence, place: int) -> tuple[Decimal, int] | None:
    word = sentence.words[place]
    if len(word) > MAX_DIGITS or not (_GROUPED.match(word) or _PLAIN.match(word)):
        return None
    value = Decimal(_NOT_A_DIGIT.sub("", word.replace("٫", ".")))
    end = place + 1
    scale = number_values(sentence.language).get(sentence.words[end], 0) if end < len(sentence.words) else 0
    is_glued = scale and sentence.tokens[place].end == sentence.tokens[end].start
    if scale >= 1000 and (is_glued or sentence.words[end] not in _LETTER_SCALES):
        return value * scale, end + 1
    return value, end


def _read_words(sentence: Sentence, place: int) -> tuple[Decimal, int] | None:
    """Read number words by adding and multiplying as they come."""
    values = number_values(sentence.language)
    words = sentence.words
    if words[place] not in values or _is_vague(sentence, place):
        return _read_dozen(sentence, place, Decimal(1))
    total, group, at = 0, 0, place
    while at < len(words):
        value = values.get(words[at], 0)
        if value and _fits(group, value):
            total, group = _add(total, group, value)
            at += 1
        elif at > place and _joins(sentence, at, group, total):
            at += 1
        else:
            break
    return _read_dozen(sentence, at, Decimal(total + group)) or (Decimal(total + group), at)


def _is_vague(sentence: Sentence, place: int) -> bool:
    """Whether a number word says nothing by itself ("hundreds")."""
    plain = {parse_word(word) for word in sentence.language.plural_scales}
    return sentence.words[place] in plain or sentence.words[place] in _LETTER_SCALES


def _read_dozen(sentence: Sentence, place: int, count: Decimal) -> tuple[Decimal, int] | None:
    if place < len(sentence.words) and sentence.words[place] in sentence.language.dozens:
        return count * 12, place + 1
    return None


def _fits(group: int, value: int) -> bool:
    """Whether a number word can go on a number: a smaller part, a teen ("ארבעה עשר"), tens after ones, a scale."""
    if group == 0 or value >= 1000 or value == 100:
        return True
    rest = group % 100
    if rest == 0:
        return group >= value
    return (rest < 10 and value in range(10, 100, 10)) or (rest >= 20 and rest % 10 == 0 and value < 10)


def _add(total: int, group: int, value: int) -> tuple[int, int]:
    if value >= 1000 and value != 2000:
        return total + (group or 1) * value, 0
    if value == 2000:
        return total + value, 0
    if value == 100 and 0 < group < 10:
        return total, group * 100
    return total, group + value


def _joins(sentence: Sentence, at: int, group: int, total: int) -> bool:
    """Whether a hyphen or "and" here goes on with the same number ("twenty-four", "two hundred and six")."""
    values = number_values(sentence.language)
    following = sentence.words[at + 1] if at + 1 < len(sentence.words) else ""
    value = values.get(following, 0)
    if not value or not _fits(group, value):
        return False
    word = sentence.words[at]
    if word == "-":
        return group >= 20 and value < 10
    if word not in {parse_word(joiner) for joiner in sentence.language.joiners}:
        return False
    is_big = group >= 100 or (total > 0 and group == 0)
    return value < 1000 and (is_big or not sentence.language.is_inflected_by_rule)


def _read_range_end(sentence: Sentence, first: int, end: int, low: Decimal) -> tuple[Decimal, int] | None:
    """Read "-17", "to 17", "and 17" behind a number: the upper value and the place behind it."""
    language, words = sentence.language, sentence.words
    if end >= len(words):
        return None
    link = words[end]
    openers = {parse_word(word) for word in language.range_openers}
    is_opened = first > 0 and (words[first - 1] in openers)
    pair_links = {parse_word(word) for word in language.range_pair_links}
    links = {parse_word(word) for word in language.range_links} - {
        parse_word(word) for word in language.joiners
    }
    if link != "-" and link not in links - pair_links | {"to"} and not (is_opened and link in pair_links):
        return None
    at = end + 1
    while at < len(words) and words[at] == "-":
        at += 1
    high = _read_number(sentence, at)
    return high if high is not None and high[0] > low else None


def _with_unit(sentence: Sentence, quantity: Quantity) -> Quantity:
    """Add the unit that stands behind a number, with or without a hyphen."""
    if quantity.is_dual or quantity.is_none:
        return replace(quantity, reach=quantity.last)
    units, words = _units(sentence, dual=False), sentence.words
    at = quantity.last + 1
    if at < len(words) and words[at] == "-":
        at += 1
    for length in (2, 1):
        unit = units.get(" ".join(words[at : at + length]))
        if unit is not None and at + length <= len(words):
            name, factor = unit
            low, high = quantity.low * Decimal(factor), quantity.high * Decimal(factor)
            return replace(quantity, low=low, high=high, unit=name, reach=at + length - 1)
    return replace(quantity, reach=quantity.last)


def _qualify(sentence: Sentence, quantity: Quantity) -> Quantity:
    """Add the hedge and the vetoes around a quantity."""
    hedge, first = _find_hedge_before(sentence, quantity.first)
    reach = quantity.reach
    for kind in model.Hedge:
        behind = sentence.after(reach + 1, f"#after_{kind}")
        if hedge is model.Hedge.EXACT and behind > reach + 1:
            hedge, reach = kind, behind - 1
    vetoes = _find_vetoes(sentence, first, quantity)
    return replace(quantity, hedge=hedge, hedge_first=first, reach=reach, vetoes=vetoes)


def _find_hedge_before(sentence: Sentence, place: int) -> tuple[model.Hedge, int]:
    """Find the hedge that ends just before a number, articles and hyphens between them stepped over."""
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
        if further == at:
            break
        at = further
    return model.Hedge.EXACT, place


def _find_vetoes(sentence: Sentence, first: int, quantity: Quantity) -> tuple[str, ...]:
    """Name what makes a quantity something else than a count of the noun behind it."""
    before = [
        hit.name.removeprefix("#veto_before_")
        for place in {first, quantity.first}
        for hit in sentence.ending.get(_skip_back(sentence, place) - 1, ())
        if hit.name.startswith("#veto_before_")
    ]
    after = [
        hit.name.removeprefix("#veto_after_")
        for place in {quantity.last + 1, quantity.reach + 1}
        for hit in sentence.starting.get(place, ())
        if hit.name.startswith("#veto_after_")
    ]
    return tuple(sorted({*before, *after}))


def _skip_back(sentence: Sentence, place: int) -> int:
    """Step back over an article, so that "within the 60 days" is seen."""
    return sentence.before(place, "#article")
