"""The tables, as SQLModel classes: what is stored and under which key. docs/reference/database.md says it in prose.

Rows are never handed out: `rows` turns them into values of the model. Statements use the `Table`s at the end.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.columns import ExactDecimal, Instant, Text

METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: Ids that people see in addresses and messages are never given out twice.
_NEVER_REUSE_IDS = {"sqlite_autoincrement": True}


def _text(**options: Any) -> Any:
    return Field(sa_type=Text, **options)


def _instant() -> Any:
    return Field(sa_type=Instant)


def _number() -> Any:
    return Field(sa_column_kwargs={"server_default": "0"})


def _flag() -> Any:
    return Field(sa_column_kwargs={"server_default": sa.false()})


def _json_list() -> Any:
    return Field(sa_type=Text, sa_column_kwargs={"server_default": "[]"})


def _empty_text() -> Any:
    return Field(sa_type=Text, sa_column_kwargs={"server_default": ""})


class _Row(SQLModel):
    metadata = METADATA


class OutletRow(_Row, table=True):
    """An outlet of this watchlist, or of an earlier one."""

    __tablename__ = "outlet"
    id: str = _text(primary_key=True)
    name: str = _text()
    headers: str = _json_list()
    is_listed: bool = _flag()


class FeedRow(_Row, table=True):
    """A feed and its schedule."""

    __tablename__ = "feed"
    __table_args__ = (sa.UniqueConstraint("outlet_id", "listed_url"),)
    id: int = Field(primary_key=True)
    outlet_id: str = _text(foreign_key="outlet.id")
    #: As the watchlist writes it, and where it is now.
    listed_url: str = _text()
    url: str = _text()
    host: str = _text()
    is_listed: bool = _flag()
    etag: str | None = _text()
    last_modified: str | None = _text()
    body_digest: str | None = _text()
    format: str | None = _text()
    title: str | None = _text()
    problem: str = _empty_text()
    status: int | None
    entry_count: int = _number()
    failure_count: int = _number()
    last_failure: str | None = _text()
    last_polled_at: datetime | None = _instant()
    last_good_at: datetime | None = _instant()
    next_poll_at: datetime | None = _instant()
    reason: str = _empty_text()
    leased_until: datetime | None = _instant()
    lease_owner: str | None = _text()


class ArticleRow(_Row, table=True):
    """An article, its page state and its schedule."""

    __tablename__ = "article"
    __table_args__ = (
        # What is due, watched before candidates, and the sum of `need`, without touching the rows.
        sa.Index(None, "is_listed", "is_watched", "next_check_at", "need"),
        sa.Index(None, "outlet_id"),
        _NEVER_REUSE_IDS,
    )
    id: int = Field(primary_key=True)
    outlet_id: str = _text(foreign_key="outlet.id")
    #: The address to fetch, and the article's identity.
    url: str = _text()
    canonical_url: str = _text()
    host: str = _text()
    #: Whether the outlet is in the present watchlist, and whether any topic matches.
    is_listed: bool = _flag()
    is_watched: bool = _flag()
    topic_ids: str = _json_list()
    #: The older article this one turned out to be; it is not checked any more.
    same_as_id: int | None = Field(foreign_key="article.id")
    headline: str = _text()
    language: str | None = _text()
    first_seen_at: datetime = _instant()
    published_at: datetime | None = _instant()
    entry_updated_at: datetime | None = _instant()
    status: int | None
    etag: str | None = _text()
    last_modified: str | None = _text()
    body_digest: str | None = _text()
    fingerprint: str | None = _text()
    #: Number of the newest version, 0 before the first.
    latest_number: int = _number()
    last_checked_at: datetime | None = _instant()
    last_seen_at: datetime | None = _instant()
    revision_count: int = _number()
    last_revised_at: datetime | None = _instant()
    failure_count: int = _number()
    last_failure: str | None = _text()
    missing_count: int = _number()
    missing_since: datetime | None = _instant()
    is_removed: bool = _flag()
    is_flapping: bool = _flag()
    need: float = _number()
    next_check_at: datetime | None = _instant()
    reason: str = _empty_text()
    #: A feed asked for a check since this article was last claimed.
    is_woken: bool = _flag()
    leased_until: datetime | None = _instant()
    lease_owner: str | None = _text()


class AddressRow(_Row, table=True):
    """A URL an article is, or was, known under. Keyed by digest: PostgreSQL cannot index a very long URL."""

    __tablename__ = "address"
    outlet_id: str = _text(primary_key=True, foreign_key="outlet.id")
    url_sha256: str = _text(primary_key=True, index=True)
    url: str = _text()
    article_id: int = Field(foreign_key="article.id", index=True)


class CheckRow(_Row, table=True):
    """One check of an article, good or not."""

    __tablename__ = "article_check"
    id: int = Field(primary_key=True)
    article_id: int = Field(foreign_key="article.id", index=True)
    checked_at: datetime = _instant()
    kind: str = _text()
    status: int | None
    failure_kind: str | None = _text()
    detail: str = _text()


class VersionRow(_Row, table=True):
    """One text of an article. The long columns stand last, so that listing the short ones stays cheap."""

    __tablename__ = "version"
    __table_args__ = (sa.UniqueConstraint("article_id", "number"),)
    id: int = Field(primary_key=True)
    article_id: int = Field(foreign_key="article.id")
    number: int
    content_hash: str = _text()
    seen_at: datetime = _instant()
    raw_sha256: str = _text()
    chain_sha256: str = _text()
    canonical_url: str = _text()
    language: str | None = _text()
    published_at: datetime | None = _instant()
    modified_at: datetime | None = _instant()
    headline: str = _text()
    subheadline: str = _text()
    byline: str = _text()
    paragraphs: str = _text()


class SnapshotRow(_Row, table=True):
    """The evidence behind a version: the response as it came, its body compressed with zstd."""

    __tablename__ = "snapshot"
    version_id: int = Field(primary_key=True, foreign_key="version.id")
    url: str = _text()
    final_url: str = _text()
    moved_to: str | None = _text()
    status: int
    headers: str = _text()
    fetched_at: datetime = _instant()
    elapsed_us: int = Field(sa_type=sa.BigInteger)
    body: bytes


class ClaimRow(_Row, table=True):
    """One claim found in one version."""

    __tablename__ = "claim"
    id: int = Field(primary_key=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    #: The definition's id.
    claim_id: str = _text(index=True)
    type: str = _text()
    scope: str = _text()
    low: Decimal | None = Field(sa_type=ExactDecimal)
    high: Decimal | None = Field(sa_type=ExactDecimal)
    hedge: str = _text()
    is_reported: bool
    is_negated: bool
    unit: str = _text()
    value: str = _text()
    source: str | None = _text()
    verb: str | None = _text()
    field: str = _text()
    start: int
    end: int
    sentence: str = _text()
    rule: str = _text()
    confidence: float


class ChangeRow(_Row, table=True):
    """What one check found to be new about an article."""

    __tablename__ = "change"
    __table_args__ = (sa.Index(None, "first_seen_new_at", "id"), _NEVER_REUSE_IDS)
    id: int = Field(primary_key=True)
    article_id: int = Field(foreign_key="article.id", index=True)
    old_number: int
    new_number: int | None
    last_seen_old_at: datetime = _instant()
    first_seen_new_at: datetime = _instant()
    severity: int
    is_silent: bool
    notice: str = _text()
    reverts_to: int | None
    diff: str | None = _text()


class EventRow(_Row, table=True):
    """One thing that happened to an article; its changes are found by it."""

    __tablename__ = "event"
    id: int = Field(primary_key=True)
    change_id: int = Field(foreign_key="change.id", index=True)
    kind: str = _text(index=True)
    severity: int
    summary: str = _text()
    claim_id: str | None = _text()
    is_told: bool
    reason: str = _text()


class ClaimChangeRow(_Row, table=True):
    """One claim that differs between two versions, whole as JSON, with the key it is found by."""

    __tablename__ = "claim_change"
    id: int = Field(primary_key=True)
    change_id: int = Field(foreign_key="change.id", index=True)
    claim_id: str = _text(index=True)
    body: str = _text()


class AlertRow(_Row, table=True):
    """A change that somebody is to be told of."""

    __tablename__ = "alert"
    __table_args__ = (_NEVER_REUSE_IDS,)
    id: int = Field(primary_key=True)
    change_id: int = Field(foreign_key="change.id", index=True)
    dedupe_key: str = _text(unique=True)
    severity: int
    title: str = _text()
    rule_ids: str = _text()
    created_at: datetime = _instant()


class DeliveryRow(_Row, table=True):
    """One alert on its way to one recipient, and its schedule."""

    __tablename__ = "delivery"
    __table_args__ = (sa.Index(None, "state", "next_attempt_at"), _NEVER_REUSE_IDS)
    id: int = Field(primary_key=True)
    alert_id: int = Field(foreign_key="alert.id", index=True)
    key: str = _text(unique=True)
    channel_id: str = _text()
    address: str = _text()
    state: str = _text()
    attempt_count: int = _number()
    last_attempt_at: datetime | None = _instant()
    next_attempt_at: datetime | None = _instant()
    last_failure: str | None = _text()
    reason: str = _empty_text()
    leased_until: datetime | None = _instant()
    lease_owner: str | None = _text()


outlet = METADATA.tables["outlet"]
feed = METADATA.tables["feed"]
article = METADATA.tables["article"]
address = METADATA.tables["address"]
article_check = METADATA.tables["article_check"]
version = METADATA.tables["version"]
snapshot = METADATA.tables["snapshot"]
claim = METADATA.tables["claim"]
change = METADATA.tables["change"]
event = METADATA.tables["event"]
claim_change = METADATA.tables["claim_change"]
alert = METADATA.tables["alert"]
delivery = METADATA.tables["delivery"]
