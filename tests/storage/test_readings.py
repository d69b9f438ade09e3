"""Readings, held to by the fake, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor import errors, model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes

DIFF = model.Diff(
    fields=(
        model.FieldDiff(
            field=model.TextField.BODY,
            sentences=(
                model.SentenceDiff(
                    op=model.SentenceOp.CHANGED,
                    old="22 alive. ",
                    new="20 alive. ",
                    segments=(
                        model.Segment(op=model.Op.DELETE, text="22"),
                        model.Segment(op=model.Op.INSERT, text="20"),
                        model.Segment(op=model.Op.EQUAL, text=" alive. "),
                    ),
                    edits=(model.EditKind.NUMBER,),
                ),
            ),
        ),
    ),
    edits=(model.EditKind.NUMBER,),
    added_word_count=1,
    removed_word_count=1,
)
MODAL = builders.delta("will", "may", kind=model.DeltaKind.MODAL)


@pytest.fixture
def revised(store: scenes.AnyStore) -> scenes.AnyStore:
    """A store with one article in two versions."""
    article_id = scenes.add_article(store)
    scenes.add_first_version(store, article_id)
    scenes.add_revision(
        store,
        article_id,
        at=minutes(15),
        change=builders.change(
            diff=DIFF,
            reverts_to=1,
            notice="Corrected.",
            unexplained=(MODAL, builders.delta("“40”\x00", "", field=model.TextField.HEADLINE)),
            unexplained_left_out=3,
            unread_chars=7,
        ),
    )
    return store


@pytest.fixture
def wide(empty_store: scenes.AnyStore) -> scenes.AnyStore:
    """A store with two outlets, an article each, and three changes that differ in all that can be asked for."""
    store = empty_store
    scenes.save_outlets(
        store, builders.outlet(), builders.outlet(id="wire", name="Wire", feeds=("https://wire.example/rss",))
    )
    scenes.poll(store, scenes.sighting(topic_ids=("talks",)))
    scenes.poll(store, scenes.sighting(topic_ids=("Talks", "aid")), feed_id=2, outlet_id="wire")
    for article_id, topic_ids in ((1, ("talks",)), (2, ("Talks", "aid"))):
        scenes.check(
            store,
            article_id,
            kind=model.CheckKind.FIRST_VERSION,
            version=builders.version(claims=(builders.claim(22),)),
            topic_ids=topic_ids,
        )
    removed = builders.event(model.EventKind.ARTICLE_REMOVED)
    scenes.add_revision(store, 1, at=minutes(30), topic_ids=("talks",))
    scenes.add_revision(store, 2, at=minutes(20), topic_ids=("Talks", "aid"))
    scenes.check(
        store,
        1,
        at=minutes(40),
        topic_ids=("talks",),
        kind=model.CheckKind.FAILED,
        failure=builders.failure(model.FailureKind.GONE),
        is_removed=True,
        change=builders.change(
            old_number=2,
            new_number=None,
            first_seen_new_at=NOON + minutes(40),
            severity=model.Severity.LOW,
            claim_changes=(),
            events=(removed,),
        ),
    )
    return store


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


def test_changes_are_listed_newest_first_without_their_diffs(wide: scenes.AnyStore):
    found = wide.find_changes(model.ChangeFilter())
    assert [reading.id for reading in found] == [3, 1, 2]
    assert [reading.article.id for reading in found] == [1, 1, 2]
    assert [reading.alert_id for reading in found] == [None, 1, 2]
    assert found[1].article == wide.find_articles(outlet_id="ledger")[0]


def test_a_listed_change_is_whole_but_for_its_diff(revised: scenes.AnyStore):
    (reading,) = revised.find_changes(model.ChangeFilter())
    whole = revised.load_change(1).reading.change
    assert whole.diff == DIFF
    assert reading.change == replace(whole, diff=None)
    assert (whole.reverts_to, whole.notice) == (1, "Corrected.")


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"outlet_id": "wire"}, [2]),
        ({"topic_id": "talks"}, [3, 1]),  # not "Talks"
        ({"topic_id": "aid"}, [2]),
        ({"topic_id": "ai"}, []),
        ({"claim_id": "hostages_alive"}, [1, 2]),
        ({"claim_id": "other"}, []),
        ({"kind": model.EventKind.ARTICLE_REMOVED}, [3]),
        ({"min_severity": model.Severity.HIGH}, [1, 2]),
        ({"min_severity": model.Severity.LOW}, [3, 1, 2]),
        ({"limit": 2}, [3, 1]),
        ({"before_id": 3}, [1, 2]),
        ({"before_id": 1, "limit": 1}, [2]),
        ({"before_id": 2}, []),
        ({"before_id": 99}, []),
        ({"outlet_id": "ledger", "kind": model.EventKind.CLAIM_CHANGED}, [1]),
    ],
)
def test_changes_are_found_by_each_filter(wide: scenes.AnyStore, query: dict, ids: list[int]):
    assert [reading.id for reading in wide.find_changes(model.ChangeFilter(**query))] == ids


def test_words_without_a_claim_are_kept_with_their_change(revised: scenes.AnyStore):
    for change in (
        revised.find_changes(model.ChangeFilter())[0].change,
        revised.load_change(1).reading.change,
        revised.load_article_detail(1).changes[0].change,
    ):
        assert change.unexplained[0] == MODAL
        assert (change.unexplained[1].old.rstrip("\x00\ufffd"), change.unexplained[1].new) == ("“40”", "")
        assert (change.unexplained[1].field, len(change.unexplained)) == (model.TextField.HEADLINE, 2)
        assert (change.unexplained_left_out, change.unread_chars) == (3, 7)


@pytest.fixture
def for_review(wide: scenes.AnyStore) -> scenes.AnyStore:
    """The wide store, and a number, a modal, and a claim change on weak evidence: changes 4, 5 and 6."""
    weak = builders.claim_change(tier=model.Tier.REVIEW)
    findings = (
        {"unexplained": (builders.delta(), builders.delta()), "claim_changes": ()},
        {"unexplained": (MODAL,), "claim_changes": ()},
        {"claim_changes": (builders.claim_change(), weak)},
    )
    for place, found in enumerate(findings):
        at = minutes(50 + place)
        change = builders.change(
            old_number=place + 2, new_number=place + 3, first_seen_new_at=NOON + at, **found
        )
        assert scenes.add_revision(wide, 2, at=at, change=change) == place + 4
    return wide


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"review": tuple(model.ReviewKind)}, [6, 5, 4]),
        ({"review": (model.ReviewKind.NUMBER,)}, [4]),
        ({"review": (model.ReviewKind.NUMBER, model.ReviewKind.MODAL)}, [5, 4]),
        ({"review": (model.ReviewKind.CLAIM,)}, [6]),
        ({"review": (model.ReviewKind.POLARITY,)}, []),
        ({"review": ()}, []),
        ({"review": tuple(model.ReviewKind), "outlet_id": "ledger"}, []),
        ({"review": tuple(model.ReviewKind), "before_id": 5}, [4]),
        ({}, [6, 5, 4, 3, 1, 2]),
    ],
)
def test_changes_for_review_are_found_by_kind(for_review: scenes.AnyStore, query: dict, ids: list[int]):
    assert [reading.id for reading in for_review.find_changes(model.ChangeFilter(**query))] == ids


def test_what_waits_for_review_is_counted_for_seven_days(for_review: scenes.AnyStore):
    last_at = NOON + minutes(52)
    assert for_review.load_totals(now=last_at + model.REVIEW_SPAN).review_count == 1
    assert for_review.load_totals(now=last_at).review_count == 3
    assert for_review.load_totals(now=last_at + timedelta(days=7, seconds=1)).review_count == 0


def test_a_change_is_found_by_the_claim_of_an_event_too(wide: scenes.AnyStore):
    event = builders.event(model.EventKind.CLAIM_INCONSISTENT, claim_id="bodies")
    change_id = scenes.add_revision(
        wide,
        2,
        at=minutes(50),
        change=builders.change(old_number=2, new_number=3, events=(event,), claim_changes=()),
    )
    assert [each.id for each in wide.find_changes(model.ChangeFilter(claim_id="bodies"))] == [change_id]


def test_a_change_shows_both_versions_its_alert_and_its_neighbours(wide: scenes.AnyStore):
    detail = wide.load_change(1)
    assert (detail.old.number, detail.new and detail.new.number) == (1, 2)
    assert detail.old.claims == (builders.claim(22),)
    assert detail.alert is not None
    assert (detail.alert.id, detail.alert.change_id, detail.alert.rule_ids) == (1, 1, ("counts",))
    assert detail.alert.deliveries[0].channel_id == "desk"
    assert detail.reading.alert_id == 1
    assert (detail.previous_id, detail.next_id) == (None, 3)
    detail = wide.load_change(3)
    assert (detail.old.number, detail.new, detail.alert, detail.reading.alert_id) == (2, None, None, None)
    assert (detail.previous_id, detail.next_id) == (1, None)


def test_a_change_found_in_a_first_version_shows_that_version(store: scenes.AnyStore):
    article_id = scenes.add_article(store)
    change_id = scenes.check(
        store,
        article_id,
        kind=model.CheckKind.FIRST_VERSION,
        version=builders.version(),
        change=builders.change(old_number=0, new_number=1),
    )
    assert change_id is not None
    detail = store.load_change(change_id)
    assert (detail.old.number, detail.new and detail.new.number) == (1, 1)


def test_a_change_without_any_version_is_not_found(store: scenes.AnyStore):
    article_id = scenes.add_article(store)
    change_id = scenes.check(
        store,
        article_id,
        kind=model.CheckKind.FAILED,
        failure=builders.failure(),
        change=builders.change(old_number=0, new_number=None),
    )
    assert change_id is not None
    with pytest.raises(errors.NotFoundError):
        store.load_change(change_id)


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
        ),
    )


def test_current_claims_are_those_of_newest_versions_that_are_still_shown(wide: scenes.AnyStore):
    found = wide.find_observations(current_only=True)
    assert [(each.article_id, each.version_number) for each in found] == [(2, 2)]


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
