"""Marks: what a person judged of a change, in the order they came. A mark is a label: it takes nothing away.

Refuses a change called none without a reason, and a note without words. Next: `core.marks`, what a change's marks come to.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.instant import refuse_naive

#: Characters a reason or note may have.
MOST_MARK_CHARS = 2000


class MarkKind(StrEnum):
    """What somebody says of a change."""

    SEEN = "seen"
    CONFIRMED = "confirmed"
    """The outlet's page was looked at: it is so."""
    NOT_A_CHANGE = "not_a_change"
    """What was found is none, and why."""
    NOTE = "note"
    """Words alone; how the change stands is left as it is."""
    REOPENED = "reopened"
    """It is to be reviewed again."""


class ReviewState(StrEnum):
    """How a change stands with those who review it."""

    UNREVIEWED = "unreviewed"
    SEEN = "seen"
    CONFIRMED = "confirmed"
    NOT_A_CHANGE = "not_a_change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark. It is written once and never altered; a later one may say otherwise."""

    #: 0 before it is stored.
    id: int = 0
    change_id: int
    kind: MarkKind
    #: The reason or note, "" where none was given.
    text: str = ""
    #: The user's name, or "token:" and the token's; "" where the page asks for no login.
    by: str = ""
    at: datetime

    def __post_init__(self) -> None:
        refuse_naive(at=self.at)
        if len(self.text) > MOST_MARK_CHARS:
            raise ValueError(f"a mark says no more than {MOST_MARK_CHARS} characters")
        if self.kind in {MarkKind.NOT_A_CHANGE, MarkKind.NOTE} and not self.text.strip():
            raise ValueError(f"a mark {self.kind.value!r} needs words")
