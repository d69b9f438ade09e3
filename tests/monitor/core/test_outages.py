"""An outlet that does not answer, try by try: one bulletin when that has lasted, one when it answers again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor import model
from monitor.core import reach
from tests import builders
from tests.builders import NOON, hours, minutes

TIMEOUT = builders.failure(model.FailureKind.TIMEOUT, detail="did not answer in time")


class Outlet:
    """One outlet of two; each outcome becomes what is known at the next answer."""

    def __init__(self, brief) -> None:
        rule = model.AlertRule(id="reach", events=tuple(model.OUTLET_EVENTS), channels=("desk",))
        self.brief = replace(brief, watch=replace(brief.watch, rules=(rule,)))
        self.known = model.OutletReach(
            outlet_id="ledger", article_count=9, last_good_poll_at=NOON - minutes(10), other_count=1
        )
        #: Whether the other outlet answers well just before each answer of this one.
        self.others_answer = True
        self.bulletins: list[model.Bulletin] = []
        self.alerts: list[model.Alert] = []

    def answer(self, at: timedelta, *, failure=TIMEOUT, is_poll: bool = False) -> None:
        if self.others_answer:
            self.known = replace(self.known, others_good_at=NOON + at - minutes(1))
        answer = model.Answer(
            outlet_id="ledger",
            url="https://ledger.example/1",
            is_poll=is_poll,
            at=NOON + at,
            failure=failure,
        )
        if not reach.concerns(answer, self.known.reach):
            return
        outcome = reach.decide_reach(self.brief, self.known, answer)
        self.known = replace(self.known, reach=outcome.reach, revision=self.known.revision + 1)
        self.bulletins += [outcome.bulletin] if outcome.bulletin else []
        self.alerts += [outcome.alert] if outcome.alert else []

    @property
    def kinds(self) -> list[str]:
        return [bulletin.event.kind.value for bulletin in self.bulletins]


@pytest.fixture
def outlet(ledger_brief) -> Outlet:
    return Outlet(ledger_brief)


def test_an_outlet_that_has_not_answered_for_hours_is_told_once_with_what_and_what_to_do(outlet):
    for turn in range(12):
        outlet.answer(turn * minutes(30), is_poll=turn % 2 == 0)

    (bulletin,) = outlet.bulletins
    assert bulletin.event.kind is model.EventKind.OUTLET_UNREACHABLE
    assert (bulletin.last_otherwise_at, bulletin.since, bulletin.created_at) == (
        NOON - minutes(10),
        NOON,
        NOON + hours(3),
    )
    assert bulletin.event.summary == (
        "Does not answer since 1 Sep 2025, 12:00 UTC: it does not answer in time (timeout)."
        " 9 watched articles are not seen; last good answer 1 Sep 2025, 11:50 UTC."
        " Other outlets answer, the last 1 Sep 2025, 14:59 UTC."
        " Open one of its addresses from another network: if it answers there, this one is shut out."
    )
    (alert,) = outlet.alerts
    assert alert.dedupe_key == "outlet-ledger:outlet_unreachable-20250901T120000Z"


def test_all_kinds_of_no_answer_count_together(outlet):
    for turn, kind in enumerate(
        (
            model.FailureKind.DNS,
            model.FailureKind.TLS,
            model.FailureKind.SERVER_ERROR,
            model.FailureKind.CONNECTION,
        )
    ):
        outlet.answer(hours(turn), failure=builders.failure(kind))

    assert outlet.kinds == ["outlet_unreachable"]


@pytest.mark.parametrize(
    "answer",
    [
        None,
        builders.failure(model.FailureKind.NOT_FOUND),
        builders.failure(model.FailureKind.PAYWALL),
        builders.failure(model.FailureKind.BLOCKED),
    ],
)
def test_any_answer_between_starts_the_count_anew(outlet, answer):
    for turn in range(12):
        outlet.answer(hours(turn), failure=answer if turn % 4 == 3 else TIMEOUT)

    assert "outlet_unreachable" not in outlet.kinds
    assert outlet.known.reach.outage == model.NO_OUTAGE


def test_many_tries_in_a_short_time_are_not_told(outlet):
    for turn in range(100):
        outlet.answer(minutes(1.7 * turn))

    assert outlet.kinds == []


def test_while_no_other_outlet_answers_it_is_our_own_network_and_nothing_is_told(outlet):
    outlet.answer(minutes(-5), failure=None)
    outlet.others_answer = False
    for turn in range(24):
        outlet.answer(hours(turn))
    assert outlet.known.reach.outage.count == 1

    outlet.others_answer = True
    outlet.answer(hours(24))
    outlet.answer(hours(25), failure=None)

    assert outlet.kinds == []
    assert outlet.known.reach.is_clear


def test_an_outlet_without_another_to_compare_is_told_with_that_said(outlet):
    outlet.known = replace(outlet.known, other_count=0)
    outlet.others_answer = False
    for turn in range(4):
        outlet.answer(hours(turn))

    assert outlet.kinds == ["outlet_unreachable"]
    assert "No other outlet answers that could tell" in outlet.bulletins[0].event.summary


def test_it_ends_with_good_answers_in_a_row_and_says_for_how_long_we_were_blind(outlet):
    for turn in range(4):
        outlet.answer(hours(turn))
    outlet.answer(hours(5), failure=None)
    outlet.answer(hours(6))
    outlet.answer(hours(7), failure=None)
    assert outlet.kinds == ["outlet_unreachable"]
    outlet.answer(hours(8), failure=None)

    assert outlet.kinds == ["outlet_unreachable", "outlet_reachable"]
    assert (outlet.bulletins[1].last_otherwise_at, outlet.bulletins[1].since) == (NOON, NOON + hours(7))
    assert "after 7 h" in outlet.bulletins[1].event.summary
    assert outlet.known.reach.is_clear


def test_one_that_answers_again_with_a_refusal_is_told_to_block_and_reached_once(outlet):
    for turn in range(4):
        outlet.answer(hours(turn), is_poll=True)
    for turn in range(4):
        outlet.answer(hours(4 + turn), failure=builders.failure(model.FailureKind.BLOCKED), is_poll=True)
    for turn in range(3):
        outlet.answer(hours(9 + turn), failure=None, is_poll=True)

    assert outlet.kinds == ["outlet_unreachable", "outlet_blocked", "outlet_reachable"]
    assert "after 9 h" in outlet.bulletins[2].event.summary


def test_one_that_is_told_to_refuse_us_is_not_told_to_be_silent_too(outlet):
    for turn in range(4):
        outlet.answer(hours(turn), failure=builders.failure(model.FailureKind.BLOCKED), is_poll=True)
    for turn in range(9):
        outlet.answer(hours(5 + turn), is_poll=True)

    assert outlet.kinds == ["outlet_blocked"]


def test_an_outlet_that_never_answered_says_so(outlet):
    outlet.known = replace(outlet.known, last_good_poll_at=None, article_count=1)
    for turn in range(4):
        outlet.answer(hours(turn))

    assert "1 watched article is not seen; it never answered well" in outlet.bulletins[0].event.summary


def test_a_time_in_which_nobody_tried_counts_for_nothing(outlet):
    for turn in range(3):
        outlet.answer(turn * minutes(10))
    outlet.answer(hours(9))
    assert outlet.kinds == []
    for turn in range(1, 8):
        outlet.answer(hours(9) + turn * minutes(30))
    assert outlet.kinds == ["outlet_unreachable"]
    assert outlet.bulletins[0].since == NOON + hours(9)
