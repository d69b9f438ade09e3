"""Mutes: which of them an event falls under now. One that is over is as if it had never been. Next: `alerting`, which asks."""

from collections.abc import Iterable
from datetime import datetime

from monitor import model
from monitor.core.rules import Subject


def find_mute(
    event: model.Event, subject: Subject, mutes: Iterable[model.Mute], *, now: datetime
) -> model.Mute | None:
    """Return the mute that holds an event back for longest, or None."""
    found = (mute for mute in mutes if mute.begun_at <= now < mute.until and _is_about(mute, event, subject))
    return max(found, key=lambda mute: (mute.until, mute.id), default=None)


def _is_about(mute: model.Mute, event: model.Event, subject: Subject) -> bool:
    """Whether all that a mute names is true of an event."""
    return (
        mute.article_id in (None, subject.article_id)
        and mute.claim_id in (None, event.claim_id)
        and mute.outlet_id in (None, subject.outlet_id)
        and mute.topic_id in (None, *subject.topic_ids)
    )


def say_mute(mute: model.Mute) -> str:
    """Say until when something is muted, and why: "muted until 4 Sep 2025, 12:00 UTC: election night"."""
    until = f"muted until {mute.until.day} {mute.until:%b %Y, %H:%M} UTC"
    return f"{until}: {mute.why}" if mute.why else until
