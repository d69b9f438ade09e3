"""Leases: how due rows are claimed so that no two workers get the same one, and given back.

A lease is a time limit, not a lock: a worker that died holds its rows only until then. Next: the ports' modules.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from monitor import model
from storage import columns, rows

#: The longest waiting rows that a claim looks at: some thousand feeds may be due after a night off.
_LOOKED_AT = 1024
#: What giving a lease back writes.
FREE: dict[str, Any] = {"leased_until": None, "lease_owner": None}

_NOW = sa.bindparam("now", type_=columns.Instant)
_LIMIT = sa.bindparam("limit", type_=sa.Integer)
_LANE_LIMIT = sa.bindparam("lane_limit", type_=sa.Integer)
_FULL = sa.bindparam("full", type_=columns.Text, expanding=True)
_IDS = sa.bindparam("ids", type_=sa.Integer, expanding=True)


class Claim:
    """How due rows of one table are claimed: two statements, built once."""

    def __init__(
        self,
        table: sa.Table,
        *,
        due_at: sa.Column[datetime],
        lane: sa.Column[str],
        only: sa.ColumnElement[bool],
    ) -> None:
        """Claim rows of which `only` is true, most overdue first: their id and lane."""
        is_free = sa.or_(table.c.leased_until.is_(None), table.c.leased_until <= _NOW)
        oldest = (
            sa.select(table.c.id, lane.label("lane"), due_at.label("due_at"))
            .where(only, due_at <= _NOW, is_free, lane.not_in(_FULL))
            .order_by(due_at, table.c.id)
            .limit(_LOOKED_AT)
            .subquery("oldest")
        )
        place = sa.func.row_number().over(partition_by=oldest.c.lane, order_by=(oldest.c.due_at, oldest.c.id))
        waiting = sa.select(oldest.c.id, place.label("place")).subquery("waiting")
        # PostgreSQL passes over rows another worker is claiming; SQLite has one writer and leaves the clause out.
        self._select = (
            sa.select(table.c.id, lane.label("lane"))
            .join(waiting, waiting.c.id == table.c.id)
            .where(waiting.c.place <= _LANE_LIMIT, is_free)
            .order_by(due_at, table.c.id)
            .limit(_LIMIT)
            .with_for_update(skip_locked=True, of=table)
        )
        self._update = sa.update(table).where(table.c.id.in_(_IDS))

    def claim_rows(
        self,
        connection: sa.Connection,
        *,
        now: datetime,
        lease: timedelta,
        owner: str,
        limit: int,
        lanes: model.LaneRoom,
    ) -> list[rows.Row]:
        """Claim what is due and nobody holds, as far as its lane has room. Returns the selected rows."""
        taken = Counter(dict(lanes.taken))
        full = [lane for lane, count in taken.items() if count >= lanes.limit]
        asked = {"now": now, "limit": limit, "full": full, "lane_limit": lanes.limit}
        found = []
        for row in connection.execute(self._select, asked):
            taken[row.lane] += 1
            if taken[row.lane] <= lanes.limit:
                found.append(row)
        if found:
            held = {"ids": [row.id for row in found], "leased_until": now + lease, "lease_owner": owner}
            connection.execute(self._update, held)
        return found


def release(connection: sa.Connection, table: sa.Table, owner: str) -> int:
    """Give back every row of a table that this owner holds. Returns how many."""
    return connection.execute(sa.update(table).where(table.c.lease_owner == owner).values(FREE)).rowcount
