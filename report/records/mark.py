"""Marks: what people said of changes."""

from collections.abc import Sequence
from datetime import datetime

from monitor import model
from monitor.core import marks
from report.records.record import Record


class Mark(Record):
    """One mark; `by` is a user's name, or "token:" and a token's, or "" where the page asks for no login."""

    id: int
    kind: model.MarkKind
    text: str
    by: str
    at: datetime


class MarkList(Record):
    """What was said of one change, oldest first, and how it stands by that."""

    review_state: model.ReviewState
    items: tuple[Mark, ...]


class Resent(Record):
    """A delivery that is due again."""

    id: int
    state: model.DeliveryState


def list_marks(found: Sequence[model.Mark]) -> MarkList:
    """Record a change's marks, oldest first."""
    standing = marks.find_standing(found)
    return MarkList(
        review_state=model.ReviewState(standing.kind) if standing else model.ReviewState.UNREVIEWED,
        items=tuple(Mark.model_validate(mark) for mark in found),
    )
