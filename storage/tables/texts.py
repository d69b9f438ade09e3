"""What was read: versions, the evidence behind them, the claims in them. Next: `news`, what changed."""

from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlmodel import Field

from storage.columns import ExactDecimal
from storage.tables import fields


class VersionRow(fields.Row, table=True):
    """One text of an article. The long columns stand last, so that listing the short ones stays cheap."""

    __tablename__ = "version"
    __table_args__ = (sa.UniqueConstraint("article_id", "number"), sa.Index(None, "seen_at", "id"))
    id: int = Field(primary_key=True)
    article_id: int = Field(foreign_key="article.id")
    number: int
    content_hash: str = fields.text()
    seen_at: datetime = fields.instant()
    raw_sha256: str = fields.text()
    chain_sha256: str = fields.text()
    read_by: str = fields.empty_text()
    canonical_url: str = fields.text()
    language: str | None = fields.text()
    published_at: datetime | None = fields.instant()
    modified_at: datetime | None = fields.instant()
    headline: str = fields.text()
    subheadline: str = fields.text()
    byline: str = fields.text()
    #: Whether it counts, to be asked by; and what speaks, or spoke, against it.
    standing: str = fields.standing()
    doubt: str | None = fields.text()
    paragraphs: str = fields.text()


class RereadingRow(fields.Row, table=True):
    """What a later release read from a version's page; the last one is what new texts are held against."""

    __tablename__ = "rereading"
    id: int = Field(primary_key=True)
    version_id: int = Field(foreign_key="version.id", index=True)
    content_hash: str = fields.text()
    read_by: str = fields.text()
    read_at: datetime = fields.instant()
    canonical_url: str = fields.text()
    language: str | None = fields.text()
    published_at: datetime | None = fields.instant()
    modified_at: datetime | None = fields.instant()
    headline: str = fields.text()
    subheadline: str = fields.text()
    byline: str = fields.text()
    paragraphs: str = fields.text()


class SnapshotRow(fields.Row, table=True):
    """The evidence behind a version: the response as it came, its body compressed with zstd."""

    __tablename__ = "snapshot"
    version_id: int = Field(primary_key=True, foreign_key="version.id")
    url: str = fields.text()
    final_url: str = fields.text()
    moved_to: str | None = fields.text()
    status: int
    headers: str = fields.text()
    fetched_at: datetime = fields.instant()
    elapsed_us: int = Field(sa_type=sa.BigInteger)
    body: bytes


class ClaimRow(fields.Row, table=True):
    """One claim found in one version."""

    __tablename__ = "claim"
    __table_args__ = (sa.Index(None, "version_id", "claim_id"), sa.Index(None, "claim_id", "id"))
    id: int = Field(primary_key=True)
    version_id: int = Field(foreign_key="version.id")
    #: The definition's id.
    claim_id: str = fields.text()
    type: str = fields.text()
    scope: str = fields.text()
    low: Decimal | None = Field(sa_type=ExactDecimal)
    high: Decimal | None = Field(sa_type=ExactDecimal)
    hedge: str = fields.text()
    is_reported: bool
    is_negated: bool
    unit: str = fields.text()
    value: str = fields.text()
    source: str | None = fields.text()
    verb: str | None = fields.text()
    field: str = fields.text()
    start: int
    end: int
    sentence: str = fields.text()
    rule: str = fields.text()
    confidence: float


class LikenessRow(fields.Row, table=True):
    """One band of one article's texts, by which like texts are found. Kept in the order of its key: nothing else is asked."""

    __tablename__ = "likeness"
    __table_args__ = ({"sqlite_with_rowid": False},)
    band: int = Field(sa_column=sa.Column(sa.BigInteger, primary_key=True, autoincrement=False))
    article_id: int = Field(primary_key=True, foreign_key="article.id")


class TextSightRow(fields.Row, table=True):
    """That a text, known by its key, was seen at an article's address and may be no article of its own."""

    __tablename__ = "text_sight"
    key: str = fields.text(primary_key=True)
    article_id: int = Field(primary_key=True, foreign_key="article.id")
    instead_of: str = fields.text()
    headline: str = fields.text(sa_column_kwargs={"server_default": ""})
    seen_at: datetime = fields.instant()


class CopyRow(fields.Row, table=True):
    """That an article's text is a copy of an origin's, or was until `left_at`. The origin's id is one of its articles'."""

    __tablename__ = "copy"
    article_id: int = Field(primary_key=True, foreign_key="article.id")
    origin_id: int = Field(foreign_key="article.id", index=True)
    share: float
    credit: str = fields.text()
    joined_at: datetime = fields.instant()
    left_at: datetime | None = fields.instant()
