"""Search words: a text as the words it is found by, in English, Arabic, Hebrew and any script with spaces.

One reading of a text serves for the index, for the question and for marking what was found, so that what is found in one is found
in all. Case, accents, vowel points, tatweel, the forms of alef, final letters and a thousands mark make no difference. Refuses
nothing; words of scripts without spaces are whole runs of signs. Next: `search_query`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

#: Shown on or in a letter, or as nothing: they end no word. Marks of Latin, Cyrillic, Hebrew and Arabic, and invisible signs.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
)
#: A Hebrew acronym has a quotation mark before its last letter (צה"ל), a figure a mark between its thousands.
_WORD = re.compile(
    rf"[^\W_](?:[^\W_]|[{_MARKS}]|(?<=[\u05d0-\u05ea])[\"'\u05f3\u05f4\u2019\u201d](?=[\u05d0-\u05ea])"
    r"|(?<=\d)[,\u066c](?=\d{3}(?!\d)))*"
)
_ASCII_WORD = re.compile(r"[^\W_](?:[^\W_]|(?<=\d),(?=\d{3}(?!\d)))*", re.ASCII)
_LETTERS = str.maketrans(
    {
        "\u0671": "ا",  # alef wasla
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ـ": "",
        "ך": "כ",
        "ם": "מ",
        "ן": "נ",
        "ף": "פ",
        "ץ": "צ",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
    }
)
#: What is written together with the word that follows: "the", "and", "in" … Longer ones first makes no difference.
_HEBREW_PREFIXES = (
    "ה",
    "ו",
    "ב",
    "ל",
    "מ",
    "ש",
    "כ",
    "וה",
    "שה",
    "מה",
    "כש",
    "כשה",
    "ול",
    "וב",
    "ומ",
    "וש",
)
_ARABIC_PREFIXES = (
    "ال",
    "و",
    "ب",
    "ل",
    "ف",
    "ك",
    "وال",
    "بال",
    "لل",
    "فال",
    "كال",
    "ول",
    "وب",
    "ولل",
    "وبال",
)
_HEBREW = re.compile("[\u05d0-\u05ea]+")
_ARABIC = re.compile("[\u0621-\u064a]+")
#: A word of fewer letters than this is not taken for one with "the" before it.
_LEAST_STEM = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: characters `start` up to and without `end`, and what it compares as."""

    start: int
    end: int
    form: str


def find_words(text: str) -> Iterator[Word]:
    """Find the words of a text, in order."""
    for match in (_ASCII_WORD if text.isascii() else _WORD).finditer(text):
        if form := fold_word(match.group()):
            yield Word(match.start(), match.end(), form)


def fold_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they compare."""
    if text.isascii():
        return tuple(word.replace(",", "") for word in _ASCII_WORD.findall(text.lower()))
    return tuple(form for match in _WORD.finditer(text) if (form := fold_word(match.group())))


@lru_cache(maxsize=8192)
def fold_word(word: str) -> str:
    """Return what one word compares as: letters and figures alone."""
    if word.isascii():
        return word.lower().replace(",", "")
    return "".join(map(_fold_sign, word))


@lru_cache(maxsize=4096)
def _fold_sign(sign: str) -> str:
    if unicodedata.category(sign) == "No":  # ½ is no 12, and ² no 2.
        return sign
    plain = unicodedata.normalize("NFKD", sign.casefold()).translate(_LETTERS)
    return "".join(_fold_part(part) for part in plain if part.isalnum())


def _fold_part(part: str) -> str:
    return str(unicodedata.decimal(part)) if part.isdecimal() else part


def find_variants(form: str) -> tuple[str, ...]:
    """Find the forms that a word of a question may have in a text: in Hebrew and Arabic, with what is written together with it."""
    if _HEBREW.fullmatch(form):
        return (form, *(prefix + form for prefix in _HEBREW_PREFIXES))
    if not _ARABIC.fullmatch(form):
        return (form,)
    stem = form.removeprefix("ال")
    if len(stem) < _LEAST_STEM:
        stem = form
    return tuple(dict.fromkeys((form, stem, *(prefix + stem for prefix in _ARABIC_PREFIXES))))
