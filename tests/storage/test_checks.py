"""ArticleStore: what a check leaves behind, held to by the fake, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from monitor import errors, model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes


def test_a_first_version_comes_back_as_it_was_given(store: scenes.AnyStore, article_id: int):
    claims = (
        builders.claim(20, low=Decimal("20.50"), high=None, hedge=model.Hedge.AT_LEAST, is_reported=True),
        model.Claim(
            claim_id="stance",
            type=model.ClaimType.STANCE,
            value="refuses",
            start=3,
            end=9,
            sentence="Hamas refuses.",
            source="Hamas",
            verb=model.VerbClass.DOUBT,
            is_negated=True,
            field=model.TextField.HEADLINE,
            unit="days",
            rule="stance/1",
            confidence=0.25,
        ),
    )
    article = builders.article(
        "פסקה ראשונה",
        "« deux »\n",
        subheadline="sub",
        byline="by",
        language="he",
        published_at=NOON,
        modified_at=NOON,
    )
    version = builders.version(article=article, claims=claims, seen_at=NOON + timedelta(microseconds=1))
    change_id = scenes.check(
        store,
        article_id,
        kind=model.CheckKind.FIRST_VERSION,
        version=version,
        fingerprint="f",
        body_digest="d",
    )
    assert change_id is None
    past = store.load_past(article_id)
    assert past == model.Past(
        latest=version,
        history=((1, version.content_hash),),
        headlines=((1, version.article.headline),),
        subheadlines=((1, version.article.subheadline),),
        bylines=((1, version.article.byline),),
    )
    assert str(past.latest.claims[0].low) == "20.50"
    loaded = store.load_article(article_id)
    assert loaded.latest == builders.mark_of(version)
    assert (loaded.fingerprint, loaded.body_digest, loaded.language) == ("f", "d", "he")
    assert (loaded.published_at, loaded.last_seen_at) == (NOON, NOON)
    (reading,) = store.find_articles()
    assert (reading.headline, reading.language, reading.version_count) == (article.headline, "he", 1)


def test_a_revision_moves_the_newest_version_and_keeps_the_past(store: scenes.AnyStore, article_id: int):
    first = scenes.add_first_version(store, article_id)
    scenes.add_revision(store, article_id, at=minutes(15))
    scenes.add_revision(store, article_id, at=minutes(30), version={"content_hash": first.content_hash})
    loaded, past = store.load_article(article_id), store.load_past(article_id)
    assert past.latest.number == 3
    assert past.latest.claims == (builders.claim(20),)
    assert past.history == ((1, first.content_hash), (2, f"1:{2:064x}"), (3, first.content_hash))
    assert loaded.latest == builders.mark_of(past.latest)
    assert (loaded.last_revised_at, loaded.last_seen_at) == (NOON + minutes(30), NOON + minutes(30))


def test_what_is_known_of_the_newest_version_outlives_checks_that_bring_none(
    store: scenes.AnyStore, article_id: int
):
    mark = builders.mark_of(scenes.add_first_version(store, article_id))
    scenes.check(store, article_id, at=minutes(5))
    scenes.check(store, article_id, at=minutes(10), kind=model.CheckKind.FAILED, failure=builders.failure())
    assert store.load_article(article_id).latest == mark


def test_the_count_of_revisions_is_what_each_check_says_and_when_is_the_last_version(
    store: scenes.AnyStore, article_id: int
):
    scenes.add_first_version(store, article_id)
    scenes.add_revision(store, article_id, at=minutes(15), revision_count=1)
    # Back to the first text: a version, but no further text.
    scenes.add_revision(store, article_id, at=minutes(30), revision_count=1)
    scenes.check(store, article_id, at=minutes(45), revision_count=1)
    loaded = store.load_article(article_id)
    assert (loaded.revision_count, loaded.last_revised_at) == (1, NOON + minutes(30))


def test_a_check_of_a_version_that_moved_on_is_refused_and_nothing_of_it_is_written(
    store: scenes.AnyStore, article_id: int
):
    scenes.add_first_version(store, article_id)
    scenes.add_revision(store, article_id, at=minutes(15))
    before = (
        store.load_article_detail(article_id),
        store.load_totals(now=NOON),
        store.load_article(article_id),
    )
    with pytest.raises(errors.StaleError):
        scenes.add_revision(
            store, article_id, at=minutes(20), base_number=1, alert=builders.alert(dedupe_key="other")
        )
    with pytest.raises(errors.StaleError):
        scenes.check(store, article_id, base_number=3, etag="new")
    assert (
        store.load_article_detail(article_id),
        store.load_totals(now=NOON),
        store.load_article(article_id),
    ) == before


def quiet_check(store: scenes.AnyStore, article_id: int, **fields: object) -> model.CheckOutcome:
    latest = store.load_article(article_id).latest
    return builders.check_outcome(
        **(
            {
                "article_id": article_id,
                "kind": model.CheckKind.UNCHANGED,
                "checked_at": NOON + minutes(30),
                "next_check_at": NOON + minutes(45),
                "base_number": latest.number if latest else 0,
            }
            | fields
        )
    )


def test_quiet_checks_are_recorded_together_as_they_would_be_one_by_one(store: scenes.AnyStore):
    ids = [scenes.add_article(store, f"https://ledger.example/{name}") for name in "abcd"]
    for article_id in ids:
        scenes.add_first_version(store, article_id)
    scenes.claim_articles(store, at=minutes(20))
    not_modified = {"kind": model.CheckKind.NOT_MODIFIED, "status": 304, "etag": "new"}
    checks = [
        quiet_check(store, article_id, **fields)
        for article_id, fields in zip(ids, ({}, not_modified, {}, not_modified), strict=True)
    ]
    for outcome in checks[2:]:
        store.save_check(outcome, page=None)
    store.save_quiet_checks([checks[1], checks[0]])
    together, alone = ids[:2], ids[2:]
    for one, other in zip(together, alone, strict=True):
        assert store.load_article_detail(one).checks == store.load_article_detail(other).checks
        assert replace(store.load_article(one), id=other, url=store.load_article(other).url) == (
            store.load_article(other)
        )
    assert scenes.claim_articles(store, at=minutes(44)) == []
    assert sorted(scenes.claim_articles(store, at=minutes(45))) == ids


@pytest.mark.parametrize("event", ["a new version", "woken by a feed"])
def test_of_quiet_checks_none_is_written_when_something_happened_to_one_article(
    store: scenes.AnyStore, event: str
):
    ids = [scenes.add_article(store, f"https://ledger.example/{name}") for name in "abc"]
    for article_id in ids:
        scenes.add_first_version(store, article_id)
    checks = [quiet_check(store, article_id) for article_id in ids]
    if event == "a new version":
        scenes.add_revision(store, ids[1], at=minutes(15))
    else:
        scenes.add_article(store, "https://ledger.example/b", updated_at=NOON + minutes(20))
    before = [store.load_article_detail(article_id) for article_id in ids]
    with pytest.raises(errors.StaleError):
        store.save_quiet_checks(checks)
    assert [store.load_article_detail(article_id) for article_id in ids] == before


def test_a_check_that_found_something_is_no_quiet_one(store: scenes.AnyStore, article_id: int):
    loud = quiet_check(store, article_id, kind=model.CheckKind.FAILED, failure=builders.failure())
    with pytest.raises(ValueError, match="found something"):
        store.save_quiet_checks([loud])


def test_an_alert_without_a_change_is_refused(store: scenes.AnyStore, article_id: int):
    with pytest.raises(ValueError, match="change"):
        scenes.check(store, article_id, alert=builders.alert())


@pytest.mark.parametrize("kind", [model.CheckKind.UNCHANGED, model.CheckKind.NOT_MODIFIED])
def test_a_check_that_confirms_the_text_moves_when_it_was_last_seen(
    store: scenes.AnyStore, article_id: int, kind: model.CheckKind
):
    scenes.add_first_version(store, article_id)
    scenes.check(store, article_id, at=minutes(5), kind=kind)
    assert store.load_article(article_id).last_seen_at == NOON + minutes(5)


def test_a_failed_check_keeps_when_it_was_last_seen_and_tells_why(store: scenes.AnyStore, article_id: int):
    scenes.add_first_version(store, article_id)
    failure = builders.failure(
        model.FailureKind.GONE, retry_after=timedelta(seconds=90), status=410, is_permanent=True
    )
    scenes.check(
        store,
        article_id,
        at=minutes(5),
        kind=model.CheckKind.FAILED,
        failure=failure,
        failure_count=2,
        missing_count=2,
        missing_since=NOON + minutes(1),
        status=410,
    )
    loaded = store.load_article(article_id)
    assert loaded.last_seen_at == NOON
    assert (loaded.last_failure, loaded.failure_count) == (failure, 2)
    assert (loaded.missing_count, loaded.missing_since) == (2, NOON + minutes(1))
    assert store.find_articles()[0].failure is model.FailureKind.GONE
    assert store.load_outlets()[0].failing_count == 1
    assert store.load_outlets()[0].next_check_at == NOON + minutes(10)

    scenes.check(store, article_id, at=minutes(10))
    loaded = store.load_article(article_id)
    assert (loaded.last_failure, loaded.failure_count, loaded.missing_since) == (None, 0, None)
    assert store.load_outlets()[0].failing_count == 0


def test_looks_are_counted_by_outlet_and_what_came_of_them(store: scenes.AnyStore, article_id: int):
    scenes.add_first_version(store, article_id)
    for at, kind in ((5, model.FailureKind.BLOCKED), (10, model.FailureKind.NOT_FOUND)):
        scenes.check(
            store, article_id, at=minutes(at), kind=model.CheckKind.FAILED, failure=builders.failure(kind)
        )
    scenes.check(store, article_id, at=minutes(15))
    outlet_id = store.load_outlets()[0].id
    assert store.count_looks(since=NOON) == {outlet_id: model.Looks(count=4, failed_count=2, refused_count=1)}
    assert store.count_looks(since=NOON + minutes(10)) == {outlet_id: model.Looks(count=2, failed_count=1)}
    assert store.count_looks(since=NOON + minutes(16)) == {}


def test_a_check_stores_the_state_it_is_given_and_gives_the_lease_back(
    store: scenes.AnyStore, article_id: int
):
    scenes.claim_articles(store)
    scenes.check(
        store,
        article_id,
        etag='"1"',
        last_modified="then",
        is_removed=True,
        is_flapping=True,
        topic_ids=("a", "b"),
    )
    loaded = store.load_article(article_id)
    assert (loaded.etag, loaded.last_modified) == ('"1"', "then")
    assert (loaded.is_removed, loaded.is_flapping, loaded.topic_ids) == (True, True, ("a", "b"))
    assert loaded.due_at == NOON + minutes(5)
    assert scenes.claim_articles(store, at=minutes(5)) == [article_id]
    scenes.check(store, article_id)
    loaded = store.load_article(article_id)
    assert (loaded.etag, loaded.last_modified, loaded.is_removed) == (None, None, False)


@pytest.mark.parametrize(("given", "stands"), [(NOON - minutes(60), NOON - minutes(60)), (None, NOON)])
def test_the_date_a_feed_gave_stands_and_else_the_page_says_it(
    store: scenes.AnyStore, given: datetime | None, stands: datetime
):
    article_id = scenes.add_article(store, published_at=given)
    scenes.add_first_version(store, article_id, article=builders.article(published_at=NOON))
    assert store.load_article(article_id).published_at == stands
    scenes.check(store, article_id, at=minutes(5))
    assert store.load_article(article_id).published_at == stands


def test_every_check_is_recorded(store: scenes.AnyStore, article_id: int):
    scenes.add_first_version(store, article_id)
    scenes.check(store, article_id, at=minutes(5), kind=model.CheckKind.NOT_MODIFIED, status=304)
    scenes.check(store, article_id, at=minutes(10), kind=model.CheckKind.FAILED, failure=builders.failure())
    assert store.load_article_detail(article_id).checks == (
        model.CheckReading(
            checked_at=NOON + minutes(10),
            kind=model.CheckKind.FAILED,
            status=None,
            failure=model.FailureKind.TIMEOUT,
            detail="no answer within 20 s",
        ),
        model.CheckReading(
            checked_at=NOON + minutes(5),
            kind=model.CheckKind.NOT_MODIFIED,
            status=304,
            failure=None,
            detail="",
        ),
        model.CheckReading(
            checked_at=NOON, kind=model.CheckKind.FIRST_VERSION, status=None, failure=None, detail=""
        ),
    )


@pytest.mark.parametrize(
    ("kind", "minute"),
    [(model.CheckKind.UNCHANGED, 5), (model.CheckKind.NOT_MODIFIED, 0), (model.CheckKind.FAILED, 0)],
)
def test_only_a_page_that_was_sent_counts_as_read_whole(
    store: scenes.AnyStore, article_id: int, kind: model.CheckKind, minute: int
):
    assert store.load_article(article_id).whole_at is None
    scenes.add_first_version(store, article_id)
    scenes.check(store, article_id, at=minutes(5), kind=kind)
    assert store.load_article(article_id).whole_at == NOON + minutes(minute)


def test_no_quiet_checks_at_all_are_recorded_as_such(store: scenes.AnyStore):
    store.save_quiet_checks([])
    assert store.find_articles() == ()
