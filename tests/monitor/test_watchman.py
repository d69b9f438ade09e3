"""The watchman: what he asks, records and passes on at each beat."""

import pytest
import structlog.testing

from monitor import errors, model, watchman
from tests import builders
from tests.builders import minutes
from tests.fakes.clock import FakeClock
from tests.fakes.judge import FakeJudge
from tests.fakes.store import FakeStore


class Counter:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def man():
    return watchman.Watchman(
        clock=FakeClock(), judge=FakeJudge(), pulses=FakeStore(), count_seconds=Counter()
    )


def test_the_first_beat_knows_no_other_and_the_next_how_long_ago_that_was(man):
    man.beat()
    man.count_seconds.seconds += 60
    man.beat()

    assert [elapsed for _, _, elapsed in man.judge.beats] == [None, minutes(1)]
    assert man.pulses.load_pulse(now=man.clock.now()).revision == 2


def test_how_it_is_is_passed_on_after_it_is_recorded(man):
    told = []
    man.on_beat = lambda is_well: told.append((is_well, man.pulses.load_pulse(now=man.clock.now()).revision))
    man.beat()
    man.judge.is_well = False
    man.beat()

    assert told == [(True, 1), (False, 2)]


def test_what_is_told_is_logged(man):
    event = builders.event(model.EventKind.SERVICE_BLIND, summary="No outlet has answered.")
    now = man.clock.now()
    bulletin = model.Bulletin(about="Claimwatch", event=event, since=now, created_at=now)
    man.judge.news = (model.News(bulletin=bulletin),)

    with structlog.testing.capture_logs() as logs:
        man.beat()

    assert [(entry["kind"], entry["detail"]) for entry in logs] == [
        ("service_blind", "No outlet has answered.")
    ]


def test_whoever_is_overtaken_by_another_process_looks_again(man):
    save, tries = man.pulses.save_pulse, []

    def overtaken(outcome: model.PulseOutcome) -> None:
        tries.append(outcome.base_revision)
        if len(tries) == 1:
            save(outcome)
        save(outcome)

    man.pulses.save_pulse = overtaken

    assert man.beat().base_revision == 1
    assert tries == [0, 1]


def test_one_that_is_always_overtaken_leaves_the_beat_to_the_others(man):
    def overtaken(outcome: model.PulseOutcome) -> None:
        raise errors.StaleError("Another beat was recorded meanwhile.")

    man.pulses.save_pulse = overtaken

    assert man.beat() is None
    assert len(man.judge.beats) == 3
