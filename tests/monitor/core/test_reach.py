"""An outlet's refusals, answer by answer: one bulletin when they begin, one when they end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor import model
from monitor.core import reach
from tests import builders
from tests.builders import NOON, hours, minutes

BLOCKED = builders.failure(model.FailureKind.BLOCKED, detail="HTTP 403")


class Outlet:
    """One outlet; each outcome becomes what is known at the next answer."""

    def __init__(self, brief, *, articles: int = 9) -> None:
        rule = model.AlertRule(id="reach", events=tuple(model.OUTLET_EVENTS), channels=("desk",))
        self.brief = replace(brief, watch=replace(brief.watch, rules=(rule,)))
        self.known = model.OutletReach(
            outlet_id="ledger",
            article_count=articles,
            last_good_check_at=NOON - minutes(20),
            last_good_poll_at=NOON - minutes(10),
        )
        self.bulletins: list[model.Bulletin] = []
        self.alerts: list[model.Alert] = []

    def answer(self, number: int, at=timedelta(0), *, failure=BLOCKED, is_poll: bool = False) -> None:
        answer = model.Answer(
            outlet_id="ledger",
            url=f"https://ledger.example/{number}",
            is_poll=is_poll,
            at=NOON + at,
            failure=failure,
        )
        if not reach.concerns(answer, self.known.reach):
            return
        outcome = reach.decide_reach(self.brief, self.known, answer)
        assert outcome.base_revision == self.known.revision
        self.known = replace(self.known, reach=outcome.reach, revision=self.known.revision + 1)
        self.bulletins += [outcome.bulletin] if outcome.bulletin else []
        self.alerts += [outcome.alert] if outcome.alert else []

    @property
    def kinds(self) -> list[str]:
        return [bulletin.event.kind.value for bulletin in self.bulletins]


@pytest.fixture
def outlet(ledger_brief) -> Outlet:
    return Outlet(ledger_brief)


def test_a_wave_of_blocks_is_one_bulletin_with_since_when_what_and_how_many(outlet):
    for number in range(9):
        outlet.answer(number, minutes(number))

    (bulletin,) = outlet.bulletins
    assert bulletin.event.kind is model.EventKind.OUTLET_BLOCKED
    assert (bulletin.last_otherwise_at, bulletin.since, bulletin.created_at) == (
        NOON - minutes(20),
        NOON,
        NOON + minutes(2),
    )
    for words in ("since 1 Sep 2025, 12:00 UTC", "9 watched articles", "last good answer", "Ask the outlet"):
        assert words in bulletin.event.summary
    (alert,) = outlet.alerts
    assert alert.dedupe_key == "outlet-ledger:outlet_blocked-20250901T120000Z"
    assert alert.title.startswith("The Coastal Ledger: Refuses its articles")


def test_a_clock_that_was_set_back_turns_no_window_round(outlet):
    for number in range(9):
        outlet.answer(number, -hours(1))
    blocked = outlet.bulletins[0]
    for at in (-hours(5), -hours(4)):
        outlet.answer(1, at, failure=None)

    assert outlet.kinds == ["outlet_blocked", "outlet_reachable"]
    assert blocked.last_otherwise_at == blocked.since == NOON - hours(1)
    assert outlet.bulletins[1].last_otherwise_at == outlet.bulletins[1].since


def test_two_good_answers_end_it_with_how_long_we_were_blind(outlet):
    for number in range(3):
        outlet.answer(number)
    outlet.answer(1, hours(5), failure=None)
    assert outlet.kinds == ["outlet_blocked"]
    outlet.answer(2, hours(6), failure=None)
    outlet.answer(3, hours(7), failure=None)

    assert outlet.kinds == ["outlet_blocked", "outlet_reachable"]
    assert "after 5 h" in outlet.bulletins[1].event.summary
    assert (outlet.bulletins[1].last_otherwise_at, outlet.bulletins[1].since) == (NOON, NOON + hours(5))
    assert outlet.known.reach.is_clear
    assert len(outlet.alerts) == 2


@pytest.mark.parametrize(
    ("walled", "said"),
    [
        (0, "UTC. What changed"),
        (1, "1 of 9 watched articles was still behind a wall"),
        (3, "3 of 9 watched articles were still behind a wall when last looked at"),
    ],
)
def test_an_outlet_that_answers_again_says_how_many_articles_are_still_behind_a_wall(outlet, walled, said):
    for number in range(4):
        outlet.answer(number)
    outlet.known = replace(outlet.known, walled_count=walled)
    for number in range(2):
        outlet.answer(number, hours(number + 1), failure=None)

    assert said in outlet.bulletins[1].event.summary


def test_one_good_answer_among_refusals_ends_nothing_and_begins_nothing_anew(outlet):
    for number in range(4):
        outlet.answer(number)
        outlet.answer(number, minutes(1))
    for number in range(6):
        outlet.answer(number, hours(number + 1), failure=None)
        outlet.answer(number, hours(number + 1) + minutes(1))

    assert outlet.kinds == ["outlet_blocked"]


def test_an_outlet_that_refuses_by_fits_and_starts_is_told_once(outlet):
    for turn in range(6):
        for number in range(3):
            outlet.answer(number, hours(turn) + minutes(number))
        for number in range(5):
            outlet.answer(number, hours(turn) + minutes(10 + 5 * number), failure=None)

    assert outlet.kinds == ["outlet_blocked"]


def test_a_good_answer_between_refusals_starts_the_count_anew(outlet):
    for number in range(8):
        outlet.answer(number, failure=None if number % 3 == 2 else BLOCKED)

    assert outlet.kinds == []


def test_one_article_that_is_refused_again_and_again_is_not_the_outlet(outlet):
    for turn in range(9):
        outlet.answer(1, hours(turn))

    assert outlet.kinds == []


def test_the_only_article_of_an_outlet_is_enough(ledger_brief):
    outlet = Outlet(ledger_brief, articles=1)
    for turn in range(3):
        outlet.answer(1, hours(turn))

    assert outlet.kinds == ["outlet_blocked"]
    assert "1 watched article is" in outlet.bulletins[0].event.summary


@pytest.mark.parametrize("kind", [model.FailureKind.PAYWALL, model.FailureKind.ROBOTS])
def test_pages_for_subscribers_or_closed_to_robots_are_an_outlets_only_when_many_are(outlet, kind):
    for number in range(4):
        outlet.answer(number, failure=builders.failure(kind))
    assert outlet.kinds == []
    outlet.answer(4, failure=builders.failure(kind))

    assert outlet.kinds == ["outlet_blocked"]


@pytest.mark.parametrize(
    "kind", [model.FailureKind.TIMEOUT, model.FailureKind.NOT_FOUND, model.FailureKind.SERVER_ERROR]
)
def test_other_trouble_neither_begins_nor_ends_a_block(outlet, kind):
    for number in range(9):
        outlet.answer(number, failure=builders.failure(kind))
    assert outlet.kinds == []
    for number in range(3):
        outlet.answer(number)
        outlet.answer(number, failure=builders.failure(kind))

    assert outlet.kinds == ["outlet_blocked"]


def test_a_feed_that_refuses_us_for_half_an_hour_is_told_and_its_good_articles_do_not_hide_it(outlet):
    for turn in range(4):
        outlet.answer(0, minutes(10 * turn), is_poll=True)
        outlet.answer(1, minutes(10 * turn), failure=None)

    (bulletin,) = outlet.bulletins
    assert "Refuses its feeds" in bulletin.event.summary
    assert bulletin.last_otherwise_at == NOON - minutes(10)


def test_feeds_that_were_good_all_the_time_do_not_say_since_when_articles_are(outlet):
    for number in range(3):
        outlet.answer(number, minutes(number))
    for turn in range(1, 6):
        outlet.answer(0, turn * hours(1), failure=None, is_poll=True)
    outlet.answer(1, hours(6), failure=None)
    assert outlet.kinds == ["outlet_blocked"]
    outlet.answer(0, hours(6) + minutes(30), failure=None, is_poll=True)
    assert outlet.kinds == ["outlet_blocked", "outlet_reachable"]
    assert outlet.bulletins[-1].since == NOON + hours(6)


def test_good_polls_do_not_end_a_block_of_the_articles(outlet):
    for number in range(3):
        outlet.answer(number)
    for turn in range(5):
        outlet.answer(0, hours(turn), failure=None, is_poll=True)

    assert outlet.kinds == ["outlet_blocked"]


def test_an_outlet_that_never_answered_well_says_so(outlet):
    outlet.known = replace(outlet.known, last_good_check_at=None)
    for number in range(3):
        outlet.answer(number)

    assert "it never answered well" in outlet.bulletins[0].event.summary


def test_nobody_is_told_without_a_rule_and_the_bulletin_says_so(outlet):
    outlet.brief = replace(outlet.brief, watch=replace(outlet.brief.watch, rules=()))
    for number in range(3):
        outlet.answer(number)

    assert outlet.alerts == []
    assert outlet.bulletins[0].event.reason == "no alert rules are set"


def test_an_outlet_that_left_the_watchlist_is_named_by_its_id(outlet):
    outlet.brief = replace(outlet.brief, outlets={})
    for number in range(3):
        outlet.answer(number)

    assert outlet.alerts[0].title.startswith("ledger: ")


def test_the_answers_of_an_outlet_that_lets_us_in_need_no_look(outlet):
    good = model.Answer(outlet_id="ledger", url="https://ledger.example/1", is_poll=False, at=NOON)

    assert not reach.concerns(good, model.OPEN)
    assert not reach.concerns(good, model.Reach(polls=model.Refusals(count=1)))
    assert reach.concerns(good, model.Reach(checks=model.Refusals(count=1)))


def test_a_refusal_of_an_outlet_known_to_block_is_no_news():
    refused = model.Answer(
        outlet_id="ledger", url="https://ledger.example/1", is_poll=False, at=NOON, failure=BLOCKED
    )

    assert not reach.concerns(refused, model.Reach(blocked_since=NOON))
    assert reach.concerns(refused, model.Reach(blocked_since=NOON, good_count=1))
