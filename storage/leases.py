"""Leases: how due rows are claimed so that no two workers get the same one, and given back.

A lease is a time limit, not a lock: a worker that died holds its rows only until then. Next: the ports' modules.
"""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from storage import columns, rows

#: What giving a lease back writes.
FREE: dict[str, Any] = {"leased_until": None, "lease_owner": None}

_NOW = sa.bindparam("now", type_=columns.Instant)
_LIMIT = sa.bindparam("limit", type_=sa.Integer)
_IDS = sa.bindparam("ids", type_=sa.Integer, expanding=True)


class Claim:
    """How due rows of one table are claimed: two statements, built once."""

    def __init__(
        self, table: sa.Table, *, of: rows.Query, due_at: sa.Column[datetime], **values: Any
    ) -> None:
        """Claim the rows that `of` selects (its first column is the id), most overdue first; `values` are set too."""
        is_free = sa.or_(table.c.leased_until.is_(None), table.c.leased_until <= _NOW)
        query = of.where(due_at <= _NOW, is_free).order_by(due_at, table.c.id).limit(_LIMIT)
        # PostgreSQL passes over rows another worker is claiming; SQLite has one writer and leaves the clause out.
        self._select = query.with_for_update(skip_locked=True, of=table)
        self._update = sa.update(table).where(table.c.id.in_(_IDS)).values(values)

    def claim_rows(
        self, connection: sa.Connection, *, now: datetime, lease: timedelta, owner: str, limit: int
    ) -> list[rows.Row]:
        """Claim what is due and nobody holds. Returns the selected rows."""
        found = list(connection.execute(self._select, {"now": now, "limit": limit}).all())
        if found:
            taken = {"ids": [row[0] for row in found], "leased_until": now + lease, "lease_owner": owner}
            connection.execute(self._update, taken)
        return found


def release(connection: sa.Connection, table: sa.Table, owner: str) -> int:
    """Give back every row of a table that this owner holds. Returns how many."""
    return connection.execute(sa.update(table).where(table.c.lease_owner == owner).values(FREE)).rowcount
