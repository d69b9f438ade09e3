"""`claimwatch alerts why`."""

import json

import pytest

from monitor import model
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.monitor.app.cli import test_stored
from tests.storage import scenes

store, told, watchlist = test_stored.store, test_stored.told, test_stored.watchlist

ANSWERS = (
    model.RuleAnswer(rule_id="counts", is_taken=True, why="what its min_change cannot measure, it takes"),
    model.RuleAnswer(rule_id="edits", is_taken=False, why="does not name claim_changed"),
    model.RuleAnswer(rule_id="all", is_taken=True),
)


@pytest.fixture
def judged(store):
    """A store with a change of two events, one told to two recipients, and one not."""
    article_id = scenes.add_article(store)
    scenes.add_first_version(store, article_id)
    events = (
        builders.event(is_told=True, reason="rule counts, all", answers=ANSWERS),
        builders.event(
            model.EventKind.HEADLINE_CHANGED,
            severity=model.Severity.LOW,
            summary="Headline is now “B”; it was “A”.",
            reason="muted until 1 Sep 2025, 15:00 UTC: a poll",
            answers=ANSWERS[-1:],
        ),
    )
    hold = model.Hold(until=NOON + hours(19), reason="quiet hours 22:00-07:00")
    recipients = (builders.recipient(), builders.recipient("room", "", hold=hold))
    scenes.add_revision(
        store,
        article_id,
        at=minutes(15),
        change=builders.change(events=events),
        alert=builders.alert(recipients=recipients),
    )
    return store


def test_an_event_that_was_told_says_each_rule_and_what_became_of_each_message(judged, run):
    judged.save_delivery(
        model.DeliveryOutcome(
            delivery_id=2,
            attempted_at=NOON + minutes(16),
            state=model.DeliveryState.DEAD,
            attempt_count=1,
            reason="mail.example:25 answered 550 to desk@news.example: no such user",
        )
    )
    answer = run("alerts", "why", "1.1")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "1.1  20 living hostages; it said 22",
        "  The Ledger [late], “Hamas to free 8 hostages”",
        "  claim_changed, high",
        "  Between 12:00 (last seen old) and 12:15 (first seen new) UTC, 1 Sep 2025",
        "  Told: rule counts, all",
        "    rule counts: takes it; what its min_change cannot measure, it takes",
        "    rule edits: does not name claim_changed",
        "    rule all: takes it",
        (
            "    delivery 2 to desk desk@news.example: dead, 1 try:"
            " mail.example:25 answered 550 to desk@news.example: no such user"
        ),
        (
            "    delivery 3 to room: held with delivery 1 (quiet hours 22:00-07:00), 0 tries,"
            " next 2025-09-02 07:00 UTC"
        ),
    ]


def test_an_event_that_was_not_told_says_why_and_names_no_message(judged, run):
    lines = run("alerts", "why", "1.2").out.splitlines()
    assert lines[0] == "1.2  Headline is now “B”; it was “A”."
    assert lines[-2:] == [
        "  Not told: muted until 1 Sep 2025, 15:00 UTC: a poll",
        "    rule all: takes it",
    ]


def test_an_event_that_no_rule_takes_says_so_once_and_each_objection_below(store, run):
    article_id = scenes.add_article(store)
    scenes.add_first_version(store, article_id)
    event = builders.event(reason="rule edits does not name claim_changed", answers=ANSWERS[1:2])
    scenes.add_revision(
        store, article_id, at=minutes(15), change=builders.change(events=(event,)), alert=None
    )
    assert run("alerts", "why", "1.1").out.splitlines()[-2:] == [
        "  Not told: no rule takes it",
        "    rule edits: does not name claim_changed",
    ]


def test_a_change_says_it_of_all_its_events(judged, run):
    out = run("alerts", "why", "1").out
    assert [line[:3] for line in out.splitlines() if not line.startswith(" ")] == ["1.1", "1.2"]
    first, second = map(json.loads, run("alerts", "why", "1", "--json").out.splitlines())
    assert (first["event"], first["is_told"], len(first["rules"]), len(first["deliveries"])) == (
        "1.1",
        True,
        3,
        2,
    )
    assert first["deliveries"][1]["held_for"] == "quiet hours 22:00-07:00"
    assert (second["event"], second["alert"], second["deliveries"]) == ("1.2", None, [])


def test_a_bulletin_has_its_one_event(store, run):
    outcome = model.ReachOutcome(
        outlet_id="ledger",
        base_revision=0,
        reach=model.OPEN,
        bulletin=builders.bulletin(),
        alert=builders.alert(recipients=()),
    )
    store.save_reach(outcome)
    out = run("alerts", "why", "b1.1").out
    assert out.startswith("b1.1  Refuses its articles since")
    assert "Between 12:00 (last good answer) and 12:05 (first refused) UTC" in out
    assert out.endswith("Told: rule blind\n    its rules name no channel that is there\n")
    assert run("alerts", "list").out.splitlines()[0].startswith("2025-09-01 12:15 UTC  b1  ")


def test_what_was_told_under_a_key_that_was_there_says_so(judged, run):
    change = builders.change(events=(builders.event(is_told=True, reason="rule all"),))
    scenes.add_revision(judged, 1, at=minutes(30), change=change, alert=builders.alert())
    assert "no alert of its own" in run("alerts", "why", "2").out


@pytest.mark.parametrize("name", ["9", "b9", "1.3", "1.0", "b1.2"])
def test_an_event_that_is_not_there_is_not_found(judged, run, name):
    answer = run("alerts", "why", name)
    assert (answer.code, answer.err.startswith("There is no ")) == (2, True)


def test_what_names_no_event_is_refused_with_how_events_are_named(judged, run):
    answer = run("alerts", "why", "the-headline")
    assert answer.code == 2
    assert "1204.2" in answer.err
