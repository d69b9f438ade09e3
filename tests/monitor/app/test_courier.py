from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
import structlog.testing

import storage
from monitor import errors, model, policy
from monitor.app import courier
from tests import builders
from tests.fakes.channel import FakeChannel
from tests.fakes.clock import FakeClock
from tests.storage import scenes


class FakeOutbox:
    """Holds one delivery and keeps its outcomes; what cannot be loaded is an error here."""

    def __init__(self, delivery: model.DeliveryForSend | Exception) -> None:
        self.delivery = delivery
        self.tries_before = 0
        self.is_ours = True
        #: How many messages went in the last hour, and when the first of them.
        self.sent: tuple[int, datetime | None] = (0, None)
        self.claims: list[tuple[timedelta, str]] = []
        self.outcomes: list[model.DeliveryOutcome] = []

    def claim_try(self, delivery_id, *, now, lease, owner):
        self.claims.append((lease, owner))
        return self.tries_before + 1 if self.is_ours else None

    def load_delivery(self, delivery_id):
        if isinstance(self.delivery, Exception):
            raise self.delivery
        return replace(self.delivery, attempt_count=self.tries_before + 1)

    def count_sent(self, recipient, *, since):
        assert recipient == self.delivery.recipient
        return self.sent

    def save_delivery(self, outcome) -> None:
        self.outcomes.append(outcome)


@pytest.fixture
def outbox() -> FakeOutbox:
    return FakeOutbox(builders.delivery())


def build(outbox, channels, *, quiet=None) -> courier.Courier:
    return courier.Courier(
        clock=FakeClock(),
        outbox=outbox,
        channels=channels,
        policy=policy.Policy(),
        owner="me",
        watch=model.Watch(
            channels=(model.ChannelAddress(id="desk", quiet=quiet), model.ChannelAddress(id="room")),
            rules=(model.AlertRule(id="all", channels=("desk", "room")),),
        ),
        digest_of=lambda channel_id: f"settings of {channel_id}",
    )


def test_a_delivery_goes_over_its_channel_and_is_recorded(outbox):
    channel = FakeChannel()

    outcome = build(outbox, {"desk": channel}).send(1)

    assert outcome.state is model.DeliveryState.SENT
    assert outbox.outcomes == [outcome]
    assert [sent.id for sent in channel.sent] == [1]


def test_a_delivery_is_claimed_anew_for_a_whole_lease_before_it_is_sent(outbox):
    build(outbox, {"desk": FakeChannel()}).send(1)

    assert outbox.claims == [(policy.Policy().lease, "me")]


def test_a_delivery_that_another_took_meanwhile_is_left_to_it(outbox):
    channel = FakeChannel()
    outbox.is_ours = False

    assert build(outbox, {"desk": channel}).send(1) is None
    assert (channel.sent, outbox.outcomes) == ([], [])


def test_trouble_that_may_pass_is_recorded_with_the_next_try(outbox):
    channel = FakeChannel(builders.failure(detail="greylisted"))

    outcome = build(outbox, {"desk": channel}).send(1)

    assert outcome.state is model.DeliveryState.WAITING
    assert outcome.next_attempt_at >= builders.NOON + timedelta(seconds=30)
    assert outcome.reason == "greylisted"


def test_a_channel_that_left_the_watchlist_makes_a_dead_letter(outbox):
    outcome = build(outbox, {}).send(1)

    assert outcome.state is model.DeliveryState.DEAD
    assert outcome.reason == "The watchlist no longer has a channel desk."
    assert outbox.outcomes == [outcome]


def test_a_channel_whose_work_is_done_is_let_go_of_and_one_that_left_the_watchlist_is_no_trouble(outbox):
    channel = FakeChannel()
    carrier = build(outbox, {"desk": channel})

    carrier.rest("desk")
    carrier.rest("nobody")

    assert channel.rest_count == 1


class BrokenChannel:
    """Cannot make this message."""

    def send(self, delivery):
        raise ValueError("no such template")


def test_a_message_that_cannot_be_made_is_logged_once_and_set_aside(outbox):
    with structlog.testing.capture_logs() as logs:
        outcome = build(outbox, {"desk": BrokenChannel()}).send(1)

    assert (outcome.state, outcome.attempt_count) == (model.DeliveryState.DEAD, 1)
    assert "fault of Claimwatch's own" in outcome.reason
    assert outbox.outcomes == [outcome]
    assert [line["event"] for line in logs] == ["message failed", "delivery tried", "channel in trouble"]


@pytest.mark.parametrize(
    "error", [ValueError("no such severity"), errors.NotFoundError("There is no change 3.")]
)
def test_a_delivery_that_cannot_be_read_is_logged_once_and_set_aside(error):
    outbox = FakeOutbox(error)
    with structlog.testing.capture_logs() as logs:
        outcome = build(outbox, {"desk": FakeChannel()}).send(1)

    assert (outcome.state, outcome.attempt_count) == (model.DeliveryState.DEAD, 1)
    assert "cannot be read" in outcome.reason
    assert outbox.outcomes == [outcome]
    assert [line["event"] for line in logs] == ["delivery cannot be read", "delivery tried"]


def test_the_databases_own_trouble_sets_nothing_aside():
    outbox = FakeOutbox(errors.StorageError("The database is locked."))
    with pytest.raises(errors.StorageError):
        build(outbox, {"desk": FakeChannel()}).send(1)

    assert outbox.outcomes == []


def test_a_message_that_ended_the_service_at_every_try_is_not_tried_again(outbox):
    channel = FakeChannel()
    outbox.tries_before = policy.Policy().delivery.max_attempts

    outcome = build(outbox, {"desk": channel}).send(1)

    assert outcome.state is model.DeliveryState.DEAD
    assert channel.sent == []
    assert "stopped in the middle" in outcome.reason


def test_a_digest_goes_with_the_titles_of_the_stories():
    channel, topics = FakeChannel(), (("talks", "The talks"),)
    outbox = FakeOutbox(builders.digest())
    carrier = build(outbox, {"desk": channel})
    story = model.Topic(id="talks", title="The talks", match="talks")
    carrier = replace(carrier, watch=model.Watch(topics=(story,)))
    carrier.send(7)

    assert channel.sent[0].digest.topics == topics


def test_a_dead_letter_is_told_over_the_other_channel(outbox):
    refusal = builders.failure(is_permanent=True, detail="550 nobody here")

    outcome = build(outbox, {"desk": FakeChannel(refusal)}).send(1)

    assert outcome.bulletin.event.kind is model.EventKind.DELIVERY_FAILED
    assert [one.channel_id for one in outcome.alert.recipients] == ["room"]


def test_a_channel_that_is_gone_is_switched_off_with_the_settings_it_was_refused_with(outbox):
    gone = builders.failure(is_permanent=True, is_of_channel=True, detail="no_service")

    outcome = build(outbox, {"desk": FakeChannel(gone)}).send(1)

    assert outcome.state is model.DeliveryState.WAITING
    assert outcome.standing.off_since == builders.NOON
    assert outcome.standing.settings_digest == "settings of desk"


MIDDAY = model.QuietHours(start=time(11), end=time(13), except_severity=model.Severity.HIGH)


def test_what_comes_late_into_quiet_hours_waits_for_their_end_and_counts_no_try(outbox):
    channel = FakeChannel()
    alert = builders.alert_for_send(alert=builders.alert(severity=model.Severity.MEDIUM))
    outbox.delivery = builders.delivery(alert=alert)

    outcome = build(outbox, {"desk": channel}, quiet=MIDDAY).send(1)

    assert channel.sent == []
    assert (outcome.state, outcome.attempt_count) == (model.DeliveryState.HELD, 0)
    assert outcome.hold == model.Hold(
        until=builders.NOON + timedelta(hours=1), reason="quiet hours 11:00-13:00"
    )
    assert outcome.next_attempt_at == outcome.hold.until


@pytest.mark.parametrize("delivery", [builders.delivery(), builders.digest(is_asked_for=True)])
def test_what_is_grave_or_asked_for_by_hand_comes_through_quiet_hours(outbox, delivery):
    channel = FakeChannel()
    outbox.delivery = delivery

    build(outbox, {"desk": channel}, quiet=MIDDAY).send(delivery.id)

    assert [sent.id for sent in channel.sent] == [delivery.id]


def test_a_grave_alert_in_a_digest_does_not_bring_it_through_quiet_hours(outbox):
    outbox.delivery = builders.digest()

    assert build(outbox, {"desk": FakeChannel()}, quiet=MIDDAY).send(7).state is model.DeliveryState.HELD


def test_a_digest_that_was_sent_but_not_recorded_goes_again_whole_under_its_key(sqlite_url):
    store = storage.build_store(sqlite_url)
    scenes.save_outlets(store)
    article_id = scenes.add_article(store)
    scenes.add_first_version(store, article_id)
    due_at = builders.NOON + timedelta(hours=1)
    whom = builders.recipient(hold=model.Hold(until=due_at, reason="hourly digest"))
    for at in (10, 20):
        alert = builders.alert(dedupe_key=str(at), recipients=(whom,))
        scenes.add_revision(store, article_id, at=timedelta(minutes=at), alert=alert)
    channel = FakeChannel()
    for owner in ("first", "second"):
        job, *_ = store.claim_due_deliveries(now=due_at, lease=scenes.LEASE, owner=owner, limit=9)
        assert store.claim_try(job.id, now=due_at, lease=scenes.LEASE, owner=owner)
        channel.send(store.load_delivery(job.id))
        # The process dies here; the next start gives its leases back, and an alert that came meanwhile goes elsewhere.
        store.release_leases(owner)
        late = builders.alert(dedupe_key=owner, recipients=(whom,))
        scenes.add_revision(store, article_id, at=timedelta(minutes=30), alert=late)
    store.close()

    first, again = channel.sent
    assert again == replace(first, attempt_count=2)
    assert [alert.id for alert in first.digest.alerts] == [1, 2]


def pace(carrier: courier.Courier, most_per_hour: int) -> courier.Courier:
    channel = model.ChannelAddress(id="desk", most_per_hour=most_per_hour)
    return replace(carrier, watch=model.Watch(channels=(channel,)))


def test_what_is_above_an_hours_measure_waits_until_the_hour_is_over_and_counts_no_try(outbox):
    channel = FakeChannel()
    first_at = builders.NOON - timedelta(minutes=20)
    outbox.sent = (3, first_at)

    outcome = pace(build(outbox, {"desk": channel}), 3).send(1)

    assert channel.sent == []
    assert (outcome.state, outcome.attempt_count) == (model.DeliveryState.HELD, 0)
    assert outcome.hold == model.Hold(
        until=first_at + timedelta(hours=1), reason="more than 3 messages an hour"
    )


def test_what_is_within_an_hours_measure_goes(outbox):
    outbox.sent = (2, builders.NOON)

    assert pace(build(outbox, {"desk": FakeChannel()}), 3).send(1).state is model.DeliveryState.SENT


def test_what_was_gathered_goes_when_it_is_due_however_much_went_before():
    outbox = FakeOutbox(builders.digest())
    outbox.sent = (9, builders.NOON)

    assert pace(build(outbox, {"desk": FakeChannel()}), 3).send(7).state is model.DeliveryState.SENT


def test_what_somebody_asked_for_by_hand_goes_however_much_went_before(outbox):
    outbox.delivery = replace(outbox.delivery, is_asked_for=True)
    outbox.sent = (9, builders.NOON)

    assert pace(build(outbox, {"desk": FakeChannel()}), 3).send(1).state is model.DeliveryState.SENT
