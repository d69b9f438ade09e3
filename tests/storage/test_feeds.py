"""FeedStore, held to by the fake, SQLite and PostgreSQL."""

import pytest

from monitor import errors, model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes

RSS = "https://ledger.example/rss"


def test_a_new_feed_is_due_at_once_in_the_lane_of_its_host(store: scenes.AnyStore):
    jobs = store.claim_due_feeds(now=NOON, lease=scenes.LEASE, owner="me", limit=10)
    assert jobs == (model.Job(kind=model.JobKind.POLL, id=1, lane="ledger.example"),)


def test_a_new_feed_is_loaded_with_its_outlets_headers(empty_store: scenes.AnyStore):
    scenes.save_outlets(empty_store, builders.outlet(headers=(("accept-language", "he"),)))
    assert empty_store.load_feed(1) == builders.feed_for_poll(
        headers=(("accept-language", "he"),), due_at=NOON
    )


def test_an_unknown_feed_is_not_found(store: scenes.AnyStore):
    with pytest.raises(errors.NotFoundError):
        store.load_feed(99)
    with pytest.raises(errors.NotFoundError):
        store.save_poll(builders.poll_outcome(feed_id=99))


def test_a_claimed_feed_is_nobody_elses_until_the_lease_is_over(store: scenes.AnyStore):
    assert scenes.claim_feeds(store, owner="me") == [1]
    assert scenes.claim_feeds(store, owner="you", at=minutes(9)) == []
    assert scenes.claim_feeds(store, owner="you", at=minutes(10)) == [1]


def test_feeds_are_claimed_most_overdue_first_and_no_more_than_asked(empty_store: scenes.AnyStore):
    urls = tuple(f"https://ledger.example/{number}" for number in range(3))
    scenes.save_outlets(empty_store, builders.outlet(feeds=urls))
    for feed_id, wait in ((1, 30), (2, 10), (3, 20)):
        scenes.poll(empty_store, feed_id=feed_id, next_poll_at=NOON + minutes(wait))
    assert scenes.claim_feeds(empty_store, at=minutes(60), limit=2) == [2, 3]
    assert scenes.claim_feeds(empty_store, at=minutes(60)) == [1]


def test_a_poll_stores_the_state_it_is_given_and_gives_the_lease_back(store: scenes.AnyStore):
    scenes.claim_feeds(store)
    scenes.poll(
        store,
        etag='"1"',
        last_modified="Mon, 01 Sep 2025 12:00:00 GMT",
        body_digest="d",
        entry_keys=("a", "b"),
    )
    feed = store.load_feed(1)
    assert feed.entry_keys == ("a", "b")
    assert (feed.etag, feed.last_modified, feed.body_digest) == ('"1"', "Mon, 01 Sep 2025 12:00:00 GMT", "d")
    assert feed.due_at == NOON + minutes(10)
    assert feed.last_good_at == NOON
    assert scenes.claim_feeds(store, at=minutes(9)) == []
    assert scenes.claim_feeds(store, at=minutes(10)) == [1]


def test_a_failed_poll_is_told_and_a_good_one_clears_it(store: scenes.AnyStore):
    scenes.poll(store, scenes.sighting(), problem="bad dates")
    scenes.poll(
        store,
        polled_at=NOON + minutes(10),
        failure=builders.failure(),
        failure_count=3,
        reason="after 3 failures",
    )
    (reading,) = store.load_outlets()[0].feeds
    assert (reading.failure, reading.detail) == (model.FailureKind.TIMEOUT, "no answer within 20 s")
    assert (reading.failure_count, reading.reason) == (3, "after 3 failures")
    assert (reading.last_polled_at, reading.last_good_at) == (NOON + minutes(10), NOON)
    assert reading.entry_count == 1
    assert store.load_feed(1).failure_count == 3

    scenes.poll(store, polled_at=NOON + minutes(20), is_unchanged=True)
    (reading,) = store.load_outlets()[0].feeds
    assert (reading.failure, reading.detail, reading.entry_count) == (None, "bad dates", 1)
    assert reading.last_good_at == NOON + minutes(20)


def test_a_feed_that_moved_is_polled_at_its_new_address_after_a_restart_too(store: scenes.AnyStore):
    scenes.poll(store, moved_to="https://feeds.example/ledger")
    scenes.save_outlets(store)
    assert store.load_feed(1).url == "https://feeds.example/ledger"
    assert store.load_outlets()[0].feeds[0].moved_from == RSS
    (job,) = store.claim_due_feeds(now=NOON + minutes(10), lease=scenes.LEASE, owner="me", limit=10)
    assert job == model.Job(kind=model.JobKind.POLL, id=1, lane="feeds.example")


@pytest.mark.parametrize(
    ("moved_to", "headers"),
    [("https://feeds.ledger.example/a", (("x-key", "1"),)), ("https://feeds.example/ledger", ())],
)
def test_an_outlets_own_headers_do_not_follow_a_feed_to_another_site(
    store: scenes.AnyStore, moved_to: str, headers: tuple[tuple[str, str], ...]
):
    scenes.save_outlets(store, builders.outlet(headers=(("x-key", "1"),)))
    scenes.poll(store, moved_to=moved_to)
    assert store.load_feed(1).headers == headers


def test_a_moved_feed_listed_under_its_new_address_is_the_same_feed(store: scenes.AnyStore):
    scenes.poll(store, moved_to="https://feeds.example/ledger", etag='"1"')
    scenes.save_outlets(store, builders.outlet(feeds=("https://feeds.example/ledger",)))
    assert [feed.id for feed in store.load_outlets()[0].feeds] == [1]
    assert store.load_feed(1).etag == '"1"'


def test_state_is_kept_where_the_url_stays(store: scenes.AnyStore):
    scenes.poll(store, etag='"1"')
    scenes.save_outlets(
        store, builders.outlet(name="Ledger", feeds=(RSS, RSS, "https://ledger.example/atom"))
    )
    assert store.load_feed(1).etag == '"1"'
    (outlet,) = store.load_outlets()
    assert outlet.name == "Ledger"
    assert [(feed.id, feed.url) for feed in outlet.feeds] == [(1, RSS), (2, "https://ledger.example/atom")]


def test_a_feed_no_longer_listed_is_never_due_and_comes_back_when_listed_again(store: scenes.AnyStore):
    scenes.save_outlets(store, builders.outlet(feeds=("https://ledger.example/atom",)))
    assert scenes.claim_feeds(store) == [2]
    scenes.save_outlets(store)
    assert scenes.claim_feeds(store) == [1]


def test_an_outlet_taken_off_the_watchlist_is_never_due_and_comes_back_when_listed_again(
    store: scenes.AnyStore,
):
    scenes.add_article(store)
    store.save_outlets((), now=NOON)
    assert store.load_outlets() == ()
    assert scenes.claim_feeds(store, at=minutes(60)) == []
    assert scenes.claim_articles(store, at=minutes(60)) == []
    assert store.sum_live_needs() == {}
    assert store.load_totals(now=NOON + minutes(60)).oldest_due_at is None
    scenes.poll(store, scenes.sighting("https://ledger.example/late"))
    assert scenes.claim_articles(store, at=minutes(60)) == []

    scenes.save_outlets(store)
    assert scenes.claim_feeds(store, at=minutes(60)) == [1]
    assert scenes.claim_articles(store, at=minutes(60)) == [1, 2]


@pytest.mark.parametrize("url", ["https://[broken/a", "news", "mailto:desk@news.example"])
def test_a_url_without_a_host_is_a_lane_of_its_own(store: scenes.AnyStore, url: str):
    scenes.add_article(store, url)
    (job,) = store.claim_due_articles(now=NOON, lease=scenes.LEASE, owner="me", limit=1)
    assert job.lane == url


def test_one_host_holds_no_more_places_than_its_lane_has(empty_store: scenes.AnyStore):
    urls = ("https://a.example/1", "https://a.example/2", "https://a.example/3", "https://b.example/1")
    scenes.save_outlets(empty_store, builders.outlet(feeds=urls))

    def claim(*taken: tuple[str, int]) -> list[int]:
        lanes = model.LaneRoom(limit=2, taken=taken)
        jobs = empty_store.claim_due_feeds(now=NOON, lease=scenes.LEASE, owner="me", limit=10, lanes=lanes)
        return [job.id for job in jobs]

    assert claim(("a.example", 1)) == [1, 4]
    assert claim(("a.example", 2)) == []
    assert claim() == [2, 3]


def test_what_is_known_of_a_feeds_rhythm_is_stored(store: scenes.AnyStore):
    assert store.load_feed(1).rhythm == model.PollRhythm()
    rhythm = model.PollRhythm(
        entries_per_hour=0.1,
        window=30,
        ttl=minutes(15),
        skip_hours=(3, 4),
        skip_days=(6,),
        whole_at=NOON,
    )
    scenes.poll(store, rhythm=rhythm)
    assert store.load_feed(1).rhythm == rhythm


def test_a_feed_brings_what_is_known_of_its_outlets_other_feeds(store):
    feeds = tuple(f"https://ledger.example/{name}" for name in ("rss", "world", "sport"))
    gazette = builders.outlet(id="gazette", feeds=("https://gazette.example/rss",))
    scenes.save_outlets(store, builders.outlet(feeds=feeds), gazette)
    gap = model.Gap(week=105_600, span=minutes(540))
    rhythm = model.PollRhythm(first_at=NOON, news_at=NOON, gaps=(gap,))
    scenes.poll(store, feed_id=2, rhythm=rhythm, polled_at=NOON)

    assert store.load_feed(1).siblings == (
        model.Sibling(rhythm=rhythm, last_good_at=NOON),
        model.Sibling(),
    )
    scenes.save_outlets(store, builders.outlet(feeds=feeds[:2]), gazette)
    assert store.load_feed(2).siblings == (model.Sibling(),)
