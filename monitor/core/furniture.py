"""Furniture: numbers that only date or number the text itself, or count the days of its story.

Stamps, datelines, "UPDATE 2", "day 345 of the war". Refuses a number that may count anything: "on that day 20 remained",
"version 3 of the plan". Next: `signs`, which leaves them out.
"""

import re

from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.quantity import Quantity
from monitor.core.claims.sentence import Sentence

DAY_WORDS = frozenset(["day", "days", "week", "اليوم", "يوم", "יום", "היום", "ביום", "מיום", "ליום"])
#: Number the text itself where they open it: "UPDATE 2", "(version 3)".
_LABELS = frozenset(["update", "version", "תיקון", "עדכון", "تحديث"])
_OPENERS = frozenset(["", "(", "[", "|"])
#: Point to a day that was told of, and number none: "on that day 20 remained".
_POINTING = frozenset(
    [
        "that",
        "this",
        "the",
        "a",
        "same",
        "every",
        "each",
        "one",
        "last",
        "next",
        "past",
        "ذلك",
        "هذا",
        "نفس",
        "אותו",
        "באותו",
        "כל",
        "בכל",
    ]
)
#: What may stand around the day of a story: "it was day 345 of the war", "يوم 345 من", "יום 345 למלחמה".
_BEFORE_DAY = frozenset(
    [
        "on",
        "by",
        "at",
        "in",
        "into",
        "is",
        "was",
        "'s",
        "entered",
        "enters",
        "entering",
        "reached",
        "في",
        "יום",
    ]
)
_BEHIND_DAY = frozenset(["of", "in", "into", "since", "after", "من", "منذ"])
_TO_STORY = "ל"
_BEFORE_YEARS = frozenset(["in", "since", "from", "until", "of", "during", "before", "after"])
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
#: A sentence that says when it was written.
_STAMP = re.compile(
    r"\b(?:as of|updated?|last (?:modified|edited)|published|posted)\b|עודכן|פורסם|נכון ל|تحديث|نشر في|حتى الساعة",
    re.IGNORECASE,
)
#: "DOHA, March 5 (Wire) —" and the like before a report begins.
_DATELINE = re.compile(r"[^.!?]{2,70}?(?:\s[—–-]{1,2}\s|\)\s*[—–-]|:\s*[—–-])")


def is_furniture(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number only says when the text was written, counts the days of the story, or names a weekday."""
    label, behind = word_at(sentence, quantity.first - 1), word_at(sentence, quantity.last + 1)
    if not quantity.unit and label in _LABELS:
        return word_at(sentence, quantity.first - 2) in _OPENERS and not behind[:1].isalnum()
    if not quantity.unit and label in DAY_WORDS and _counts_days(sentence, quantity, behind):
        return True
    if behind in _ORDINAL_ENDS and word_at(sentence, quantity.last + 2) in DAY_WORDS:
        return True
    return is_date(sentence, quantity) and is_dated(sentence, quantity.first)


def _counts_days(sentence: Sentence, quantity: Quantity, behind: str) -> bool:
    """Whether a number behind "day" says which day of the story it is, or of the week ("יום שני")."""
    before = word_at(sentence, quantity.first - 2)
    is_weekday = not sentence.language.is_inflected_by_rule and sentence.words[quantity.first].isalpha()
    if before in _POINTING or is_weekday or not behind[:1].isalnum():
        return before not in _POINTING
    is_opened = before in _BEFORE_DAY or not before[:1].isalnum()
    return behind.startswith(_TO_STORY) or (is_opened and behind in _BEHIND_DAY)


def is_date(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number is the day or year of a date."""
    is_year = quantity.may_be_year and word_at(sentence, quantity.first - 1) in _BEFORE_YEARS
    around = [*range(max(0, quantity.first - 3), quantity.first), quantity.last + 1]
    months = parse_numerals(sentence.language.code).months
    # "20 may be alive" is no 20 May.
    has_month = any(
        word_at(sentence, place) in months and not sentence.cut(place, place).islower() for place in around
    )
    return is_year or has_month or "date" in quantity.vetoes


def word_at(sentence: Sentence, place: int) -> str:
    return sentence.words[place] if 0 <= place < len(sentence.words) else ""


def is_dated(sentence: Sentence, place: int) -> bool:
    """Whether a place stands in a dateline, or its sentence says when it was written."""
    dateline = _DATELINE.match(sentence.text)
    is_in_dateline = dateline is not None and sentence.spans[place][1] <= dateline.end()
    return place == 0 or is_in_dateline or _STAMP.search(sentence.text) is not None
