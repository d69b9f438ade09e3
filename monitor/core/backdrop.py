"""Backdrop: sentences that open with another time, and so say nothing of how things stand.

"In June, 22 hostages were alive" contradicts nobody who says 20 today. Read from the opening alone, in English, Arabic and Hebrew: a date further
on may be anything ("48 hostages taken on 7 October 2023 are held"). What is not known for another time is taken for now. Next: `words`.
"""

import re
from datetime import datetime
from functools import lru_cache

from monitor.core.claims.lexicon import list_stems
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.tables import LANGUAGES
from monitor.core.claims.tokens import find_script, find_tokens

#: Tokens of an opening, where no comma ends it.
_REACH = 5
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
#: What may stand first in a date that opens a sentence; a name that Arabic or Hebrew glues to it stands for itself.
_LEADING = {
    "en": frozenset({"in", "on", "by", "during", "before", "until"}),
    "ar": frozenset({"في", "خلال", "قبل", "حتي", "بحلول"}),
    "he": frozenset({"עד", "לפני", "במהלך"}),
}
_OPENINGS = {
    "en": (
        *(
            f"last {time}"
            for time in ("year", "month", "week", "spring", "summer", "autumn", "fall", "winter")
        ),
        *(f"at the {time}" for time in ("time", "start", "beginning", "outset", "height")),
        *("earlier", "at that time", "previously", "back then"),
    ),
    "ar": (
        *(f"{time} الماضي" for time in ("العام", "الشهر", "الأسبوع")),
        *(
            f"في {time}"
            for time in ("العام الماضي", "الشهر الماضي", "الأسبوع الماضي", "بداية", "مطلع", "وقت سابق")
        ),
        *(f"قبل {time}" for time in ("عام", "سنة", "شهر", "شهرين", "أشهر", "أسبوع", "أسبوعين", "أسابيع")),
    ),
    "he": (
        *("בשנה שעברה", "בחודש שעבר", "בשבוע שעבר", "בתחילת", "בראשית", "קודם לכן", "בעבר"),
        *(f"לפני {time}" for time in ("שנה", "שנתיים", "חודש", "חודשיים", "שבוע", "שבועיים")),
    ),
}


@lru_cache(maxsize=4096)
def opens_with_another_time(sentence: str, *, year: int, month: int) -> bool:
    """Whether a sentence begins with a time that is over by then: another year, a month before the last one, "a month ago"."""
    code = find_script(sentence) or "en"
    words = find_tokens(sentence).words
    opening = words[: _REACH + 1]
    opening = opening[: opening.index(",")] if "," in opening else opening[:_REACH]
    if "ago" in opening or any(words[: len(phrase)] == phrase for phrase in _find_openings(code)):
        return True
    return _names_another(opening, code, year=year, month=month)


@lru_cache(maxsize=4)
def _find_openings(code: str) -> tuple[tuple[str, ...], ...]:
    """Return a language's openings, as its words are folded."""
    return tuple(tuple(find_tokens(opening).words) for opening in _OPENINGS.get(code, ()))


def _names_another(opening: tuple[str, ...], code: str, *, year: int, month: int) -> bool:
    months = parse_numerals(code).months
    named = [months[stem] for word in opening for stem in list_stems(word, LANGUAGES[code]) if stem in months]
    is_glued = bool(opening) and any(stem in months for stem in list_stems(opening[0], LANGUAGES[code])[1:])
    if not opening or not (opening[0] in _LEADING[code] or is_glued):
        return False
    years = [int(word) for word in opening if _YEAR.match(word)]
    # Arabic has names that two months share (0); the month before is still news.
    return any(one != year for one in years) or any(one and (month - one) % 12 > 1 for one in named)


def speaks_of_another_time(sentence: str, *, at: datetime) -> bool:
    """Whether a sentence that was written then speaks of another time."""
    return opens_with_another_time(sentence, year=at.year, month=at.month)
