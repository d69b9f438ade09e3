"""What was sent to whom of late.

Revision 0026, after 0025.
"""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    columns = ["channel_id", "address", "last_attempt_at"]
    op.create_index("ix_delivery_channel_id_address_last_attempt_at", "delivery", columns, unique=False)
