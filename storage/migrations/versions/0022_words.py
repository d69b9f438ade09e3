"""What outlets say of one claim: their articles' words, the slots they are compared in; and what more a bulletin says.

Revision 0022, after 0021. What was said before is not gone through: an outlet has a word from its next text on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bulletin", sa.Column("detail", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("consensus", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_owner", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_slot"),
        sa.UniqueConstraint(
            "topic_id", "claim_id", "scope", "unit", name="uq_slot_topic_id_claim_id_scope_unit"
        ),
    )
    is_due = sa.text("due_at IS NOT NULL")
    op.create_index(
        "ix_slot_due_at", "slot", ["due_at"], unique=False, sqlite_where=is_due, postgresql_where=is_due
    )
    op.create_table(
        "word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("outlet_id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("figure", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), server_default="[]", nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_otherwise_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name="fk_word_slot_id"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_word_article_id"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name="fk_word_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_word"),
    )
    op.create_index(
        "ix_word_slot_id_outlet_id_said_at_article_id",
        "word",
        ["slot_id", "outlet_id", "said_at", "article_id"],
        unique=False,
    )
    op.create_index("ix_word_article_id", "word", ["article_id"], unique=False)
