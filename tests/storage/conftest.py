"""The store under test: the fake, SQLite and PostgreSQL in turn, all held to the same sentences."""

from collections.abc import Iterator

import pytest

import storage
from tests.fakes import store as fake
from tests.storage import scenes


@pytest.fixture(params=["fake", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_store(request: pytest.FixtureRequest) -> Iterator[scenes.AnyStore]:
    """A store that holds nothing."""
    if request.param == "fake":
        yield fake.FakeStore()
        return
    store = storage.build_store(request.getfixturevalue(f"{request.param}_url"))
    yield store
    store.close()


@pytest.fixture
def store(empty_store: scenes.AnyStore) -> scenes.AnyStore:
    """A store that watches one outlet with one feed, not polled yet."""
    scenes.save_outlets(empty_store)
    return empty_store
