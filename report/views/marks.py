"""Marks: how a change stands with those who review it, what they said, and the form for the next word.

A mark is shown beside what it is about and hides nothing. Next: `change` and `review`, which show it.
"""

from dataclasses import dataclass
from datetime import datetime

from monitor import model
from monitor.core import controls

MARK_WORDS = {
    model.MarkKind.SEEN: "Seen",
    model.MarkKind.CONFIRMED: "Confirmed",
    model.MarkKind.NOT_A_CHANGE: "Not a change",
    model.MarkKind.NOTE: "Note",
    model.MarkKind.REOPENED: "For review again",
}
STATE_WORDS = {
    model.ReviewState.UNREVIEWED: "Not marked yet",
    model.ReviewState.SEEN: "Marked seen",
    model.ReviewState.CONFIRMED: "Marked confirmed",
    model.ReviewState.NOT_A_CHANGE: "Marked not a change",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkLine:
    """One mark."""

    kind: model.MarkKind
    words: str
    text: str
    #: "dana", "the program archive", "somebody at this machine".
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody wanted to say and could not, and what is missing."""

    text: str = ""
    trouble: str = ""


NO_DRAFT = Draft()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPanel:
    """All that was said of one change, and the form."""

    state_words: str
    standing: MarkLine | None
    #: Oldest first.
    lines: tuple[MarkLine, ...]
    draft: Draft
    most_chars: int = model.MOST_MARK_CHARS


def show_panel(detail: model.ChangeDetail, *, draft: Draft) -> MarkPanel:
    """Lay out what was said of a change."""
    standing = list_standing(detail.reading)
    return MarkPanel(
        state_words=MARK_WORDS[standing.kind] if standing else STATE_WORDS[model.ReviewState.UNREVIEWED],
        standing=standing,
        lines=tuple(list_mark(mark) for mark in detail.marks),
        draft=draft,
    )


def list_standing(reading: model.ChangeReading) -> MarkLine | None:
    """Turn how a change stands into a line; None where nobody said."""
    return list_mark(reading.mark) if reading.mark else None


def list_mark(mark: model.Mark) -> MarkLine:
    """Turn one mark into a line."""
    return MarkLine(
        kind=mark.kind, words=MARK_WORDS[mark.kind], text=mark.text, by=name_marker(mark.by), at=mark.at
    )


def name_marker(by: str) -> str:
    """Say who marked."""
    if by.startswith("token:"):
        return f"the program {by.removeprefix('token:')}"
    return by or "somebody at this machine"


def find_trouble(kind: model.MarkKind, text: str) -> str:
    """Say what a mark lacks, in words for who makes it; "" where nothing is."""
    if len(text) > model.MOST_MARK_CHARS:
        return f"Say it in {model.MOST_MARK_CHARS:,} characters; these are {len(text):,}."
    if text or kind not in {model.MarkKind.NOT_A_CHANGE, model.MarkKind.NOTE}:
        return ""
    return "Say why it is not a change." if kind is model.MarkKind.NOT_A_CHANGE else "The note is empty."


def clean_text(text: str) -> str:
    """Return what somebody wrote without what could take hold of the page around it, lines ending in one way."""
    lines = controls.drop_controls(text.replace("\r\n", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
