"""The store: one object that is all four ports. Safe to share between threads.

Next: `feeds`, `articles`, `outbox` and `readings`, one port each.
"""

import sqlalchemy as sa

from storage import (
    articles,
    engine,
    feeds,
    marks,
    migrate,
    mutes,
    outbox,
    pulses,
    reaches,
    readings,
    sessions,
    slots,
    takeaways,
    threads,
)


class Store(
    feeds.Feeds,
    articles.Articles,
    reaches.Outlets,
    slots.Slots,
    pulses.Pulses,
    mutes.Mutes,
    outbox.Deliveries,
    threads.Threads,
    marks.Marks,
    sessions.Sessions,
    readings.Pages,
    takeaways.Takeaways,
):
    """Feeds, articles, outbox and readings on one database."""

    def __init__(self, database: engine.Database) -> None:
        self.database = database

    def ping(self) -> None:
        """Ask the database for an answer. Raises StorageError."""
        with self.database.read() as connection:
            connection.execute(sa.select(1))

    def close(self) -> None:
        """Close every connection."""
        self.database.close()


def build_store(url: str) -> Store:
    """Open the database at a URL, making or upgrading it. Raises StorageError."""
    database = engine.Database(engine.build_engine(url))
    try:
        migrate.upgrade(database)
    except BaseException:
        database.close()
        raise
    return Store(database)
