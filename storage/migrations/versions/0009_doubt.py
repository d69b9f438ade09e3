"""Versions in doubt: what speaks against a text, how it stands, and the newest version that is believed.

Revision 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("version", "change"):
        op.add_column(table, sa.Column("standing", sa.Text(), server_default="sound", nullable=False))
        op.add_column(table, sa.Column("doubt", sa.Text(), nullable=True))
    for name in ("believed_number", "doubt_count"):
        op.add_column("article", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.execute("UPDATE article SET believed_number = latest_number")
