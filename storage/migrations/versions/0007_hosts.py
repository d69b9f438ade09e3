"""Hosts and bands: due work is found among a million articles, and no host crowds out the others.

Revision 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "host",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_host"),
    )
    op.create_index("ix_host_due_at", "host", ["due_at"], unique=False)
    op.add_column("article", sa.Column("band", sa.Integer(), server_default="0", nullable=False))
    # Each article's next check puts it where it belongs; only candidates must not go first until then.
    op.execute("UPDATE article SET band = 9 WHERE NOT is_watched")
    op.create_index(
        "ix_article_is_listed_host_band_next_check_at_need",
        "article",
        ["is_listed", "host", "band", "next_check_at", "need"],
        unique=False,
    )
    is_held = sa.text("lease_owner IS NOT NULL")
    op.create_index(
        "ix_article_lease_owner",
        "article",
        ["lease_owner"],
        unique=False,
        sqlite_where=is_held,
        postgresql_where=is_held,
    )
    op.create_index("ix_feed_is_listed_next_poll_at", "feed", ["is_listed", "next_poll_at"], unique=False)
    op.execute(
        "INSERT INTO host (name, due_at) SELECT host, min(next_check_at) FROM article"
        " WHERE next_check_at IS NOT NULL GROUP BY host"
    )
    op.drop_index("ix_article_is_listed_is_watched_next_check_at_need", "article")
