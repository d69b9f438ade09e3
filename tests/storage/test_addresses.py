"""An article's addresses, and two articles that are one; held to by the fake, SQLite and PostgreSQL."""

from monitor import model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes

A = "https://ledger.example/a"


def test_an_article_that_moved_is_fetched_there_and_found_by_all_its_addresses(
    store: scenes.AnyStore, article_id: int
):
    scenes.check(store, article_id, moved_to="https://new.example/a")
    assert store.load_article(article_id).url == "https://new.example/a"
    assert store.find_article("https://new.example/a") == article_id
    assert store.find_article(A) == article_id
    assert scenes.poll(store, scenes.sighting()) == 0
    (job,) = store.claim_due_articles(now=NOON + minutes(5), lease=scenes.LEASE, owner="me", limit=1)
    assert job.lane == "new.example"


def test_an_article_is_known_by_the_canonical_url_its_page_gives(store: scenes.AnyStore, article_id: int):
    scenes.check(store, article_id, canonical_url="https://ledger.example/real")
    assert store.load_article(article_id).url == A
    assert store.find_articles()[0].url == "https://ledger.example/real"
    assert scenes.poll(store, scenes.sighting("https://ledger.example/real"), scenes.sighting()) == 0
    scenes.check(store, article_id, canonical_url=None)
    assert store.find_articles()[0].url == "https://ledger.example/real"


def test_the_later_of_two_articles_that_are_one_is_retired(store: scenes.AnyStore, article_id: int):
    copy_id = scenes.add_article(store, "https://ledger.example/copy")
    scenes.add_first_version(store, article_id)
    version = builders.version(claims=(builders.claim(22),))
    scenes.check(store, copy_id, kind=model.CheckKind.FIRST_VERSION, version=version, canonical_url=A)

    copy = store.load_article_detail(copy_id)
    assert (copy.article.next_check_at, copy.article.next_check_reason) == (
        None,
        f"same article as #{article_id}",
    )
    assert copy.versions == (version,)
    assert store.find_article("https://ledger.example/copy") == article_id
    assert [reading.id for reading in store.find_articles()] == [article_id]
    assert [each.article_id for each in store.find_observations(current_only=True)] == [article_id]
    assert scenes.claim_articles(store, at=minutes(60)) == [article_id]


def test_an_older_article_takes_the_canonical_url_of_a_later_one(store: scenes.AnyStore, article_id: int):
    later_id = scenes.add_article(store, "https://ledger.example/real")
    scenes.check(store, article_id, canonical_url="https://ledger.example/real")
    assert store.find_article("https://ledger.example/real") == article_id
    assert store.load_article_detail(later_id).article.next_check_at is None
    assert scenes.claim_articles(store, at=minutes(60)) == [article_id]


def test_a_retired_article_stays_retired_whatever_a_check_under_way_says(
    store: scenes.AnyStore, article_id: int
):
    later_id = scenes.add_article(store, "https://ledger.example/real")
    scenes.check(store, article_id, canonical_url="https://ledger.example/real")
    scenes.check(store, later_id, canonical_url="https://ledger.example/third", at=minutes(1))
    reading = store.load_article_detail(later_id).article
    assert (reading.next_check_at, reading.next_check_reason) == (None, f"same article as #{article_id}")
    assert store.find_article("https://ledger.example/third") is None


def test_three_articles_that_are_one_end_as_the_oldest(store: scenes.AnyStore, article_id: int):
    ids = [scenes.add_article(store, f"https://ledger.example/{name}") for name in ("b", "c")]
    scenes.check(store, ids[1], canonical_url="https://ledger.example/b")
    scenes.check(store, ids[0], canonical_url=A)
    assert {store.find_article(f"https://ledger.example/{name}") for name in "abc"} == {article_id}


def test_an_article_that_is_two_others_at_once_leaves_the_oldest(store: scenes.AnyStore, article_id: int):
    ids = [scenes.add_article(store, f"https://ledger.example/{name}") for name in ("b", "c")]
    scenes.check(store, ids[1], canonical_url=A, moved_to="https://ledger.example/b")
    assert {store.find_article(f"https://ledger.example/{name}") for name in "abc"} == {article_id}
    assert [reading.id for reading in store.find_articles()] == [article_id]


def test_the_topics_of_a_retired_article_live_on_in_the_one_it_is(store: scenes.AnyStore):
    older_id = scenes.add_article(store, topic_ids=())
    scenes.check(store, older_id, kind=model.CheckKind.OFF_TOPIC, topic_ids=(), next_check_at=None)
    later_id = scenes.add_article(store, "https://ledger.example/b", topic_ids=("talks",))
    scenes.check(store, later_id, at=minutes(7), topic_ids=("talks",), canonical_url=A)
    assert store.load_article(older_id).topic_ids == ("talks",)
    assert scenes.claim_articles(store, at=minutes(7)) == [older_id]
