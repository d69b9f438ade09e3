"""How the service itself stands, as every store keeps it."""

import pytest

from monitor import errors, model
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.storage import scenes

PULSE = model.Pulse(beat_at=NOON, up_since=NOON - hours(3), stalled_since=NOON)
BULLETIN = model.Bulletin(
    about="Claimwatch",
    event=builders.event(model.EventKind.SERVICE_STALLED, summary="Late.", is_told=True, reason="rule a"),
    since=NOON,
    created_at=NOON,
)


def save(store: scenes.AnyStore, revision: int = 0, *news: model.News) -> None:
    store.save_pulse(model.PulseOutcome(base_revision=revision, pulse=PULSE, is_well=True, news=news))


def test_at_first_there_is_nothing(store):
    assert store.load_pulse(now=NOON - hours(1)) == model.PulseForBeat(outlet_count=1)


def test_the_pulse_is_what_was_saved_last(store):
    save(store)

    known = store.load_pulse(now=NOON)
    assert (known.pulse, known.revision) == (PULSE, 1)


def test_what_is_told_goes_by_the_outbox_with_the_state_or_not_at_all(store):
    told = model.News(bulletin=BULLETIN, alert=builders.alert(dedupe_key="service:1"))
    save(store)
    with pytest.raises(errors.StaleError):
        save(store, 0, told)
    assert store.find_bulletins() == ()
    save(store, 1, told)

    (delivery_id,) = scenes.claim_deliveries(store)
    sent = store.load_delivery(delivery_id).alert
    assert (sent.outlet_name, sent.bulletin) == ("Claimwatch", BULLETIN)


def test_it_says_who_answers_and_who_was_asked_in_vain_since(store, article_id):
    gazette, herald = (
        builders.outlet(id=name, feeds=(f"https://{name}.example/rss",)) for name in ("gazette", "herald")
    )
    scenes.save_outlets(store, builders.outlet(), gazette, herald)
    scenes.poll(store, feed_id=2, outlet_id="gazette", polled_at=NOON - hours(1), failure=builders.failure())
    scenes.check(store, article_id, at=minutes(5))
    known = store.load_pulse(now=NOON)
    assert (known.outlet_count, known.last_good_at, known.failing_count) == (3, NOON + minutes(5), 0)
    refused = builders.failure(model.FailureKind.CONNECTION)
    scenes.poll(store, feed_id=2, outlet_id="gazette", polled_at=NOON + minutes(6), failure=refused)
    scenes.poll(store, feed_id=3, outlet_id="herald", polled_at=NOON + minutes(7), failure=builders.failure())

    known = store.load_pulse(now=NOON)
    assert (known.last_good_at, known.failing_count) == (NOON + minutes(5), 2)
    assert known.failure == builders.failure()
    assert known.last_activity_at == NOON + minutes(7)
    scenes.save_outlets(store, builders.outlet(), gazette)
    assert store.load_pulse(now=NOON).failing_count == 1


def test_it_says_what_is_late_and_over_which_channel_an_alert_waits(store, article_id):
    scenes.add_first_version(store, article_id)
    scenes.add_revision(store, article_id, at=hours(1))
    (delivery_id,) = scenes.claim_deliveries(store, at=hours(1))
    refused = builders.failure(model.FailureKind.CONNECTION)
    store.save_delivery(
        model.DeliveryOutcome(
            delivery_id=delivery_id,
            attempted_at=NOON + hours(1),
            state=model.DeliveryState.WAITING,
            attempt_count=1,
            next_attempt_at=NOON + hours(2),
            failure=refused,
            reason="tried again",
        )
    )

    known = store.load_pulse(now=NOON + hours(3))
    totals = store.load_totals(now=NOON + hours(3))
    assert known.oldest_due_at == totals.oldest_due_at is not None
    assert known.oldest_waiting_at == NOON + hours(1)
    assert known.waiting_channel_id == store.load_delivery(delivery_id).recipient.channel_id
    assert known.waiting_failure == refused
