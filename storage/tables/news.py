"""What changed and who is told: changes, events, claim changes, alerts, deliveries."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from storage.tables import fields

#: As `filters.is_edit` asks.
_IS_EDIT = sa.text("NOT (old_number = 0 AND severity = 0)")


class ChangeRow(fields.Row, table=True):
    """What one check found to be new about an article."""

    __tablename__ = "change"
    __table_args__ = (
        sa.Index(None, "first_seen_new_at", "id"),
        # Of edits alone: first readings of articles are many, and lists leave them out.
        sa.Index(
            "ix_change_edit",
            "first_seen_new_at",
            "id",
            sqlite_where=_IS_EDIT,
            postgresql_where=_IS_EDIT,
        ),
        fields.NEVER_REUSE_IDS,
    )
    id: int = Field(primary_key=True)
    article_id: int = Field(foreign_key="article.id", index=True)
    old_number: int
    new_number: int | None
    last_seen_old_at: datetime = fields.instant()
    first_seen_new_at: datetime = fields.instant()
    severity: int
    is_silent: bool
    notice: str = fields.text()
    reverts_to: int | None
    unexplained_left_out: int = fields.number()
    unread_chars: int = fields.number()
    #: Those of the version it brought.
    standing: str = fields.standing()
    doubt: str | None = fields.text()
    diff: str | None = fields.text()
    #: What its last mark made of it.
    review_state: str = fields.text(sa_column_kwargs={"server_default": "unreviewed"})


class EventRow(fields.Row, table=True):
    """One thing that happened to an article; its changes are found by it."""

    __tablename__ = "event"
    id: int = Field(primary_key=True)
    change_id: int = Field(foreign_key="change.id", index=True)
    kind: str = fields.text(index=True)
    severity: int
    summary: str = fields.text()
    claim_id: str | None = fields.text()
    is_told: bool
    reason: str = fields.text()
    answers: str = fields.json_list()


class ClaimChangeRow(fields.Row, table=True):
    """One claim that differs between two versions, whole as JSON, with the keys it is found by."""

    __tablename__ = "claim_change"
    id: int = Field(primary_key=True)
    change_id: int = Field(foreign_key="change.id", index=True)
    claim_id: str = fields.text(index=True)
    tier: str = fields.text(sa_column_kwargs={"server_default": "now"})
    body: str = fields.text()


class UnexplainedRow(fields.Row, table=True):
    """One word or number that changed and that no claim explains, whole as JSON, with the key it is found by."""

    __tablename__ = "unexplained"
    id: int = Field(primary_key=True)
    change_id: int = Field(foreign_key="change.id", index=True)
    kind: str = fields.text()
    body: str = fields.text()


class BulletinRow(fields.Row, table=True):
    """News that belongs to no article: of an outlet, of a topic's claim, of both or of the service; and why it was told or not."""

    __tablename__ = "bulletin"
    __table_args__ = (fields.NEVER_REUSE_IDS,)
    id: int = Field(primary_key=True)
    about: str = fields.empty_text()
    outlet_id: str | None = fields.text(foreign_key="outlet.id", index=True)
    topic_id: str | None = fields.text()
    claim_id: str | None = fields.text(index=True)
    scope: str = fields.empty_text()
    old_text: str = fields.empty_text()
    new_text: str = fields.empty_text()
    kind: str = fields.text()
    severity: int
    summary: str = fields.text()
    last_otherwise_at: datetime | None = fields.instant()
    since: datetime = fields.instant()
    created_at: datetime = fields.instant()
    is_told: bool
    reason: str = fields.text()
    answers: str = fields.json_list()
    detail: str = fields.empty_text()
    #: A row for each outlet that says anything, as JSON.
    evidence: str = fields.json_list()
    evidence_left_out: int = fields.number()


class AlertRow(fields.Row, table=True):
    """A change, or a bulletin, that somebody is to be told of: one of the two ids is set."""

    __tablename__ = "alert"
    __table_args__ = (fields.NEVER_REUSE_IDS,)
    id: int = Field(primary_key=True)
    change_id: int | None = Field(foreign_key="change.id", index=True)
    bulletin_id: int | None = Field(foreign_key="bulletin.id", index=True)
    dedupe_key: str = fields.text(unique=True)
    severity: int
    title: str = fields.text()
    rule_ids: str = fields.text()
    created_at: datetime = fields.instant()


class DeliveryRow(fields.Row, table=True):
    """One alert on its way to one recipient, and its schedule; or a digest, which has no alert of its own: its members point to it."""

    __tablename__ = "delivery"
    __table_args__ = (
        sa.Index(None, "state", "next_attempt_at"),
        sa.Index(None, "channel_id", "address", "last_attempt_at"),
        fields.NEVER_REUSE_IDS,
    )
    id: int = Field(primary_key=True)
    alert_id: int | None = Field(foreign_key="alert.id", index=True)
    digest_id: int | None = Field(foreign_key="delivery.id", index=True)
    #: What it waits for, and of a digest until when it gathers.
    held_for: str = fields.empty_text()
    gathered_until: datetime | None = fields.instant()
    key: str = fields.text(unique=True)
    channel_id: str = fields.text()
    address: str = fields.text()
    state: str = fields.text()
    attempt_count: int = fields.number()
    last_attempt_at: datetime | None = fields.instant()
    next_attempt_at: datetime | None = fields.instant()
    last_failure: str | None = fields.text()
    reason: str = fields.empty_text()
    leased_until: datetime | None = fields.instant()
    lease_owner: str | None = fields.text()


class MuteRow(fields.Row, table=True):
    """That events are told to nobody for a while: those of which all that is named is true."""

    __tablename__ = "mute"
    __table_args__ = (sa.Index(None, "ended_at"), fields.NEVER_REUSE_IDS)
    id: int = Field(primary_key=True)
    article_id: int | None = Field(foreign_key="article.id")
    claim_id: str | None = fields.text()
    outlet_id: str | None = fields.text()
    topic_id: str | None = fields.text()
    why: str = fields.empty_text()
    begun_at: datetime = fields.instant()
    until: datetime = fields.instant()
    #: When somebody ended it before its time.
    ended_at: datetime | None = fields.instant()


class ThreadRow(fields.Row, table=True):
    """The first message on a subject in a place, as its server named it: later ones hang from it."""

    __tablename__ = "thread"
    place: str = fields.text(primary_key=True)
    subject: str = fields.text(primary_key=True)
    anchor: str = fields.text()


class ChannelRow(fields.Row, table=True):
    """What is known against a channel: refusals in a row, since when it is switched off, dead letters nobody was told of."""

    __tablename__ = "channel"
    id: str = fields.text(primary_key=True)
    refusal_count: int = fields.number()
    refused_since: datetime | None = fields.instant()
    off_since: datetime | None = fields.instant()
    reason: str = fields.empty_text()
    settings_digest: str = fields.empty_text()
    unreached_since: datetime | None = fields.instant()
    untold_dead_count: int = fields.number()
    dead_told_at: datetime | None = fields.instant()
    revision: int = fields.number()
