"""What a poll saw becomes articles: the fake, SQLite and PostgreSQL."""

import pytest

from monitor import model
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.storage import scenes

A = "https://ledger.example/a"


def test_an_entry_becomes_an_article_that_is_due_at_once(store: scenes.AnyStore):
    published_at = NOON - minutes(30)
    count = scenes.poll(
        store, scenes.sighting(link=f"{A}?from=rss", published_at=published_at), polled_at=NOON + minutes(1)
    )
    assert count == 1
    assert scenes.claim_articles(store) == []
    assert scenes.claim_articles(store, at=minutes(1)) == [1]
    assert store.load_article(1) == builders.article_for_check(
        url=f"{A}?from=rss",
        first_seen_at=NOON + minutes(1),
        published_at=published_at,
        due_at=NOON + minutes(1),
    )
    (reading,) = store.find_articles()
    assert (reading.url, reading.headline, reading.version_count) == (A, "Hamas to free 8 hostages", 0)


def test_an_entry_seen_again_is_no_new_article(store: scenes.AnyStore):
    assert scenes.poll(store, scenes.sighting(), scenes.sighting()) == 1
    assert scenes.poll(store, scenes.sighting(), scenes.sighting("https://ledger.example/b")) == 1
    assert [reading.id for reading in store.find_articles()] == [2, 1]


def test_an_entry_known_by_its_link_only_is_no_new_article(store: scenes.AnyStore):
    scenes.poll(store, scenes.sighting(link="https://link.example/1"))
    assert (
        scenes.poll(store, scenes.sighting("https://ledger.example/renamed", link="https://link.example/1"))
        == 0
    )
    assert store.find_article("https://ledger.example/renamed") == 1


def test_two_outlets_may_name_the_same_page(empty_store: scenes.AnyStore):
    scenes.save_outlets(
        empty_store,
        builders.outlet(),
        builders.outlet(id="wire", name="Wire", feeds=("https://wire.example/rss",)),
    )
    assert scenes.poll(empty_store, scenes.sighting()) == 1
    assert scenes.poll(empty_store, scenes.sighting(), feed_id=2, outlet_id="wire") == 1
    assert empty_store.find_article(A) == 1
    assert empty_store.load_article(2).outlet_id == "wire"


def test_an_entry_updated_later_than_known_makes_its_article_due_at_once(store: scenes.AnyStore):
    article_id = scenes.add_article(store, updated_at=NOON)
    scenes.check(store, article_id, next_check_at=NOON + minutes(500))
    scenes.poll(store, scenes.sighting(updated_at=NOON), polled_at=NOON + minutes(10))
    assert scenes.claim_articles(store, at=minutes(10)) == []
    scenes.poll(store, scenes.sighting(updated_at=NOON + minutes(15)), polled_at=NOON + minutes(20))
    assert store.find_articles()[0].next_check_reason == "its feed entry was updated"
    assert scenes.claim_articles(store, at=minutes(20)) == [article_id]


def test_an_article_given_up_wakes_when_its_entry_is_updated(store: scenes.AnyStore):
    article_id = scenes.add_article(store)
    scenes.check(store, article_id, next_check_at=None)
    scenes.poll(store, scenes.sighting(updated_at=NOON), polled_at=NOON + minutes(10))
    assert scenes.claim_articles(store, at=minutes(10)) == [article_id]


def test_an_article_overdue_already_stays_as_overdue_as_it_was(store: scenes.AnyStore):
    article_id = scenes.add_article(store)
    scenes.poll(store, scenes.sighting(updated_at=NOON), polled_at=NOON + minutes(10))
    assert store.load_article(article_id).due_at == NOON


def test_an_entry_that_matches_another_topic_adds_it_and_wakes_the_article(store: scenes.AnyStore):
    article_id = scenes.add_article(store, topic_ids=())
    scenes.check(store, article_id, kind=model.CheckKind.OFF_TOPIC, topic_ids=(), next_check_at=None)
    scenes.poll(store, scenes.sighting(topic_ids=("talks",)), polled_at=NOON + minutes(10))
    scenes.poll(store, scenes.sighting(topic_ids=("aid", "talks")), polled_at=NOON + minutes(20))
    assert store.load_article(article_id).topic_ids == ("talks", "aid")
    assert store.find_articles()[0].next_check_reason == "its feed entry matches another topic"
    assert scenes.claim_articles(store, at=minutes(10)) == [article_id]


def test_an_entry_in_one_feed_twice_adds_the_topics_of_both(store: scenes.AnyStore):
    scenes.poll(store, scenes.sighting(topic_ids=("talks",)), scenes.sighting(topic_ids=("aid",)))
    assert store.load_article(1).topic_ids == ("talks", "aid")


def test_what_a_feed_says_during_a_check_is_not_lost(store: scenes.AnyStore):
    article_id = scenes.add_article(store, topic_ids=())
    scenes.claim_articles(store)
    scenes.poll(store, scenes.sighting(topic_ids=("talks",)), polled_at=NOON + minutes(1))
    scenes.check(
        store, article_id, at=minutes(2), kind=model.CheckKind.OFF_TOPIC, topic_ids=(), next_check_at=None
    )
    assert store.load_article(article_id).topic_ids == ("talks",)
    assert scenes.claim_articles(store, at=minutes(2)) == [article_id]
    scenes.check(store, article_id, at=minutes(3), next_check_at=None)
    assert scenes.claim_articles(store, at=minutes(900)) == []


def test_a_very_long_url_is_stored_like_any_other(store: scenes.AnyStore):
    url = "https://ledger.example/" + "".join(f"{number:x}" for number in range(3000))
    article_id = scenes.add_article(store, url)
    assert store.load_article(article_id).url == url


def test_characters_no_database_takes_are_replaced_one_for_one(store: scenes.AnyStore):
    article_id = scenes.add_article(store, title="20\x00 hosta\ud83dges")
    reading = store.find_articles()[0]
    assert reading.id == article_id
    assert len(reading.headline) == len("20\x00 hosta\ud83dges")
    assert reading.headline.startswith("20")


def due_after_a_check(store: scenes.AnyStore, *sightings: model.Sighting) -> tuple[int, bool, str]:
    """See an article, check it, see these: returns its id, whether it is due at once, and why it is due when it is."""
    article_id = scenes.add_article(store)
    scenes.check(store, article_id, next_check_at=NOON + hours(9), reason="as planned")
    for minute, sighting in enumerate(sightings, start=1):
        scenes.poll(store, sighting, polled_at=NOON + minutes(minute))
    due = scenes.claim_articles(store, at=minutes(len(sightings) + 1))
    return article_id, due == [article_id], store.find_articles()[0].next_check_reason


def test_a_title_that_changed_in_the_feed_only_makes_its_article_due_at_once(store: scenes.AnyStore):
    _, is_due, reason = due_after_a_check(store, scenes.sighting(title="Hamas to free 9 hostages"))
    assert (is_due, reason) == (True, "its feed entry has a new title")


@pytest.mark.parametrize(
    ("remark", "titles"),
    [
        ("the same title", ["Hamas to free 8 hostages"]),
        ("spaced otherwise", ["Hamas  to free 8 hostages "]),
        ("none at all, and back", ["", "Hamas to free 8 hostages"]),
    ],
)
def test_a_title_that_an_article_had_before_is_no_news(
    store: scenes.AnyStore, remark: str, titles: list[str]
):
    _, is_due, _ = due_after_a_check(store, *(scenes.sighting(title=title) for title in titles))
    assert not is_due, remark


def test_two_feeds_that_title_one_article_differently_wake_it_once(store: scenes.AnyStore):
    article_id, is_due, _ = due_after_a_check(store, scenes.sighting(title="Live: talks"))
    assert is_due
    scenes.check(store, article_id, at=minutes(3), next_check_at=NOON + hours(9))
    for minute, title in enumerate(["Hamas to free 8 hostages", "Live: talks"] * 3, start=4):
        scenes.poll(store, scenes.sighting(title=title), polled_at=NOON + minutes(minute))
    assert scenes.claim_articles(store, at=minutes(30)) == []


def test_the_first_title_of_an_article_a_sitemap_brought_is_no_change(store: scenes.AnyStore):
    article_id = scenes.add_article(store, title="")
    scenes.check(store, article_id, next_check_at=NOON + hours(9))
    scenes.poll(store, scenes.sighting(), polled_at=NOON + minutes(1))
    assert scenes.claim_articles(store, at=minutes(2)) == []


def test_two_forms_of_one_address_are_no_second_article(store: scenes.AnyStore):
    forms = (
        "http://ledger.example/talks/1045588",
        "https://www.ledger.example/talks/1045588/?utm_source=rss",
    )
    assert scenes.poll(store, *(scenes.sighting(url) for url in forms)) == 1
    assert scenes.poll(store, scenes.sighting("https://amp.ledger.example/talks/1045588/amp")) == 0
    assert store.find_article("https://m.ledger.example/talks/1045588#comments") == 1
    assert store.load_article(1).url == forms[0]


def test_two_numbers_in_the_query_are_two_articles(store: scenes.AnyStore):
    forms = ("https://ledger.example/story?id=1", "https://ledger.example/story?id=2")
    assert scenes.poll(store, *(scenes.sighting(url) for url in forms)) == 2


def entry_of(slug: str, **fields) -> model.Sighting:
    """An entry of the story on talks, at this address."""
    fields = {"title": "Talks resume in Doha as families wait", "guid": "tag:ledger,1"} | fields
    return scenes.sighting(f"https://ledger.example/{slug}", **fields)


@pytest.mark.parametrize(
    "second_sign",
    [{"title": "Talks in Doha resume; families of hostages wait"}, {"title": "Day 3", "published_at": NOON}],
)
def test_a_known_guid_with_another_link_is_the_article_it_was(store: scenes.AnyStore, second_sign: dict):
    scenes.poll(store, entry_of("talks-resume", published_at=NOON))
    scenes.check(store, 1, next_check_at=NOON + hours(9), etag='"old"')
    moved = entry_of("talks-go-on", **second_sign)
    assert scenes.poll(store, moved, polled_at=NOON + minutes(5)) == 0
    loaded = store.load_article(1)
    assert (loaded.url, loaded.etag) == ("https://ledger.example/talks-go-on", None)
    detail = store.load_article_detail(1)
    assert detail.addresses == ("https://ledger.example/talks-go-on", "https://ledger.example/talks-resume")
    assert scenes.claim_articles(store, at=minutes(5)) == [1]
    assert scenes.poll(store, entry_of("talks-resume"), moved, polled_at=NOON + minutes(9)) == 0


@pytest.mark.parametrize(
    ("remark", "polls", "count"),
    [
        ("a new guid with each fetch", [[("a", "1")], [("a", "2")], [("a", "3")]], 1),
        (
            "a new guid with each fetch, several entries",
            [[("a", "1"), ("b", "2")], [("a", "3"), ("b", "4")]],
            2,
        ),
        ("one guid for all", [[("a", "news"), ("b", "news")], [("c", "news"), ("d", "news")]], 4),
        ("guids changed places", [[("a", "1"), ("b", "2")], [("a", "2"), ("b", "1")]], 2),
        ("the same entry again", [[("a", "1")], [("a", "1"), ("a", "1")]], 1),
    ],
)
def test_guids_that_say_nothing_make_no_article_and_join_none(
    store: scenes.AnyStore, remark: str, polls: list, count: int
):
    for minute, found in enumerate(polls):
        entries = [entry_of(slug, guid=guid, title=f"Of {slug}") for slug, guid in found]
        scenes.poll(store, *entries, polled_at=NOON + minutes(minute))
    assert len(store.find_articles()) == count, remark


def test_guids_that_are_places_in_the_list_join_nothing(store: scenes.AnyStore):
    resume = "Gaza ceasefire talks resume in Doha"
    titles = {"resume": resume, "aid": "Aid trucks enter", "envoy": f"{resume}, envoy leaves", "end": resume}
    polls = (("resume", "aid"), ("envoy", "resume"), ("end",))
    for minute, slugs in enumerate(polls):
        entries = [
            entry_of(slug, guid=str(place), title=titles[slug]) for place, slug in enumerate(slugs, start=1)
        ]
        assert scenes.poll(store, *entries, polled_at=NOON + minutes(minute)) == (2 if minute == 0 else 1)
    urls = [store.load_article(number).url for number in (1, 2, 3, 4)]
    assert urls == [f"https://ledger.example/{slug}" for slug in ("resume", "aid", "envoy", "end")]


def test_words_that_most_of_the_feed_has_are_no_second_sign(store: scenes.AnyStore):
    """A feed of one story, whose guids are used again when an article is no longer in it."""
    scenes.poll(store, entry_of("resume", guid="1", title="Gaza ceasefire talks resume in Doha"))
    found = (
        entry_of("stall", guid="1", title="Gaza ceasefire talks stall as envoy leaves"),
        entry_of("aid", guid="2", title="Aid trucks enter after Gaza ceasefire talks"),
    )
    assert scenes.poll(store, *found, polled_at=NOON + minutes(5)) == 2
    assert store.load_article(1).url == "https://ledger.example/resume"


def test_a_guid_that_is_the_title_or_used_again_joins_nothing(store: scenes.AnyStore):
    live = "Live: all that happens today in the region"
    scenes.poll(store, entry_of("live/monday", guid=live, title=live), entry_of("b", guid="7"))
    later = NOON + hours(24)
    again = entry_of("flood", guid="7", title="Floods in the south", published_at=later)
    assert scenes.poll(store, entry_of("live/tuesday", guid=live, title=live), again, polled_at=later) == 2
    assert len(store.find_articles()) == 4


def test_two_outlets_may_use_one_guid(empty_store: scenes.AnyStore):
    wire = builders.outlet(id="wire", name="Wire", feeds=("https://wire.example/rss",))
    scenes.save_outlets(empty_store, builders.outlet(), wire)
    scenes.poll(empty_store, entry_of("a"))
    assert scenes.poll(empty_store, entry_of("b"), feed_id=2, outlet_id="wire") == 1
