"""The review list: words that changed without a claim, and the tier of a claim change as a column.

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unexplained",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name="fk_unexplained_change_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unexplained"),
    )
    op.create_index("ix_unexplained_change_id", "unexplained", ["change_id"], unique=False)
    op.add_column(
        "change", sa.Column("unexplained_left_out", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("claim_change", sa.Column("tier", sa.Text(), server_default="now", nullable=False))
    # Strings of the JSON body have their quotes escaped, so this stands there as the key itself or not at all.
    for tier in ("review", "digest"):
        op.execute(
            sa.text("UPDATE claim_change SET tier = :tier WHERE body LIKE :key").bindparams(
                tier=tier, key=f'%"tier": "{tier}"%'
            )
        )
