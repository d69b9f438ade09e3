"""The digest of the guid an article's feed entry had, by which the entry is known under another link.

Articles of an earlier release have none: an entry of theirs with another link is a new article, as before.

Revision 0013, after 0012.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("article", sa.Column("guid_sha256", sa.Text(), nullable=True))
    op.create_index("ix_article_outlet_id_guid_sha256", "article", ["outlet_id", "guid_sha256"], unique=False)
    # The new one begins with the same column.
    op.drop_index("ix_article_outlet_id", "article")
