import threading
from collections import Counter
from datetime import timedelta

import structlog.testing

from monitor import errors, model, scheduler
from tests import builders
from tests.fakes.clock import FakeClock

PATIENCE_S = 10


class Due:
    """A store in which a number of jobs is due until they are claimed."""

    def __init__(self, kind: model.JobKind, count: int = 0, error: Exception | None = None) -> None:
        self.kind = kind
        self.count = count
        self.error = error
        self.asked: list[dict] = []
        self.was_asked = threading.Event()

    def claim(self, **asked) -> tuple[model.Job, ...]:
        self.asked.append(asked)
        self.was_asked.set()
        if self.error:
            raise self.error
        taken = min(self.count, asked["limit"])
        self.count -= taken
        return tuple(builders.job(number, kind=self.kind) for number in range(taken))

    claim_due_feeds = claim_due_articles = claim_due_deliveries = claim_due_slots = claim


class Kept:
    """A dispatcher that keeps what it is given and finishes nothing."""

    def __init__(self) -> None:
        self.jobs: list[model.Job] = []

    @property
    def outstanding_count(self) -> int:
        return len(self.jobs)

    @property
    def delivering_count(self) -> int:
        return sum(job.kind is model.JobKind.DELIVER for job in self.jobs)

    def count_lanes(self):
        return tuple(Counter(job.lane for job in self.jobs).items())

    def dispatch(self, jobs) -> None:
        self.jobs += jobs


def build(feeds=0, articles=0, deliveries=0, *, error=None, **fields):
    fields = {
        "clock": FakeClock(),
        "feeds": Due(model.JobKind.POLL, feeds),
        "articles": Due(model.JobKind.CHECK, articles),
        "outbox": Due(model.JobKind.DELIVER, deliveries, error),
        "slots": Due(model.JobKind.COMPARE),
        "dispatcher": Kept(),
        "owner": "desk/1",
        "lease": timedelta(minutes=10),
    } | fields
    return scheduler.Scheduler(**fields)


def test_a_tick_claims_what_is_due_and_dispatches_it():
    ticker = build(feeds=2, articles=3, deliveries=1)

    assert ticker.tick() == 6
    assert [job.kind.value for job in ticker.dispatcher.jobs] == ["deliver", *["poll"] * 2, *["check"] * 3]
    assert ticker.tick() == 0


def test_claims_are_made_under_the_owners_name_at_the_clocks_time():
    ticker = build()

    ticker.tick()

    (asked,) = ticker.feeds.asked
    assert (asked["now"], asked["owner"], asked["lease"]) == (builders.NOON, "desk/1", timedelta(minutes=10))


def test_no_more_is_claimed_than_there_is_room_for():
    ticker = build(feeds=10, articles=10, capacity=12)

    assert ticker.tick() == 12
    assert ticker.articles.count == 8


def test_nothing_is_claimed_when_there_is_no_room():
    ticker = build(feeds=10, articles=10, capacity=10)

    ticker.tick()

    assert ticker.articles.asked == []


def test_deliveries_that_hang_leave_the_room_of_checks_alone():
    ticker = build(articles=10, deliveries=500, capacity=10)

    assert ticker.tick() == 510
    assert ticker.outbox.asked[0]["lanes"].limit == 128


def test_checks_that_hang_leave_the_room_of_deliveries_alone():
    ticker = build(articles=10, capacity=10)
    ticker.tick()
    ticker.outbox.count = 3

    assert ticker.tick() == 3


def test_no_more_deliveries_are_claimed_than_there_is_room_for():
    ticker = build(deliveries=10, delivery_capacity=4)

    assert ticker.tick() == 4
    assert ticker.tick() == 0


def test_it_ticks_by_itself_until_it_is_stopped():
    ticker = build(articles=1)

    ticker.start(every=timedelta(milliseconds=20))
    assert ticker.articles.was_asked.wait(PATIENCE_S)
    ticker.stop()
    asked_count = len(ticker.articles.asked)

    assert [job.kind for job in ticker.dispatcher.jobs] == [model.JobKind.CHECK]
    ticker.articles.was_asked.clear()
    assert not ticker.articles.was_asked.wait(0.1)
    assert len(ticker.articles.asked) == asked_count


def test_a_database_that_is_away_is_logged_and_asked_again():
    error = errors.StorageError("The database is locked.")
    ticker = build(error=error)

    with structlog.testing.capture_logs() as logs:
        ticker.start(every=timedelta(milliseconds=10))
        while len(ticker.outbox.asked) < 2:
            ticker.outbox.was_asked.clear()
            assert ticker.outbox.was_asked.wait(PATIENCE_S)
        ticker.stop()

    assert {(entry["event"], entry["detail"]) for entry in logs} == {
        ("scheduled work failed", "The database is locked.")
    }


def test_it_beats_at_its_start_and_a_database_that_is_away_keeps_it_from_nothing():
    beats = []

    def beat() -> None:
        beats.append(1)
        raise errors.StorageError("The database is locked.")

    ticker = build(beat=beat)
    with structlog.testing.capture_logs() as logs:
        ticker.start(every=timedelta(milliseconds=10))
        assert ticker.articles.was_asked.wait(PATIENCE_S)
        ticker.stop()

    assert beats == [1]
    assert [(entry["action"], entry["detail"]) for entry in logs] == [("beat", "The database is locked.")]


def test_stopping_what_never_started_is_fine():
    ticker = build()

    ticker.stop()

    assert ticker.outbox.asked == []


def test_a_tick_says_how_many_jobs_of_each_lane_are_in_hand_already():
    ticker = build(feeds=2, articles=1, lane_capacity=5)

    ticker.tick()

    (asked,) = ticker.articles.asked
    assert asked["lanes"] == model.LaneRoom(limit=5, taken=(("ledger.example", 2),))
