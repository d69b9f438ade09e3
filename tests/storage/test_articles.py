"""ArticleStore: what is due and known, held to by the fake, SQLite and PostgreSQL."""

import pytest

from monitor import errors, model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes


def test_an_unknown_article_is_not_found(store: scenes.AnyStore):
    with pytest.raises(errors.NotFoundError):
        store.load_article(99)
    with pytest.raises(errors.NotFoundError):
        store.load_past(99)
    with pytest.raises(errors.NotFoundError):
        store.save_check(builders.check_outcome(article_id=99), page=None)
    assert store.find_article("https://ledger.example/nowhere") is None


def test_a_claimed_article_is_nobody_elses_until_the_lease_is_over(store: scenes.AnyStore, article_id: int):
    assert scenes.claim_articles(store, owner="me") == [article_id]
    assert scenes.claim_articles(store, owner="you", at=minutes(9)) == []
    assert scenes.claim_articles(store, owner="you", at=minutes(10)) == [article_id]


def test_a_claimed_article_comes_loaded(store: scenes.AnyStore, article_id: int):
    scenes.add_first_version(store, article_id)
    loaded = store.load_article(article_id)
    (job,) = store.claim_due_articles(now=NOON + minutes(10), lease=scenes.LEASE, owner="me", limit=10)
    assert (job.id, job.lane) == (article_id, "ledger.example")
    assert job.claimed == model.ClaimedArticle(article=loaded, at=NOON + minutes(10))


def test_watched_articles_are_claimed_before_candidates_then_the_most_overdue(store: scenes.AnyStore):
    waits = {"candidate": 5, "watched-late": 20, "watched": 10}
    ids = {}
    for name, wait in waits.items():
        topic_ids = () if name == "candidate" else ("talks",)
        ids[name] = scenes.add_article(store, f"https://ledger.example/{name}", topic_ids=topic_ids)
        scenes.check(store, ids[name], topic_ids=topic_ids, next_check_at=NOON + minutes(wait))
    assert scenes.claim_articles(store, at=minutes(4)) == []
    assert scenes.claim_articles(store, at=minutes(60), limit=2) == [ids["watched"], ids["watched-late"]]
    assert scenes.claim_articles(store, at=minutes(60), limit=2) == [ids["candidate"]]


def test_a_release_gives_back_what_this_owner_holds_and_nothing_else(store: scenes.AnyStore, article_id: int):
    other_id = scenes.add_article(store, "https://ledger.example/b")
    assert scenes.claim_articles(store, owner="me", limit=1) == [article_id]
    assert scenes.claim_articles(store, owner="you", limit=1) == [other_id]
    assert scenes.claim_feeds(store, owner="me", at=minutes(10)) == [1]
    assert store.release_leases("me") == 2
    assert store.release_leases("me") == 0
    assert scenes.claim_articles(store) == [article_id]
    assert scenes.claim_feeds(store, at=minutes(10)) == [1]


def test_an_article_without_a_version_has_no_past(store: scenes.AnyStore, article_id: int):
    assert store.load_article(article_id).latest is None
    with pytest.raises(errors.NotFoundError):
        store.load_past(article_id)


def test_an_article_never_to_be_checked_again_is_never_due(store: scenes.AnyStore, article_id: int):
    scenes.check(store, article_id, kind=model.CheckKind.OFF_TOPIC, topic_ids=(), next_check_at=None)
    assert scenes.claim_articles(store, at=minutes(10_000)) == []
    assert store.find_articles() == ()


def test_live_need_is_summed_over_what_is_still_scheduled(store: scenes.AnyStore, article_id: int):
    assert store.sum_live_needs() == {"ledger.example": 0.0}
    other_id = scenes.add_article(store, "https://ledger.example/b")
    scenes.check(store, article_id, need=0.5)
    scenes.check(store, other_id, need=0.25)
    assert store.sum_live_needs() == pytest.approx({"ledger.example": 0.75})
    scenes.check(store, other_id, need=0.25, next_check_at=None)
    assert store.sum_live_needs() == pytest.approx({"ledger.example": 0.5})


def test_the_most_overdue_for_its_own_interval_is_claimed_first(store: scenes.AnyStore):
    for name, wait in (("old", 300), ("fresh", 5)):
        article_id = scenes.add_article(store, f"https://ledger.example/{name}")
        scenes.check(store, article_id, next_check_at=NOON + minutes(wait))
    assert scenes.claim_articles(store, at=minutes(320), limit=1) == [2]


def test_one_host_holds_no_more_places_than_its_lane_has(store: scenes.AnyStore):
    for number in range(5):
        scenes.add_article(store, f"https://ledger.example/{number}")
    scenes.add_article(store, "https://wire.example/a")

    def claim(*taken: tuple[str, int]) -> list[str]:
        lanes = model.LaneRoom(limit=2, taken=taken)
        jobs = store.claim_due_articles(now=NOON, lease=scenes.LEASE, owner="me", limit=10, lanes=lanes)
        return sorted(job.lane for job in jobs)

    assert claim() == ["ledger.example", "ledger.example", "wire.example"]
    assert claim(("ledger.example", 2), ("wire.example", 1)) == []
    assert claim(("ledger.example", 1)) == ["ledger.example"]


def test_every_host_is_asked_however_many_have_something_due(store: scenes.AnyStore):
    hosts = [f"host{number}.example" for number in range(140)]
    scenes.poll(store, *(scenes.sighting(f"https://{host}/{name}") for host in hosts for name in "ab"))
    lanes = model.LaneRoom(limit=1)
    jobs = store.claim_due_articles(now=NOON, lease=scenes.LEASE, owner="me", limit=200, lanes=lanes)
    assert sorted(job.lane for job in jobs) == sorted(hosts)


def test_an_article_is_claimed_when_it_is_due_whatever_else_its_host_waits_for(store: scenes.AnyStore):
    for name, wait in (("a", 5), ("b", 200), ("c", 30)):
        article_id = scenes.add_article(store, f"https://ledger.example/{name}")
        scenes.check(store, article_id, next_check_at=NOON + minutes(wait))
    assert scenes.claim_articles(store, at=minutes(5)) == [1]
    scenes.check(store, 1, at=minutes(6), next_check_at=NOON + minutes(12))
    assert scenes.claim_articles(store, at=minutes(11)) == []
    assert scenes.claim_articles(store, at=minutes(12)) == [1]
    assert scenes.claim_articles(store, at=minutes(30)) == [1, 3]
    assert scenes.claim_articles(store, at=minutes(200)) == [1, 3, 2]
