"""Datelines: the place, date and agency at the head of a report, "GAZA CITY, Nov 3 (Agency) —", in three languages.

Refuses what is no dateline for certain: a place in small letters with no agency behind it. Next: `edits`.
"""

import re

_LATIN_DATE = (
    r"(?:,?\s(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d{1,2}(?:,\s\d{4})?)"
)
_AGENCY = r"\([^()\n]{2,40}\)"
_DASH = r"(?:--|[—–\-ـ])\s"
_FORMS = (
    # "GAZA CITY, Nov 3 (Agency) —", "NORVIK, Norland —": a place in capitals.
    re.compile(
        rf"[A-ZÀ-Þ][A-ZÀ-Þ'’.\- ]{{2,40}}(?:/[A-ZÀ-Þ' ]{{2,40}})?(?:,\s[A-Z][\w.]+(?:\s[A-Z]\w+)?)??(?i:{_LATIN_DATE})?\s*(?:{_AGENCY})?\s?{_DASH}"
    ),
    # "Norvik (Agency) —", "كارشيفا 3 نوفمبر (وكالة) -": a few words and an agency.
    re.compile(rf"[^\W\d_][^()\n.:!?]{{1,50}}\s?{_AGENCY}\s?{_DASH}"),
    # "غزة - ", "ירושלים –": one or two words of a script without capitals.
    re.compile(rf"[\u0590-\u06ff'\"״]+(?:\s[\u0590-\u06ff'\"״]+)?\s{_DASH}"),
)


def find_dateline(text: str) -> int:
    """Return the length of the dateline that a text begins with, 0 where there is none."""
    for form in _FORMS:
        found = form.match(text)
        if found:
            return found.end()
    return 0
