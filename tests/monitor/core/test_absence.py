from dataclasses import replace

import pytest

from monitor import model
from tests import builders
from tests.monitor.core.watched import LIVING, Watched, kinds, page


def test_a_failure_is_never_a_version(watched):
    watched.check(page(LIVING.format(20)))

    outcome = watched.check(builders.failure(model.FailureKind.TIMEOUT))

    assert (outcome.kind, outcome.version, outcome.change) == (model.CheckKind.FAILED, None, None)
    assert outcome.failure_count == 1
    assert outcome.next_check_at > watched.now


def test_missing_becomes_removed_after_three_checks_and_a_day(watched):
    watched.check(page(LIVING.format(20)))
    gone = builders.page("gone", status=404)

    first, second, third = (watched.check(gone, 60 * 11) for _ in range(3))
    told = watched.check(gone, 60 * 11)

    assert [outcome.change for outcome in (first, second, third)] == [None] * 3
    assert kinds(told) == ["article_removed"]
    assert told.change.first_seen_new_at == first.checked_at
    assert told.change.new_number is None
    assert told.alert is not None


def test_a_clock_that_was_set_back_turns_no_window_of_a_removal_round(watched):
    watched.check(page(LIVING.format(20)), 120)
    gone = builders.page("gone", status=404)
    first = watched.check(gone, 10)
    second = watched.check(gone, -90)
    outcomes = [watched.check(gone, 60 * 11) for _ in range(3)]

    assert second.missing_since == second.checked_at < first.checked_at
    (change,) = (outcome.change for outcome in outcomes if outcome.change)
    assert change.first_seen_new_at == second.checked_at
    # When it was last seen has not come yet; when a feed first named it has.
    assert change.last_seen_old_at == builders.NOON


def test_three_misses_within_a_day_are_not_enough(watched):
    watched.check(page(LIVING.format(20)))

    outcomes = [watched.check(builders.page("gone", status=410), 60) for _ in range(6)]

    assert not any(outcome.is_removed for outcome in outcomes)


def test_a_timeout_neither_confirms_nor_denies_that_it_is_missing(watched):
    watched.check(page(LIVING.format(20)))
    watched.check(builders.page("gone", status=404))

    outcome = watched.check(builders.failure())

    assert (outcome.missing_count, outcome.missing_since) == (1, builders.NOON + builders.minutes(30))


def test_a_block_is_told_of_once_and_is_no_version(watched):
    watched.check(page(LIVING.format(20)))
    blocked = builders.failure(model.FailureKind.BLOCKED, detail="asks whether we are a robot")

    first, second = watched.check(blocked), watched.check(blocked)

    assert kinds(first) == ["article_blocked"]
    assert first.change.events[0].summary == "Cannot be seen: a bot check or a refusal stands in its place."
    assert second.change is None
    assert not second.is_removed


def test_what_could_never_be_read_is_given_up(ledger_brief):
    candidate = Watched(ledger_brief, topic_ids=())
    failure = builders.failure(model.FailureKind.NOT_AN_ARTICLE)

    outcomes = [candidate.check(failure) for _ in range(5)]

    assert [outcome.next_check_at is None for outcome in outcomes] == [False] * 4 + [True]
    assert "never readable in 5 tries" in outcomes[-1].reason


def test_what_names_the_topic_is_looked_for_a_day_whatever_stands_in_its_place(ledger_brief):
    watched = Watched(ledger_brief)
    failure = builders.failure(model.FailureKind.HOME_PAGE)

    outcomes = [watched.check(failure, after_minutes=240) for _ in range(7)]

    assert [outcome.next_check_at is None for outcome in outcomes] == [False] * 6 + [True]


@pytest.mark.parametrize("kind", [model.FailureKind.TIMEOUT, model.FailureKind.NOT_THE_OUTLET])
def test_what_came_out_in_an_outage_is_looked_for_three_days(ledger_brief, kind):
    candidate = Watched(ledger_brief, topic_ids=())

    outcomes = [candidate.check(builders.failure(kind), after_minutes=720) for _ in range(7)]

    assert [outcome.next_check_at is None for outcome in outcomes] == [False] * 6 + [True]


def test_a_permanent_failure_at_first_sight_is_given_up_at_once(ledger_brief):
    outcome = Watched(ledger_brief).check(builders.failure(model.FailureKind.BAD_URL, is_permanent=True))

    assert outcome.next_check_at is None


def test_what_is_gone_at_first_sight_is_looked_for_again(ledger_brief):
    outcome = Watched(ledger_brief).check(builders.failure(model.FailureKind.GONE, is_permanent=True))

    assert outcome.next_check_at is not None


def test_an_old_article_that_fails_is_given_up(watched):
    watched.check(page(LIVING.format(20)))

    outcome = watched.check(builders.failure(), 60 * 24 * 366)

    assert outcome.next_check_at is None
    assert "too long ago" in outcome.reason


def test_a_block_of_one_article_is_a_label_where_its_outlet_is_told_to_refuse_us(ledger_brief):
    reach = model.Reach(blocked_since=builders.NOON)
    rule = model.AlertRule(id="all", min_severity=model.Severity.INFO, channels=("desk",))
    brief = replace(ledger_brief, watch=replace(ledger_brief.watch, rules=(rule,)))
    told, label = Watched(brief), Watched(brief, reach=reach)
    for watched in (told, label):
        watched.check(page(LIVING.format(20)))
    outcomes = [one.check(builders.failure(model.FailureKind.BLOCKED)) for one in (told, label)]

    assert [kinds(outcome) for outcome in outcomes] == [["article_blocked"]] * 2
    assert [outcome.alert is not None for outcome in outcomes] == [True, False]
    assert "outlet_blocked" in outcomes[1].change.events[0].reason


def test_a_block_is_told_at_the_next_check_where_another_article_had_just_been_refused(ledger_brief):
    rule = model.AlertRule(id="all", min_severity=model.Severity.INFO, channels=("desk",))
    watched = Watched(replace(ledger_brief, watch=replace(ledger_brief.watch, rules=(rule,))))
    watched.check(page(LIVING.format(20)))
    outcomes = []
    for reach in (model.Reach(checks=model.Refusals(count=1)), model.OPEN, model.OPEN):
        watched.state = replace(watched.state, reach=reach)
        outcomes.append(watched.check(builders.failure(model.FailureKind.PAYWALL)))
    assert [outcome.alert is not None for outcome in outcomes] == [False, True, False]
