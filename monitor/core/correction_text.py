"""Correction text: how corrections, clarifications and editors' notes begin, in English, Hebrew and Arabic.

Refuses to read what was corrected (see `notices`). Next: `clean` and `beside`, which keep such a text wherever it stands.
"""

import re

#: How a correction, clarification or editor's note begins, for pages that do not name its box.
_CORRECTION_WORDS = (
    r"(?:corrections?\b|clarifications?\b|erratum|retraction\b|editor[’']?s['’]? note|(?:this|an earlier|a previous)"
    r" (?:version|article|story|headline)\b|updated? (?:to|with)\b|this (?:article|story|report) (?:has been|was)"
    r" (?:amended|corrected|updated|changed|edited)|amend(?:ment|ed)\s*:|note to readers|we (?:have )?corrected\b"
    r"|תיקון|הבהרה|הערת (?:ה?עורך|המערכת)|תוקן|تصحيح|توضيح|إيضاح|تصويب|تنويه|استدراك|ملاحظة (?:ال)?(?:محرر|تحرير))"
)
_CORRECTION_TEXT = re.compile(rf"[\W_]*{_CORRECTION_WORDS}", re.IGNORECASE)
#: One of these stands in each of them: looking for letters is quicker than for patterns.
_CORRECTION_MARKS = (
    "correct", "clarif", "errat", "retract", "editor", "version", "article", "story", "headline", "update", "amend", "note to", "report",
    "תיקון", "הבהרה", "הערת", "תוקן", "تصحيح", "توضيح", "إيضاح", "تصويب", "تنويه", "استدراك", "ملاحظة",
)  # fmt: skip


def is_correction_text(text: str) -> bool:
    """Whether a paragraph begins as corrections, clarifications and editors' notes do."""
    return _CORRECTION_TEXT.match(text) is not None


def may_hold_correction(text: str) -> bool:
    """Whether a text has the letters of a word with which corrections begin."""
    folded = text.casefold()
    return any(mark in folded for mark in _CORRECTION_MARKS)
