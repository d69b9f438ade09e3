"""Records: the shapes the API answers with, version 1. A field may be added, none renamed, removed or given another meaning.

Each is read off the reading of the same name by `model_validate`. Times are ISO 8601 in UTC; numbers are JSON numbers.
"""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

import pydantic

from monitor import model
from report.views import ledger

Severity = Annotated[str, pydantic.BeforeValidator(lambda severity: model.Severity(severity).name.lower())]
Number = Annotated[
    Decimal,
    pydantic.PlainSerializer(
        lambda number: int(number) if number == int(number) else float(number), return_type=int | float
    ),
]


class Record(pydantic.BaseModel):
    """Read off a dataclass by attribute names."""

    model_config = pydantic.ConfigDict(from_attributes=True)


class Claim(Record):
    """One claim in one text; `start` and `end` are offsets into the text of its `field`."""

    claim_id: str
    type: model.ClaimType
    scope: str
    low: Number | None
    high: Number | None
    hedge: model.Hedge
    is_reported: bool
    is_negated: bool
    unit: str
    value: str
    source: str | None
    verb: model.VerbClass | None
    field: model.TextField
    start: int
    end: int
    sentence: str


class ClaimChange(Record):
    """One claim that differs; `old_text` and `new_text` print as "20", ">=20", "~20", "none"."""

    claim_id: str
    scope: str
    kind: model.ChangeKind
    tier: model.Tier
    old_text: str
    new_text: str
    old_sentence: str
    new_sentence: str
    summary: str
    rule: str
    old: Claim | None
    new: Claim | None


class Event(Record):
    """One thing that happened, and why it was or was not told."""

    kind: model.EventKind
    severity: Severity
    summary: str
    claim_id: str | None
    is_told: bool
    reason: str


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
    failure: model.FailureKind | None


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


class Segment(Record):
    op: model.Op
    text: str


class SentenceDiff(Record):
    op: model.SentenceOp
    old: str
    new: str
    segments: tuple[Segment, ...]
    edits: tuple[model.EditKind, ...]


class FieldDiff(Record):
    field: model.TextField
    sentences: tuple[SentenceDiff, ...]


class Diff(Record):
    """Two texts compared; only fields that differ are listed."""

    fields: tuple[FieldDiff, ...]
    edits: tuple[model.EditKind, ...]
    added_word_count: int
    removed_word_count: int


class Text(Record):
    """What was extracted from one page."""

    canonical_url: str
    headline: str
    subheadline: str
    byline: str
    language: str | None
    published_at: datetime | None
    modified_at: datetime | None
    paragraphs: tuple[str, ...]


class Version(Record):
    """One text of an article, with the hashes of its evidence."""

    number: int
    content_hash: str
    seen_at: datetime
    raw_sha256: str
    chain_sha256: str
    article: Text
    claims: tuple[Claim, ...]


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


class Alert(Record):
    """One alert and its deliveries."""

    id: int
    change_id: int
    title: str
    severity: Severity
    rule_ids: tuple[str, ...]
    created_at: datetime
    deliveries: tuple[Delivery, ...]


class Check(Record):
    """One check of an article."""

    checked_at: datetime
    kind: model.CheckKind
    status: int | None
    failure: model.FailureKind | None
    detail: str


class Observation(Record):
    """One claim in one version, for as long as that version stood (`until_at` null: it still does)."""

    claim: Claim
    outlet_id: str
    outlet_name: str
    article_id: int
    headline: str
    version_number: int
    from_at: datetime
    until_at: datetime | None
    change_id: int | None


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
    last_good_at: datetime | None


class ChangeList(Record):
    """One page of changes, newest first; ask for the next with `before`, null at the end."""

    items: tuple[ListedChange, ...]
    next_before: int | None


class ChangeDetail(Record):
    """Everything about one change."""

    id: int
    article: Article
    change: Change
    diff: Diff | None
    old: Version
    new: Version | None
    alert: Alert | None
    previous_id: int | None
    next_id: int | None


class ArticleDetail(Record):
    """One article with its versions (oldest first), changes, and last checks (newest first)."""

    article: Article
    versions: tuple[Version, ...]
    changes: tuple[ListedChange, ...]
    checks: tuple[Check, ...]


class ClaimDetail(Record):
    """What every outlet said of one claim, oldest first."""

    claim_id: str
    title: str
    observations: tuple[Observation, ...]


class OutletList(Record):
    items: tuple[Outlet, ...]


class AlertList(Record):
    """The newest alerts."""

    items: tuple[Alert, ...]


class Problem(pydantic.BaseModel):
    """Trouble, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
