"""Channels that are refused or switched off.

Revision 0024, after 0023.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "channel",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("refusal_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("refused_since", instant, nullable=True),
        sa.Column("off_since", instant, nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("settings_digest", sa.Text(), server_default="", nullable=False),
        sa.Column("untold_dead_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("dead_told_at", instant, nullable=True),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_channel"),
    )
