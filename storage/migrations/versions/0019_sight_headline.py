"""The headline that a text was seen under, where it is not the one its article had.

Revision 0019, after 0018.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("text_sight", sa.Column("headline", sa.Text(), server_default="", nullable=False))
