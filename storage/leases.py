"""Leases: how due rows are claimed so that no two workers get the same one, and given back.

A lease is a time limit, not a lock: a worker that died holds its rows only until then. Next: the ports' modules.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage import rows

#: What giving a lease back writes.
FREE: dict[str, Any] = {"leased_until": None, "lease_owner": None}


def claim_rows(
    connection: sa.Connection,
    table: sa.Table,
    *,
    due: rows.Query,
    now: datetime,
    values: dict[str, Any],
) -> list[rows.Row]:
    """Claim the rows that `due` selects (its first column is the id) and that nobody holds, in its order.

    `values` are the columns to set, the lease among them. Returns the selected rows."""
    is_free = sa.or_(table.c.leased_until.is_(None), table.c.leased_until <= now)
    # PostgreSQL passes over rows another worker is claiming; SQLite has one writer and leaves the clause out.
    found = list(connection.execute(due.where(is_free).with_for_update(skip_locked=True)).all())
    if found:
        connection.execute(sa.update(table).where(table.c.id.in_([row[0] for row in found])).values(values))
    return found


def release(connection: sa.Connection, table: sa.Table, owner: str) -> int:
    """Give back every row of a table that this owner holds. Returns how many."""
    return connection.execute(sa.update(table).where(table.c.lease_owner == owner).values(FREE)).rowcount
