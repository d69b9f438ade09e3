"""Digests, mutes, and what each rule said of each event.

Revision 0021, after 0020. SQLite cannot loosen a column: there `delivery` is copied.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("event", "bulletin"):
        op.add_column(table, sa.Column("answers", sa.Text(), server_default="[]", nullable=False))
    _widen_deliveries()
    op.create_table(
        "mute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("claim_id", sa.Text(), nullable=True),
        sa.Column("outlet_id", sa.Text(), nullable=True),
        sa.Column("topic_id", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_mute_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mute"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mute_ended_at", "mute", ["ended_at"], unique=False)


def _widen_deliveries() -> None:
    newest = None
    if op.get_bind().dialect.name == "sqlite":
        newest = (
            op.get_bind().execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'delivery'")).scalar()
        )
    with op.batch_alter_table("delivery", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("alert_id", existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("digest_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("held_for", sa.Text(), server_default="", nullable=False))
        batch.add_column(sa.Column("gathered_until", sa.DateTime(timezone=True), nullable=True))
        batch.create_foreign_key("fk_delivery_digest_id", "delivery", ["digest_id"], ["id"])
        batch.create_index("ix_delivery_digest_id", ["digest_id"], unique=False)
    if newest is not None:
        # Ids are never given out twice, those of rows that are gone neither.
        numbered = sa.text("UPDATE sqlite_sequence SET seq = :number WHERE name = 'delivery'")
        op.execute(numbered.bindparams(number=newest))
