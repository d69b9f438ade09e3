"""The naive ways to tell that a text changed, to measure the engine beside: each says whether a pair alerts.

None is tuned; a comparison with quantulum3 is left out, as that would be a dependency (and its classifier breaks under
current scikit-learn). `KeywordWay` borrows the words of a story's definitions, so that vocabulary is not what differs.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from monitor import model
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.tokens import find_tokens

Way = Callable[[str, str], bool]

#: Farthest a number may stand from a keyword, in words: the best of 3, 5 and 8 on our own pairs.
REACH = 5

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_QUOTE = re.compile(r"[“\"«„]([^”\"»]+)[”\"»]")


def find_words(text: str) -> list[str]:
    """Return the words of a text, folded, without marks."""
    return [word for word in find_tokens(text).words if _WORD.fullmatch(word)]


def read_number(word: str) -> str | None:
    """Return the value of a number word of any of the languages, or of digits; None for other words."""
    if word[0].isdigit():
        return word.replace(",", "")
    values = (parse_numerals(code).values.get(word) for code in ("en", "ar", "he"))
    return next((str(value) for value in values if value is not None), None)


def has_any_change(old: str, new: str) -> bool:
    return old != new


def has_word_change(old: str, new: str) -> bool:
    return find_words(old) != find_words(new)


def has_digit_change(old: str, new: str) -> bool:
    return re.findall(r"\d+", old) != re.findall(r"\d+", new)


def has_number_change(old: str, new: str) -> bool:
    return _find_numbers(old) != _find_numbers(new)


def _find_numbers(text: str) -> list[str]:
    return [value for word in find_words(text) if (value := read_number(word)) is not None]


@dataclass(frozen=True)
class KeywordWay:
    """A number within REACH words of a keyword; with `has_cues`, also stance words, and quotations."""

    keywords: re.Pattern[str]
    cues: re.Pattern[str]
    has_cues: bool = False

    def __call__(self, old: str, new: str) -> bool:
        return self._read(old) != self._read(new)

    def _read(self, text: str) -> tuple[Counter[str], frozenset[str], frozenset[str]]:
        words = find_words(text)
        line = " ".join(words)
        places = [line.count(" ", 0, found.start()) for found in self.keywords.finditer(line)]
        numbers = Counter(
            value
            for place, word in enumerate(words)
            if (value := read_number(word)) is not None and any(abs(place - at) <= REACH for at in places)
        )
        if not self.has_cues:
            return numbers, frozenset(), frozenset()
        cues = frozenset(found[0] for found in self.cues.finditer(line))
        quotes = frozenset(" ".join(find_words(quote)) for quote in _QUOTE.findall(text))
        return numbers, cues, quotes


def find_ways(watch: model.Watch) -> dict[str, Way]:
    """Name the ways, from the crudest to the best, for one story's definitions."""
    nouns = {claim.noun for claim in watch.claims} | {
        name for claim in watch.claims for name in claim.require
    }
    values = {name for claim in watch.claims for name in claim.values.values()}
    keywords, cues = _compile(watch.lexicons, nouns), _compile(watch.lexicons, values)
    return {
        "any text change": has_any_change,
        "any change beyond punctuation and case": has_word_change,
        "any digit changed": has_digit_change,
        "any digit or number word changed": has_number_change,
        f"number within {REACH} words of a keyword": KeywordWay(keywords, cues),
        "… with stance words and quotes": KeywordWay(keywords, cues, has_cues=True),
    }


def _compile(lexicons: model.Lexicons, names: set[str | None]) -> re.Pattern[str]:
    """Make one pattern of the terms of lexicons; a term may go on as a longer word ("hostages")."""
    terms = sorted(
        {term for name in names if name for term in _expand(lexicons, name)}, key=len, reverse=True
    )
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, terms)) or '(?!)'})\w*")


def _expand(lexicons: model.Lexicons, name: str) -> Iterator[str]:
    for terms in lexicons[name].values():
        for term in terms:
            if term.startswith("@"):
                yield from _expand(lexicons, term[1:].partition(".")[0])
            elif words := find_words(term.partition("…")[0].removeprefix("=")):
                yield " ".join(words)
