from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts import deliver
from monitor import model, policy
from tests import builders
from tests.fakes.channel import FakeChannel

KNOBS = policy.Policy()
PASSING = builders.failure(model.FailureKind.SERVER_ERROR, detail="mx answered 451")


def try_once(answer: str | model.Failure, *, attempt_count: int = 1) -> model.DeliveryOutcome:
    delivery = builders.delivery(id=7, attempt_count=attempt_count)
    return deliver.deliver(delivery, FakeChannel(answer), now=builders.NOON, knobs=KNOBS)


def test_what_the_server_said_is_the_reason_of_a_delivery_that_was_sent():
    outcome = try_once("250 queued as 4cWz1", attempt_count=3)

    assert outcome == model.DeliveryOutcome(
        delivery_id=7,
        attempted_at=builders.NOON,
        state=model.DeliveryState.SENT,
        attempt_count=3,
        reason="250 queued as 4cWz1",
    )


def test_a_permanent_failure_is_given_up_at_once_with_its_reason():
    outcome = try_once(builders.failure(is_permanent=True, detail="mx answered 550: no such user"))

    assert outcome.state is model.DeliveryState.DEAD
    assert outcome.reason == "mx answered 550: no such user"
    assert outcome.next_attempt_at is None


@pytest.mark.parametrize("is_permanent", [False, True])
def test_a_refusal_of_the_whole_channel_kills_no_message(is_permanent):
    outcome = try_once(builders.failure(is_permanent=is_permanent, is_of_channel=True, detail="no_service"))

    assert outcome.state is model.DeliveryState.WAITING
    assert outcome.reason == "no_service"


def test_the_last_try_that_fails_is_given_up_and_says_how_often_it_was_tried():
    outcome = try_once(PASSING, attempt_count=KNOBS.delivery.max_attempts)

    assert outcome.state is model.DeliveryState.DEAD
    assert outcome.reason == "Given up after 12 tries: mx answered 451"


def test_a_failure_without_words_gives_its_kind():
    assert try_once(builders.failure(detail="")).reason == "timeout"


@pytest.mark.parametrize(
    ("tries", "asked", "least", "why"),
    [
        (1, None, timedelta(seconds=30), "the first wait of the policy"),
        (2, None, timedelta(seconds=90), "three times as long"),
        (10, None, timedelta(hours=4), "never longer than the policy says"),
        (1, timedelta(minutes=10), timedelta(minutes=10), "the server asked for more"),
        (6, timedelta(seconds=1), timedelta(seconds=7290), "the server asked for less"),
        (1, timedelta(days=4000), timedelta(days=1), "no server can ask for years"),
    ],
)
def test_a_passing_failure_waits_as_long_as_the_policy_or_the_server_asks(tries, asked, least, why):
    failure = builders.failure(model.FailureKind.RATE_LIMITED, retry_after=asked)

    outcome = try_once(failure, attempt_count=tries)

    assert outcome.state is model.DeliveryState.WAITING
    assert outcome.failure == failure
    assert least <= outcome.next_attempt_at - builders.NOON <= least * 1.1, why


@given(key=st.text(), tries=st.integers(1, 12))
def test_the_wait_of_a_try_is_always_the_same_and_never_shorter_than_the_policys(key, tries):
    waits = {deliver.find_wait(key, tries, failure=PASSING, retry=KNOBS.delivery_retry) for _ in range(2)}

    assert len(waits) == 1
    assert waits.pop() >= KNOBS.delivery_retry.wait_after(tries)


def test_deliveries_that_failed_together_do_not_come_back_together():
    waits = {
        deliver.find_wait(f"1:desk:{n}", 1, failure=PASSING, retry=KNOBS.delivery_retry) for n in range(20)
    }

    assert len(waits) > 10
