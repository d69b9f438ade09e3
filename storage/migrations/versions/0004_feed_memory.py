"""What a feed held last, and the titles an article had in feeds.

Revision 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("feed", sa.Column("entry_keys", Text(), server_default="[]", nullable=False))
    op.add_column("article", sa.Column("entry_titles", Text(), server_default="[]", nullable=False))
