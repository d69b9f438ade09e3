"""Readings of changes, held to by the fake, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor import errors, model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes


def test_changes_are_listed_newest_first_without_their_diffs(wide: scenes.AnyStore):
    found = wide.find_changes(model.ChangeFilter())
    assert [reading.id for reading in found] == [3, 1, 2]
    assert [reading.article.id for reading in found] == [1, 1, 2]
    assert [reading.alert_id for reading in found] == [None, 1, 2]
    assert found[1].article == wide.find_articles(outlet_id="ledger")[0]


def test_a_listed_change_is_whole_but_for_its_diff(revised: scenes.AnyStore):
    (reading,) = revised.find_changes(model.ChangeFilter())
    whole = revised.load_change(1).reading.change
    assert whole.diff == scenes.DIFF
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
        assert change.unexplained[0] == scenes.MODAL
        assert (change.unexplained[1].old.rstrip("\x00\ufffd"), change.unexplained[1].new) == ("“40”", "")
        assert (change.unexplained[1].field, len(change.unexplained)) == (model.TextField.HEADLINE, 2)
        assert (change.unexplained_left_out, change.unread_chars) == (3, 7)


@pytest.fixture
def for_review(wide: scenes.AnyStore) -> scenes.AnyStore:
    """The wide store, and a number, a modal, and a claim change on weak evidence: changes 4, 5 and 6."""
    weak = builders.claim_change(tier=model.Tier.REVIEW)
    findings = (
        {"unexplained": (builders.delta(), builders.delta()), "claim_changes": ()},
        {"unexplained": (scenes.MODAL,), "claim_changes": ()},
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
