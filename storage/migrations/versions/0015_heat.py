"""Claims that moved, and the articles they made due.

Revision 0015, after 0014.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heat",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("claim_id", "value", name="pk_heat"),
    )
    op.add_column("article", sa.Column("heated_at", sa.DateTime(timezone=True), nullable=True))
