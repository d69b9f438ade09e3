"""Readings, held to by the fake, SQLite and PostgreSQL."""

from datetime import timedelta

import pytest

from monitor import errors, model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes


def test_nothing_is_counted_in_an_empty_store(empty_store: scenes.AnyStore):
    empty_store.ping()
    totals = empty_store.load_totals(now=NOON)
    assert totals == model.Totals(
        article_count=0,
        version_count=0,
        change_count=0,
        check_count=0,
        alert_count=0,
        waiting_delivery_count=0,
        dead_delivery_count=0,
        oldest_due_at=None,
        oldest_waiting_at=None,
        last_activity_at=None,
    )
    assert empty_store.load_outlets() == ()
    assert empty_store.count_looks(since=NOON) == {}
    assert empty_store.find_changes(model.ChangeFilter()) == ()
    assert empty_store.find_observations() == ()
    assert empty_store.find_alerts() == ()


def test_totals_count_what_there_is_and_find_what_is_late(revised: scenes.AnyStore):
    scenes.poll(
        revised, scenes.sighting("https://ledger.example/c", topic_ids=()), polled_at=NOON + minutes(1)
    )
    totals = revised.load_totals(now=NOON + minutes(19))
    assert totals == model.Totals(
        article_count=1,
        version_count=2,
        change_count=1,
        check_count=2,
        alert_count=1,
        waiting_delivery_count=1,
        dead_delivery_count=0,
        oldest_due_at=NOON + minutes(1),
        oldest_waiting_at=NOON + minutes(15),
        last_activity_at=NOON + minutes(15),
        review_count=1,
    )
    assert revised.load_totals(now=NOON).oldest_due_at is None
    revised.save_delivery(
        model.DeliveryOutcome(
            delivery_id=1,
            attempted_at=NOON,
            state=model.DeliveryState.DEAD,
            attempt_count=12,
            reason="refused",
        )
    )
    totals = revised.load_totals(now=NOON)
    assert (totals.waiting_delivery_count, totals.dead_delivery_count) == (0, 1)
    assert totals.oldest_waiting_at is None


def test_outlets_are_listed_by_name_with_their_coverage(wide: scenes.AnyStore):
    scenes.poll(wide, polled_at=NOON + minutes(25), is_unchanged=True)
    ledger, wire = wide.load_outlets()
    assert (ledger.id, ledger.name, wire.name) == ("ledger", "The Coastal Ledger", "Wire")
    assert (ledger.article_count, ledger.version_count, ledger.change_count) == (1, 2, 2)
    assert (ledger.failing_count, wire.failing_count) == (1, 0)
    assert (ledger.last_good_at, wire.last_good_at) == (NOON + minutes(30), NOON + minutes(20))
    assert [feed.url for feed in wire.feeds] == ["https://wire.example/rss"]


def test_an_outlet_nothing_is_known_of_yet_is_listed(store: scenes.AnyStore):
    (outlet,) = store.load_outlets()
    assert (outlet.article_count, outlet.version_count, outlet.last_good_at) == (0, 0, None)


def test_what_is_unknown_is_not_found(revised: scenes.AnyStore):
    with pytest.raises(errors.NotFoundError):
        revised.load_change(99)
    with pytest.raises(errors.NotFoundError):
        revised.load_article_detail(99)
    with pytest.raises(errors.NotFoundError):
        revised.load_version_page(1, 3)
    with pytest.raises(errors.NotFoundError):
        revised.load_version_page(99, 1)


def test_watched_articles_are_listed_newest_first_in_pages(wide: scenes.AnyStore):
    scenes.poll(wide, scenes.sighting("https://ledger.example/candidate", topic_ids=()))
    scenes.poll(wide, scenes.sighting("https://ledger.example/b"))
    assert [reading.id for reading in wide.find_articles()] == [4, 2, 1]
    assert [reading.id for reading in wide.find_articles(limit=1)] == [4]
    assert [reading.id for reading in wide.find_articles(before_id=4, limit=1)] == [2]
    assert [reading.id for reading in wide.find_articles(outlet_id="ledger")] == [4, 1]


def test_an_article_is_shown_with_its_versions_changes_and_checks(wide: scenes.AnyStore):
    detail = wide.load_article_detail(1)
    assert detail.article.topic_ids == ("talks",)
    assert detail.article.is_removed
    assert detail.article.last_checked_at == NOON + minutes(40)
    assert [version.number for version in detail.versions] == [1, 2]
    assert [version.claims for version in detail.versions] == [(builders.claim(22),), (builders.claim(20),)]
    assert [reading.id for reading in detail.changes] == [3, 1]
    assert len(detail.checks) == 3


def test_the_evidence_behind_a_version_is_kept_byte_for_byte(store: scenes.AnyStore):
    article_id = scenes.add_article(store)
    page = builders.page(
        bytes(range(256)) * 50,
        headers=(("set-cookie", "a=1"), ("set-cookie", "b=2"), ("x-note", "é")),
        moved_to="https://ledger.example/b",
        elapsed=timedelta(microseconds=123_456),
    )
    version = builders.version()
    outcome = builders.check_outcome(
        article_id=article_id, kind=model.CheckKind.FIRST_VERSION, version=version
    )
    store.save_check(outcome, page=page)
    assert store.load_version_page(article_id, 1) == model.Snapshot(
        page=page, sha256=version.raw_sha256, chain_sha256=version.chain_sha256
    )


def test_an_empty_page_is_evidence_too(store: scenes.AnyStore):
    article_id = scenes.add_article(store)
    outcome = builders.check_outcome(
        article_id=article_id, kind=model.CheckKind.FIRST_VERSION, version=builders.version()
    )
    store.save_check(outcome, page=builders.page(b""))
    assert store.load_version_page(article_id, 1).page.body == b""


def test_claims_are_observed_for_as_long_as_their_version_stood(revised: scenes.AnyStore):
    assert revised.find_observations() == (
        model.ClaimObservation(
            claim=builders.claim(22),
            outlet_id="ledger",
            outlet_name="The Coastal Ledger",
            article_id=1,
            headline="Hamas to free 8 hostages",
            version_number=1,
            from_at=NOON,
            until_at=NOON + minutes(15),
            change_id=None,
            id=1,
        ),
        model.ClaimObservation(
            claim=builders.claim(20),
            outlet_id="ledger",
            outlet_name="The Coastal Ledger",
            article_id=1,
            headline="Hamas to free 8 hostages",
            version_number=2,
            from_at=NOON + minutes(15),
            until_at=None,
            change_id=1,
            id=2,
        ),
    )


def test_current_claims_are_those_of_newest_versions_that_are_still_shown(wide: scenes.AnyStore):
    found = wide.find_observations(current_only=True)
    assert [(each.article_id, each.version_number) for each in found] == [(2, 2)]
    assert found[0].gone_at is None


def test_claims_of_an_article_that_is_gone_say_when_it_was_last_seen(revised: scenes.AnyStore):
    scenes.check(
        revised,
        1,
        at=minutes(30),
        kind=model.CheckKind.FAILED,
        failure=builders.failure(model.FailureKind.GONE),
        is_removed=True,
    )
    assert {each.gone_at for each in revised.find_observations()} == {NOON + minutes(15)}


def test_claims_are_found_by_topic_and_definition_oldest_first(wide: scenes.AnyStore):
    assert [each.from_at - NOON for each in wide.find_observations(topic_id="talks")] == [
        minutes(0),
        minutes(30),
    ]
    assert [each.outlet_id for each in wide.find_observations()] == ["ledger", "wire", "wire", "ledger"]
    assert len(wide.find_observations(claim_id="hostages_alive")) == 4
    assert wide.find_observations(claim_id="bodies") == ()


def test_alerts_are_listed_newest_first_and_by_the_state_of_a_delivery(wide: scenes.AnyStore):
    assert [alert.id for alert in wide.find_alerts()] == [2, 1]
    assert [alert.id for alert in wide.find_alerts(limit=1)] == [2]
    wide.save_delivery(
        model.DeliveryOutcome(
            delivery_id=1,
            attempted_at=NOON,
            state=model.DeliveryState.DEAD,
            attempt_count=12,
            reason="refused",
        )
    )
    (dead,) = wide.find_alerts(state=model.DeliveryState.DEAD)
    assert (dead.id, dead.change_id, dead.severity) == (1, 1, model.Severity.HIGH)
    assert dead.deliveries[0].reason == "refused"


def test_alerts_are_loaded_by_their_numbers(revised: scenes.AnyStore):
    scenes.add_revision(revised, 1, at=minutes(30))
    newest, oldest = revised.find_alerts()
    assert revised.load_alerts([newest.id, oldest.id, 99]) == (oldest, newest)
    assert revised.load_alerts([]) == ()
