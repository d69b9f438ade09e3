"""Hosts that refuse us: the fake, SQLite and PostgreSQL."""

from monitor import model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes

BUSY = builders.failure(model.FailureKind.RATE_LIMITED, status=429)
SILENT = builders.failure(model.FailureKind.TIMEOUT)


def refuse(store: scenes.AnyStore, article_id: int, *, minute=0, failure=BUSY) -> None:
    scenes.check(
        store,
        article_id,
        at=minutes(minute),
        kind=model.CheckKind.FAILED,
        failure=failure,
        next_check_at=NOON + minutes(minute),
    )


def test_a_host_that_refuses_one_article_is_left_alone_as_a_whole(store: scenes.AnyStore):
    first, _ = (scenes.add_article(store, f"https://ledger.example/{name}") for name in "ab")
    other = scenes.add_article(store, "https://wire.example/a")
    refuse(store, first)
    assert scenes.claim_articles(store) == [other]
    assert scenes.claim_feeds(store, at=minutes(0.5)) == []
    assert len(scenes.claim_articles(store, at=minutes(1))) == 1


def test_after_the_wait_it_gets_one_try_and_waits_twice_as_long_if_it_refuses_again(store: scenes.AnyStore):
    for name in "abc":
        scenes.add_article(store, f"https://ledger.example/{name}")
    refuse(store, 1)
    (tried,) = scenes.claim_articles(store, at=minutes(1))
    refuse(store, tried, minute=1)
    assert scenes.claim_articles(store, at=minutes(2)) == []
    (tried,) = scenes.claim_articles(store, at=minutes(3))
    scenes.check(store, tried, at=minutes(3), next_check_at=NOON + minutes(60))
    assert len(scenes.claim_articles(store, at=minutes(3))) == 2


def test_silence_changes_nothing(store: scenes.AnyStore, article_id: int):
    refuse(store, article_id)
    refuse(store, article_id, minute=1, failure=SILENT)
    refuse(store, article_id, minute=2)
    assert scenes.claim_articles(store, at=minutes(3)) == []
    assert scenes.claim_articles(store, at=minutes(4)) == [article_id]


def test_a_refused_poll_holds_the_articles_of_its_host_and_a_good_one_frees_them(
    store: scenes.AnyStore, article_id: int
):
    scenes.poll(store, failure=BUSY, failure_count=1)
    assert scenes.claim_articles(store) == []
    scenes.poll(store, polled_at=NOON + minutes(0.5))
    assert scenes.claim_articles(store, at=minutes(0.5)) == [article_id]


def test_a_feed_of_a_host_without_articles_is_held_too(store: scenes.AnyStore):
    scenes.poll(store, failure=BUSY, failure_count=1, next_poll_at=NOON)
    assert scenes.claim_feeds(store) == []
    assert scenes.claim_feeds(store, at=minutes(1)) == [1]
