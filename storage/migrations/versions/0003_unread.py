"""How much of a new text the claims engine left unread, with the change.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("change", sa.Column("unread_chars", sa.Integer(), server_default="0", nullable=False))
