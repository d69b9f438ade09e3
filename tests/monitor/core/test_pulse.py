"""The service itself, beat by beat: down, blind, late, and in order again; each told once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor import model
from monitor.core import pulse
from tests import builders
from tests.builders import NOON, hours, minutes

MINUTE = minutes(1)


class Service:
    """A service that beats; each outcome becomes what is known at the next beat."""

    def __init__(self, brief) -> None:
        rule = model.AlertRule(id="service", events=tuple(model.SERVICE_EVENTS), channels=("desk",))
        self.brief = replace(brief, watch=replace(brief.watch, rules=(rule,)))
        self.known = model.PulseForBeat(outlet_count=3, last_good_at=NOON)
        self.now = NOON
        self.steady: timedelta | None = None
        self.outcomes: list[model.PulseOutcome] = []

    def beat(self, after=MINUTE, *, elapsed="as the clock says", **found) -> model.PulseOutcome:
        """Beat once more; an outlet has answered well just before, unless `found` says otherwise."""
        self.now += after
        steady = after if elapsed == "as the clock says" else elapsed
        self.known = replace(self.known, **({"last_good_at": self.now - minutes(1)} | found))
        outcome = pulse.decide_pulse(
            self.brief, self.known, now=self.now, elapsed=steady if self.outcomes else None
        )
        assert outcome.base_revision == self.known.revision
        self.known = replace(self.known, pulse=outcome.pulse, revision=self.known.revision + 1)
        self.outcomes.append(outcome)
        return outcome

    def restart(self) -> None:
        """Begin a new process."""
        self.outcomes = []

    @property
    def kinds(self) -> list[str]:
        return [news.bulletin.event.kind.value for outcome in self.outcomes for news in outcome.news]


@pytest.fixture
def service(ledger_brief) -> Service:
    return Service(ledger_brief)


def test_a_service_that_works_tells_nothing_and_is_well(service):
    for _ in range(5):
        service.beat(last_activity_at=service.now, oldest_due_at=service.now, oldest_waiting_at=service.now)

    assert service.kinds == []
    assert all(outcome.is_well for outcome in service.outcomes)
    assert service.known.pulse == model.Pulse(beat_at=service.now, up_since=NOON + minutes(1))


@pytest.mark.parametrize(
    ("gap", "severity"),
    [
        (minutes(10), None),
        (minutes(11), model.Severity.MEDIUM),
        (hours(1), model.Severity.MEDIUM),
        (hours(1) + minutes(1), model.Severity.HIGH),
    ],
)
def test_a_start_after_a_gap_says_between_when_nothing_was_seen(service, gap, severity):
    service.beat()
    service.restart()
    outcome = service.beat(gap)

    assert [news.bulletin.event.severity for news in outcome.news] == ([severity] if severity else [])
    for news in outcome.news:
        bulletin = news.bulletin
        assert bulletin.event.kind is model.EventKind.SERVICE_WAS_DOWN
        assert (bulletin.last_otherwise_at, bulletin.since) == (NOON + minutes(1), service.now)
        assert (bulletin.about, bulletin.outlet_id, bulletin.topic_id) == ("Claimwatch", None, None)
        assert bulletin.event.summary.startswith("No checks between 1 Sep 2025, 12:01 UTC and 1 Sep 2025, 1")
        assert "What changed and changed back in that time was not seen" in bulletin.event.summary
        assert news.alert.title.startswith("Claimwatch: No checks between")
        assert news.alert.dedupe_key.startswith("service:service_was_down-20250901T")
    assert service.beat().news == ()


def test_the_first_start_of_all_is_no_gap(service):
    assert service.beat(hours(100)).news == ()


def test_a_machine_that_slept_is_told_though_its_process_lived(service):
    service.beat()
    service.beat(hours(2))

    assert service.kinds == ["service_was_down"]


def test_a_clock_that_is_set_is_no_gap(service):
    service.beat()
    service.beat(hours(5), elapsed=minutes(1))
    service.beat(hours(-7), elapsed=minutes(1))
    service.restart()
    service.beat(hours(-1))
    service.beat(hours(1), elapsed=minutes(1))

    assert service.kinds == []


def test_a_process_that_was_held_up_while_another_beat_is_no_gap(service):
    service.beat()
    service.beat(minutes(1), elapsed=hours(3))

    assert service.kinds == []


def test_when_no_outlet_answers_it_is_one_bulletin_and_one_when_they_answer_again(service):
    service.beat()
    lost = {"last_good_at": service.now, "failing_count": 3, "failure": builders.failure(detail="no route.")}
    for _ in range(60):
        service.beat(**lost)
    assert [outcome.is_well for outcome in service.outcomes] == [True] * 31 + [False] * 30
    for _ in range(5):
        service.beat(failing_count=0)

    assert service.kinds == ["service_blind", "service_resumed"]
    blind, resumed = (news.bulletin for outcome in service.outcomes for news in outcome.news)
    assert blind.event.summary == (
        "No outlet has answered since 1 Sep 2025, 12:01 UTC; 3 were asked in vain. One of them: no route."
        " All at once, it is this machine's own network, its DNS or its proxy as a rule: look at those."
        " No change is seen meanwhile."
    )
    assert (blind.event.severity, blind.last_otherwise_at) == (model.Severity.HIGH, NOON + minutes(1))
    assert resumed.event.summary.startswith("Outlets answer again after 1 h.")
    assert resumed.last_otherwise_at == NOON + minutes(1)
    assert service.outcomes[-1].is_well


def test_one_outlet_that_does_not_answer_is_not_the_network(service):
    for _ in range(90):
        service.beat(last_good_at=NOON, failing_count=1)

    assert service.kinds == []


def test_outlets_that_never_answered_are_told_half_an_hour_after_the_start(service):
    for _ in range(32):
        service.beat(last_good_at=None, failing_count=2)

    assert service.kinds == ["service_blind"]
    assert "No outlet has answered so far; 2 were asked in vain. All" in (
        service.outcomes[-1].news[0].bulletin.event.summary
    )


def test_after_a_long_gap_outlets_are_given_time_to_answer(service):
    service.beat()
    service.restart()
    service.beat(hours(9), last_good_at=NOON, failing_count=3)
    service.beat(minutes(29), elapsed=minutes(1), last_good_at=NOON, failing_count=3)

    assert service.kinds == ["service_was_down"]


def test_work_that_is_late_for_long_is_told_once_with_what_to_do_and_ends_once_it_is_well_in_time(service):
    service.beat()
    since = service.now
    for _ in range(40):
        service.beat(oldest_due_at=since)
    told_at = service.outcomes[21]
    service.beat(oldest_due_at=service.now - minutes(6))
    assert service.kinds == ["service_stalled"]
    service.beat(oldest_due_at=service.now - minutes(3))
    service.beat(oldest_due_at=None)

    assert service.kinds == ["service_stalled", "service_resumed"]
    (news,) = told_at.news
    assert news.bulletin.event.severity is model.Severity.HIGH
    assert news.bulletin.event.summary.startswith("Polls or checks are overdue since 1 Sep 2025, 12:01 UTC.")
    assert "restart the service" in news.bulletin.event.summary
    assert news.bulletin.last_otherwise_at == since
    wells = [outcome.is_well for outcome in service.outcomes]
    assert wells == [True] * 16 + [False] * 25 + [True] * 3
    resumed = service.outcomes[-2].news[0].bulletin.event
    assert resumed.summary == "Checks and deliveries are in time again, 21 min after that was told."


def test_an_alert_that_waits_for_an_hour_is_told_with_its_channel_and_what_that_said(service):
    service.beat()
    since = service.now
    for _ in range(70):
        service.beat(
            oldest_waiting_at=since,
            waiting_channel_id="desk",
            waiting_failure=builders.failure(detail="smtp.news.example refused the connection."),
        )

    assert service.kinds == ["service_stalled"]
    (news,) = next(outcome.news for outcome in service.outcomes if outcome.news)
    assert news.bulletin.event.summary == (
        "An alert waits since 1 Sep 2025, 12:01 UTC to be delivered over channel desk"
        " (smtp.news.example refused the connection). “claimwatch alerts test desk” says what is wrong."
    )


def test_an_old_alert_that_is_sent_again_is_not_late(service):
    service.beat()
    service.beat(hours(2), elapsed=minutes(1))
    service.beat(oldest_waiting_at=NOON - hours(30), waiting_channel_id="desk")
    service.beat(oldest_waiting_at=None)

    assert service.kinds == []


def test_a_clock_set_back_keeps_work_from_falling_due_and_is_told(service):
    service.beat(last_activity_at=NOON)
    for _ in range(8):
        service.beat(minutes(1), last_activity_at=NOON + hours(3))

    assert service.kinds == ["service_stalled"]
    (news,) = next(outcome.news for outcome in service.outcomes if outcome.news)
    assert "this machine's clock was set back" in news.bulletin.event.summary
    assert news.bulletin.last_otherwise_at is None
    service.beat(hours(3), elapsed=minutes(1), last_activity_at=NOON + hours(3))
    assert service.kinds == ["service_stalled", "service_resumed"]


def test_what_fell_due_while_it_was_down_is_given_time(service):
    service.beat()
    service.restart()
    for number in range(14):
        service.beat(hours(8) if number == 0 else minutes(1), oldest_due_at=NOON)

    assert service.kinds == ["service_was_down"]


def test_two_things_that_end_at_once_are_one_bulletin(service):
    service.beat()
    lost = service.now
    for _ in range(40):
        service.beat(last_good_at=lost, failing_count=3, oldest_due_at=lost)
    service.beat(failing_count=0, oldest_due_at=None)

    assert sorted(service.kinds) == ["service_blind", "service_resumed", "service_stalled"]
    assert service.outcomes[-1].news[0].bulletin.event.summary.count("again") == 2


def test_nobody_is_told_what_a_mute_or_no_rule_holds_back_and_the_bulletin_says_so(service):
    service.brief = replace(service.brief, watch=replace(service.brief.watch, rules=()))
    service.beat()
    service.restart()

    (news,) = service.beat(hours(2)).news
    assert news.alert is None
    assert news.bulletin.event.reason == "no alert rules are set"
