"""Coverage: articles and their checks, outlets and their feeds, alerts and their deliveries."""

from datetime import datetime

from monitor import model
from report.records.record import Record, Severity
from report.views import ledger


class Article(Record):
    """An article in a list."""

    id: int
    outlet_id: str
    outlet_name: str
    url: str
    headline: str
    language: str | None
    topic_ids: tuple[str, ...]
    first_seen_at: datetime
    published_at: datetime | None
    last_checked_at: datetime | None
    last_seen_at: datetime | None
    next_check_at: datetime | None
    next_check_reason: str
    version_count: int
    is_removed: bool
    is_flapping: bool
    is_in_doubt: bool
    failure: model.FailureKind | None
    #: The older article this one turned out to be; ask for that one.
    same_as_id: int | None


class Check(Record):
    """One check of an article."""

    checked_at: datetime
    kind: model.CheckKind
    status: int | None
    failure: model.FailureKind | None
    detail: str


class Feed(Record):
    """One feed's state."""

    id: int
    url: str
    last_polled_at: datetime | None
    last_good_at: datetime | None
    next_poll_at: datetime | None
    reason: str
    failure_count: int
    failure: model.FailureKind | None
    detail: str
    entry_count: int


class Outlet(Record):
    """One outlet's coverage; `sight` is the judgement the page shows."""

    id: str
    name: str
    sight: ledger.Sight
    feeds: tuple[Feed, ...]
    article_count: int
    version_count: int
    change_count: int
    failing_count: int
    #: Articles read once that a wall stood before when they were last looked at.
    walled_count: int
    #: Since when it refuses us, where it does.
    blocked_since: datetime | None
    last_good_at: datetime | None


class Delivery(Record):
    """One delivery, as it stands."""

    id: int
    channel_id: str
    address: str
    state: model.DeliveryState
    attempt_count: int
    last_attempt_at: datetime | None
    next_attempt_at: datetime | None
    reason: str
    #: The delivery it goes with, and what that waits for.
    digest_id: int | None
    held_for: str


class Alert(Record):
    """One alert and its deliveries."""

    id: int
    #: What it tells of: a change, or else news of no one article, and the outlet that is about, where it is about one.
    change_id: int | None
    bulletin_id: int | None
    outlet_id: str | None
    title: str
    severity: Severity
    rule_ids: tuple[str, ...]
    created_at: datetime
    deliveries: tuple[Delivery, ...]
