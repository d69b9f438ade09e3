"""Digests in the outbox, held to by the fake, SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import datetime

import pytest

from monitor import errors, model
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.storage import scenes
from tests.storage.test_outbox import delivery_outcome

MORNING = NOON + hours(19)
DAILY = model.Hold(until=MORNING, reason="daily digest")
DESK = builders.recipient(hold=DAILY)


def tell(store: scenes.AnyStore, *recipients: model.Recipient, at: int = 15, **fields) -> int:
    """Revise the article so many minutes after noon, and tell it. Returns the alert's number."""
    alert = builders.alert(
        dedupe_key=f"minute {at}", created_at=NOON + minutes(at), recipients=recipients, **fields
    )
    change_id = scenes.add_revision(store, 1, at=minutes(at), alert=alert)
    return store.load_change(change_id).alert.id


@pytest.fixture
def read(store: scenes.AnyStore) -> scenes.AnyStore:
    """A store with one article in its first version."""
    article_id = scenes.add_article(store)
    scenes.add_first_version(store, article_id)
    return store


@pytest.fixture
def held(read: scenes.AnyStore) -> scenes.AnyStore:
    """A store in which two alerts wait for one digest: delivery 1, and in it 2 and 3."""
    tell(read, DESK, severity=model.Severity.MEDIUM)
    tell(read, DESK, at=30)
    return read


def states(store: scenes.AnyStore) -> dict[int, str]:
    """How each alert's deliveries stand, by number."""
    return {one.id: one.state.value for alert in store.find_alerts() for one in alert.deliveries}


def delivery(store: scenes.AnyStore, number: int) -> model.DeliveryReading:
    return next(one for alert in store.find_alerts() for one in alert.deliveries if one.id == number)


def claim(store: scenes.AnyStore, at: datetime) -> list[int]:
    return scenes.claim_deliveries(store, at=at - NOON)


def test_what_is_held_goes_when_its_digest_is_due_and_not_by_itself(held: scenes.AnyStore):
    assert claim(held, MORNING - minutes(1)) == []
    assert claim(held, MORNING) == [1]
    assert states(held) == {2: "held", 3: "held"}
    assert delivery(held, 2) == model.DeliveryReading(
        id=2,
        channel_id="desk",
        address="desk@news.example",
        state=model.DeliveryState.HELD,
        attempt_count=0,
        last_attempt_at=None,
        next_attempt_at=MORNING,
        reason="",
        digest_id=1,
        held_for="daily digest",
    )


def test_a_digest_is_loaded_with_its_alerts_the_weightiest_first(held: scenes.AnyStore):
    found = held.load_delivery(1)
    assert (found.id, found.key) == (1, "digest:desk:desk@news.example:20250902T070000Z")
    assert found.recipient == builders.recipient()
    assert (found.digest.reason, found.digest.until, found.digest.left_out_count) == (
        "daily digest",
        MORNING,
        0,
    )
    assert [alert.id for alert in found.digest.alerts] == [2, 1]
    assert found.alert == found.digest.alerts[0]
    assert found.alert.topic_ids == ("negotiations",)
    assert found.alert.history == ()


def test_a_digest_of_one_is_that_alert_under_the_digests_own_key(read: scenes.AnyStore):
    tell(read, DESK)
    found = read.load_delivery(1)
    assert found.digest is None
    assert (found.id, found.key) == (1, "digest:desk:desk@news.example:20250902T070000Z")
    assert found.alert.id == 1
    assert found.alert.alert.recipients == (builders.recipient(),)
    assert found.alert.history == read.load_delivery(2).alert.history != ()


def test_each_recipient_and_each_time_has_a_digest_of_its_own(read: scenes.AnyStore):
    tell(
        read,
        DESK,
        replace(DESK, address="night@news.example"),
        replace(DESK, channel_id="room", address=""),
        builders.recipient("archive", ""),
    )
    tell(read, replace(DESK, hold=replace(DAILY, until=MORNING + hours(24))), at=30)
    assert claim(read, NOON + minutes(30)) == [7]
    read.save_delivery(delivery_outcome(7))
    assert claim(read, MORNING) == [1, 2, 3]
    assert claim(read, MORNING + hours(24)) == [1, 2, 3, 8]
    assert read.load_delivery(8).key == "digest:desk:desk@news.example:20250903T070000Z"


def test_what_waits_for_other_reasons_until_the_same_time_is_one_digest(read: scenes.AnyStore):
    tell(read, DESK)
    tell(read, replace(DESK, hold=replace(DAILY, reason="quiet hours 22:00-07:00")), at=30)
    assert claim(read, MORNING) == [1]
    assert len(read.load_delivery(1).digest.alerts) == 2
    assert delivery(read, 3).held_for == "quiet hours 22:00-07:00"


def test_a_sent_digest_is_the_end_of_all_in_it(held: scenes.AnyStore):
    claim(held, MORNING)
    held.save_delivery(delivery_outcome(attempted_at=MORNING, reason="250 OK"))
    assert states(held) == {2: "sent", 3: "sent"}
    assert delivery(held, 2).reason == "in digest 1: 250 OK"
    assert delivery(held, 2).last_attempt_at == MORNING
    assert claim(held, MORNING + hours(48)) == []


def test_a_digest_that_failed_holds_what_it_held_and_is_tried_again_under_its_key(held: scenes.AnyStore):
    before = held.load_delivery(1)
    claim(held, MORNING)
    again_at = MORNING + minutes(1)
    held.save_delivery(
        delivery_outcome(
            attempted_at=MORNING,
            state=model.DeliveryState.WAITING,
            failure=builders.failure(),
            next_attempt_at=again_at,
            reason="no answer",
        )
    )
    assert states(held) == {2: "held", 3: "held"}
    assert (delivery(held, 3).next_attempt_at, delivery(held, 3).reason) == (
        again_at,
        "in digest 1: no answer",
    )
    assert claim(held, again_at) == [1]
    assert held.load_delivery(1) == replace(before, attempt_count=1)


def test_a_digest_given_up_leaves_dead_letters(held: scenes.AnyStore):
    held.save_delivery(delivery_outcome(state=model.DeliveryState.DEAD, reason=""))
    assert states(held) == {2: "dead", 3: "dead"}
    assert delivery(held, 2).reason == "in digest 1"
    assert held.load_totals(now=MORNING).dead_delivery_count == 2


def test_a_digest_that_was_claimed_takes_nothing_more(held: scenes.AnyStore):
    claim(held, MORNING)
    tell(held, DESK, at=45)
    tell(held, DESK, at=50)
    assert [alert.id for alert in held.load_delivery(1).digest.alerts] == [2, 1]
    assert claim(held, MORNING) == [4]
    found = held.load_delivery(4)
    assert found.key == "digest:desk:desk@news.example:20250902T070000Z:3"
    assert [alert.id for alert in found.digest.alerts] == [3, 4]


def test_a_digest_sent_again_holds_what_it_held(held: scenes.AnyStore):
    held.save_delivery(delivery_outcome(state=model.DeliveryState.DEAD))
    held.resend(1, now=MORNING + hours(1))
    assert states(held) == {2: "held", 3: "held"}
    assert delivery(held, 2).next_attempt_at == MORNING + hours(1)
    assert claim(held, MORNING + hours(1)) == [1]
    assert len(held.load_delivery(1).digest.alerts) == 2


def test_one_alert_of_a_digest_can_be_sent_by_itself(held: scenes.AnyStore):
    held.resend(2, now=NOON + hours(1))
    assert claim(held, NOON + hours(1)) == [2]
    assert held.load_delivery(2).key == "1:desk:desk@news.example"
    assert (delivery(held, 2).digest_id, delivery(held, 2).held_for) == (None, "")
    assert held.load_delivery(1).alert.id == 2


def test_a_digest_with_nothing_left_in_it_is_never_sent(held: scenes.AnyStore):
    for number in (2, 3):
        held.resend(number, now=NOON + hours(1))
        held.save_delivery(delivery_outcome(number))
    assert claim(held, MORNING) == []
    with pytest.raises(errors.NotFoundError):
        held.load_delivery(1)
    with pytest.raises(errors.NotFoundError):
        held.resend(1, now=MORNING)
    assert claim(held, MORNING) == []


def test_of_a_long_digest_the_weightiest_are_loaded_and_the_rest_counted(read: scenes.AnyStore):
    for at in range(1, model.MOST_IN_DIGEST + 3):
        tell(read, DESK, at=at, severity=model.Severity.LOW)
    last = tell(read, DESK, at=100, severity=model.Severity.MEDIUM)
    found = read.load_delivery(1).digest
    assert (len(found.alerts), found.left_out_count) == (model.MOST_IN_DIGEST, 3)
    assert [alert.id for alert in found.alerts[:3]] == [last, 1, 2]


def test_a_bulletin_is_held_like_any_other_alert(read: scenes.AnyStore):
    outcome = model.ReachOutcome(
        outlet_id="ledger",
        base_revision=0,
        reach=model.OPEN,
        bulletin=builders.bulletin(),
        alert=builders.alert(dedupe_key="b", recipients=(DESK,)),
    )
    read.save_reach(outcome)
    tell(read, DESK)
    assert [alert.bulletin_id for alert in read.load_delivery(1).digest.alerts] == [1, None]


def test_totals_count_what_is_held_apart_and_call_no_digest_late_before_its_time(held: scenes.AnyStore):
    totals = held.load_totals(now=MORNING - minutes(1))
    assert (totals.waiting_delivery_count, totals.held_delivery_count) == (0, 2)
    assert totals.oldest_waiting_at is None
    assert held.load_totals(now=MORNING + minutes(1)).oldest_waiting_at == MORNING


def test_a_digest_that_was_given_up_goes_again_with_the_others_as_one(held: scenes.AnyStore):
    claim(held, MORNING)
    held.save_delivery(delivery_outcome(1, state=model.DeliveryState.DEAD, attempt_count=12))
    assert states(held) == {2: "dead", 3: "dead"}
    assert held.resend_dead("desk", now=MORNING) == 1
    assert states(held) == {2: "held", 3: "held"}
    assert claim(held, MORNING) == [1]


NIGHT = model.Hold(until=MORNING, reason="quiet hours 22:00-07:00")


def put_off(number: int) -> model.DeliveryOutcome:
    return delivery_outcome(
        number, state=model.DeliveryState.HELD, attempt_count=0, next_attempt_at=MORNING, hold=NIGHT
    )


def test_what_was_due_before_the_quiet_hours_and_not_sent_is_held_with_the_rest(read: scenes.AnyStore):
    for at in (15, 30):
        tell(read, builders.recipient(), at=at)
    assert claim(read, NOON + minutes(30)) == [1, 2]
    for number in (1, 2):
        read.save_delivery(put_off(number))
    assert states(read) == {1: "held", 2: "held"}
    assert (delivery(read, 1).held_for, delivery(read, 1).last_attempt_at) == (NIGHT.reason, None)
    (digest_id,) = {delivery(read, number).digest_id for number in (1, 2)}
    assert claim(read, MORNING - minutes(1)) == []
    assert claim(read, MORNING) == [digest_id]
    assert len(read.load_delivery(digest_id).digest.alerts) == 2


def test_a_digest_is_put_off_as_it_is(held: scenes.AnyStore):
    later = replace(NIGHT, until=MORNING + hours(2))
    claim(held, MORNING)
    held.save_delivery(replace(put_off(1), hold=later, next_attempt_at=later.until))
    assert states(held) == {2: "held", 3: "held"}
    assert delivery(held, 2).next_attempt_at == later.until
    assert claim(held, MORNING + hours(1)) == []
    assert claim(held, later.until) == [1]
    assert len(held.load_delivery(1).digest.alerts) == 2
    assert held.load_totals(now=MORNING + hours(1)).oldest_waiting_at is None
    assert held.load_totals(now=later.until).oldest_waiting_at == MORNING


def test_an_unknown_delivery_cannot_be_put_off(read: scenes.AnyStore):
    with pytest.raises(errors.NotFoundError):
        read.save_delivery(put_off(99))


def test_what_is_sent_again_by_hand_says_so_until_it_is_tried(held: scenes.AnyStore):
    assert not held.load_delivery(2).is_asked_for
    held.resend(2, now=NOON + hours(1))
    assert held.load_delivery(2).is_asked_for
    held.save_delivery(
        delivery_outcome(
            2, state=model.DeliveryState.WAITING, next_attempt_at=NOON + hours(2), reason="no answer"
        )
    )
    assert not held.load_delivery(2).is_asked_for


def test_messages_sent_of_late_are_counted_by_recipient_a_digest_as_one(held: scenes.AnyStore):
    tell(held, builders.recipient(), builders.recipient(address="night@news.example"), at=45)
    for number in claim(held, NOON + minutes(45)):
        held.save_delivery(delivery_outcome(number, attempted_at=NOON + minutes(46)))
    assert held.count_sent(builders.recipient(), since=NOON) == (1, NOON + minutes(46))
    claim(held, MORNING)
    held.save_delivery(delivery_outcome(1, attempted_at=MORNING))
    assert held.count_sent(builders.recipient(), since=NOON) == (2, NOON + minutes(46))
    assert held.count_sent(builders.recipient(), since=NOON + minutes(46)) == (1, MORNING)
    assert held.count_sent(builders.recipient(), since=MORNING) == (0, None)
    assert held.count_sent(builders.recipient("room"), since=NOON) == (0, None)


def test_what_is_held_back_for_an_hour_goes_as_one_when_it_is_over(read: scenes.AnyStore):
    for minute in (15, 30):
        tell(read, builders.recipient(), at=minute)
    over = model.Hold(until=NOON + hours(1), reason="more than 1 messages an hour")
    for number in claim(read, NOON + minutes(30)):
        held = delivery_outcome(number, state=model.DeliveryState.HELD, attempt_count=0, hold=over)
        read.save_delivery(held)
    assert claim(read, NOON + minutes(59)) == []
    (digest_id,) = claim(read, NOON + hours(1))
    assert len(read.load_delivery(digest_id).digest.alerts) == 2
