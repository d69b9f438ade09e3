"""What people marked, and the browsers they signed in with.

Revision 0030, after 0029.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("change", sa.Column("review_state", sa.Text(), server_default="unreviewed", nullable=False))
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name="fk_mark_change_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mark"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mark_change_id", "mark", ["change_id"], unique=False)
    op.create_table(
        "session",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("user_name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_session"),
    )
    op.create_index("ix_session_user_name_address", "session", ["user_name", "address"], unique=False)
    op.create_index("ix_session_ends_at", "session", ["ends_at"], unique=False)
