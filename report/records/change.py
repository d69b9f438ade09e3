"""Changes: what one check found, in its honest window."""

from datetime import datetime

from monitor import model
from report.records.claim import ClaimChange
from report.records.coverage import Article
from report.records.mark import Mark
from report.records.record import Record, Severity
from report.records.text import Doubt


class RuleAnswer(Record):
    """What one alert rule said of an event."""

    rule_id: str
    is_taken: bool
    #: Why it does not take it, or a remark.
    why: str


class Event(Record):
    """One thing that happened, and why it was or was not told."""

    kind: model.EventKind
    severity: Severity
    summary: str
    claim_id: str | None
    is_told: bool
    reason: str
    #: What each rule said; empty where it was decided before any was asked.
    answers: tuple[RuleAnswer, ...]


class UnexplainedDelta(Record):
    """Words that changed and that no claim explains, "" where a side has none; `old_start` and `new_start` are offsets
    into the sentences."""

    kind: model.DeltaKind
    field: model.TextField
    old: str
    new: str
    old_sentence: str
    new_sentence: str
    old_start: int
    new_start: int


class Change(Record):
    """What one check found: the old state was last seen, and the new state first seen, at these times."""

    old_number: int
    new_number: int | None
    last_seen_old_at: datetime
    first_seen_new_at: datetime
    severity: Severity
    is_silent: bool
    notice: str
    reverts_to: int | None
    claim_changes: tuple[ClaimChange, ...]
    events: tuple[Event, ...]
    unexplained: tuple[UnexplainedDelta, ...]
    #: How many more there are than are kept.
    unexplained_left_out: int
    #: Characters of the new text that the claims engine left unread.
    unread_chars: int
    #: What speaks against the new text; a change in doubt is told to nobody.
    doubt: Doubt | None


class ListedChange(Record):
    """One change with its article."""

    id: int
    article: Article
    change: Change
    alert_id: int | None
    #: What somebody judged it to be; null while nobody did.
    mark: Mark | None
