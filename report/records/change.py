"""Changes: what one check found, in its honest window."""

from datetime import datetime

from monitor import model
from report.records.claim import ClaimChange
from report.records.coverage import Article
from report.records.record import Record, Severity


class Event(Record):
    """One thing that happened, and why it was or was not told."""

    kind: model.EventKind
    severity: Severity
    summary: str
    claim_id: str | None
    is_told: bool
    reason: str


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


class ListedChange(Record):
    """One change with its article."""

    id: int
    article: Article
    change: Change
    alert_id: int | None
