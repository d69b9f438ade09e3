"""Pulse: does the service itself do its work? What it says of itself: that it was down, that it is blind, that it is late.

Silence must be told from blindness, that of the service too. Each is told once and ends once. Refuses to tell of one outlet: that
is `reach`. Next: `watchman`, which beats once a minute.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor import model, policy
from monitor.core import alerting, schedule
from monitor.core.brief import Brief
from monitor.core.stamps import print_stamp

#: Who these bulletins are about.
SERVICE = "Claimwatch"
_UNSEEN = "What changed and changed back in that time was not seen; all else is found from now on."


def decide_pulse(
    brief: Brief, known: model.PulseForBeat, *, now: datetime, elapsed: timedelta | None
) -> model.PulseOutcome:
    """Say what one beat finds: state and bulletins.

    `elapsed` is how long ago this process last beat, by a clock that nobody sets; None at its first beat.
    """
    knobs = brief.policy.pulse
    gap = find_gap(knobs, known.pulse.beat_at, now=now, elapsed=elapsed)
    up_since = now if gap else known.pulse.up_since or now
    late_since = None if gap else known.pulse.late_since
    bulletins = [_down_bulletin(knobs, gap, now=now)] if gap else []
    troubles = _find_troubles(knobs, known, up_since=up_since, now=now)
    pulse = replace(
        known.pulse, beat_at=now, up_since=up_since, late_since=(late_since or now) if troubles else None
    )
    is_blind = _is_blind(knobs, known, up_since=up_since, now=now)
    if is_blind and pulse.blind_since is None:
        pulse = replace(pulse, blind_since=known.last_good_at or up_since)
        bulletins.append(_blind_bulletin(known, now=now))
    if pulse.late_since and pulse.stalled_since is None and now - pulse.late_since >= knobs.patience:
        pulse = replace(pulse, stalled_since=now)
        bulletins.append(_stalled_bulletin(troubles, since=_find_late_since(known), now=now))
    pulse, ends = _end(knobs, known, pulse, now=now)
    bulletins += [_resumed_bulletin(ends, known.pulse, now=now)] if ends else []
    heeding = brief.heed(known.mutes)
    told = (alerting.decide_bulletin(bulletin, watch=heeding.watch) for bulletin in bulletins)
    return model.PulseOutcome(
        base_revision=known.revision,
        pulse=pulse,
        is_well=not troubles and not is_blind and pulse.blind_since is None,
        news=tuple(model.News(bulletin=bulletin, alert=alert) for bulletin, alert in told),
    )


def find_gap(
    knobs: policy.PulsePolicy, beat_at: datetime | None, *, now: datetime, elapsed: timedelta | None
) -> timedelta | None:
    """Return how long nothing was checked before this beat; None where it follows the last one closely enough.

    A clock that was set forward shows in `elapsed`, one that was set back makes the last beat lie ahead: neither is a gap.
    """
    if beat_at is None:
        return None
    gap = now - beat_at if elapsed is None else min(now - beat_at, elapsed)
    return gap if gap > knobs.gap else None


def _is_blind(
    knobs: policy.PulsePolicy, known: model.PulseForBeat, *, up_since: datetime, now: datetime
) -> bool:
    """Whether no outlet has answered for long, though several were asked."""
    since = max(filter(None, (known.last_good_at, up_since)))
    return known.failing_count >= knobs.blind_outlets and now - since > knobs.blind


def _find_troubles(
    knobs: policy.PulsePolicy, known: model.PulseForBeat, *, up_since: datetime, now: datetime
) -> list[str]:
    """Say what is late, and what to do. What fell due while the service was down is given time from its start on."""
    troubles = []
    due_at, waiting_at, active_at = known.oldest_due_at, known.oldest_waiting_at, known.last_activity_at
    if due_at and now - max(due_at, up_since) > knobs.late:
        troubles.append(
            f"Polls or checks are overdue since {print_stamp(due_at)}. Look at the log and restart the service; if it stays late,"
            " raise CLAIMWATCH_WORKER_THREADS or lower CLAIMWATCH_BUDGET_PER_HOUR."
        )
    if waiting_at and now - max(waiting_at, up_since) > knobs.stuck:
        said = f" ({known.waiting_failure.detail.rstrip('.')})" if known.waiting_failure else ""
        troubles.append(
            f"An alert waits since {print_stamp(waiting_at)} to be delivered over channel {known.waiting_channel_id}{said}."
            f" “claimwatch alerts test {known.waiting_channel_id}” says what is wrong."
        )
    if active_at and active_at - now > knobs.ahead:
        troubles.append(
            f"The last check lies ahead, at {print_stamp(active_at)}: this machine's clock was set back, and nothing is due"
            " before it has caught up. Set it right."
        )
    return troubles


def _find_late_since(known: model.PulseForBeat) -> datetime | None:
    return min(filter(None, (known.oldest_due_at, known.oldest_waiting_at)), default=None)


def _end(
    knobs: policy.PulsePolicy, known: model.PulseForBeat, pulse: model.Pulse, *, now: datetime
) -> tuple[model.Pulse, list[str]]:
    """Return the pulse without what is over, and what that is, in words. Late work must be well in time again."""
    ends = []
    blind_since, stalled_since = known.pulse.blind_since, known.pulse.stalled_since
    if blind_since and known.last_good_at and known.last_good_at > blind_since:
        pulse = replace(pulse, blind_since=None)
        span = schedule.print_span(known.last_good_at - blind_since)
        ends.append(f"Outlets answer again after {span}. {_UNSEEN}")
    late = [(known.oldest_due_at, knobs.late), (known.oldest_waiting_at, knobs.stuck)]
    is_in_time = all(since is None or now - since <= most / 3 for since, most in late)
    is_behind = known.last_activity_at is None or known.last_activity_at - now <= knobs.ahead
    if stalled_since and is_in_time and is_behind:
        pulse = replace(pulse, stalled_since=None)
        span = schedule.print_span(max(now - stalled_since, timedelta(0)))
        ends.append(f"Checks and deliveries are in time again, {span} after that was told.")
    return pulse, ends


def _down_bulletin(knobs: policy.PulsePolicy, gap: timedelta, *, now: datetime) -> model.Bulletin:
    is_long = gap > knobs.long_gap
    return _bulletin(
        model.EventKind.SERVICE_WAS_DOWN,
        f"No checks between {print_stamp(now - gap)} and {print_stamp(now)}: it was not running, or its machine slept. {_UNSEEN}",
        severity=model.Severity.HIGH if is_long else model.Severity.MEDIUM,
        last_otherwise_at=now - gap,
        now=now,
    )


def _blind_bulletin(known: model.PulseForBeat, *, now: datetime) -> model.Bulletin:
    last = known.last_good_at
    since = f"since {print_stamp(last)}" if last else "so far"
    said = (
        f" One of them: {known.failure.detail.rstrip('.')}." if known.failure and known.failure.detail else ""
    )
    return _bulletin(
        model.EventKind.SERVICE_BLIND,
        f"No outlet has answered {since}; {known.failing_count} were asked in vain.{said} All at once, it is this machine's own"
        " network, its DNS or its proxy as a rule: look at those. No change is seen meanwhile.",
        severity=model.Severity.HIGH,
        last_otherwise_at=last,
        now=now,
    )


def _stalled_bulletin(troubles: list[str], *, since: datetime | None, now: datetime) -> model.Bulletin:
    return _bulletin(
        model.EventKind.SERVICE_STALLED,
        " ".join(troubles),
        severity=model.Severity.HIGH,
        last_otherwise_at=since if since and since <= now else None,
        now=now,
    )


def _resumed_bulletin(ends: list[str], before: model.Pulse, *, now: datetime) -> model.Bulletin:
    since = min(filter(None, (before.blind_since, before.stalled_since, now)))
    return _bulletin(
        model.EventKind.SERVICE_RESUMED,
        " ".join(ends),
        severity=model.Severity.MEDIUM,
        last_otherwise_at=since,
        now=now,
    )


def _bulletin(
    kind: model.EventKind,
    summary: str,
    *,
    severity: model.Severity,
    last_otherwise_at: datetime | None,
    now: datetime,
) -> model.Bulletin:
    return model.Bulletin(
        about=SERVICE,
        event=model.Event(kind=kind, severity=severity, summary=summary),
        last_otherwise_at=last_otherwise_at,
        since=now,
        created_at=now,
    )
