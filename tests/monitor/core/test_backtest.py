from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import model
from monitor.core import alerting, backtest
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.fakes import readings

DESK = model.ChannelAddress(id="desk", addresses=("desk@news.example",))


def rule(**fields) -> model.AlertRule:
    return model.AlertRule(**({"id": "counts", "channels": ("desk",)} | fields))


def watch(*rules, **fields) -> model.Watch:
    return model.Watch(rules=rules, channels=(DESK,), **fields)


def news(change: model.Change, *, then: model.AlertReading | None = None, **fields) -> backtest.News:
    """A change as the store gives it back."""
    reading = readings.change_reading(change=change, **fields)
    return backtest.find_news(reading, then, fields.pop("watch", model.Watch()))


def decided(change: model.Change, asked: model.Watch) -> model.Change:
    """What the service stored of a change by these rules."""
    found = news(change)
    told, _ = alerting.decide_alert(change, found.subject, asked, now=found.decided_at)
    return told


FRESH = builders.change(
    severity=model.Severity.HIGH,
    events=(
        builders.event(claim_id="hostages_alive"),
        builders.event(model.EventKind.HEADLINE_CHANGED, severity=model.Severity.LOW),
        builders.event(model.EventKind.FLAPPING, reason="told once already"),
    ),
)


@given(
    st.lists(st.sampled_from(model.Severity), min_size=0, max_size=3),
    st.lists(st.sampled_from(model.Severity), min_size=0, max_size=3),
)
@settings(max_examples=40)
def test_what_was_decided_by_some_rules_is_replayed_as_if_it_were_new(old, new):
    before = watch(*(rule(id=f"old-{level}", min_severity=level) for level in old))
    after = watch(*(rule(id=f"new-{level}", min_severity=level) for level in new))
    replay = backtest.replay_news(news(decided(FRESH, before)), after)

    assert replay.change == decided(FRESH, after)


def test_what_was_decided_before_any_rule_stays_as_it_was():
    replay = backtest.replay_news(news(FRESH), watch(rule(min_severity=model.Severity.INFO)))

    assert [event.is_told for event in replay.change.events] == [True, True, False]
    assert replay.change.events[2].reason == "told once already"


@pytest.mark.parametrize(
    "reason",
    [
        "rule counts wants high or more",
        "no alert rules are set",
        "rule counts; held until confirmed at 12:20 UTC",
    ],
)
def test_what_rules_of_an_earlier_release_decided_is_decided_again(reason):
    stored = builders.change(events=(builders.event(reason=reason, is_told=False),))

    assert backtest.replay_news(news(stored), watch(rule())).now is not None


def test_what_was_muted_is_told_unless_the_mutes_are_asked_for():
    muted = builders.mute()
    stored = decided(builders.change(events=(builders.event(),)), watch(rule(), mutes=(muted,)))

    assert stored.events[0].reason.startswith("muted until")
    assert backtest.replay_news(news(stored), watch(rule())).now is not None
    assert backtest.replay_news(news(stored), watch(rule(), mutes=(muted,))).now is None


def test_each_piece_is_decided_as_of_when_it_was_found_or_confirmed():
    doubt = model.Doubt(
        kind=model.DoubtKind.COLLAPSED,
        detail="gone",
        standing=model.Standing.CONFIRMED,
        judged_at=NOON + hours(2),
    )
    at_once, confirmed = news(FRESH), news(replace(FRESH, doubt=doubt))
    hourly = watch(rule(when=model.When(cadence=model.Cadence.HOURLY)))

    assert (at_once.decided_at, confirmed.decided_at) == (NOON + minutes(15), NOON + hours(2))
    (whom,) = backtest.replay_news(at_once, hourly).now.recipients
    assert whom.hold.until == NOON + hours(1)


def test_an_article_of_no_known_language_has_its_outlets():
    outlet = builders.outlet(language="he")
    found = backtest.find_news(
        readings.change_reading(article=readings.article_reading(language=None)),
        None,
        model.Watch(outlets=(outlet,)),
    )

    assert found.subject.language == "he"


def test_a_bulletin_is_replayed_like_a_change():
    detail = model.BulletinDetail(
        reading=model.BulletinReading(id=12, bulletin=builders.bulletin()), alert=None
    )
    found = backtest.find_bulletin_news(detail, model.Watch())
    replay = backtest.replay_news(found, watch(rule(events=(model.EventKind.OUTLET_BLOCKED,))))

    assert str(found.name) == "b12"
    assert replay.now.title.startswith("The Coastal Ledger: Refuses its articles")
    assert replay.title == replay.now.title


def test_what_is_told_no_longer_says_why():
    then = model.AlertReading(
        id=1,
        change_id=1,
        title="The Coastal Ledger: 20",
        severity=model.Severity.HIGH,
        rule_ids=("counts",),
        created_at=NOON,
        deliveries=(),
    )
    stored = decided(FRESH, watch(rule()))
    replay = backtest.replay_news(news(stored, then=then), watch(rule(claims=("killed",))))

    assert (replay.now, replay.title) == (None, "The Coastal Ledger: 20")
    assert replay.why_untold == "rule counts is about other claims"


def test_what_was_told_under_a_key_that_was_there_is_a_double():
    stored = decided(FRESH, watch(rule()))

    assert backtest.replay_news(news(stored), watch(rule())).is_double
    assert not backtest.replay_news(news(FRESH), watch(rule())).is_double
    assert backtest.replay_news(news(FRESH), watch()).why_untold == ""
    assert backtest.replay_news(news(FRESH), watch()).title == ""


def paced(*sent: tuple[int, bool], most: int | None = 2) -> int:
    """Count messages due so many minutes after noon."""
    due = [(NOON + minutes(at), is_digest) for at, is_digest in sent]
    return backtest.count_messages(due, replace(DESK, most_per_hour=most))


@pytest.mark.parametrize(
    ("sent", "most", "count"),
    [
        ([(at, False) for at in range(10)], None, 10),
        ([(at, False) for at in range(10)], 2, 3),  # two, and one that holds the others
        (
            [(at, False) for at in (0, 10, 20, 60, 61)],
            2,
            4,
        ),  # what was held goes at 60: 60 and 61 wait for 70
        ([(at, False) for at in (0, 61, 122)], 1, 3),
        ([(0, False), (5, True), (6, True), (7, False)], 2, 4),  # digests wait for nobody
        ([(0, False), (1, False), (2, False), (3, True)], 2, 4),
    ],
)
def test_what_is_above_the_rate_cap_is_counted_as_one(sent, most, count):
    assert paced(*sent, most=most) == count


def test_a_dissent_by_an_edit_that_the_same_rules_tell_is_told_once():
    asked = watch(rule(events=(model.EventKind.OUTLET_DIVERGES,)))
    dissent = news(builders.change(events=(builders.event(model.EventKind.OUTLET_DIVERGES),)))
    replay = backtest.replay_news(dissent, asked)
    assert replay.now
    told = model.Told(change_id=7, recipients=frozenset({("desk", "desk@news.example")}))

    spared = backtest.spare_told(replay, told)

    assert (spared.now, spared.change.events[0].reason) == (None, "its edit was told as change 7")
    assert backtest.spare_told(replay, replace(told, recipients=frozenset({("room", "")}))) == replay
    assert backtest.spare_told(replay, None) == replay
    assert backtest.spare_told(spared, told) == spared
