"""Bulletins: their rows, and writing one with the alert that tells of it. Next: `reaches`, one who writes them; `outbox`."""

import sqlalchemy as sa

from monitor import model
from storage import changes, codec, rows, tables

_BULLETIN = tables.bulletin


def insert_bulletin(connection: sa.Connection, bulletin: model.Bulletin, *, alert: model.Alert | None) -> int:
    """Write a bulletin, and its alert and deliveries, due at once, where it is told. Returns its id.

    An alert whose dedupe key exists is not written again; the bulletin is."""
    bulletin_id: int = connection.execute(
        sa.insert(_BULLETIN).returning(_BULLETIN.c.id), _columns(bulletin)
    ).scalar_one()
    if alert is not None:
        changes.insert_alert(
            connection, {"bulletin_id": bulletin_id}, alert=alert, due_at=bulletin.created_at
        )
    return bulletin_id


def load_bulletin(connection: sa.Connection, bulletin_id: int) -> model.Bulletin | None:
    """Load one bulletin; None where it is not there."""
    row = connection.execute(sa.select(_BULLETIN).where(_BULLETIN.c.id == bulletin_id)).one_or_none()
    return None if row is None else bulletin_of(row)


def _columns(bulletin: model.Bulletin) -> rows.Columns:
    return {
        "about": bulletin.about,
        "outlet_id": bulletin.outlet_id,
        "topic_id": bulletin.topic_id,
        "scope": bulletin.scope,
        "old_text": bulletin.old_text,
        "new_text": bulletin.new_text,
        "detail": bulletin.detail,
        "last_otherwise_at": bulletin.last_otherwise_at,
        "since": bulletin.since,
        "created_at": bulletin.created_at,
        "evidence": codec.EVIDENCE.dump(bulletin.evidence),
        "evidence_left_out": bulletin.evidence_left_out,
        **rows.event_columns(bulletin.event),
    }


def reading_of(row: rows.Row) -> model.BulletinReading:
    """Return the bulletin a row holds, with its id."""
    return model.BulletinReading(id=row.id, bulletin=bulletin_of(row))


def bulletin_of(row: rows.Row) -> model.Bulletin:
    """Return the bulletin a row holds."""
    return model.Bulletin(
        about=row.about,
        outlet_id=row.outlet_id,
        topic_id=row.topic_id,
        scope=row.scope,
        old_text=row.old_text,
        new_text=row.new_text,
        detail=row.detail,
        last_otherwise_at=row.last_otherwise_at,
        since=row.since,
        created_at=row.created_at,
        evidence=codec.EVIDENCE.load(row.evidence),
        evidence_left_out=row.evidence_left_out,
        event=rows.event_of(row),
    )
