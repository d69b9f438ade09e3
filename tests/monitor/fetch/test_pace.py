import threading
from datetime import timedelta

import pytest

from monitor.fetch import pace
from tests import builders


class Watch:
    """Time that passes only in sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.sleeps: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.now += seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def two_seconds(watch: Watch) -> pace.Pace:
    return pace.Pace(timedelta(seconds=2), monotonic=lambda: watch.now, sleep=watch.sleep)


def test_a_host_is_asked_again_only_after_the_gap(two_seconds: pace.Pace, watch: Watch):
    for _ in range(3):
        assert two_seconds.wait_turn("ledger.example") is None
    assert watch.sleeps == [2.0, 2.0]
    watch.now += 1.5
    two_seconds.wait_turn("ledger.example")
    assert watch.sleeps[-1] == pytest.approx(0.5)


def test_hosts_do_not_wait_for_one_another(two_seconds: pace.Pace, watch: Watch):
    two_seconds.wait_turn("ledger.example")
    two_seconds.wait_turn("courier.example")
    assert watch.sleeps == []


def test_a_host_may_ask_for_a_longer_gap_but_not_for_a_shorter_one(two_seconds: pace.Pace, watch: Watch):
    two_seconds.wait_turn("ledger.example", gap=timedelta(seconds=7))
    two_seconds.wait_turn("ledger.example", gap=timedelta(seconds=1))
    two_seconds.wait_turn("ledger.example")
    assert watch.sleeps == [7.0, 2.0]


def test_a_short_retry_after_is_waited_for(two_seconds: pace.Pace, watch: Watch):
    two_seconds.hold("ledger.example", timedelta(seconds=20))
    assert two_seconds.wait_turn("ledger.example") is None
    assert watch.sleeps == [20.0]


def test_a_long_retry_after_is_told_and_not_waited_for(two_seconds: pace.Pace, watch: Watch):
    two_seconds.hold("ledger.example", builders.hours(1))
    two_seconds.hold("ledger.example", builders.minutes(1))
    assert two_seconds.wait_turn("ledger.example") == builders.hours(1)
    assert watch.sleeps == []
    watch.now += 3600.0
    assert two_seconds.wait_turn("ledger.example") is None


def test_times_gone_by_are_forgotten_when_there_are_many(two_seconds: pace.Pace, watch: Watch):
    for number in range(5000):
        two_seconds.wait_turn(f"host{number}.example")
    two_seconds.hold("slow.example", builders.hours(1))
    watch.now += 10.0
    two_seconds.wait_turn("host1.example")
    assert watch.sleeps == []
    assert two_seconds.wait_turn("slow.example") is not None


def test_stopping_ends_a_wait_and_all_later_ones():
    slow = pace.Pace(builders.hours(1))
    slow.wait_turn("ledger.example")
    waiting = threading.Thread(target=slow.wait_turn, args=("ledger.example",))
    waiting.start()
    slow.stop()
    waiting.join(5)
    assert not waiting.is_alive()
    assert slow.wait_turn("ledger.example") is None


def test_a_gap_is_a_little_longer_by_chance_and_never_shorter(watch: Watch):
    draws = iter((0.0, 0.5, 1.0))
    uneven = pace.Pace(
        timedelta(seconds=2),
        monotonic=lambda: watch.now,
        sleep=watch.sleep,
        chance=lambda: next(draws, 0.0),
    )
    for _ in range(4):
        uneven.wait_turn("ledger.example")
    assert watch.sleeps == pytest.approx([2.0, 2.25, 2.5])


def test_a_host_is_asked_by_one_at_a_time():
    alone = pace.Pace(timedelta(0)).alone("ledger.example")
    with alone:
        assert pace.Pace(timedelta(0)).alone("ledger.example") is not alone
        assert not alone.acquire(blocking=False)
