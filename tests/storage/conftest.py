"""The store under test: the fake, SQLite and PostgreSQL in turn, all held to the same sentences."""

from collections.abc import Iterator

import pytest

import storage
from monitor import model
from tests import builders
from tests.builders import NOON, minutes
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


@pytest.fixture
def article_id(store: scenes.AnyStore) -> int:
    """An article seen in the first feed, not checked yet."""
    return scenes.add_article(store)


@pytest.fixture
def revised(store: scenes.AnyStore) -> scenes.AnyStore:
    """A store with one article in two versions."""
    article_id = scenes.add_article(store)
    scenes.add_first_version(store, article_id)
    scenes.add_revision(
        store,
        article_id,
        at=minutes(15),
        change=builders.change(
            diff=scenes.DIFF,
            reverts_to=1,
            notice="Corrected.",
            unexplained=(scenes.MODAL, builders.delta("“40”\x00", "", field=model.TextField.HEADLINE)),
            unexplained_left_out=3,
            unread_chars=7,
        ),
    )
    return store


@pytest.fixture
def wide(empty_store: scenes.AnyStore) -> scenes.AnyStore:
    """A store with two outlets, an article each, and three changes that differ in all that can be asked for."""
    store = empty_store
    scenes.save_outlets(
        store, builders.outlet(), builders.outlet(id="wire", name="Wire", feeds=("https://wire.example/rss",))
    )
    scenes.poll(store, scenes.sighting(topic_ids=("talks",)))
    scenes.poll(store, scenes.sighting(topic_ids=("Talks", "aid")), feed_id=2, outlet_id="wire")
    for article_id, topic_ids in ((1, ("talks",)), (2, ("Talks", "aid"))):
        scenes.check(
            store,
            article_id,
            kind=model.CheckKind.FIRST_VERSION,
            version=builders.version(claims=(builders.claim(22),)),
            topic_ids=topic_ids,
        )
    removed = builders.event(model.EventKind.ARTICLE_REMOVED)
    scenes.add_revision(store, 1, at=minutes(30), topic_ids=("talks",))
    scenes.add_revision(store, 2, at=minutes(20), topic_ids=("Talks", "aid"))
    scenes.check(
        store,
        1,
        at=minutes(40),
        topic_ids=("talks",),
        kind=model.CheckKind.FAILED,
        failure=builders.failure(model.FailureKind.GONE),
        is_removed=True,
        change=builders.change(
            old_number=2,
            new_number=None,
            first_seen_new_at=NOON + minutes(40),
            severity=model.Severity.LOW,
            claim_changes=(),
            events=(removed,),
        ),
    )
    return store
