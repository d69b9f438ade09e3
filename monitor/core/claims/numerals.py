"""Numerals: a language's number words, units and range words under the spelling that tokens have. Made once each.

Refuses nothing. Next: `quantity`, which reads numbers with them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from monitor.core.claims.tables import LANGUAGES
from monitor.core.claims.tokens import parse_word

#: Unit name and factor: ("days", "7") for a week.
Unit = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """What numbers are made of in one language."""

    values: Mapping[str, int]
    #: Two, three words that are one number, by the first of them.
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], int]]]
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
    one_openers: frozenset[str]
    months: frozenset[str]
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
    values = {parse_word(word): value for word, value in language.numbers.items()}
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for phrase, value in language.number_phrases.items():
        words = tuple(phrase.split())
        phrases.setdefault(words[0], []).append((words, value))
    lasts = (phrase.split()[-1] for phrase in language.number_phrases)
    units = {" ".join(_fold(word.split())): unit for word, unit in language.units.items()}
    dual_units = {
        prefix + parse_word(word): unit
        for word, unit in language.dual_units.items()
        for prefix in ("", *language.prefixes)
    }
    dozens, joiners, pair_links = (
        _fold(language.dozens),
        _fold(language.joiners),
        _fold(language.range_pair_links),
    )
    return Numerals(
        values=values,
        phrases=phrases,
        dozens=frozenset(dozens),
        vague=frozenset(_fold(language.plural_scales)),
        joiners=frozenset(joiners),
        links=frozenset({"-", *_fold(language.range_links)}),
        pair_links=frozenset(pair_links),
        openers=frozenset(_fold(language.range_openers)),
        units=units,
        dual_units=dual_units,
        months=frozenset(_fold(language.months)),
        one_openers=frozenset(_fold(language.one_openers)),
        starters=frozenset({*values, *dozens, *phrases, *units, *dual_units}),
        signs=frozenset({*values, *dozens, *lasts, *units, *dual_units}),
        is_strict=language.is_inflected_by_rule,
    )


def _fold(words: Iterable[str]) -> list[str]:
    return [parse_word(word) for word in words]
