"""Hostile sequences: whatever answers come at whatever times, removed, returned and blocked are told once each and truly."""

from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from monitor import model, policy
from monitor.core import brief as briefs
from tests import builders
from tests.monitor.core.watched import LIVING, Watched, page

WAITS = st.sampled_from([1, 5, 60, 150, 60 * 8, 60 * 13, 60 * 25])
MISSING = st.sampled_from(sorted(model.MISSING_KINDS))
WALLS = st.sampled_from(
    [model.FailureKind.BLOCKED, model.FailureKind.CONSENT_WALL, model.FailureKind.PAYWALL]
)
TROUBLE = st.sampled_from(
    [
        model.FailureKind.TIMEOUT,
        model.FailureKind.SERVER_ERROR,
        model.FailureKind.RATE_LIMITED,
        model.FailureKind.ROBOTS,
        model.FailureKind.DNS,
    ]
)
BRIEF = briefs.build_brief(model.Watch(outlets=(builders.outlet(),)), policy.Policy())


class Absences(RuleBasedStateMachine):
    """One article that was read once; beside it what is true, kept as simply as it can be said."""

    def __init__(self) -> None:
        super().__init__()
        self.watched = Watched(BRIEF)
        self.watched.check(page(LIVING.format(20)))
        self.read_at: datetime = self.watched.now
        #: Times at which it was missing since it was last read.
        self.missing: list[datetime] = []
        self.is_removed = self.is_blocked = False

    @rule(wait=WAITS)
    def read(self, wait: int) -> None:
        outcome = self.watched.check(page(LIVING.format(20)), wait)
        kinds = _kinds(outcome)
        assert kinds == (["article_returned"] if self.is_removed else [])
        if kinds:
            assert outcome.change.first_seen_new_at == self.watched.now
            assert self.missing[-1] <= outcome.change.last_seen_old_at < self.watched.now
        assert not outcome.is_removed
        self.read_at, self.missing = self.watched.now, []
        self.is_removed = self.is_blocked = False

    @rule(kind=MISSING, wait=WAITS)
    def miss(self, kind: model.FailureKind, wait: int) -> None:
        outcome = self.watched.check(builders.failure(kind), wait)
        self.missing.append(self.watched.now)
        is_long = self.missing[-1] - self.missing[0] >= timedelta(hours=24)
        becomes_removed = not self.is_removed and len(self.missing) >= 3 and is_long
        assert _kinds(outcome) == (["article_removed"] if becomes_removed else [])
        if becomes_removed:
            window = (outcome.change.last_seen_old_at, outcome.change.first_seen_new_at)
            assert window == (self.read_at, self.missing[0])
        self.is_removed = self.is_removed or becomes_removed
        assert outcome.is_removed == self.is_removed

    @rule(kind=WALLS, wait=WAITS)
    def stand_before(self, kind: model.FailureKind, wait: int) -> None:
        outcome = self.watched.check(builders.failure(kind), wait)
        assert _kinds(outcome) == ([] if self.is_blocked else ["article_blocked"])
        if outcome.change:
            window = (outcome.change.last_seen_old_at, outcome.change.first_seen_new_at)
            assert window == (self.read_at, self.watched.now)
        assert outcome.is_removed == self.is_removed
        self.is_blocked = True

    @rule(kind=TROUBLE, wait=WAITS)
    def fail(self, kind: model.FailureKind, wait: int) -> None:
        outcome = self.watched.check(builders.failure(kind), wait)
        assert outcome.change is None
        assert outcome.is_removed == self.is_removed

    @precondition(lambda self: len(self.missing) == 2)
    @rule(kind=TROUBLE)
    def fail_a_day_after_two_misses(self, kind: model.FailureKind) -> None:
        self.fail(kind, 60 * 25)


def _kinds(outcome: model.CheckOutcome) -> list[str]:
    return [event.kind.value for event in outcome.change.events] if outcome.change else []


def test_removed_returned_and_blocked_are_told_once_each_and_truly_whatever_comes():
    run_state_machine_as_test(
        Absences, settings=settings(max_examples=40, stateful_step_count=20, deadline=None)
    )


def test_a_timeout_a_day_after_three_misses_confirms_nothing():
    watched = Watched(BRIEF)
    watched.check(page(LIVING.format(20)))
    for _ in range(3):
        watched.check(builders.failure(model.FailureKind.NOT_FOUND), 60 * 2)

    assert not watched.check(builders.failure(), 60 * 25).is_removed
    assert watched.check(builders.failure(model.FailureKind.GONE), 5).is_removed


def test_other_trouble_between_two_blocks_makes_one_event_of_them():
    watched = Watched(BRIEF)
    watched.check(page(LIVING.format(20)))
    kinds = [model.FailureKind.BLOCKED, model.FailureKind.TIMEOUT, model.FailureKind.BLOCKED]
    outcomes = [watched.check(builders.failure(kind)) for kind in kinds]

    assert [_kinds(outcome) for outcome in outcomes] == [["article_blocked"], [], []]
