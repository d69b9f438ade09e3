"""The full-text index of versions, and all that is stored in it; versions are found by when they were seen.

The index is written by this release's `storage.search_index`; a later change of what stands in it brings a migration of its own.

Revision 0029, after 0028.
"""

from alembic import op

from storage import search_index

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_version_seen_at_id", "version", ["seen_at", "id"], unique=False)
    search_index.create_index(op.get_bind())
    search_index.index_stored(op.get_bind())
