"""What was sent to whom of late.

Revision 0027, after 0026.
"""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    columns = ["channel_id", "address", "last_attempt_at"]
    op.create_index("ix_delivery_channel_id_address_last_attempt_at", "delivery", columns, unique=False)
