"""How a feed's entries come, and when a page was last sent whole.

Revision 0012, after 0011.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Text

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("feed", sa.Column("rhythm", Text(), server_default="{}", nullable=False))
    op.add_column("article", sa.Column("whole_at", sa.DateTime(timezone=True), nullable=True))
