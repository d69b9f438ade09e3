"""Pruning: rows that say nothing any more go, in the transaction that adds one of their kind.

What was seen and what was told is never pruned: versions, changes, alerts, checks. Next: `heats`, `echoes`.
"""

import sqlalchemy as sa

#: At once, so that no transaction pays for all that an earlier release left.
_MOST = 200


def prune(connection: sa.Connection, table: sa.Table, *, is_over: sa.ColumnElement[bool]) -> None:
    """Delete rows that are over, some hundreds at most; those that another transaction is at are left to it."""
    key = table.primary_key.columns
    over = sa.select(*key).where(is_over).limit(_MOST).with_for_update(skip_locked=True)
    connection.execute(sa.delete(table).where(sa.tuple_(*key).in_(over)))
