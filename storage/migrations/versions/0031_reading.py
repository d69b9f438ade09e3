"""Lists are read by an index however long they are: edits among first readings, the newest of a claim.

Revision 0031, after 0030.
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_IS_EDIT = sa.text("NOT (old_number = 0 AND severity = 0)")


def upgrade() -> None:
    op.create_index(
        "ix_change_edit",
        "change",
        ["first_seen_new_at", "id"],
        unique=False,
        sqlite_where=_IS_EDIT,
        postgresql_where=_IS_EDIT,
    )
    op.create_index("ix_claim_claim_id_id", "claim", ["claim_id", "id"], unique=False)
    op.drop_index("ix_claim_claim_id", table_name="claim")
