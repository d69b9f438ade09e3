"""Timing: when a channel is told. At once, with the next digest, or when its quiet hours are over.

Wall clocks only, as people set them: a time that a change of clocks leaves out counts from the offset before it, one that
comes twice means its first (RFC 5545, 3.3.5), which is what Python's `fold=0` says. Reads no clock. Next: `alerting`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from monitor import model

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
#: Over which messages to one address are counted.
PACE = _HOUR
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """When, and what it waits for; "" where it waits for nothing."""

    at: datetime
    reason: str


def decide_hold(
    whens: Iterable[model.When],
    channel: model.ChannelAddress,
    *,
    severity: model.Severity,
    now: datetime,
) -> model.Hold | None:
    """Return what an alert of this severity waits for on a channel, None where it is told at once.

    `whens`: of the rules that took it; the earliest counts, and quiet hours move that to their end.
    """
    dues = (_Due(at=next_at(when, after=now, zone=channel.zone), reason=_name(when)) for when in whens)
    due = min(dues, key=lambda due: due.at)
    quiet = find_quiet_hold(channel, severity=None if due.reason else severity, at=due.at)
    if quiet is not None:
        return model.Hold(until=quiet.until, reason=due.reason or quiet.reason)
    return model.Hold(until=due.at, reason=due.reason) if due.reason else None


def find_quiet_hold(
    channel: model.ChannelAddress, *, severity: model.Severity | None, at: datetime
) -> model.Hold | None:
    """Return that a channel's quiet hours hold back what is due at an instant, None where they do not.

    `severity`: of an alert; None of a digest, which is never urgent."""
    quiet = channel.quiet
    if quiet is None:
        return None
    loud = quiet.except_severity
    if severity is not None and loud is not None and severity >= loud:
        return None
    end = find_quiet_end(quiet, at=at, zone=channel.zone)
    return None if end is None else model.Hold(until=end, reason=f"quiet hours {quiet}")


def find_pace_hold(
    channel: model.ChannelAddress, *, sent_count: int, first_sent_at: datetime | None
) -> model.Hold | None:
    """Return that an address has had its fill, None where it has not: of how many messages in the last hour, and when the
    first of them went. All that comes until that is an hour ago waits for it, and goes as one."""
    most = channel.most_per_hour
    if most is None or first_sent_at is None or sent_count < most:
        return None
    messages = "1 message" if most == 1 else f"{most} messages"
    return model.Hold(until=first_sent_at + PACE, reason=f"more than {messages} an hour")


def next_at(when: model.When, *, after: datetime, zone: tzinfo) -> datetime:
    """Return the first instant after this one at which it is told; this one itself where it is told at once."""
    if when.cadence is model.Cadence.AT_ONCE:
        return after
    local = after.astimezone(zone)
    if when.cadence is model.Cadence.HOURLY:
        # Past the hour on the wall: some zones are off by half an hour.
        past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        return after.astimezone(UTC) - past + _HOUR
    days = (local.date() + index * _DAY for index in range(-1, _WEEK_DAYS + 2))
    is_weekly = when.cadence is model.Cadence.WEEKLY
    candidates = (
        _instant(day, when.at, zone) for day in days if not is_weekly or day.weekday() == when.weekday
    )
    return next(instant for instant in candidates if instant > after)


def find_quiet_end(quiet: model.QuietHours, *, at: datetime, zone: tzinfo) -> datetime | None:
    """Return when the quiet hours that this instant is in are over; None where it is in none."""
    today = at.astimezone(zone).date()
    length = _DAY if quiet.end <= quiet.start else timedelta(0)
    for day in (today - _DAY, today):
        start, end = _instant(day, quiet.start, zone), _instant(day + length, quiet.end, zone)
        if start <= at < end:
            return end
    return None


def _instant(day: date, at: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def _name(when: model.When) -> str:
    return "" if when.cadence is model.Cadence.AT_ONCE else f"{when.cadence} digest"
