from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import model
from monitor.core import timing

JERUSALEM = ZoneInfo("Asia/Jerusalem")
HOURLY = model.When(cadence=model.Cadence.HOURLY)
NIGHT = model.QuietHours(start=time(22), end=time(7))
MONDAY = datetime(2025, 9, 1, 12, tzinfo=UTC)


def daily(at: str) -> model.When:
    return model.When(cadence=model.Cadence.DAILY, at=time.fromisoformat(at))


def weekly(weekday: int, at: str) -> model.When:
    return model.When(cadence=model.Cadence.WEEKLY, weekday=weekday, at=time.fromisoformat(at))


def at(words: str) -> datetime:
    """An instant as its zone writes it, "2025-09-01 12:00" in Jerusalem; the first where that comes twice."""
    return datetime.fromisoformat(words).replace(tzinfo=JERUSALEM).astimezone(UTC)


def next_at(when: model.When, after: datetime, zone=JERUSALEM) -> datetime:
    return timing.next_at(when, after=after, zone=zone)


@pytest.mark.parametrize(
    ("when", "after", "expected"),
    [
        (daily("07:00"), "2025-09-01 06:59", "2025-09-01 07:00"),
        # The digest of this very instant is gone.
        (daily("07:00"), "2025-09-01 07:00", "2025-09-02 07:00"),
        (daily("00:00"), "2025-09-01 23:59", "2025-09-02 00:00"),
        (weekly(0, "07:00"), "2025-09-01 06:00", "2025-09-01 07:00"),
        (weekly(0, "07:00"), "2025-09-01 07:00", "2025-09-08 07:00"),
        (weekly(6, "07:00"), "2025-09-01 12:00", "2025-09-07 07:00"),
        (HOURLY, "2025-09-01 12:00", "2025-09-01 13:00"),
        (HOURLY, "2025-09-01 12:59:59", "2025-09-01 13:00"),
        # Clocks go from 02:00 to 03:00 on 28 March 2025: 02:30 counts by the clock before.
        (daily("02:30"), "2025-03-28 01:00", "2025-03-28 03:30"),
        (daily("02:30"), "2025-03-28 03:30", "2025-03-29 02:30"),
        # And from 02:00 back to 01:00 on 26 October: the first 01:30, and no second.
        (daily("01:30"), "2025-10-26 01:00", "2025-10-26 01:30"),
        (daily("01:30"), "2025-10-26 01:30", "2025-10-27 01:30"),
        (daily("07:00"), "2025-10-25 12:00", "2025-10-26 07:00"),
    ],
)
def test_a_digest_comes_at_the_next_such_time_on_the_wall(when, after, expected):
    assert next_at(when, at(after)) == at(expected)


def test_hours_are_the_zones_own_where_it_is_off_by_half_of_one():
    after = datetime(2025, 9, 1, 12, 10, tzinfo=UTC)

    assert next_at(HOURLY, after, ZoneInfo("Asia/Kolkata")) == after + timedelta(minutes=20)


def test_at_once_is_now():
    assert next_at(model.AT_ONCE, MONDAY) == MONDAY


ZONES = st.sampled_from(["UTC", "Asia/Jerusalem", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"])
INSTANTS = st.integers(0, 3 * 366 * 24 * 60).map(lambda count: MONDAY + timedelta(minutes=count))
TIMES = st.times().map(lambda found: found.replace(second=0, microsecond=0))


@given(INSTANTS, ZONES, TIMES, st.integers(0, 6))
@settings(max_examples=80)
def test_a_digest_is_always_ahead_and_no_further_than_it_must_be(after, zone, clock, weekday):
    found = [
        (next_at(when, after, ZoneInfo(zone)) - after, span)
        for when, span in (
            (HOURLY, timedelta(hours=1)),
            (model.When(cadence=model.Cadence.DAILY, at=clock), timedelta(days=1)),
            (model.When(cadence=model.Cadence.WEEKLY, at=clock, weekday=weekday), timedelta(days=7)),
        )
    ]

    assert all(timedelta(0) < wait <= span + timedelta(hours=1) for wait, span in found)


@pytest.mark.parametrize(
    ("instant", "end"),
    [
        ("2025-09-01 21:59", None),
        ("2025-09-01 22:00", "2025-09-02 07:00"),
        ("2025-09-02 03:00", "2025-09-02 07:00"),
        ("2025-09-02 07:00", None),
        # The night in which clocks change is an hour shorter, or longer.
        ("2025-03-27 23:00", "2025-03-28 07:00"),
        ("2025-10-25 23:00", "2025-10-26 07:00"),
    ],
)
def test_a_night_is_quiet_until_its_end(instant, end):
    found = timing.find_quiet_end(NIGHT, at=at(instant), zone=JERUSALEM)

    assert found == (end and at(end))


def test_quiet_hours_within_a_day_are_of_that_day():
    lunch = model.QuietHours(start=time(12), end=time(13))

    assert timing.find_quiet_end(lunch, at=at("2025-09-01 12:30"), zone=JERUSALEM) == at("2025-09-01 13:00")
    assert timing.find_quiet_end(lunch, at=at("2025-09-01 13:30"), zone=JERUSALEM) is None


def test_quiet_hours_that_end_at_a_time_that_comes_twice_end_at_the_first():
    quiet = model.QuietHours(start=time(23), end=time(1, 30))
    first = at("2025-10-26 01:30")

    assert timing.find_quiet_end(quiet, at=first - timedelta(minutes=1), zone=JERUSALEM) == first
    # 01:15 on the wall again, and no longer quiet.
    assert timing.find_quiet_end(quiet, at=first + timedelta(minutes=45), zone=JERUSALEM) is None


@given(INSTANTS, ZONES)
@settings(max_examples=80)
def test_the_end_of_a_quiet_night_is_ahead_and_not_quiet(instant, zone):
    end = timing.find_quiet_end(NIGHT, at=instant, zone=ZoneInfo(zone))

    if end is None:
        assert time(7) <= instant.astimezone(ZoneInfo(zone)).time() < time(22)
    else:
        assert instant < end <= instant + timedelta(hours=10)
        assert timing.find_quiet_end(NIGHT, at=end, zone=ZoneInfo(zone)) is None


def hold(*whens, now="2025-09-01 12:00", severity=model.Severity.MEDIUM, quiet=NIGHT) -> model.Hold | None:
    channel = model.ChannelAddress(id="desk", zone=JERUSALEM, quiet=quiet)
    return timing.decide_hold(whens, channel, severity=severity, now=at(now))


def test_what_one_rule_tells_at_once_waits_for_no_other():
    assert hold(daily("07:00"), model.AT_ONCE) is None


def test_the_earliest_of_several_digests_has_it():
    found = hold(weekly(0, "07:00"), daily("07:00"), HOURLY)

    assert found == model.Hold(until=at("2025-09-01 13:00"), reason="hourly digest")


def test_what_comes_in_quiet_hours_waits_for_their_end():
    found = hold(model.AT_ONCE, now="2025-09-01 23:00")

    assert found == model.Hold(until=at("2025-09-02 07:00"), reason="quiet hours 22:00-07:00")


@pytest.mark.parametrize(
    ("severity", "is_held"), [(model.Severity.HIGH, False), (model.Severity.MEDIUM, True)]
)
def test_what_weighs_enough_comes_through_quiet_hours(severity, is_held):
    loud = model.QuietHours(start=time(22), end=time(7), except_severity=model.Severity.HIGH)
    found = hold(model.AT_ONCE, now="2025-09-01 23:00", severity=severity, quiet=loud)

    assert (found is not None) is is_held


def test_a_digest_due_in_quiet_hours_comes_when_they_end_however_much_is_in_it():
    loud = model.QuietHours(start=time(22), end=time(7), except_severity=model.Severity.LOW)
    found = hold(daily("03:00"), severity=model.Severity.HIGH, quiet=loud)

    assert found == model.Hold(until=at("2025-09-02 07:00"), reason="daily digest")


def test_a_channel_without_quiet_hours_has_none():
    assert hold(model.AT_ONCE, now="2025-09-01 23:00", quiet=None) is None


@pytest.mark.parametrize(
    ("severity", "now", "is_held"),
    [
        (model.Severity.MEDIUM, "2025-09-01 23:00", True),
        (model.Severity.MEDIUM, "2025-09-01 12:00", False),
        (model.Severity.HIGH, "2025-09-01 23:00", False),
        # A digest, however much is in it.
        (None, "2025-09-01 23:00", True),
    ],
)
def test_what_is_late_waits_for_quiet_hours_that_began_meanwhile(severity, now, is_held):
    loud = model.QuietHours(start=time(22), end=time(7), except_severity=model.Severity.HIGH)
    channel = model.ChannelAddress(id="desk", zone=JERUSALEM, quiet=loud)
    found = timing.find_quiet_hold(channel, severity=severity, at=at(now))

    assert (found is not None) is is_held


@pytest.mark.parametrize(
    ("most", "sent_count", "is_held"), [(3, 2, False), (3, 3, True), (3, 4, True), (None, 999, False)]
)
def test_an_address_that_has_had_its_fill_waits_until_the_first_message_is_an_hour_ago(
    most, sent_count, is_held
):
    channel = model.ChannelAddress(id="desk", most_per_hour=most)
    first_at = at("2025-09-01 12:10")
    hold = timing.find_pace_hold(channel, sent_count=sent_count, first_sent_at=first_at)

    assert (hold is not None) is is_held
    assert hold is None or hold == model.Hold(
        until=at("2025-09-01 13:10"), reason="more than 3 messages an hour"
    )


def test_a_measure_of_one_message_is_said_so():
    channel = model.ChannelAddress(id="desk", most_per_hour=1)
    hold = timing.find_pace_hold(channel, sent_count=1, first_sent_at=at("2025-09-01 12:10"))

    assert hold.reason == "more than 1 message an hour"


def test_an_address_that_had_nothing_waits_for_nothing():
    channel = model.ChannelAddress(id="desk", most_per_hour=1)

    assert timing.find_pace_hold(channel, sent_count=0, first_sent_at=None) is None
