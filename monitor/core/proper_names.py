"""Proper names and titles among the words of an edit: exchanged, or spelled otherwise.

English shows them by their capitals; in Arabic and Hebrew a word is a name where a title stands before it, or where it speaks and is
spelled otherwise. Refuses a list of anybody's names. Next: `edits`.
"""

import re
from collections import Counter
from collections.abc import Sequence

from monitor.core.claims.tokens import parse_word
from monitor.core.number_words import list_bare_forms
from monitor.core.word_diff import find_tokens

_TITLES = frozenset(
    parse_word(word)
    for word in [
        "president",
        "vice-president",
        "minister",
        "premier",
        "chancellor",
        "secretary",
        "ambassador",
        "envoy",
        "mayor",
        "governor",
        "senator",
        "judge",
        "justice",
        "king",
        "queen",
        "prince",
        "princess",
        "sheikh",
        "emir",
        "sultan",
        "pope",
        "bishop",
        "archbishop",
        "imam",
        "rabbi",
        "cardinal",
        "general",
        "colonel",
        "major",
        "captain",
        "lieutenant",
        "sergeant",
        "admiral",
        "commander",
        "chief",
        "chairman",
        "chairwoman",
        "chair",
        "director",
        "professor",
        "dr",
        "mr",
        "mrs",
        "ms",
        "sir",
        "lord",
        "lady",
        "deputy",
        "acting",
        "former",
        "interim",
        "prime",
        "foreign",
        "defense",
        "defence",
        "leader",
        "head",
        "رئيس",
        "الرئيس",
        "رئيسة",
        "وزير",
        "الوزير",
        "وزيرة",
        "الوزيرة",
        "نائب",
        "النائب",
        "سفير",
        "السفير",
        "مبعوث",
        "المبعوث",
        "عمدة",
        "محافظ",
        "قاض",
        "القاضي",
        "ملك",
        "الملك",
        "أمير",
        "الأمير",
        "الشيخ",
        "شيخ",
        "البابا",
        "الإمام",
        "الحاخام",
        "اللواء",
        "العميد",
        "العقيد",
        "الرائد",
        "النقيب",
        "القائد",
        "قائد",
        "زعيم",
        "الزعيم",
        "مدير",
        "المدير",
        "الدكتور",
        "الدكتورة",
        "البروفيسور",
        "السيد",
        "السيدة",
        "القائم",
        "السابق",
        "נשיא",
        "הנשיא",
        "נשיאת",
        "ראש",
        "שר",
        "השר",
        "שרת",
        "השרה",
        "סגן",
        "סגנית",
        "שגריר",
        "השגריר",
        "שליח",
        "השליח",
        "מושל",
        "המושל",
        "שופט",
        "השופט",
        "השופטת",
        "מלך",
        "המלך",
        "נסיך",
        "האפיפיור",
        "הרב",
        "אלוף",
        "האלוף",
        "רמטכ״ל",
        "הרמטכ״ל",
        "מפקד",
        "המפקד",
        "מנהיג",
        "המנהיג",
        "מנכ״ל",
        "המנכ״ל",
        "פרופ'",
        "ד״ר",
        "מר",
        "גברת",
        "יו״ר",
        "גנרל",
        "הגנרל",
        "לשעבר",
    ]
)
_TITLES |= frozenset(title.removeprefix("ال") for title in _TITLES if len(title) > 4)
#: Words with a capital that are no names.
_NO_NAMES = frozenset(
    [
        "i",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "he",
        "she",
        "it",
        "we",
        "they",
        "this",
        "that",
    ]
)
#: How an English common noun that begins a sentence may end.
_COMMON_ENDINGS = (
    "ment", "ments", "tion", "tions", "sion", "sions", "ers", "ors", "ees", "ings", "ing", "ness", "ity", "ities", "ies", "ly",
    "ed", "ists", "ages", "ents", "ants", "als", "ants", "cy", "ism", "ance", "ence", "ible", "able", "ful", "ous",
)  # fmt: skip
_WORD = re.compile(r"\w")
#: Fewest letters of a word that may be another one spelled otherwise, and least share of letters that stay.
_LEAST = 4
_ALIKE = 0.6
_VOWELS = str.maketrans("", "", "aeiouyاويىةهءأإآىאויה'’")


def find_words(text: str) -> list[str]:
    """Cut a text into its words as written."""
    return [token for token in find_tokens(text) if _WORD.search(token)]


def is_title(word: str) -> bool:
    """Whether a word is a title, whatever is joined to its front."""
    return not _TITLES.isdisjoint(list_bare_forms(parse_word(word)))


def is_spelled_otherwise(old: str, new: str) -> bool:
    """Whether two words are one name in two spellings: the same consonants, or few letters that differ."""
    one, other = parse_word(old), parse_word(new)
    if min(len(one), len(other)) < _LEAST:
        return False
    if one == other:
        return old.casefold() != new.casefold()
    bones = one.translate(_VOWELS), other.translate(_VOWELS)
    if bones[0] == bones[1] and len(bones[0]) > 1:
        return True
    shared = sum((Counter(one) & Counter(other)).values())
    return one[0] == other[0] and shared / max(len(one), len(other)) > _ALIKE


def is_capital_name(words: Sequence[str], at: int) -> bool:
    """Whether a word of a sentence is a name by its capital: inside it; or at its head, where a name follows or its form is
    no common noun's."""
    word = words[at]
    plain = word.casefold()
    if not word[:1].isupper() or plain in _NO_NAMES:
        return False
    if at:
        return True
    behind = words[1] if len(words) > 1 else ""
    return behind[:1].isupper() or not plain.endswith(_COMMON_ENDINGS)
