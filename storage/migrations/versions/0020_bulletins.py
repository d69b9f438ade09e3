"""Bulletins about a claim across outlets, or about the service: with evidence, and without an outlet.

Revision 0020, after 0019. SQLite cannot loosen a column: there the rows are set aside while the table is made anew; `alert`, which
points at them, is checked when all is written.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_SET_ASIDE = """
CREATE TABLE bulletin_kept AS
SELECT id, outlet_id, kind, severity, summary, last_otherwise_at, since, created_at, is_told, reason,
    COALESCE((SELECT name FROM outlet WHERE outlet.id = outlet_id), outlet_id) AS about
FROM bulletin
"""
_PUT_BACK = """
INSERT INTO bulletin
    (id, outlet_id, kind, severity, summary, last_otherwise_at, since, created_at, is_told, reason, about)
SELECT id, outlet_id, kind, severity, summary, last_otherwise_at, since, created_at, is_told, reason, about
FROM bulletin_kept
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _make_anew()
    else:
        for column in _added():
            op.add_column("bulletin", column)
        op.alter_column("bulletin", "outlet_id", nullable=True)
        op.execute("UPDATE bulletin SET about = outlet.name FROM outlet WHERE outlet.id = bulletin.outlet_id")
    op.create_index("ix_bulletin_claim_id", "bulletin", ["claim_id"], unique=False)


def _added() -> tuple[sa.Column[str] | sa.Column[int], ...]:
    return (
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("topic_id", sa.Text(), nullable=True),
        sa.Column("claim_id", sa.Text(), nullable=True),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.Column("old_text", sa.Text(), server_default="", nullable=False),
        sa.Column("new_text", sa.Text(), server_default="", nullable=False),
        sa.Column("evidence", sa.Text(), server_default="[]", nullable=False),
        sa.Column("evidence_left_out", sa.Integer(), server_default="0", nullable=False),
    )


def _make_anew() -> None:
    newest = sa.text("SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'bulletin'), 0)")
    number = op.get_bind().execute(newest).scalar_one()
    op.execute("PRAGMA defer_foreign_keys=ON")
    op.execute(_SET_ASIDE)
    op.drop_table("bulletin")
    op.create_table(
        "bulletin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outlet_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("last_otherwise_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_added(),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name="fk_bulletin_outlet_id"),
        sa.PrimaryKeyConstraint("id", name="pk_bulletin"),
        sqlite_autoincrement=True,
    )
    op.execute(_PUT_BACK)
    op.drop_table("bulletin_kept")
    op.create_index("ix_bulletin_outlet_id", "bulletin", ["outlet_id"], unique=False)
    # Ids are never given out twice, those of rows that are gone neither.
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'bulletin'")
    numbered = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('bulletin', :number)")
    op.execute(numbered.bindparams(number=number))
