"""Bands by which like texts are found, and which articles are copies of one origin.

Articles stored before have no bands: a copy of one of them is found once it has another version.

Revision 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "likeness",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_likeness_article_id"),
        sa.PrimaryKeyConstraint("band", "article_id", name="pk_likeness"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copy",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("credit", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_copy_article_id"),
        sa.ForeignKeyConstraint(["origin_id"], ["article.id"], name="fk_copy_origin_id"),
        sa.PrimaryKeyConstraint("article_id", name="pk_copy"),
    )
    op.create_index("ix_copy_origin_id", "copy", ["origin_id"], unique=False)
