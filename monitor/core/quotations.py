"""Quotations: which characters of a text stand inside quotation marks, in English, Arabic and Hebrew.

Of nested marks the outer count. Refuses marks that are none: apostrophes, and the sign inside a Hebrew abbreviation (צה"ל). A
curly quotation that its paragraph leaves open goes on to its end, as the next paragraph of it opens anew. Next: `edits`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from monitor import model

#: Opening mark -> the marks that close it.
_PAIRS = {"“": "”“", "„": "“”", "«": "»", "‹": "›", "‘": "’", '"': '"', "״": "״", "'": "'"}
#: Marks that say by themselves that they open.
_CURLY = frozenset("“„«")
_MARK = re.compile("[“”„«»‹›‘’\"״']")
_SINGLE = frozenset("‘’'")
Stretch = tuple[int, int]


class _Open(NamedTuple):
    mark: str
    at: int


def find_quoted(text: str) -> tuple[Stretch, ...]:
    """Find the stretches (start, end) of a text that stand inside quotation marks, in order, the marks left out."""
    found: list[Stretch] = []
    start = 0
    for paragraph in text.split(model.PARAGRAPH_BREAK):
        found += ((start + a, start + b) for a, b in _find_in_paragraph(paragraph))
        start += len(paragraph) + len(model.PARAGRAPH_BREAK)
    return tuple(found)


def _find_in_paragraph(text: str) -> Iterator[Stretch]:
    open_: _Open | None = None
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if open_ is None:
            if mark in _PAIRS and _opens(text, at):
                open_ = _Open(mark, at)
        elif mark in _PAIRS[open_.mark] and _closes(text, at):
            yield open_.at + 1, at
            open_ = None
    if open_ and open_.mark in _CURLY:
        yield open_.at + 1, len(text)


def _opens(text: str, at: int) -> bool:
    """Whether a mark may open a quotation: something follows at once, and no single mark stands inside a word."""
    behind = text[at + 1 : at + 2]
    if not behind or behind.isspace():
        return False
    before = text[at - 1 : at]
    if text[at] in _SINGLE:
        return not before.isalnum()
    return not (before.isalnum() and _is_last_letter(text, at + 1))


def _closes(text: str, at: int) -> bool:
    """Whether a mark may close a quotation."""
    behind = text[at + 1 : at + 2]
    if text[at] in _SINGLE:
        return not behind.isalnum()
    is_sign = text[at] in '"״' and text[at - 1 : at].isalpha() and behind.isalpha()
    return not (is_sign and _is_last_letter(text, at + 1))


def _is_last_letter(text: str, at: int) -> bool:
    """Whether one letter stands here and ends a word, as behind the sign of a Hebrew abbreviation."""
    return text[at : at + 1].isalpha() and not text[at + 1 : at + 2].isalpha()
