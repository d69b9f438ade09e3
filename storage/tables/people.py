"""Those who use the page: what they marked, and the browsers they signed in with."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from storage.tables import fields


class MarkRow(fields.Row, table=True):
    """What somebody judged or noted of a change. Written once."""

    __tablename__ = "mark"
    __table_args__ = (fields.NEVER_REUSE_IDS,)
    id: int = Field(primary_key=True)
    change_id: int = Field(foreign_key="change.id", index=True)
    kind: str = fields.text()
    text: str = fields.empty_text()
    by: str = fields.empty_text()
    at: datetime = fields.instant()


class SessionRow(fields.Row, table=True):
    """One browser that signed in, known by the SHA-256 of its cookie."""

    __tablename__ = "session"
    __table_args__ = (sa.Index(None, "user_name", "address"), sa.Index(None, "ends_at"))
    sha256: str = fields.text(primary_key=True)
    user_name: str = fields.text()
    address: str = fields.text()
    begun_at: datetime = fields.instant()
    ends_at: datetime = fields.instant()
