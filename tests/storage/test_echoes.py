"""Texts that stand at several addresses of an outlet, as every store keeps them."""

import pytest

from monitor import model
from monitor.core import entries
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.storage import scenes

WALL = model.TextSight(key="wall", instead_of="talks", headline="door")


@pytest.fixture
def three(store) -> scenes.AnyStore:
    """A store with three articles of one outlet and one of another, each with a version, none due before 12:05."""
    scenes.save_outlets(
        store,
        builders.outlet(),
        builders.outlet(id="courier", feeds=("https://courier.example/rss",)),
    )
    for name in "abc":
        scenes.add_first_version(store, scenes.add_article(store, f"https://ledger.example/{name}"))
    scenes.poll(store, scenes.sighting("https://courier.example/d"), feed_id=2, outlet_id="courier")
    scenes.add_first_version(store, 4)
    return store


def echoes(store, article_id: int, *, key: str = "wall", since=NOON) -> list[str]:
    return [echo.url[-1] for echo in store.find_echoes(article_id, model.TextSight(key=key), since=since)]


def test_a_text_is_found_at_the_other_addresses_of_its_outlet_and_nowhere_else(three):
    for article_id in (1, 2, 4):
        scenes.check(three, article_id, at=minutes(5), sight=WALL)

    assert echoes(three, 1) == ["b"]
    assert echoes(three, 3) == ["a", "b"]
    assert echoes(three, 4) == echoes(three, 3, key="talks") == echoes(three, 99) == []
    (echo,) = three.find_echoes(1, model.TextSight(key="wall"), since=NOON)
    assert (echo.instead_of, echo.headline) == ("talks", "door")


def test_a_sight_counts_from_the_last_time_it_was_seen(three):
    scenes.check(three, 1, at=minutes(5), sight=WALL)
    assert echoes(three, 2, since=NOON + minutes(6)) == []

    scenes.check(three, 1, at=minutes(9), sight=WALL)
    assert echoes(three, 2, since=NOON + minutes(6)) == ["a"]


def test_a_sight_that_is_too_old_to_count_goes_with_the_next(three):
    scenes.check(three, 1, at=minutes(5), sight=WALL)
    scenes.check(three, 2, at=hours(72), sight=model.TextSight(key="another"))
    assert echoes(three, 3) == ["a"]

    scenes.check(three, 2, at=hours(72) + minutes(6), sight=model.TextSight(key="another"))
    assert echoes(three, 3) == []
    assert echoes(three, 3, key="another") == ["b"]


TITLED = model.TextSight(key="", title=entries.key_of_title("Talks resume"))


def owners(store, article_id: int, sight: model.TextSight) -> list[str]:
    found = store.find_echoes(article_id, sight, since=NOON)
    assert all(echo.is_own for echo in found)
    return [echo.url[-1] for echo in found]


@pytest.fixture
def titled(store) -> scenes.AnyStore:
    """A store with three titled articles of one outlet, one without a title, and one of another outlet."""
    both = builders.outlet(), builders.outlet(id="courier", feeds=("https://courier.example/rss",))
    scenes.save_outlets(store, *both)
    for name, title in (("a", "Talks resume"), ("b", "Rain is coming"), ("c", "Talks resume"), ("e", "")):
        scenes.add_article(store, f"https://ledger.example/{name}", title=title)
    elsewhere = scenes.sighting("https://courier.example/d", title="A third")
    scenes.poll(store, elsewhere, feed_id=2, outlet_id="courier")
    return store


def test_a_text_headed_as_feeds_title_other_articles_is_theirs(titled):
    assert owners(titled, 2, TITLED) == ["a", "c"]
    # Nothing is known of what feeds call this one, and another outlet's titles say nothing of it.
    assert owners(titled, 4, TITLED) == owners(titled, 5, TITLED) == []


def test_a_text_headed_as_feeds_title_the_article_is_its_own_alone(titled):
    assert owners(titled, 1, TITLED) == ["a"]


def test_a_text_that_stands_at_another_address_now_is_that_ones(three):
    version = builders.version(2, content_hash="2:ferry")
    scenes.add_revision(three, 2, at=minutes(5), version={"content_hash": version.content_hash})

    sight = model.TextSight(key="", content_hash="2:ferry")
    assert owners(three, 1, sight) == ["b"]
    assert owners(three, 2, sight) == owners(three, 4, sight) == []


def test_a_text_that_only_its_owner_is_asked_for_is_not_kept(three):
    scenes.check(three, 1, at=minutes(5), sight=TITLED)

    assert echoes(three, 2, key="") == []


def test_witnesses_of_the_same_outlet_are_due_at_once(three):
    for article_id in (1, 2, 3, 4):
        scenes.check(three, article_id, at=minutes(5), next_check_at=NOON + minutes(60))

    scenes.check(three, 1, at=minutes(6), next_check_at=NOON + minutes(60), sight=WALL, witness_count=1)
    assert scenes.claim_articles(three, at=minutes(6)) == [3]

    scenes.check(three, 1, at=minutes(7), next_check_at=NOON + minutes(60), sight=WALL, witness_count=2)
    assert sorted(scenes.claim_articles(three, at=minutes(7))) == [2]


def test_an_article_that_is_never_asked_again_is_no_witness(three):
    for article_id in (2, 3):
        scenes.check(three, article_id, at=minutes(5), next_check_at=None)

    scenes.check(three, 1, at=minutes(6), next_check_at=NOON + minutes(60), sight=WALL, witness_count=2)
    assert 2 not in scenes.claim_articles(three, at=minutes(6))
