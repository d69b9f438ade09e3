"""WebSub subscriptions of feeds.

Revision 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant, Text

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "subscription",
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("hub_url", Text(), nullable=False),
        sa.Column("topic_url", Text(), nullable=False),
        sa.Column("state", Text(), nullable=False),
        sa.Column("token", Text(), nullable=True),
        sa.Column("secret", Text(), server_default="", nullable=False),
        sa.Column("asked_at", Instant(), nullable=True),
        sa.Column("next_at", Instant(), nullable=True),
        sa.Column("lease_until", Instant(), nullable=True),
        sa.Column("pushed_at", Instant(), nullable=True),
        sa.Column("failure_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("detail", Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name=op.f("fk_subscription_feed_id_feed")),
        sa.PrimaryKeyConstraint("feed_id", name=op.f("pk_subscription")),
        sa.UniqueConstraint("token", name=op.f("uq_subscription_token")),
    )
