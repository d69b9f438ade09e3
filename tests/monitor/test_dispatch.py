import threading

import pytest
import structlog.testing

from monitor import dispatch, errors, model
from tests import builders

PATIENCE_S = 10


def job(number: int, lane: str = "ledger.example", kind: model.JobKind = model.JobKind.CHECK) -> model.Job:
    return builders.job(number, lane=lane, kind=kind)


@pytest.fixture
def build():
    """Build a dispatcher that is stopped when the test ends."""
    built = []

    def build_dispatcher(run, threads=4, **fields):
        built.append(dispatch.LaneDispatcher(run, threads=threads, **fields))
        return built[-1]

    yield build_dispatcher
    for dispatcher in built:
        dispatcher.stop(PATIENCE_S)


def test_every_job_is_run(build):
    done = []
    dispatcher = build(lambda j: done.append(j.id))

    dispatcher.dispatch([job(number, lane=f"host-{number % 7}") for number in range(100)])

    assert dispatcher.wait_idle(PATIENCE_S)
    assert sorted(done) == list(range(100))
    assert dispatcher.outstanding_count == 0


def test_jobs_of_one_lane_run_one_at_a_time_in_order(build):
    done, running, most = [], [], []
    lock = threading.Lock()

    def run(j: model.Job) -> None:
        with lock:
            running.append(j.id)
            most.append(len(running))
        done.append(j.id)
        with lock:
            running.remove(j.id)

    dispatcher = build(run)
    dispatcher.dispatch([job(number) for number in range(25)])
    dispatcher.dispatch([job(number) for number in range(25, 50)])

    assert dispatcher.wait_idle(PATIENCE_S)
    assert done == list(range(50))
    assert max(most) == 1


def test_lanes_run_side_by_side(build):
    both = threading.Barrier(2, timeout=PATIENCE_S)
    dispatcher = build(lambda _: both.wait())

    dispatcher.dispatch([job(1, lane="a"), job(2, lane="b")])

    assert dispatcher.wait_idle(PATIENCE_S)
    assert not both.broken


def test_a_long_lane_leaves_the_thread_to_others_after_each_job(build):
    done = []
    dispatcher = build(lambda j: done.append(j.lane), threads=1)

    dispatcher.dispatch([*(job(number, lane="long") for number in range(5)), job(9, lane="short")])

    assert dispatcher.wait_idle(PATIENCE_S)
    assert "short" in done[:3]


def test_a_job_that_fails_is_logged_once_and_the_lane_goes_on(build):
    done = []

    def run(j: model.Job) -> None:
        if j.id == 1:
            raise RuntimeError("unexpected")
        done.append(j.id)

    dispatcher = build(run)
    with structlog.testing.capture_logs() as logs:
        dispatcher.dispatch([job(1), job(2)])
        assert dispatcher.wait_idle(PATIENCE_S)

    assert done == [2]
    assert [(entry["event"], entry["id"]) for entry in logs] == [("job failed", 1)]


def test_expected_trouble_is_a_warning_without_a_traceback(build):
    def run(_: model.Job) -> None:
        raise errors.StorageError("The database is locked.")

    dispatcher = build(run)
    with structlog.testing.capture_logs() as logs:
        dispatcher.dispatch([job(1)])
        assert dispatcher.wait_idle(PATIENCE_S)

    assert [(entry["event"], entry["log_level"]) for entry in logs] == [("job put off", "warning")]


def test_waiting_ends_when_time_runs_out(build):
    go = threading.Event()
    dispatcher = build(lambda _: go.wait(PATIENCE_S))
    dispatcher.dispatch([job(1)])

    assert not dispatcher.wait_idle(0.01)
    go.set()
    assert dispatcher.wait_idle(PATIENCE_S)


def test_stopping_finishes_the_job_in_hand_and_drops_the_rest(build):
    started, go, done = threading.Event(), threading.Event(), []

    def run(j: model.Job) -> None:
        started.set()
        go.wait(PATIENCE_S)
        done.append(j.id)

    dispatcher = build(run, threads=1)
    dispatcher.dispatch([job(number) for number in range(10)])
    assert started.wait(PATIENCE_S)
    threading.Timer(0.05, go.set).start()

    assert dispatcher.stop(PATIENCE_S)
    dispatcher.dispatch([job(99)])

    assert done == [0]
    assert dispatcher.outstanding_count == 0


def test_stopping_says_when_something_would_not_end(build):
    started, go = threading.Event(), threading.Event()

    def run(_: model.Job) -> None:
        started.set()
        go.wait(PATIENCE_S)

    dispatcher = build(run)
    dispatcher.dispatch([job(1)])
    assert started.wait(PATIENCE_S)

    assert not dispatcher.stop(0.01)
    go.set()


def test_a_job_without_a_lane_is_refused():
    with pytest.raises(ValueError, match="needs a lane"):
        job(1, lane="")


def test_the_jobs_in_hand_are_counted_by_lane_until_they_are_done(build):
    go_on, begun = threading.Event(), threading.Event()

    def run(_job: model.Job) -> None:
        begun.set()
        assert go_on.wait(PATIENCE_S)

    dispatcher = build(run)
    dispatcher.dispatch([job(1), job(2), job(3, lane="wire.example")])
    assert begun.wait(PATIENCE_S)
    assert dict(dispatcher.count_lanes()) == {"ledger.example": 2, "wire.example": 1}

    go_on.set()
    assert dispatcher.wait_idle(PATIENCE_S)
    assert dispatcher.count_lanes() == ()


def test_deliveries_wait_for_no_slow_host_and_no_other_channel(build):
    is_over, told = threading.Event(), threading.Event()

    def run(j: model.Job) -> None:
        if j.lane == "room":
            told.set()
        else:
            is_over.wait(PATIENCE_S)

    dispatcher = build(run, threads=1)
    slow = [job(1, lane="a"), job(2, lane="b"), job(3, lane="mail", kind=model.JobKind.DELIVER)]
    dispatcher.dispatch([*slow, job(4, lane="room", kind=model.JobKind.DELIVER)])
    was_told = told.wait(PATIENCE_S)
    counts = dispatcher.outstanding_count, dispatcher.delivering_count
    is_over.set()

    assert was_told
    assert counts[0] >= 3
    assert dispatcher.wait_idle(PATIENCE_S)
    assert dispatcher.delivering_count == 0


def deliveries(count: int, lane: str = "mail") -> list[model.Job]:
    return [job(number, lane=lane, kind=model.JobKind.DELIVER) for number in range(count)]


def test_a_channel_rests_when_its_last_delivery_is_done_however_that_ended(build):
    done = []

    def run(j: model.Job) -> None:
        done.append(j.id)
        if j.id == 2:
            raise errors.StorageError("The database is locked.")

    dispatcher = build(run, rest=done.append)
    dispatcher.dispatch(deliveries(3))
    assert dispatcher.wait_idle(PATIENCE_S)
    dispatcher.dispatch([*deliveries(1), job(9)])
    assert dispatcher.wait_idle(PATIENCE_S)

    assert [one for one in done if one != 9] == [0, 1, 2, "mail", 0, "mail"]


def test_a_channel_that_is_stopped_in_the_middle_rests(build):
    begun, go, done = threading.Event(), threading.Event(), []

    def run(j: model.Job) -> None:
        begun.set()
        go.wait(PATIENCE_S)
        done.append(j.id)

    dispatcher = build(run, rest=done.append)
    dispatcher.dispatch(deliveries(3))
    assert begun.wait(PATIENCE_S)
    threading.Timer(0.05, go.set).start()

    assert dispatcher.stop(PATIENCE_S)
    assert done == [0, "mail"]
