"""Claims are found by their version and definition together: what two hundred texts say of one claim is two hundred rows.

Revision 0025, after 0024.
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_claim_version_id_claim_id", "claim", ["version_id", "claim_id"], unique=False)
    op.drop_index("ix_claim_version_id", table_name="claim")
