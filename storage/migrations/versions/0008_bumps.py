"""How often a feed dated an article anew, and no new version came of it.

Revision 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("bumped_number", "vain_bump_count"):
        op.add_column("article", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
