"""The database, and only the database. Imports `monitor` and nothing else of ours.

`storage.build_store(url)` gives a `storage.Store`: the ports FeedStore, ArticleStore, Outbox and Readings in one.
"""

from storage.store import Store, build_store

__all__ = ["Store", "build_store"]
