"""Hosts that refuse us are left alone as a whole.

Revision 0016, after 0015.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("host", sa.Column("refusal_count", sa.Integer(), server_default="0", nullable=False))
    op.add_column("host", sa.Column("held_until", sa.DateTime(timezone=True), nullable=True))
