"""Numerals: a language's number words, units and range words under the spelling that tokens have. Made once each.

Refuses nothing. Next: `quantity`, which reads numbers with them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from monitor.core.claims.tables import LANGUAGES
from monitor.core.claims.tokens import parse_word

#: The unit of time that lasts are counted in; only such units stand for one of themselves ("a month").
PERIOD = "days"
_TEN = 10
#: Unit name and factor: ("days", "7") for a week.
Unit = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """What numbers are made of in one language."""

    values: Mapping[str, int]
    #: Two, three words that are one number, by the first of them.
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], int]]]
    #: Words of ten, and what is a number before them only.
    tens: frozenset[str]
    teen_spellings: Mapping[str, str]
    dual_scales: Mapping[str, int]
    dozens: frozenset[str]
    #: Say nothing by themselves.
    vague: frozenset[str]
    joiners: frozenset[str]
    #: Between two ends of a range, wherever; and where an opener ("between") stands before them.
    links: frozenset[str]
    pair_links: frozenset[str]
    openers: frozenset[str]
    units: Mapping[str, Unit]
    #: Words that are two of a unit, with every glued prefix.
    dual_units: Mapping[str, Unit]
    #: Most words in one unit, by the first of them.
    unit_words: Mapping[str, int]
    one_openers: frozenset[str]
    stretch_openers: frozenset[str]
    fractions: Mapping[str, Decimal]
    fraction_openers: frozenset[str]
    unit_adjectives: frozenset[str]
    former_openers: frozenset[str]
    turning: frozenset[str]
    months: Mapping[str, int]
    ambiguous_months: frozenset[str]
    weekdays: Mapping[str, int]
    #: Every word a quantity can begin with, digits apart.
    starters: frozenset[str]
    #: Words of which one stands in every quantity, digits apart.
    signs: frozenset[str]
    #: Whether words are joined without a joiner only in a fixed order ("one hundred and six").
    is_strict: bool


@lru_cache(maxsize=8)
def parse_numerals(code: str) -> Numerals:
    """Fold the number tables of a language."""
    language = LANGUAGES[code]
    values = _fold_keys(language.numbers)
    phrases = _group_phrases(language.number_phrases)
    lasts = (phrase.split()[-1] for phrase in language.number_phrases)
    units = {" ".join(_fold(word.split())): unit for word, unit in language.units.items()}
    periods = [word for word, (name, _) in units.items() if name == PERIOD]
    dual_units = _join_prefixes(language.dual_units, language.prefixes)
    dozens = _fold(language.dozens)
    return Numerals(
        values=values,
        phrases=phrases,
        tens=frozenset(word for word, value in values.items() if value == _TEN),
        teen_spellings={parse_word(word): parse_word(to) for word, to in language.teen_spellings.items()},
        dual_scales=_fold_keys(language.dual_scales),
        dozens=frozenset(dozens),
        vague=frozenset(_fold(language.plural_scales)),
        joiners=frozenset(_fold(language.joiners)),
        links=frozenset({"-", *_fold(language.range_links)}),
        pair_links=frozenset(_fold(language.range_pair_links)),
        openers=frozenset(_fold(language.range_openers)),
        units=units,
        dual_units=dual_units,
        unit_words=_count_words(units),
        months=_fold_keys(language.months),
        ambiguous_months=frozenset(_fold(language.ambiguous_months)),
        weekdays=_fold_keys(language.weekdays),
        one_openers=frozenset(_fold(language.one_openers)),
        stretch_openers=frozenset(_fold(language.stretch_openers)),
        fractions={parse_word(word): Decimal(value) for word, value in language.fractions.items()},
        fraction_openers=frozenset(_fold(language.fraction_openers)),
        unit_adjectives=frozenset(_fold(language.unit_adjectives)),
        former_openers=frozenset(_fold(language.former_openers)),
        turning=frozenset(_fold(language.turning)),
        starters=frozenset({*values, *dozens, *phrases, *periods, *dual_units}),
        signs=frozenset({*values, *dozens, *lasts, *periods, *dual_units}),
        is_strict=language.is_inflected_by_rule,
    )


def _fold(words: Iterable[str]) -> list[str]:
    return [parse_word(word) for word in words]


def _fold_keys(table: Mapping[str, int]) -> dict[str, int]:
    return {parse_word(word): value for word, value in table.items()}


def _group_phrases(table: Mapping[str, int]) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """Group (words, value) of the numbers that are several words by the first of them."""
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for phrase, value in table.items():
        words = tuple(phrase.split())
        phrases.setdefault(words[0], []).append((words, value))
    return phrases


def _join_prefixes(table: Mapping[str, Unit], prefixes: Iterable[str]) -> dict[str, Unit]:
    """Fold words that are two of a unit, alone and behind every prefix."""
    joined = ("", *prefixes)
    return {prefix + parse_word(word): unit for word, unit in table.items() for prefix in joined}


def _count_words(units: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for unit in units:
        first, *others = unit.split()
        longest[first] = max(longest.get(first, 0), 1 + len(others))
    return longest
