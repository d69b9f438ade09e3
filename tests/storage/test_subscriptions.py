"""SubscriptionStore, held to by the fake, SQLite and PostgreSQL."""

from dataclasses import replace

from monitor import model
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.storage import scenes

HUB = model.Hub(url="https://hub.example/", topic_url="https://ledger.example/rss")


def subscribe(store: scenes.AnyStore, **fields) -> model.Subscription:
    """Bring the first feed's subscription to what the fields say."""
    scenes.poll(store, hub=HUB)
    base = store.load_subscription(1)
    assert base is not None
    found = replace(base, **({"token": "t", "secret": "s", "state": model.SubscriptionState.ACTIVE} | fields))
    assert store.save_subscription(found, base=base)
    return found


def test_a_feed_that_names_a_hub_has_a_subscription_to_ask_for(store: scenes.AnyStore):
    assert store.load_subscription(1) is None
    scenes.poll(store, hub=HUB)
    expected = model.Subscription(feed_id=1, hub=HUB)
    assert store.load_subscription(1) == store.load_feed(1).subscription == expected
    assert store.find_subscription("") is None


def test_a_subscription_is_stored_as_it_is_and_found_by_its_token(store: scenes.AnyStore):
    saved = subscribe(
        store,
        asked_at=NOON,
        next_at=NOON + hours(1),
        lease_until=NOON + hours(2),
        failure_count=2,
        detail="full",
    )
    assert store.load_subscription(1) == store.find_subscription("t") == saved
    assert store.find_subscription("T") is None


def test_a_subscription_stays_while_its_hub_does(store: scenes.AnyStore):
    saved = subscribe(store)
    scenes.poll(store, hub=HUB)
    scenes.poll(store, is_unchanged=True)
    scenes.poll(store, failure=builders.failure())
    assert store.load_subscription(1) == saved


def test_another_hub_is_another_subscription_and_none_is_none(store: scenes.AnyStore):
    subscribe(store)
    other = replace(HUB, topic_url="https://ledger.example/atom")
    scenes.poll(store, hub=other)
    assert store.load_subscription(1) == model.Subscription(feed_id=1, hub=other)
    assert store.find_subscription("t") is None
    scenes.poll(store)
    assert store.load_subscription(1) is None


def test_a_feed_that_left_the_watchlist_is_pushed_to_no_more_and_keeps_its_place_for_when_it_is_back(
    store: scenes.AnyStore,
):
    saved = subscribe(store)
    scenes.save_outlets(store, builders.outlet(feeds=("https://ledger.example/other",)))
    assert store.find_subscription("t") is None
    scenes.save_outlets(store)
    assert store.find_subscription("t") == saved


def test_what_was_made_of_an_older_state_is_not_written(store: scenes.AnyStore):
    saved = subscribe(store)
    stale = replace(saved, detail="stale")
    assert store.save_subscription(replace(saved, detail="first"), base=saved)
    assert not store.save_subscription(stale, base=saved)
    assert store.find_subscription("t") == replace(saved, detail="first")
    scenes.poll(store)
    assert not store.save_subscription(stale, base=saved)


def test_a_push_makes_its_feed_due_at_once(store: scenes.AnyStore):
    saved = subscribe(store)
    scenes.claim_feeds(store)
    scenes.poll(store, hub=HUB)
    at = minutes(5)
    store.save_push(1, now=NOON + at, spacing=minutes(1))
    assert store.load_outlets()[0].feeds[0].reason == "its hub told of a change"
    assert store.load_subscription(1) == replace(saved, pushed_at=NOON + at)
    assert scenes.claim_feeds(store, at=at) == [1]


def test_a_push_right_after_a_poll_waits_a_little_and_delays_nothing(store: scenes.AnyStore):
    subscribe(store)
    store.save_push(1, now=NOON, spacing=minutes(1))
    assert scenes.claim_feeds(store, at=minutes(0.9)) == []
    assert scenes.claim_feeds(store, at=minutes(1)) == [1]
    scenes.poll(store, hub=HUB, polled_at=NOON + minutes(1), next_poll_at=NOON + minutes(1.5))
    store.save_push(1, now=NOON + minutes(1), spacing=minutes(1))
    assert scenes.claim_feeds(store, at=minutes(1.5)) == [1]


def test_a_push_that_comes_while_another_state_is_written_is_kept(store: scenes.AnyStore):
    saved = subscribe(store)
    store.save_push(1, now=NOON, spacing=minutes(1))
    assert store.save_subscription(replace(saved, detail="renewed"), base=saved)
    assert store.load_subscription(1) == replace(saved, detail="renewed", pushed_at=NOON)
