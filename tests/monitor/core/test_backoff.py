from datetime import timedelta

import pytest

from monitor import model
from monitor.core import backoff
from tests import builders
from tests.builders import NOON, hours, minutes

Kind = model.FailureKind


@pytest.mark.parametrize(
    ("remark", "refusal_count", "retry_after", "wait"),
    [
        ("the first refusal", 0, None, minutes(1)),
        ("doubled with each", 3, None, minutes(8)),
        ("two hours at the longest", 12, None, hours(2)),
        ("a huge count does not overflow", 100_000, None, hours(2)),
        ("as long as it asks", 0, minutes(30), minutes(30)),
        ("no shorter because it asks", 3, timedelta(seconds=1), minutes(8)),
        ("a day at the longest", 0, timedelta(days=30), hours(24)),
    ],
)
def test_a_host_that_refuses_is_left_alone_longer_each_time(remark, refusal_count, retry_after, wait):
    failure = builders.failure(Kind.RATE_LIMITED, status=429, retry_after=retry_after)

    found = backoff.next_hold(failure, refusal_count=refusal_count, now=NOON)

    assert found == backoff.Hold(until=NOON + wait, refusal_count=refusal_count + 1), remark


@pytest.mark.parametrize(
    ("remark", "failure"),
    [
        ("a good answer", None),
        ("a page that is gone", builders.failure(Kind.NOT_FOUND, status=404)),
        ("one page withheld by law", builders.failure(Kind.BLOCKED, status=451)),
        ("an error of one page", builders.failure(Kind.SERVER_ERROR, status=500)),
    ],
)
def test_what_is_no_refusal_ends_the_back_off(remark, failure):
    assert backoff.next_hold(failure, refusal_count=5, now=NOON) == backoff.Hold(), remark


@pytest.mark.parametrize(
    "failure",
    [
        builders.failure(Kind.SERVER_ERROR, status=503),
        builders.failure(Kind.BLOCKED, status=403),
        builders.failure(Kind.BLOCKED, status=200),
    ],
)
def test_a_busy_server_and_a_bot_check_are_refusals(failure):
    assert backoff.next_hold(failure, refusal_count=0, now=NOON).until == NOON + minutes(1)


@pytest.mark.parametrize(
    ("remark", "failure"),
    [
        ("silence", builders.failure(Kind.TIMEOUT)),
        ("our own wait for its pace", builders.failure(Kind.RATE_LIMITED, retry_after=minutes(5))),
    ],
)
def test_where_nothing_was_heard_of_a_host_it_stands_as_it_did(remark, failure):
    assert backoff.next_hold(failure, refusal_count=5, now=NOON) is None, remark
