"""Claims as they stood, by page; and what each outlet says now."""

import pytest

from monitor import model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes

TALKS = ("negotiations",)


def add_text(store: scenes.AnyStore, place: int, *counts: int, **fields) -> int:
    """Store an article's first version, so many minutes after noon, with these counts of hostages."""
    article_id = scenes.add_article(store, f"https://ledger.example/{place}")
    claims = tuple(builders.claim(count) for count in counts)
    version = builders.version(claims=claims, seen_at=NOON + minutes(place), **fields)
    scenes.check(
        store,
        article_id,
        at=minutes(place),
        kind=model.CheckKind.FIRST_VERSION,
        version=version,
        topic_ids=TALKS,
    )
    return article_id


def lows(found: tuple[model.ClaimObservation, ...]) -> list[int]:
    return [int(one.claim.low) for one in found]


def test_the_newest_observations_come_first_by_page_each_page_oldest_first(store):
    for place, count in enumerate((20, 21, 22, 23, 24), 1):
        add_text(store, place, count)
    newest = store.find_observations(claim_id="hostages_alive", limit=2)
    older = store.find_observations(claim_id="hostages_alive", limit=2, before_id=newest[0].id)
    last = store.find_observations(claim_id="hostages_alive", limit=2, before_id=older[0].id)
    assert [lows(page) for page in (newest, older, last)] == [[23, 24], [21, 22], [20]]
    assert store.find_observations(claim_id="hostages_alive", limit=2, before_id=last[0].id) == ()


def test_observations_of_named_articles_alone(store):
    ids = [add_text(store, place, 20 + place) for place in (1, 2, 3)]
    assert lows(store.find_observations(article_ids=ids[1:])) == [22, 23]


def test_an_outlet_stands_by_its_newest_text_with_a_word_on_the_claim(store):
    add_text(store, 1, 20)
    add_text(store, 2, 22, 23)
    add_text(store, 3)
    found = store.find_standings("negotiations", since=NOON)
    assert lows(found) == [22, 23]
    assert {one.article_id for one in found} == {2}
    assert store.find_standings("another", since=NOON) == ()


def test_an_outlet_whose_word_is_old_or_gone_does_not_stand_by_it(store):
    article_id = add_text(store, 1, 20)
    assert store.find_standings("negotiations", since=NOON + minutes(2)) == ()
    removed = builders.change(
        old_number=1,
        new_number=None,
        first_seen_new_at=NOON + minutes(5),
        claim_changes=(),
        events=(builders.event(model.EventKind.ARTICLE_REMOVED),),
    )
    scenes.check(
        store,
        article_id,
        at=minutes(5),
        kind=model.CheckKind.FAILED,
        failure=builders.failure(model.FailureKind.GONE),
        is_removed=True,
        topic_ids=TALKS,
        change=removed,
    )
    assert store.find_standings("negotiations", since=NOON) == ()


@pytest.mark.parametrize("count", [20, 25])
def test_an_outlet_stands_by_its_newest_version(store, count):
    article_id = add_text(store, 1, 20)
    version = {"claims": (builders.claim(count),)}
    scenes.add_revision(store, article_id, at=minutes(4), version=version, topic_ids=TALKS)
    (one,) = store.find_standings("negotiations", since=NOON)
    assert (int(one.claim.low), one.version_number) == (count, 2)
