"""Addresses are found by what their forms have in common (http, www, AMP …): every key is made anew.

The key is this release's; a later change of it brings a migration of its own. Where two articles turn out to have one address,
the older keeps it and the other's row stays as it is: still listed, found no more.

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

from storage import addresses

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ADDRESS = sa.table(
    "address", sa.column("outlet_id"), sa.column("url_sha256"), sa.column("url"), sa.column("article_id")
)


def upgrade() -> None:
    connection = op.get_bind()
    # One outlet at a time, so that a large database is never held in memory whole.
    outlet_ids = connection.execute(sa.select(_ADDRESS.c.outlet_id).distinct()).scalars().all()
    for outlet_id in outlet_ids:
        _rekey_outlet(connection, outlet_id)


def _rekey_outlet(connection: sa.Connection, outlet_id: str) -> None:
    query = sa.select(_ADDRESS).where(_ADDRESS.c.outlet_id == outlet_id).order_by(_ADDRESS.c.article_id)
    rows = connection.execute(query).all()
    taken = {row.url_sha256 for row in rows}
    for row in rows:
        key = addresses.key_of(row.url)
        if key not in taken:
            taken.add(key)
            connection.execute(
                sa.update(_ADDRESS)
                .where(_ADDRESS.c.outlet_id == outlet_id, _ADDRESS.c.url_sha256 == row.url_sha256)
                .values(url_sha256=key)
            )
