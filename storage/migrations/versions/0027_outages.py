"""Since when a channel's server could not be reached.

Revision 0027, after 0026.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("channel", sa.Column("unreached_since", sa.DateTime(timezone=True), nullable=True))
