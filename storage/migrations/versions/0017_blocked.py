"""Whether a wall stood before an article since it was last read.

Revision 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("article", sa.Column("is_blocked", sa.Boolean(), server_default=sa.false(), nullable=False))
