from dataclasses import replace

import pytest

from monitor import model
from monitor.core import alerting, mutes, rules
from tests import builders
from tests.builders import NOON, hours

SUBJECT = rules.Subject(
    article_id=7, outlet_id="ledger", outlet_name="The Coastal Ledger", topic_ids=("talks", "aid")
)
EVENT = builders.event(claim_id="hostages_alive")
WATCH = model.Watch(
    rules=(model.AlertRule(id="counts", channels=("desk",)),), channels=(model.ChannelAddress(id="desk"),)
)


def mute(**fields) -> model.Mute:
    return builders.mute(**{"article_id": None} | fields)


@pytest.mark.parametrize(
    ("fields", "is_muted"),
    [
        ({"article_id": 7}, True),
        ({"article_id": 8}, False),
        ({"claim_id": "hostages_alive"}, True),
        ({"claim_id": "killed"}, False),
        ({"outlet_id": "ledger"}, True),
        ({"outlet_id": "herald"}, False),
        ({"topic_id": "aid"}, True),
        ({"topic_id": "quake"}, False),
        ({"claim_id": "hostages_alive", "outlet_id": "ledger"}, True),
        ({"claim_id": "hostages_alive", "outlet_id": "herald"}, False),
        ({"article_id": 7, "claim_id": "killed"}, False),
    ],
)
def test_a_mute_is_about_what_is_all_that_it_names(fields, is_muted):
    assert (mutes.find_mute(EVENT, SUBJECT, [mute(**fields)], now=NOON) is not None) is is_muted


@pytest.mark.parametrize(("at", "is_muted"), [(-1, False), (0, True), (2, True), (3, False), (4, False)])
def test_a_mute_lasts_from_its_beginning_to_its_end(at, is_muted):
    found = mutes.find_mute(EVENT, SUBJECT, [mute(article_id=7)], now=NOON + hours(at))

    assert (found is not None) is is_muted


def test_of_several_mutes_the_longest_is_named():
    short = mute(article_id=7)
    long = mute(id=2, outlet_id="ledger", until=NOON + hours(9))

    assert mutes.find_mute(EVENT, SUBJECT, [short, long, replace(short, id=3)], now=NOON) == long


def test_a_mute_says_until_when_and_why():
    assert mutes.say_mute(mute(article_id=7)) == "muted until 1 Sep 2025, 15:00 UTC: a reader's poll"
    assert mutes.say_mute(mute(article_id=7, why="")) == "muted until 1 Sep 2025, 15:00 UTC"


def test_a_mute_that_names_nothing_is_refused():
    with pytest.raises(ValueError, match="names"):
        mute()


def decide(change, *muted):
    return alerting.decide_alert(change, SUBJECT, replace(WATCH, mutes=muted), now=NOON)


def test_a_muted_event_is_labelled_and_keeps_what_the_rules_said():
    told, alert = decide(builders.change(events=(EVENT,)), mute(article_id=7))

    assert alert is None
    assert told.events == (
        replace(
            EVENT,
            reason="muted until 1 Sep 2025, 15:00 UTC: a reader's poll",
            answers=(model.RuleAnswer(rule_id="counts", is_taken=True),),
        ),
    )


def test_what_is_not_muted_is_told_beside_it():
    notice = builders.event(model.EventKind.CORRECTION_NOTICE, severity=model.Severity.MEDIUM)
    told, alert = decide(builders.change(events=(EVENT, notice)), mute(claim_id="hostages_alive"))

    assert [event.is_told for event in told.events] == [False, True]
    assert alert.severity is model.Severity.MEDIUM


def test_what_no_rule_asks_for_says_so_whether_it_is_muted_or_not():
    low = builders.event(model.EventKind.HEADLINE_CHANGED, severity=model.Severity.LOW)
    told, _ = decide(builders.change(events=(low,)), mute(article_id=7))

    assert told.events[0].reason == "rule counts wants medium or more"


def test_a_bulletin_of_a_muted_outlet_is_not_told():
    bulletin = builders.bulletin(event=builders.event(model.EventKind.OUTLET_BLOCKED))
    told, alert = alerting.decide_bulletin(bulletin, watch=replace(WATCH, mutes=(mute(outlet_id="ledger"),)))

    assert alert is None
    assert told.event.reason.startswith("muted until")
