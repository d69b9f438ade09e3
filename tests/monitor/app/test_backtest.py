"""A backtest over a store, through its ports."""

from dataclasses import replace

import pytest

from monitor import model
from monitor.app import backtest
from monitor.core import alerting, rules
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.fakes import store as fake
from tests.storage import scenes

CHANNELS = (
    model.ChannelAddress(id="desk", addresses=("a@news.example", "b@news.example")),
    model.ChannelAddress(id="room"),
)
COUNTS = model.AlertRule(id="counts", channels=("desk",))
OLD = model.Watch(rules=(COUNTS,), channels=CHANNELS)


class Past:
    """A store in which changes were found and told by the old rules."""

    def __init__(self) -> None:
        self.store = fake.FakeStore()
        scenes.save_outlets(self.store)
        self.article_id = scenes.add_article(self.store)
        scenes.add_first_version(self.store, self.article_id)

    def find(self, *, at: int, severity=model.Severity.HIGH, watch: model.Watch = OLD) -> None:
        """Find one change so many minutes after noon."""
        event = builders.event(claim_id="hostages_alive", severity=severity)
        change = builders.change(
            new_number=at, first_seen_new_at=NOON + minutes(at), severity=severity, events=(event,)
        )
        subject = rules.Subject(
            article_id=self.article_id, outlet_id="ledger", outlet_name="The Ledger", topic_ids=()
        )
        told, alert = alerting.decide_alert(change, subject, watch, now=NOON + minutes(at))
        scenes.add_revision(self.store, self.article_id, at=minutes(at), change=told, alert=alert)

    def run(self, *asked: model.AlertRule, since=NOON, examples: int = 9, **fields) -> backtest.Tally:
        watch = replace(OLD, rules=asked, **fields)
        return backtest.run_backtest(self.store, watch, since=since, example_count=examples)


@pytest.fixture
def past() -> Past:
    past = Past()
    for at, severity in ((10, model.Severity.HIGH), (20, model.Severity.MEDIUM), (30, model.Severity.LOW)):
        past.find(at=at, severity=severity)
    return past


def fates(tally: backtest.Tally) -> dict[str, int]:
    return {fate.value: tally.fates[fate] for fate in backtest.Fate}


def test_the_same_rules_send_the_same(past):
    tally = past.run(COUNTS)
    assert fates(tally) == {"only_now": 0, "no_longer": 0, "same": 2}
    assert (tally.change_count, tally.alerts["then"], tally.alerts["now"]) == (3, 2, 2)
    assert (tally.messages["then"], tally.messages["now"]) == (4, 4)


def test_a_stricter_rule_tells_what_it_drops_and_why(past):
    tally = past.run(replace(COUNTS, min_severity=model.Severity.HIGH))
    assert fates(tally) == {"only_now": 0, "no_longer": 1, "same": 1}
    (dropped,) = tally.examples[backtest.Fate.NO_LONGER]
    assert (dropped.event, dropped.channels, dropped.why) == (
        "2",
        ("desk",),
        "rule counts wants high or more",
    )


def test_another_channel_is_only_now_and_the_first_the_same(past):
    tally = past.run(COUNTS, replace(COUNTS, id="all", min_severity=model.Severity.INFO, channels=("room",)))
    assert fates(tally) == {"only_now": 3, "no_longer": 0, "same": 2}
    assert (tally.rules["all", "then"], tally.rules["all", "now"]) == (0, 3)
    assert (tally.channel_alerts["room", "now"], tally.channel_messages["desk", "now"]) == (3, 4)
    assert tally.days["2025-09-01", "now"] == 3


def test_a_digest_of_many_is_one_message_for_each_recipient(past):
    tally = past.run(replace(COUNTS, when=model.When(cadence=model.Cadence.HOURLY)))
    assert (tally.alerts["now"], tally.messages["now"]) == (2, 2)


def test_digests_that_were_sent_are_counted_as_messages_too():
    past = Past()
    hourly = replace(OLD, rules=(replace(COUNTS, when=model.When(cadence=model.Cadence.HOURLY)),))
    for at in (10, 20, 70):
        past.find(at=at, watch=hourly)
    tally = past.run(COUNTS)
    assert (tally.alerts["then"], tally.messages["then"]) == (3, 4)
    assert (tally.messages["now"], tally.channel_messages["desk", "then"]) == (6, 4)


def test_what_was_found_before_is_left_out(past):
    tally = past.run(COUNTS, since=NOON + minutes(20))
    assert (tally.change_count, tally.alerts["now"]) == (2, 1)


def test_only_so_many_examples_are_kept(past):
    tally = past.run(COUNTS, examples=1)
    assert [one.event for one in tally.examples[backtest.Fate.SAME]] == ["2"]
    assert tally.fates[backtest.Fate.SAME] == 2


def test_bulletins_are_replayed_with_the_rest(past):
    untold = builders.event(model.EventKind.OUTLET_BLOCKED, reason="rule counts wants silent edits only")
    outcome = model.ReachOutcome(
        outlet_id="ledger", base_revision=0, reach=model.OPEN, bulletin=builders.bulletin(event=untold)
    )
    past.store.save_reach(outcome)
    tally = past.run(replace(COUNTS, events=(model.EventKind.OUTLET_BLOCKED,)))
    assert tally.bulletin_count == 1
    (example,) = tally.examples[backtest.Fate.ONLY_NOW]
    assert (example.event, example.is_bulletin, example.number) == ("b1", True, 1)
    assert past.run(COUNTS, since=NOON + hours(1)).bulletin_count == 0


def test_what_was_told_twice_under_one_key_counts_as_neither():
    past = Past()
    past.find(at=10)
    again = builders.change(new_number=10, events=(builders.event(is_told=True, reason="rule counts"),))
    alert = builders.alert(dedupe_key="article-1:version-10")
    scenes.add_revision(past.store, past.article_id, at=minutes(20), change=again, alert=alert)
    tally = past.run(COUNTS)
    assert (tally.change_count, tally.alerts["then"], tally.alerts["now"]) == (2, 1, 1)


def test_a_long_past_is_read_page_by_page(past):
    for at in range(40, 40 + 520):
        past.find(at=at, severity=model.Severity.LOW)
    seen: list[int] = []
    watch = replace(OLD, rules=(COUNTS,))
    tally = backtest.run_backtest(past.store, watch, since=NOON, example_count=0, on_progress=seen.append)
    assert tally.change_count == 523
    assert seen == [500, 23, 0]


def test_what_is_above_the_rate_cap_is_one_message(past):
    capped = tuple(replace(channel, most_per_hour=1) for channel in CHANNELS)
    for at in (11, 12, 13):
        past.find(at=at)
    tally = past.run(COUNTS, channels=capped)
    assert (tally.alerts["now"], tally.messages["then"], tally.messages["now"]) == (5, 10, 4)


def test_an_edit_and_the_dissent_that_it_is_are_one_message(past):
    saying = builders.saying(outlet_id="ledger", article_id=past.article_id)
    untold = builders.event(
        model.EventKind.OUTLET_DIVERGES, claim_id="hostages_alive", reason="rule counts does not name it"
    )
    bulletin = builders.consensus_bulletin(
        event=untold,
        outlet_id="ledger",
        evidence=(saying,),
        since=NOON + minutes(10),
        created_at=NOON + minutes(11),
    )
    past.store.save_reach(
        model.ReachOutcome(outlet_id="ledger", base_revision=0, reach=model.OPEN, bulletin=bulletin)
    )
    assert past.run(COUNTS).alerts["now"] == 2
    dissents = replace(COUNTS, events=(model.EventKind.OUTLET_DIVERGES,))
    assert past.run(dissents).alerts["now"] == 1
    assert past.run(COUNTS, replace(dissents, id="room", channels=("room",))).messages["now"] == 5
