from datetime import timedelta

import pytest
import structlog.testing

from monitor import model, policy
from monitor.app import courier
from tests import builders
from tests.fakes.channel import FakeChannel
from tests.fakes.clock import FakeClock


class FakeOutbox:
    """Holds one delivery and keeps its outcomes."""

    def __init__(self, delivery) -> None:
        self.delivery = delivery
        self.outcomes: list[model.DeliveryOutcome] = []

    def load_delivery(self, delivery_id):
        assert delivery_id == self.delivery.id
        return self.delivery

    def save_delivery(self, outcome) -> None:
        self.outcomes.append(outcome)


@pytest.fixture
def outbox() -> FakeOutbox:
    return FakeOutbox(builders.delivery())


def build(outbox, channels) -> courier.Courier:
    return courier.Courier(clock=FakeClock(), outbox=outbox, channels=channels, policy=policy.Policy())


def test_a_delivery_goes_over_its_channel_and_is_recorded(outbox):
    channel = FakeChannel()

    outcome = build(outbox, {"desk": channel}).send(1)

    assert outcome.state is model.DeliveryState.SENT
    assert outbox.outcomes == [outcome]
    assert [sent.id for sent in channel.sent] == [1]


def test_trouble_that_may_pass_is_recorded_with_the_next_try(outbox):
    channel = FakeChannel(builders.failure(detail="greylisted"))

    outcome = build(outbox, {"desk": channel}).send(1)

    assert outcome.state is model.DeliveryState.WAITING
    assert outcome.next_attempt_at >= builders.NOON + timedelta(seconds=30)
    assert outcome.reason == "greylisted"


def test_a_channel_that_left_the_watchlist_makes_a_dead_letter(outbox):
    outcome = build(outbox, {}).send(1)

    assert outcome.state is model.DeliveryState.DEAD
    assert outcome.reason == "the watchlist no longer has a channel desk"
    assert outbox.outcomes == [outcome]


class BrokenChannel:
    """Cannot make this message."""

    def send(self, delivery):
        raise ValueError("no such template")


def test_a_message_that_cannot_be_made_counts_as_a_try(outbox):
    with structlog.testing.capture_logs() as logs:
        outcome = build(outbox, {"desk": BrokenChannel()}).send(1)

    assert (outcome.state, outcome.attempt_count) == (model.DeliveryState.WAITING, 1)
    assert "fault of Claimwatch's own" in outcome.reason
    assert [line["event"] for line in logs] == ["message failed", "delivery tried"]
