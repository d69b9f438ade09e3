"""The window of a change in words: between which two looks it happened. Next: `message`, which says it."""

from datetime import datetime, timedelta

from monitor import model
from monitor.core import window_ends


def find_window(change: model.Change, kind: model.EventKind) -> str:
    """Say between which two looks it happened: "Between 10:04 (last seen old) and 10:19 (first seen new) UTC, 1 Sep
    2025". Both days are named when they differ, seconds when the looks are less than two minutes apart."""
    start, end = change.last_seen_old_at, change.first_seen_new_at
    old_end, new_end = window_ends.find_ends(kind)
    if start == end:
        return f"{new_end[:1].upper() + new_end[1:]} at {end:%H:%M} UTC, {say_day(end)}"
    clock = "%H:%M:%S" if end - start < timedelta(minutes=2) else "%H:%M"
    if start.date() == end.date():
        return f"Between {start:{clock}} ({old_end}) and {end:{clock}} ({new_end}) UTC, {say_day(end)}"
    return f"Between {say_day(start)}, {start:{clock}} ({old_end}) and {say_day(end)}, {end:{clock}} ({new_end}) UTC"


def say_day(instant: datetime) -> str:
    """Say a day in UTC: "1 Sep 2025"."""
    return f"{instant.day} {instant:%b %Y}"
