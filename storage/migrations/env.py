"""Alembic's entry: runs the steps on the connection that `storage.migrate` gives."""

from alembic import context

from storage import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.METADATA,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
