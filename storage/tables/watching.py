"""What is watched: outlets, feeds, hosts, articles with their addresses and checks. Next: `texts`, what was read."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from storage.tables import fields


class OutletRow(fields.Row, table=True):
    """An outlet of this watchlist, or of an earlier one."""

    __tablename__ = "outlet"
    id: str = fields.text(primary_key=True)
    name: str = fields.text()
    headers: str = fields.json_list()
    is_listed: bool = fields.flag()
    #: How it answers, where anything is known against it, and how often that was written.
    reach: str | None = fields.text()
    reach_revision: int = fields.number()


class FeedRow(fields.Row, table=True):
    """A feed and its schedule."""

    __tablename__ = "feed"
    __table_args__ = (
        sa.UniqueConstraint("outlet_id", "listed_url"),
        sa.Index(None, "is_listed", "next_poll_at"),
    )
    id: int = Field(primary_key=True)
    outlet_id: str = fields.text(foreign_key="outlet.id")
    #: As the watchlist writes it, and where it is now.
    listed_url: str = fields.text()
    url: str = fields.text()
    host: str = fields.text()
    is_listed: bool = fields.flag()
    etag: str | None = fields.text()
    last_modified: str | None = fields.text()
    body_digest: str | None = fields.text()
    #: By what its first entries are known again.
    entry_keys: str = fields.json_list()
    rhythm: str = fields.json_object()
    format: str | None = fields.text()
    title: str | None = fields.text()
    problem: str = fields.empty_text()
    status: int | None
    entry_count: int = fields.number()
    failure_count: int = fields.number()
    last_failure: str | None = fields.text()
    last_polled_at: datetime | None = fields.instant()
    last_good_at: datetime | None = fields.instant()
    next_poll_at: datetime | None = fields.instant()
    reason: str = fields.empty_text()
    leased_until: datetime | None = fields.instant()
    lease_owner: str | None = fields.text()


class HostRow(fields.Row, table=True):
    """A host that articles are fetched from, and when the next of them is due: never later than it truly is."""

    __tablename__ = "host"
    name: str = fields.text(primary_key=True)
    due_at: datetime | None = fields.instant()
    #: How often in a row it refused us, and until when it is left alone: see `core.backoff`.
    refusal_count: int = fields.number()
    held_until: datetime | None = fields.instant()
    __table_args__ = (sa.Index(None, "due_at"),)


class SubscriptionRow(fields.Row, table=True):
    """A feed's subscription with its hub (WebSub)."""

    __tablename__ = "subscription"
    __table_args__ = (sa.UniqueConstraint("token"),)
    feed_id: int = Field(primary_key=True, foreign_key="feed.id", sa_column_kwargs={"autoincrement": False})
    hub_url: str = fields.text()
    topic_url: str = fields.text()
    state: str = fields.text()
    #: The part of the callback's address that nobody can guess; null before the first request.
    token: str | None = fields.text()
    secret: str = fields.empty_text()
    asked_at: datetime | None = fields.instant()
    next_at: datetime | None = fields.instant()
    lease_until: datetime | None = fields.instant()
    pushed_at: datetime | None = fields.instant()
    failure_count: int = fields.number()
    detail: str = fields.empty_text()


class ArticleRow(fields.Row, table=True):
    """An article, its page state and its schedule."""

    __tablename__ = "article"
    __table_args__ = (
        # The heads of a host's bands, and the sums of `need` by host, without touching the rows.
        sa.Index(None, "is_listed", "host", "band", "next_check_at", "need"),
        sa.Index(None, "outlet_id", "guid_sha256"),
        # Few rows are held at a time; none is searched for among the others.
        fields.index_of_known("lease_owner"),
        fields.NEVER_REUSE_IDS,
    )
    id: int = Field(primary_key=True)
    outlet_id: str = fields.text(foreign_key="outlet.id")
    #: The address to fetch, and the article's identity.
    url: str = fields.text()
    canonical_url: str = fields.text()
    host: str = fields.text()
    #: Whether the outlet is in the present watchlist, and whether any topic matches.
    is_listed: bool = fields.flag()
    is_watched: bool = fields.flag()
    topic_ids: str = fields.json_list()
    #: SHA-256 of its feed entry's guid, where that names this entry and no other.
    guid_sha256: str | None = fields.text()
    #: The older article this one turned out to be; it is not checked any more.
    same_as_id: int | None = Field(foreign_key="article.id")
    headline: str = fields.text()
    language: str | None = fields.text()
    first_seen_at: datetime = fields.instant()
    published_at: datetime | None = fields.instant()
    entry_updated_at: datetime | None = fields.instant()
    #: By what the titles its entries had are known again.
    entry_titles: str = fields.json_list()
    #: The newest version's number when its entry was last dated anew, and how often that brought no newer one.
    bumped_number: int = fields.number()
    vain_bump_count: int = fields.number()
    status: int | None
    etag: str | None = fields.text()
    last_modified: str | None = fields.text()
    body_digest: str | None = fields.text()
    fingerprint: str | None = fields.text()
    #: Number of the newest version, in doubt or not, and of the newest that is believed; 0 before the first.
    latest_number: int = fields.number()
    believed_number: int = fields.number()
    #: Texts in doubt seen in a row, the last of which waits to be confirmed.
    doubt_count: int = fields.number()
    #: What a check asks of the newest believed version (the chain's value: of the newest), so that it reads no version.
    latest_content_hash: str | None = fields.text()
    latest_chain_sha256: str | None = fields.text()
    latest_seen_at: datetime | None = fields.instant()
    last_checked_at: datetime | None = fields.instant()
    #: When the server last sent the page, instead of its word that nothing changed.
    whole_at: datetime | None = fields.instant()
    last_seen_at: datetime | None = fields.instant()
    revision_count: int = fields.number()
    last_revised_at: datetime | None = fields.instant()
    #: When a claim that it carries moved elsewhere last.
    heated_at: datetime | None = fields.instant()
    failure_count: int = fields.number()
    last_failure: str | None = fields.text()
    missing_count: int = fields.number()
    missing_since: datetime | None = fields.instant()
    is_removed: bool = fields.flag()
    is_flapping: bool = fields.flag()
    #: A wall stood before it since it was last read.
    is_blocked: bool = fields.flag()
    need: float = fields.number()
    #: Which of its host's queues it stands in: see `core.turns`.
    band: int = fields.number()
    next_check_at: datetime | None = fields.instant()
    reason: str = fields.empty_text()
    #: A feed asked for a check since this article was last claimed.
    is_woken: bool = fields.flag()
    leased_until: datetime | None = fields.instant()
    lease_owner: str | None = fields.text()


class HeatRow(fields.Row, table=True):
    """A value that a claim moved to somewhere, and until when it makes no more articles due."""

    __tablename__ = "heat"
    claim_id: str = fields.text(primary_key=True)
    value: str = fields.text(primary_key=True)
    until: datetime = fields.instant()


class AddressRow(fields.Row, table=True):
    """A URL an article is, or was, known under. Keyed by digest: PostgreSQL cannot index a very long URL."""

    __tablename__ = "address"
    outlet_id: str = fields.text(primary_key=True, foreign_key="outlet.id")
    url_sha256: str = fields.text(primary_key=True, index=True)
    url: str = fields.text()
    article_id: int = Field(foreign_key="article.id", index=True)


class CheckRow(fields.Row, table=True):
    """One check of an article, good or not."""

    __tablename__ = "article_check"
    id: int = Field(primary_key=True)
    article_id: int = Field(foreign_key="article.id", index=True)
    checked_at: datetime = fields.instant()
    kind: str = fields.text()
    status: int | None
    failure_kind: str | None = fields.text()
    detail: str = fields.text()


class PulseRow(fields.Row, table=True):
    """How the service itself stands, as JSON: one row."""

    __tablename__ = "pulse"
    id: int = Field(primary_key=True)
    body: str = fields.json_object()
    #: Counts writes.
    revision: int = fields.number()
