"""Migrations: bring a database, empty or old, to what this code needs. Refuses one that a newer release made.

Run at every start; a database that is up to date costs one SELECT. Next: migrations/, one file a step.
"""

from functools import cache

import sqlalchemy as sa
from alembic import command, config, script
from alembic.runtime import migration

from monitor import errors
from storage import engine

#: Any number of our own: who holds it on PostgreSQL is upgrading.
_LOCK_KEY = 0x636C6169


def upgrade(database: engine.Database) -> None:
    """Bring the database to the newest revision, in one transaction. Two processes may do so at once.

    Raises StorageError when the database is newer than this code, or cannot be used."""
    with database.read() as connection:
        if _is_current(connection):
            return
    database.write(_upgrade)


def _is_current(connection: sa.Connection) -> bool:
    revision = migration.MigrationContext.configure(connection).get_current_revision()
    scripts = script.ScriptDirectory.from_config(_config())
    known = {step.revision for step in scripts.walk_revisions()}
    if revision is not None and revision not in known:
        raise errors.StorageError(
            f"{engine.describe(connection.engine.url)} was made by a newer release (its revision is {revision}).",
            hint="Install that release, or restore a backup from before it.",
        )
    return revision == scripts.get_current_head()


def _upgrade(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK_KEY)))
    # Another process may have done it while we waited for our turn.
    if not _is_current(connection):
        settings = _config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")


@cache
def _config() -> config.Config:
    settings = config.Config()
    settings.set_main_option("script_location", "storage:migrations")
    return settings
