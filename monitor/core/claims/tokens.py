"""Tokens: the words, numbers and marks of a sentence, each with its place in the text as written.

Words are folded so that one spelling stands for all: case, presentation forms, Arabic diacritics and alef forms,
Hebrew points, digits of every script. Nothing is dropped: a place always points into the original text.
Next: `lexicon`, which finds terms among tokens.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from monitor.core import normal

#: Longest stretch of a sentence that is looked at, and most tokens in it: news sentences end far below, and what
#: a hostile page puts after them costs nothing.
MAX_SENTENCE_CHARS = 4000
MAX_TOKENS = 600
#: Longer words are not remembered, so that what is remembered stays small whatever is read.
_MAX_KNOWN = 60

_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
)
_LETTER = r"[^\W\d_]"
_LETTERS = rf"{_LETTER} {_LETTER}*+ [{_MARKS}\u0640]*+ (?: {_LETTER}++ [{_MARKS}\u0640]*+ )*"
#: No group is possessive: Python 3.11 before 3.11.5, Debian's among them, matches such groups wrong (gh-106052).
#: Each way begins with one character of a class: so the engine passes over the ways that cannot be at a glance.
_TOKEN = re.compile(
    rf"""
    [A-Za-z]\. (?: [A-Za-z]\. )+                            # U.S.
  | {_LETTERS} (?: ['\u2019"״׳] (?! [sS]\b ) (?= {_LETTER} ) (?<! [A-Za-z]["] ) {_LETTERS} )*
  | \d \d*+ (?: [.,:٫٬/\u2019'\u00a0\u2009\u202f] \d++ )*   # 58,000  1.9  10:30  ٥٨٬٠٠٠
  | ['\u2019][sS]\b                                         # the possessive stands alone
  | [^\s\w{_MARKS}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]
    """,
    re.VERBOSE,
)
#: A dual that its vowel tells from the plural ("محتجزَين"); without vowels the other dual ending does.
_DUAL = re.compile(r"(?<=\w\w\w)(?<!ثن)\u064eي\u0652?ن[\u064b-\u0652]?\Z")
_DROPPED = re.compile(rf"[{_MARKS}\u0640]")
#: In "مئة" it stays: "مئتا رهينة" is 200 hostages, and "ميتا" a dead one.
_HAMZA = re.compile("(?<!م)ئ")
_FOLD = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ک": "ك", "ی": "ي",
        "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "״": '"', "׳": "'",
        "–": "-", "—": "--", "‐": "-", "‑": "-", "−": "-", "־": "-", "،": ",", "؛": ";", "؟": "?", "٪": "%",
    }
)  # fmt: skip

#: What a contraction ends in, and the word it is; "'s" and "'d" may be two words each, and stay as they are.
_CONTRACTED = {"n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'m": "am"}
#: What is left of some words before "n't".
_BENT = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}


class Tokens(NamedTuple):
    """The words, numbers and marks of a text, folded, and the stretch (start, end) of the text that each was."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def parse_word(text: str) -> str:
    """Fold one word to the spelling that lexicons are kept in; digits of every script become ASCII."""
    return _fold_known(text) if len(text) <= _MAX_KNOWN else _fold(text)


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = _HAMZA.sub("ي", _DROPPED.sub("", _DUAL.sub("ان", folded)).translate(_FOLD))
    return "".join(str(unicodedata.digit(char, char)) if char.isdigit() else char for char in folded)


_fold_known = lru_cache(maxsize=65536)(_fold)


def find_tokens(text: str) -> Tokens:
    """Cut a text into tokens, at most MAX_TOKENS of its first MAX_SENTENCE_CHARS; marks that are shown as nothing are
    seen through, within a word too."""
    if text.isascii() or not normal.INVISIBLE.search(text):
        return _find_tokens(text)
    shown = [at for at, char in enumerate(text) if not normal.INVISIBLE.match(char)]
    words, spans = _find_tokens("".join(map(text.__getitem__, shown)))
    return Tokens(words, tuple((shown[start], shown[end - 1] + 1) for start, end in spans))


def is_cut(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a limit ended the tokens of a text, and something stands behind them."""
    is_long = len(text) > MAX_SENTENCE_CHARS or len(spans) >= MAX_TOKENS
    return is_long and bool(text[spans[-1][1] if spans else 0 :].strip())


def _find_tokens(text: str) -> Tokens:
    found = _TOKEN.findall(text, 0, MAX_SENTENCE_CHARS)[:MAX_TOKENS]
    spans: list[tuple[int, int]] = []
    end = 0
    for token in found:
        # What lies between two tokens holds no character of any: finding again is quick and sure.
        start = text.index(token, end)
        end = start + len(token)
        spans.append((start, end))
    if end == MAX_SENTENCE_CHARS < len(text):
        # The limit may have cut it in two, and half a number is another number.
        del found[-1], spans[-1]
    # Most words are ASCII, and those only need their case folded.
    words = tuple([word.lower() if word.isascii() else parse_word(word) for word in found])
    tokens = Tokens(words, tuple(spans))
    return _write_out(tokens) if "'" in "".join(words) else tokens


def _write_out(tokens: Tokens) -> Tokens:
    """Write out English contractions, so that "won't" is "will not" and "they're" is "they are"."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for word, (start, end) in zip(*tokens, strict=True):
        length, joined = _find_tail(word) if "'" in word else (0, "")
        if length in (0, len(word)):
            words.append(word)
            spans.append((start, end))
        else:
            head = word[:-length]
            words += _BENT.get(head, head) if joined == "not" else head, joined
            spans += (start, end - length), (end - length, end)
    return Tokens(tuple(words), tuple(spans))


def _find_tail(word: str) -> tuple[int, str]:
    """Find the length of a word's contracted tail and what it stands for."""
    tails = ((len(tail), full) for tail, full in _CONTRACTED.items() if word.endswith(tail))
    return next(tails, (0, ""))


def find_script(text: str) -> str | None:
    """Name the language whose script has most words in a text: "en", "ar", "he"; None when it has no letters."""
    if text.isascii() or not _FOREIGN.search(text):
        return "en" if _LATIN.search(text) else None
    counts = {code: len(script.findall(text)) for code, script in _SCRIPTS.items()}
    return max(counts, key=lambda code: counts[code])


_LATIN = re.compile(r"[A-Za-z]+")
_ARABIC = re.compile(r"[\u0621-\u064a\u0671-\u06d3]+")
_HEBREW = re.compile(r"[\u05d0-\u05ea]+")
_FOREIGN = re.compile(r"[\u05d0-\u05ea\u0621-\u064a\u0671-\u06d3]")
_SCRIPTS = {"en": _LATIN, "ar": _ARABIC, "he": _HEBREW}
