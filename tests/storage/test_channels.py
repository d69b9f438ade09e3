"""How channels stand, held to by the fake, SQLite and PostgreSQL."""

from dataclasses import replace

import pytest

from monitor import model
from tests import builders
from tests.builders import NOON, minutes
from tests.storage import scenes
from tests.storage.test_outbox import claim_try, delivery_outcome

OFF = model.ChannelStanding(
    channel_id="desk",
    refusal_count=3,
    refused_since=NOON,
    off_since=NOON + minutes(16),
    reason="535 no",
    settings_digest="abc",
    unreached_since=NOON + minutes(2),
    untold_dead_count=2,
    dead_told_at=NOON + minutes(1),
)
ROOM = builders.recipient("room", "")


def news(**fields) -> dict:
    bulletin = builders.bulletin(
        about="Claimwatch", outlet_id=None, event=builders.event(model.EventKind.CHANNEL_OFF), **fields
    )
    alert = builders.alert(dedupe_key="channel-desk:1", recipients=(ROOM,))
    return {"bulletin": bulletin, "alert": alert}


@pytest.fixture
def told(store: scenes.AnyStore) -> scenes.AnyStore:
    """A store with one alert on its way to one address."""
    article_id = scenes.add_article(store)
    scenes.add_first_version(store, article_id)
    scenes.add_revision(store, article_id, at=minutes(15))
    return store


def switch_off(store: scenes.AnyStore, standing: model.ChannelStanding = OFF, **fields) -> None:
    """Try the first delivery, whose channel is switched off by it."""
    scenes.claim_deliveries(store, at=minutes(15))
    claim_try(store, at=minutes(15))
    store.save_delivery(
        delivery_outcome(
            state=model.DeliveryState.WAITING,
            next_attempt_at=NOON + minutes(16),
            standing=standing,
            **fields,
        )
    )


def test_of_a_channel_that_always_worked_nothing_is_known(told: scenes.AnyStore):
    assert told.load_delivery(1).standing is None
    assert told.load_off_channels() == ()


def test_a_channels_standing_is_loaded_with_its_deliveries_as_it_was_saved(told: scenes.AnyStore):
    switch_off(told)
    assert told.load_delivery(1).standing == replace(OFF, revision=1)
    assert told.load_off_channels() == (replace(OFF, revision=1),)


def test_what_waits_for_a_channel_that_is_off_is_not_claimed_and_not_late(told: scenes.AnyStore):
    assert told.load_totals(now=NOON + minutes(60)).oldest_waiting_at is not None
    switch_off(told)
    scenes.add_revision(told, 1, at=minutes(30), alert=builders.alert(dedupe_key="1:3", recipients=(ROOM,)))
    assert scenes.claim_deliveries(told, at=minutes(60)) == [2]
    told.save_delivery(delivery_outcome(2))
    assert told.load_totals(now=NOON + minutes(60)).oldest_waiting_at is None
    assert told.load_totals(now=NOON + minutes(60)).waiting_delivery_count == 1


def test_a_channels_trouble_is_told_in_the_transaction_of_the_try(told: scenes.AnyStore):
    switch_off(told, **news())
    ((reading,),) = [told.find_bulletins()]
    assert reading.bulletin.event.kind is model.EventKind.CHANNEL_OFF
    (alert, _) = told.find_alerts()
    assert [one.channel_id for one in alert.deliveries] == ["room"]
    assert scenes.claim_deliveries(told, at=minutes(60)) == [2]


def test_what_another_wrote_of_the_channel_meanwhile_stays_and_is_told_once(told: scenes.AnyStore):
    switch_off(told, **news())
    told.save_delivery(
        delivery_outcome(reason="250 ok", standing=replace(OFF, refusal_count=9), **news(scope="again"))
    )
    assert told.load_off_channels() == (replace(OFF, revision=1),)
    assert len(told.find_bulletins()) == 1
    assert told.find_alerts(state=model.DeliveryState.SENT)[0].deliveries[0].reason == "250 ok"


def test_a_standing_can_be_written_again_and_again(told: scenes.AnyStore):
    switch_off(told)
    on = model.ChannelStanding(channel_id="desk", revision=1)
    told.save_delivery(delivery_outcome(standing=on))
    assert told.load_delivery(1).standing == replace(on, revision=2)
    assert told.load_off_channels() == ()


def test_a_channel_switched_on_makes_due_what_waited_with_its_tries_counted_afresh(told: scenes.AnyStore):
    switch_off(told)
    assert told.enable_channel("desk", now=NOON + minutes(70))
    assert told.load_off_channels() == ()
    assert scenes.claim_deliveries(told, at=minutes(69)) == []
    assert scenes.claim_deliveries(told, at=minutes(70)) == [1]
    loaded = told.load_delivery(1)
    assert loaded.attempt_count == 0
    assert loaded.standing == model.ChannelStanding(
        channel_id="desk",
        unreached_since=OFF.unreached_since,
        untold_dead_count=2,
        dead_told_at=OFF.dead_told_at,
        revision=2,
    )


def test_a_channel_that_is_on_stays_as_it_is(told: scenes.AnyStore):
    assert not told.enable_channel("desk", now=NOON)
    told.save_delivery(delivery_outcome(standing=replace(OFF, off_since=None)))
    assert not told.enable_channel("desk", now=NOON)
    assert told.load_delivery(1).standing == replace(OFF, off_since=None, revision=1)


def test_what_waits_for_a_server_that_is_back_need_not_wait_on(told: scenes.AnyStore):
    others = (builders.recipient(), builders.recipient(address="night@news.example"), ROOM)
    scenes.add_revision(told, 1, at=minutes(30), alert=builders.alert(dedupe_key="1:3", recipients=others))
    away, busy = (
        builders.failure(model.FailureKind.CONNECTION),
        builders.failure(model.FailureKind.SERVER_ERROR),
    )
    for number, failure in zip(
        scenes.claim_deliveries(told, at=minutes(30)), (away, away, busy, away), strict=True
    ):
        told.save_delivery(
            delivery_outcome(
                number,
                state=model.DeliveryState.WAITING,
                failure=failure,
                next_attempt_at=NOON + minutes(90),
            )
        )
    told.resend(1, now=NOON + minutes(40))
    told.save_delivery(delivery_outcome(attempted_at=NOON + minutes(40), is_back=True))
    assert scenes.claim_deliveries(told, at=minutes(39)) == []
    assert scenes.claim_deliveries(told, at=minutes(40)) == [2]
