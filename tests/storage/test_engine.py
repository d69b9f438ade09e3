"""How a database is opened, and how its trouble is told."""

import sqlite3
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

import storage
from monitor import errors
from storage import engine
from tests.builders import NOON
from tests.storage import scenes


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "cannot be read"),
        ("postgresql://u:hunter2@host:port/x", "cannot be read"),
        ("mysql://u:hunter2@host/x", "kind 'mysql'"),
        ("sqlite://", "must be a file"),
        ("sqlite:///:memory:", "must be a file"),
        ("postgresql://u:hunter2@127.0.0.1:1/x?connect_timeout=2", "cannot be reached"),
        ("postgres://u@127.0.0.1:1/x?password=hunter2&connect_timeout=2", "cannot be reached"),
        ("postgresql://u:hunter2@/x?host=/nowhere/at/all", "cannot be reached"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_words_without_the_password(url: str, said: str):
    with pytest.raises(errors.StorageError, match=said) as caught:
        storage.build_store(url)
    assert "hunter2" not in str(caught.value)
    assert caught.value.hint
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path):
    storage.build_store(f"sqlite:///{tmp_path}/new/folder/claimwatch.db").close()
    assert (tmp_path / "new" / "folder" / "claimwatch.db").exists()


def test_a_place_that_cannot_hold_a_database_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(errors.StorageError, match="folder"):
        storage.build_store(f"sqlite:///{tmp_path}/file/claimwatch.db")
    with pytest.raises(errors.StorageError, match="cannot be opened"):
        storage.build_store(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database_is_told(tmp_path: Path):
    file = tmp_path / "claimwatch.db"
    file.write_text("this is no database at all, and quite long enough to tell" * 40)
    with pytest.raises(errors.StorageError, match="not a SQLite database"):
        storage.build_store(f"sqlite:///{file}")


def test_a_database_another_process_holds_is_told_after_the_wait(sqlite_url: str):
    store = storage.build_store(f"{sqlite_url}?timeout=0.05")
    holder = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(errors.StorageError, match="locked by another process"):
        scenes.save_outlets(store)
    holder.execute("ROLLBACK")
    scenes.save_outlets(store)
    assert len(store.load_outlets()) == 1
    holder.close()
    store.close()


def test_a_read_only_database_is_told(sqlite_url: str):
    store = storage.build_store(f"sqlite:///file:{sqlite_url.removeprefix('sqlite:///')}?mode=ro&uri=true")
    with pytest.raises(errors.StorageError, match="cannot be written"):
        scenes.save_outlets(store)
    store.close()


def test_readers_are_not_kept_waiting_by_a_writer(sqlite_url: str):
    store = storage.build_store(f"{sqlite_url}?timeout=0.05")
    holder = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert store.load_totals(now=NOON).article_count == 0
    holder.close()
    store.close()


def test_a_database_in_pieces_is_told(sqlite_url: str):
    store = storage.build_store(sqlite_url)
    with store.database.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE outlet"))
    with pytest.raises(errors.StorageError, match="failed") as caught:
        store.load_outlets()
    assert "OperationalError" in str(caught.value)
    store.close()


def test_a_row_that_contradicts_another_is_told_and_not_written(database_url: str):
    store = storage.build_store(database_url)
    with pytest.raises(errors.StorageError, match="contradicts"):
        store.database.write(
            lambda connection: connection.execute(
                sa.text(
                    "INSERT INTO event (change_id, kind, severity, summary, is_told, reason) VALUES (7, '', 0, '', true, '')"
                )
            )
        )
    assert store.load_totals(now=NOON).change_count == 0
    store.close()


def test_work_that_meets_another_transaction_is_run_again(database_url: str):
    store = storage.build_store(database_url)
    tries = []

    def work(connection: sa.Connection) -> int:
        tries.append(connection)
        if len(tries) < 3:
            raise sa.exc.IntegrityError("another was first", None, Exception())
        return connection.execute(sa.select(sa.literal(7))).scalar_one()

    assert store.database.write(work) == 7
    assert len(tries) == 3
    store.close()


def test_a_pool_that_is_used_up_is_told(sqlite_url: str):
    built = engine.build_engine(sqlite_url)
    with pytest.raises(errors.StorageError, match="stayed in use"), engine.plain_errors(built):
        raise sa.exc.TimeoutError
    built.dispose()


@pytest.mark.postgres
def test_a_missing_postgres_database_is_told(postgres_server):
    with pytest.raises(errors.StorageError, match="does not exist"):
        storage.build_store(postgres_server.url("nowhere"))


def test_a_new_file_another_process_is_writing_is_waited_for(tmp_path: Path):
    file = tmp_path / "claimwatch.db"
    holder = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    holder.execute("CREATE TABLE other (id INTEGER)")
    holder.execute("BEGIN EXCLUSIVE")
    release = threading.Timer(0.3, holder.execute, ["COMMIT"])
    release.start()
    # SQLite itself waits for far less than the other holds it.
    storage.build_store(f"sqlite:///{file}?timeout=0.01").close()
    release.join()
    holder.close()
