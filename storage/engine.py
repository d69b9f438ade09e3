"""The engine and its transactions: how the database is opened, read, written, and how its trouble is told.

Every write is one transaction that happens whole or not at all. SQLite writers queue (in one process by a lock, between
processes by BEGIN IMMEDIATE); PostgreSQL writers meet at row locks and unique keys, and try again when they collide.
Refuses databases other than SQLite files and PostgreSQL. Never shows a password. Next: `store`, which uses it.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from monitor import errors

T = TypeVar("T")

#: Seconds a SQLite writer waits for another process; a URL's `?timeout=` replaces it.
_SQLITE_PATIENCE = 30.0
#: Seconds for which turning WAL on is tried, and between two tries.
_WAL_PATIENCE = 5.0
_WAL_PAUSE = 0.02
#: Threads that may use the database at once: 32 lanes, the page, the scheduler.
_POOL_SIZE = 40
#: How often a PostgreSQL transaction that collided with another is run.
_TRIES = 4
#: SQLSTATE of a deadlock and of a serialisation failure.
_COLLISIONS = frozenset({"40P01", "40001"})


def build_engine(url: str) -> sa.Engine:
    """Build the engine for a database URL; nothing is opened yet, but a SQLite file's folder is made.

    Takes `sqlite:///FILE` and `postgresql://…` (also `postgres://`). Raises StorageError for anything else."""
    parsed = _parse_url(url)
    if parsed.drivername == "sqlite":
        return _build_sqlite(parsed)
    return sa.create_engine(
        parsed,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=_POOL_SIZE // 4,
        max_overflow=_POOL_SIZE,
        connect_args={"connect_timeout": 10} if "connect_timeout" not in parsed.query else {},
    )


class Database:
    """An engine with its two kinds of transaction. Safe to share between threads."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._turn = threading.Lock() if self._is_sqlite else nullcontext()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Open a connection that sees one state of the database. Raises StorageError."""
        with plain_errors(self.engine), self.engine.connect() as connection:
            if self._is_sqlite:
                connection.exec_driver_sql("BEGIN")
            yield connection

    def read_one(
        self, query: sa.Select[*tuple[Any, ...]], parameters: dict[str, Any]
    ) -> sa.Row[*tuple[Any, ...]] | None:
        """Return the row a query finds, or None. Raises StorageError."""
        # One SELECT sees one state by itself, so nothing is begun.
        with plain_errors(self.engine), self.engine.connect() as connection:
            return connection.execute(query, parameters).one_or_none()

    def write(self, work: Callable[[sa.Connection], T]) -> T:
        """Run work in one transaction and return what it returns; what it raises undoes it. Raises StorageError.

        `work` may run more than once, so it changes nothing but the database."""
        with plain_errors(self.engine):
            for _ in range(_TRIES - 1):
                try:
                    return self._write_once(work)
                except sa.exc.DBAPIError as error:
                    if not _is_collision(error):
                        raise
            return self._write_once(work)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _write_once(self, work: Callable[[sa.Connection], T]) -> T:
        with self._turn, self.engine.begin() as connection:
            if self._is_sqlite:
                # IMMEDIATE takes the write lock at once: a transaction that reads first and writes then would otherwise
                # fail without waiting when another process wrote in between.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            return work(connection)


@contextmanager
def plain_errors(engine: sa.Engine) -> Iterator[None]:
    """Turn the driver's errors into a StorageError in plain words that names the database but no password."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _explain(error, engine.url) from None
    except sa.exc.TimeoutError:
        raise errors.StorageError(
            f"Every connection to {describe(engine.url)} stayed in use for too long.", hint="Try again."
        ) from None


def describe(url: sa.URL) -> str:
    """Name a database without its user and password."""
    if url.drivername == "sqlite":
        return f"the database file {url.database}"
    return (
        f"the PostgreSQL database {url.database} on {url.host or url.query.get('host') or 'the local socket'}"
    )


def _parse_url(url: str) -> sa.URL:
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        raise errors.StorageError("The database URL cannot be read.", hint=_URL_HINT) from None
    kind = parsed.drivername.partition("+")[0]
    if kind in {"postgres", "postgresql"}:
        return parsed.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise errors.StorageError(f"The database cannot be of the kind {kind!r}.", hint=_URL_HINT)
    if parsed.database in {None, "", ":memory:"}:
        raise errors.StorageError("A SQLite database must be a file.", hint=_URL_HINT)
    return parsed.set(drivername="sqlite")


_URL_HINT = "Write sqlite:///data/claimwatch.db or postgresql://USER:PASSWORD@HOST/DATABASE."


def _build_sqlite(url: sa.URL) -> sa.Engine:
    try:
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise errors.StorageError(
            f"The folder of {describe(url)} cannot be made: {error.strerror}.", hint="Choose another place."
        ) from None
    patience = {} if "timeout" in url.query else {"timeout": _SQLITE_PATIENCE}
    engine = sa.create_engine(
        url, hide_parameters=True, pool_size=_POOL_SIZE, max_overflow=0, connect_args=patience
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions by itself, and too late; `Database` does.
    connection.isolation_level = None
    _turn_wal_on(connection)
    connection.execute("PRAGMA synchronous=NORMAL").close()
    connection.execute("PRAGMA foreign_keys=ON").close()


def _turn_wal_on(connection: Any) -> None:
    # The mode stays with the file. For the lock that the first change to it needs, SQLite does not wait by itself
    # when two processes make one file at once.
    last_try_at = time.monotonic() + _WAL_PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > last_try_at:
                raise
            time.sleep(_WAL_PAUSE)
        else:
            return


def _is_collision(error: sa.exc.DBAPIError) -> bool:
    # A unique key that another transaction took first is found by the next try's SELECT.
    return isinstance(error, sa.exc.IntegrityError) or getattr(error.orig, "sqlstate", None) in _COLLISIONS


#: What a driver's message contains -> what is wrong, what to do.
_TROUBLE = (
    ("locked", "is locked by another process", "Try again, or stop the process that holds it."),
    ("readonly", "cannot be written", "Give this user write access to the file and its folder."),
    ("unable to open", "cannot be opened", "Check that the folder exists and this user may write to it."),
    ("disk is full", "has no room left on its disk", "Free some space; nothing was half written."),
    ("no space left", "has no room left on its disk", "Free some space; nothing was half written."),
    ("not a database", "is not a SQLite database", "Choose another file, or restore a backup."),
    ("malformed", "is damaged", "Restore a backup."),
    ("authentication failed", "refused the user or the password", "Check the database URL."),
    ("does not exist", "does not exist, or lacks what we need", "Create the database, then start again."),
    ("constraint", "refused a row that contradicts another", "This is a defect: please report it."),
)


def _explain(error: sa.exc.DBAPIError, url: sa.URL) -> errors.StorageError:
    said = str(error.orig).lower()
    for sign, trouble, hint in _TROUBLE:
        if sign in said:
            return errors.StorageError(f"{_capital(describe(url))} {trouble}.", hint=hint)
    if url.drivername != "sqlite" and (
        error.connection_invalidated or isinstance(error, sa.exc.OperationalError)
    ):
        return errors.StorageError(
            f"{_capital(describe(url))} cannot be reached.", hint="Check that it runs, and the database URL."
        )
    return errors.StorageError(f"{_capital(describe(url))} failed ({type(error.orig).__name__}).")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
