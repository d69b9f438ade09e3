"""What outlets say of one thing: their articles' words on each slot, and what most of them say."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from storage.tables import fields


class WordRow(fields.Row, table=True):
    """What one article says of one slot; found by slot and outlet, the newest first."""

    __tablename__ = "word"
    __table_args__ = (
        sa.Index(None, "slot_id", "outlet_id", "said_at", "article_id"),
        sa.Index(None, "article_id"),
    )
    id: int = Field(primary_key=True)
    slot_id: int = Field(foreign_key="slot.id")
    #: The article's, kept here to be found by.
    outlet_id: str = fields.text()
    article_id: int = Field(foreign_key="article.id")
    version_id: int = Field(foreign_key="version.id")
    #: "" where the article took its word back.
    figure: str = fields.text()
    said: str = fields.json_list()
    said_at: datetime = fields.instant()
    last_otherwise_at: datetime | None = fields.instant()
    since: datetime = fields.instant()


class SlotRow(fields.Row, table=True):
    """One claim of one topic in one scope and unit: what most outlets say, and when to look at it again."""

    __tablename__ = "slot"
    __table_args__ = (
        sa.UniqueConstraint("topic_id", "claim_id", "scope", "unit"),
        fields.index_of_known("due_at"),
    )
    id: int = Field(primary_key=True)
    topic_id: str = fields.text()
    claim_id: str = fields.text()
    scope: str = fields.text()
    unit: str = fields.text()
    consensus: str | None = fields.text()
    #: Counts writes, of words too.
    revision: int = fields.number()
    due_at: datetime | None = fields.instant()
    leased_until: datetime | None = fields.instant()
    lease_owner: str | None = fields.text()
