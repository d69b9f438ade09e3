"""Numbers of any text by their worth: a sentence as the pieces that tell something, each number as its value.

"8", "٨", "eight" and "ثمانية" are one piece, and so are "1.9 million" and "1,900,000", "two dozen" and "24", "20%" and
"20 percent", "21st" and "twenty-first". Signs, ranges, currencies and whatever else changes a number's worth are pieces
too; spaces, quotation marks, commas and dashes between words are none. What is not surely the same stays as written:
"20.0", "07", "10:04", "½", "dozens". Refuses nothing and leaves nothing unread, however long. Next: `weighty`, `edits`.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from monitor.core import normal
from monitor.core.claims.number import read_number
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.sentence import Sentence, split_glued
from monitor.core.claims.tables import LANGUAGES
from monitor.core.claims.tokens import Tokens, find_script, parse_word
from monitor.core.number_words import ORDINALS, PERCENTS, ZEROS, is_number_word

#: A number in digits, thousands parted by spaces too; one without a figure before its point; letters with their marks;
#: a run of dashes; any other character.
_TOKEN = re.compile(
    r"""
    (?<![\d.,]) \d{1,3} (?: [ ] \d{3} )+ (?: [.٫]\d+ )? (?!\d)
  | \d+ (?: [.,:٫٬/'\u2019] \d+ )*
  | (?<![\w.]) [.٫] \d+
  | [^\W\d_]+ (?: [\u0300-\u036f\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670]+ [^\W\d_]* )*
  | [-\u2010-\u2015\u2212\u05be\ufe58\ufe63\uff0d]+
  | \S
    """,
    re.VERBOSE,
)
_GROUPED = re.compile(r"\d{1,3}(?:([,٬'\u2019 ])\d{3})(?:\1\d{3})*(?:[.٫]\d+)?\Z")
_PLAIN = re.compile(r"\d+(?:[.٫]\d+)?\Z")
#: "07" is no 7 and "20.0" no 20: who writes them means more.
_ODD = re.compile(r"0[^.٫]|.*[.٫]\d*0\Z")
_DASH = re.compile(r"[-\u2010-\u2015\u2212\u05be\ufe58\ufe63\uff0d]")
#: Dashes that can be a minus; longer ones only part words.
_MINUS = frozenset("-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d")
_GROUP_MARKS = re.compile("[,٬'\u2019 ]")
#: Punctuation that changes what a number or word is; symbols (currencies, signs of arithmetic) do so anyway.
_TELLING_MARKS = frozenset("%‰‱٪&@#/\\*†‡′″_")
_PRIMES_AS_QUOTES = frozenset("`´¨ˮ")
#: Longer numbers stay as written, and nothing is remembered of longer tokens.
_MAX_DIGITS = 30
_MAX_KNOWN = 40
#: Nor of longer sentences.
_MAX_REMEMBERED = 1000
_TATWEEL = "\u0640"
#: Arabic case endings and doubling, written or left out at will; the other vowels tell an active verb from a passive one.
_UNSAID = dict.fromkeys([*range(0x64B, 0x64E), 0x651, 0x652])


class Piece(NamedTuple):
    """One thing that a sentence tells: a word in lower case, a number's worth, a sign at a number."""

    text: str
    is_number: bool = False


def parse_pieces(text: str) -> tuple[Piece, ...]:
    """Cut a text into the pieces that tell something. Texts with equal pieces differ in their dress only.

    The last sentences are remembered: to be matched and to be judged, each is asked for twice."""
    return _parse_known(text) if len(text) <= _MAX_REMEMBERED else _parse(text)


def _parse(text: str) -> tuple[Piece, ...]:
    return tuple(_Walk(normal.fold_invisible(text).replace(_TATWEEL, "")).pieces())


_parse_known = lru_cache(maxsize=256)(_parse)


class _Sort(Enum):
    """What a token is at a glance."""

    NOTHING = "nothing"
    WORD = "word"
    NUMBER = "number"
    CLOSER = "closer"
    """To be looked at with its neighbours."""


@lru_cache(maxsize=16384)
def _sort(word: str, first: str) -> _Sort:
    """Tell what a folded token is that begins with a character as written."""
    if word[0].isalpha() and not any(map(str.isnumeric, word)):
        if word in _READ_ON:
            return _Sort.CLOSER
        return _Sort.NUMBER if is_number_word(word) else _Sort.WORD
    is_plain = not first.isalnum() and word != "-" and not any(map(str.isnumeric, word))
    return _Sort.NOTHING if is_plain and not _is_telling(first) else _Sort.CLOSER


#: Words that more may be read from than the word itself.
_READ_ON = frozenset({"a", "an", *ORDINALS, *ZEROS, *PERCENTS}).union(
    *(parse_numerals(code).starters for code in LANGUAGES)
)


def _is_telling(mark: str) -> bool:
    """Whether a mark changes what stands at it: symbols (currencies, signs of arithmetic), loose marks, percent."""
    is_symbol = unicodedata.category(mark)[0] in "SM" and mark not in _PRIMES_AS_QUOTES
    return is_symbol or mark in _TELLING_MARKS


class _Walk:
    """One text on its way into pieces."""

    def __init__(self, text: str) -> None:
        self._text = text
        spans = tuple(match.span() for match in _TOKEN.finditer(text))
        tokens = Tokens(tuple(parse_word(text[a:b]) or text[a:b] for a, b in spans), spans)
        for language in LANGUAGES.values() if not text.isascii() else ():
            tokens = split_glued(tokens, language) if language.prefixes else tokens
        words = tuple("-" if _DASH.match(word) else word for word in tokens.words)
        self._words, self._spans = words, tokens.spans
        self._sentence = Sentence(
            text=text,
            language=LANGUAGES["en"],
            words=words,
            spans=tokens.spans,
            hits={},
            starting={},
            ending={},
        )
        #: Whether the last piece was a number, nothing but dashes since.
        self._is_behind_number = False

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces, in order."""
        place, text = 0, self._text
        while place < len(self._words):
            word, (start, end) = self._words[place], self._spans[place]
            sort = _sort(word, text[start]) if end - start <= _MAX_KNOWN else _Sort.CLOSER
            if sort is _Sort.CLOSER:
                found, behind = self._read(place)
                yield from found
                if word != "-":
                    self._is_behind_number = bool(found) and found[-1].is_number
                place = behind
                continue
            if sort is not _Sort.NOTHING:
                written = text[start:end].casefold().translate(_UNSAID)
                yield Piece(written, is_number=sort is _Sort.NUMBER)
            self._is_behind_number = sort is _Sort.NUMBER
            place += 1

    def _read(self, place: int) -> tuple[list[Piece], int]:
        """Read what begins at a place: its pieces, and the place behind it."""
        word = self._words[place]
        if word == "-":
            return ([Piece("-", is_number=True)] if self._is_telling_dash(place) else []), place + 1
        percent = self._percent_end(place)
        if percent > place:
            return [Piece("%", is_number=True)], percent
        number = self._number(place)
        if number is not None:
            return number
        if not self._text[self._spans[place][0]].isalnum():
            return self._mark(place), place + 1
        return [Piece(self._written(place, place + 1), is_number=is_number_word(word))], place + 1

    def _number(self, place: int) -> tuple[list[Piece], int] | None:
        word = self._words[place]
        ordinal = self._ordinal(place)
        if ordinal is not None:
            return ordinal
        if self._is_figure(place):
            return self._figure(place)
        if word in ZEROS:
            return [Piece("0", is_number=True)], place + 1
        if word in ("a", "an") and self._opens_scale(place + 1):
            return self._number(place + 1)
        numerals = parse_numerals(self._script(place))
        found = read_number(self._sentence, numerals, place) if word in numerals.starters else None
        return found and ([Piece(_print(found[0]), is_number=True)], found[1])

    def _figure(self, place: int) -> tuple[list[Piece], int]:
        """Read a number in digits, with its scale."""
        word, following = self._words[place], self._words[place + 1 : place + 2]
        found = None
        if following and following[0][0].isalpha():
            found = read_number(self._sentence, parse_numerals(self._script(place + 1)), place)
        end = found[1] if found else place + 1
        if not self._is_regular(place):
            text = "".join(map(_fold_digit, self._written(place, end)))
            return [Piece(text, is_number=True)], end
        if found is None or self._splits_scale(place, end):
            found = Decimal(_GROUP_MARKS.sub("", word).replace("٫", ".")), place + 1
        return [Piece(_print(found[0]), is_number=True)], found[1]

    def _is_regular(self, place: int) -> bool:
        """Whether digits are a plain decimal number, as everybody writes it."""
        word = self._words[place]
        if len(word) > _MAX_DIGITS or _ODD.match(word) or not (_GROUPED.match(word) or _PLAIN.match(word)):
            return False
        written = self._written(place, place + 1)
        return written.isascii() or all(char.isdecimal() or not char.isnumeric() for char in written)

    def _splits_scale(self, place: int, end: int) -> bool:
        """Whether a scale belongs to what follows: "10 million-dollar homes" are ten of them."""
        words = self._words
        if end != place + 2 or self._is_glued(place + 1) or words[end : end + 1] != ("-",):
            return False
        return self._is_glued(end) and end + 1 < len(words) and words[end + 1][0].isalpha()

    def _ordinal(self, place: int) -> tuple[list[Piece], int] | None:
        """Read "21st", "first", "twenty-first"."""
        words = self._words
        word, behind = words[place], words[place + 1 : place + 3]
        if (
            word.isdecimal()
            and behind[:1] in (("st",), ("nd",), ("rd",), ("th",))
            and self._is_glued(place + 1)
        ):
            return [Piece(f"{word}th", is_number=True)], place + 2
        if word in ORDINALS:
            return [Piece(f"{ORDINALS[word]}th", is_number=True)], place + 1
        tens = parse_numerals("en").values.get(word, 0)
        ones = ORDINALS.get(behind[1], 0) if len(behind) == 2 and behind[0] == "-" else 0
        if 20 <= tens <= 90 and 0 < ones < 10:
            return [Piece(f"{tens + ones}th", is_number=True)], place + 3
        return None

    def _percent_end(self, place: int) -> int:
        """Return the place behind a word or words for "percent" that begin here, else the place itself."""
        for words in PERCENTS.get(self._words[place], ()):
            if self._words[place : place + len(words)] == words:
                return place + len(words)
        return place

    def _mark(self, place: int) -> list[Piece]:
        """Read a mark: one that tells something, as a number's where it stands at one."""
        char = self._written(place, place + 1)
        is_at_number = self._is_behind_number or self._is_figure(place + 1)
        return [Piece(char, is_number=is_at_number)]

    def _is_telling_dash(self, place: int) -> bool:
        """Whether a dash is a sign, stands between two numbers, or is left hanging behind one."""
        is_minus = self._text[self._spans[place][0] : self._spans[place][1]] in _MINUS
        is_sign = is_minus and self._is_figure(place + 1) and self._is_glued(place + 1)
        if self._is_behind_number:
            return self._opens_number(place + 1) or (
                self._is_glued(place) and self._is_figure(place - 1) and not self._is_word_glued(place + 1)
            )
        return is_sign and not (place and self._is_glued(place) and self._words[place - 1][-1].isalpha())

    def _opens_number(self, place: int) -> bool:
        if self._is_figure(place):
            return True
        return place < len(self._words) and self._words[place] in parse_numerals(self._script(place)).values

    def _opens_scale(self, place: int) -> bool:
        """Whether "a" before this word is "one": "a hundred", "a dozen"."""
        numerals = parse_numerals("en")
        word = self._words[place] if place < len(self._words) else ""
        return word in numerals.dozens or numerals.values.get(word, 0) >= 100

    def _is_word_glued(self, place: int) -> bool:
        return place < len(self._words) and self._is_glued(place) and self._words[place][0].isalpha()

    def _is_figure(self, place: int) -> bool:
        return 0 <= place < len(self._words) and any(char.isnumeric() for char in self._words[place])

    def _is_glued(self, place: int) -> bool:
        return place < len(self._words) and self._spans[place - 1][1] == self._spans[place][0]

    def _script(self, place: int) -> str:
        """Name the language whose number words may stand at a place."""
        word = self._words[place] if place < len(self._words) else ""
        return find_script(word) or "en"

    def _written(self, first: int, end: int) -> str:
        return self._text[self._spans[first][0] : self._spans[end - 1][1]].casefold()


def _fold_digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def _print(value: Decimal) -> str:
    return f"{value.normalize():f}"
