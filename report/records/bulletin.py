"""Bulletins: news of no one article, with what each outlet says."""

from datetime import datetime

from monitor import model
from report.records.record import Record, Severity


class Saying(Record):
    """What one outlet says of a claim; `origin_id` where it stands in a text that others have too."""

    part: model.Part
    outlet_id: str
    outlet_name: str
    article_id: int
    url: str
    headline: str
    language: str | None
    value: str
    sentence: str
    source: str | None
    last_otherwise_at: datetime | None
    since: datetime
    origin_id: int | None


class Bulletin(Record):
    """One event of an outlet, of a claim across outlets, or of the service; `outlet_id`, `topic_id` and `claim_id` null where it is of
    none."""

    id: int
    about: str
    outlet_id: str | None
    topic_id: str | None
    claim_id: str | None
    scope: str
    kind: model.EventKind
    severity: Severity
    summary: str
    detail: str
    old_text: str
    new_text: str
    last_otherwise_at: datetime | None
    since: datetime
    created_at: datetime
    is_told: bool
    reason: str
    evidence: tuple[Saying, ...]
    evidence_left_out: int


class BulletinList(Record):
    """One page of bulletins, newest first."""

    items: tuple[Bulletin, ...]
    next_before: int | None
