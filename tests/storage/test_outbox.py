"""Outbox, held to by the fake, SQLite and PostgreSQL."""

from datetime import timedelta

import pytest

from monitor import errors, model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes


def delivery_outcome(delivery_id: int = 1, **fields) -> model.DeliveryOutcome:
    fields = {
        "attempted_at": NOON + minutes(16),
        "state": model.DeliveryState.SENT,
        "attempt_count": 1,
    } | fields
    return model.DeliveryOutcome(delivery_id=delivery_id, **fields)


@pytest.fixture
def told(store: scenes.AnyStore) -> scenes.AnyStore:
    """A store with one alert on its way to one address."""
    article_id = scenes.add_article(store)
    scenes.add_first_version(store, article_id)
    scenes.add_revision(store, article_id, at=minutes(15))
    return store


def test_an_unknown_delivery_is_not_found(store: scenes.AnyStore):
    with pytest.raises(errors.NotFoundError):
        store.load_delivery(99)
    with pytest.raises(errors.NotFoundError):
        store.save_delivery(delivery_outcome(99))
    with pytest.raises(errors.NotFoundError):
        store.resend(99, now=NOON)


def test_a_delivery_is_due_at_once_in_the_lane_of_its_channel(told: scenes.AnyStore):
    assert scenes.claim_deliveries(told, at=minutes(14)) == []
    jobs = told.claim_due_deliveries(now=NOON + minutes(15), lease=scenes.LEASE, owner="me", limit=10)
    assert jobs == (model.Job(kind=model.JobKind.DELIVER, id=1, lane="desk"),)
    assert scenes.claim_deliveries(told, at=minutes(15), owner="you") == []
    assert scenes.claim_deliveries(told, at=minutes(25), owner="you") == [1]


def test_a_delivery_is_loaded_with_all_that_a_message_shows(told: scenes.AnyStore):
    expected = builders.delivery(
        alert=builders.alert_for_send(
            alert=builders.alert(dedupe_key="1:2"),
            change=builders.change(),
            change_id=1,
            article_id=1,
            topic_ids=("negotiations",),
            history=(builders.point(22), builders.point(20, at=minutes(15))),
        )
    )
    assert told.load_delivery(1) == expected


def test_a_released_delivery_is_due_as_before(told: scenes.AnyStore):
    scenes.claim_deliveries(told, at=minutes(15))
    assert told.release_leases("me") == 1
    assert scenes.claim_deliveries(told, at=minutes(15)) == [1]


def test_a_sent_delivery_is_not_sent_again(told: scenes.AnyStore):
    scenes.claim_deliveries(told, at=minutes(15))
    told.save_delivery(delivery_outcome(reason="250 OK"))
    assert scenes.claim_deliveries(told, at=minutes(900)) == []
    ((delivery,),) = [alert.deliveries for alert in told.find_alerts(state=model.DeliveryState.SENT)]
    assert delivery == model.DeliveryReading(
        id=1,
        channel_id="desk",
        address="desk@news.example",
        state=model.DeliveryState.SENT,
        attempt_count=1,
        last_attempt_at=NOON + minutes(16),
        next_attempt_at=None,
        reason="250 OK",
    )


def claim_try(store: scenes.AnyStore, *, at: timedelta, owner: str = "me", number: int = 1) -> int | None:
    return store.claim_try(number, now=NOON + at, lease=scenes.LEASE, owner=owner)


def test_a_try_counts_before_it_is_made_and_holds_the_delivery_for_a_whole_lease(told: scenes.AnyStore):
    scenes.claim_deliveries(told, at=minutes(15))
    assert claim_try(told, at=minutes(24)) == 1
    assert scenes.claim_deliveries(told, at=minutes(33), owner="you") == []
    assert told.load_delivery(1).attempt_count == 1
    assert scenes.claim_deliveries(told, at=minutes(34), owner="you") == [1]
    assert claim_try(told, at=minutes(34), owner="you") == 2


def test_a_delivery_that_was_claimed_by_another_sent_or_put_off_is_not_to_be_tried(told: scenes.AnyStore):
    assert claim_try(told, at=minutes(15)) is None, "not claimed"
    scenes.claim_deliveries(told, at=minutes(15), owner="you")
    assert claim_try(told, at=minutes(15)) is None, "another's"
    told.save_delivery(
        delivery_outcome(state=model.DeliveryState.WAITING, next_attempt_at=NOON + minutes(20))
    )
    assert claim_try(told, at=minutes(16), owner="you") is None, "put off"
    scenes.claim_deliveries(told, at=minutes(20))
    told.save_delivery(delivery_outcome(attempt_count=2))
    assert claim_try(told, at=minutes(21)) is None, "sent"
    assert claim_try(told, at=minutes(21), number=99) is None, "not there"


def test_a_failed_try_is_due_again_when_it_says(told: scenes.AnyStore):
    scenes.claim_deliveries(told, at=minutes(15))
    told.save_delivery(
        delivery_outcome(
            state=model.DeliveryState.WAITING, failure=builders.failure(), next_attempt_at=NOON + minutes(20)
        )
    )
    assert scenes.claim_deliveries(told, at=minutes(19)) == []
    assert scenes.claim_deliveries(told, at=minutes(20)) == [1]
    assert told.load_delivery(1).attempt_count == 1


@pytest.mark.parametrize("state", [model.DeliveryState.DEAD, model.DeliveryState.SENT])
def test_a_delivery_sent_again_is_due_with_its_tries_counted_afresh(
    told: scenes.AnyStore, state: model.DeliveryState
):
    told.save_delivery(delivery_outcome(state=state, attempt_count=12, reason="the server refused it"))
    told.resend(1, now=NOON + minutes(60))
    assert scenes.claim_deliveries(told, at=minutes(59)) == []
    assert scenes.claim_deliveries(told, at=minutes(60)) == [1]
    assert told.load_delivery(1).attempt_count == 0


def test_an_alert_whose_key_exists_is_not_written_again(told: scenes.AnyStore):
    change_id = scenes.add_revision(told, 1, at=minutes(30), alert=builders.alert(dedupe_key="1:2"))
    assert told.load_change(change_id).alert is None
    assert told.load_totals(now=NOON).alert_count == 1
    assert scenes.claim_deliveries(told, at=minutes(60)) == [1]


def test_every_recipient_gets_one_delivery_with_a_key_of_its_own(told: scenes.AnyStore):
    recipients = (
        builders.recipient(),
        builders.recipient("slack", ""),
        builders.recipient(address="night@news.example"),
        builders.recipient(),
    )
    scenes.add_revision(
        told,
        1,
        at=minutes(30),
        alert=builders.alert(dedupe_key="1:3", recipients=recipients, rule_ids=("a", "b")),
    )
    ids = scenes.claim_deliveries(told, at=minutes(60))
    loaded = [told.load_delivery(delivery_id) for delivery_id in ids[1:]]
    assert [item.key for item in loaded] == [
        "2:desk:desk@news.example",
        "2:slack:",
        "2:desk:night@news.example",
    ]
    assert loaded[0].alert.alert.recipients == recipients[:3]
    assert loaded[0].alert.alert.rule_ids == ("a", "b")


def test_an_alert_for_nobody_is_kept(told: scenes.AnyStore):
    scenes.add_revision(told, 1, at=minutes(30), alert=builders.alert(dedupe_key="1:3", recipients=()))
    assert [alert.deliveries for alert in told.find_alerts(limit=1)] == [()]


def test_all_that_was_given_up_over_a_channel_is_due_again(told: scenes.AnyStore):
    recipients = (builders.recipient(), builders.recipient("slack", ""))
    scenes.add_revision(
        told, 1, at=minutes(30), alert=builders.alert(dedupe_key="1:3", recipients=recipients)
    )
    for number in scenes.claim_deliveries(told, at=minutes(30)):
        told.save_delivery(delivery_outcome(number, state=model.DeliveryState.DEAD, attempt_count=12))
    assert told.resend_dead("desk", now=NOON + minutes(60)) == 2
    assert scenes.claim_deliveries(told, at=minutes(60)) == [1, 2]
    assert told.resend_dead(None, now=NOON + minutes(61)) == 1
    assert told.resend_dead(None, now=NOON + minutes(62)) == 0
