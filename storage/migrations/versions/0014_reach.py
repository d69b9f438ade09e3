"""How outlets answer, bulletins about an outlet, and alerts that tell of one instead of a change.

Revision 0014, after 0013. SQLite cannot loosen a column: there `alert` is copied, with `delivery`, which hangs on it, set aside.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outlet", sa.Column("reach", sa.Text(), nullable=True))
    op.add_column("outlet", sa.Column("reach_revision", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "bulletin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outlet_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("last_otherwise_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name="fk_bulletin_outlet_id"),
        sa.PrimaryKeyConstraint("id", name="pk_bulletin"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_bulletin_outlet_id", "bulletin", ["outlet_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        _copy_alerts()
    else:
        op.alter_column("alert", "change_id", nullable=True)
        op.add_column("alert", sa.Column("bulletin_id", sa.Integer(), nullable=True))
        op.create_foreign_key("fk_alert_bulletin_id", "alert", "bulletin", ["bulletin_id"], ["id"])
    op.create_index("ix_alert_bulletin_id", "alert", ["bulletin_id"], unique=False)


def _copy_alerts() -> None:
    numbers = op.get_bind().execute(sa.text("SELECT name, seq FROM sqlite_sequence")).all()
    op.execute("CREATE TABLE delivery_kept AS SELECT * FROM delivery")
    op.drop_table("delivery")
    with op.batch_alter_table("alert", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("change_id", existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("bulletin_id", sa.Integer(), nullable=True))
        batch.create_foreign_key("fk_alert_bulletin_id", "bulletin", ["bulletin_id"], ["id"])
    _create_deliveries()
    op.execute("INSERT INTO delivery SELECT * FROM delivery_kept")
    op.execute("DROP TABLE delivery_kept")
    # Ids are never given out twice, those of rows that are gone neither.
    for name, number in numbers:
        if name in {"alert", "delivery"}:
            op.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name").bindparams(name=name))
            op.execute(
                sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)").bindparams(
                    name=name, seq=number
                )
            )


def _create_deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("channel_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempt_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_failure", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_owner", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name="fk_delivery_alert_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("key", name="uq_delivery_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_delivery_alert_id", "delivery", ["alert_id"], unique=False)
    op.create_index(
        "ix_delivery_state_next_attempt_at", "delivery", ["state", "next_attempt_at"], unique=False
    )
