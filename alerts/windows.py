"""The window of a change in words: between which two looks it happened. Next: `message`, which says it."""

from datetime import datetime, timedelta

from monitor import model

#: What was seen at either end of the window, where it was not an old and a new text.
_WINDOW_ENDS = {
    model.EventKind.NEW_COVERAGE: ("first listed by the outlet", "first read"),
    model.EventKind.ARTICLE_REMOVED: ("last seen there", "first found missing"),
    model.EventKind.ARTICLE_RETURNED: ("last found missing", "first seen again"),
    model.EventKind.ARTICLE_BLOCKED: ("last read", "first found blocked"),
    model.EventKind.OUTLET_BLOCKED: ("last good answer", "first refused"),
    model.EventKind.SERVICE_WAS_DOWN: ("last sign of life", "running again"),
    model.EventKind.SERVICE_BLIND: ("last good answer of any outlet", "noticed"),
    model.EventKind.SERVICE_STALLED: ("late since", "noticed"),
    model.EventKind.SERVICE_RESUMED: ("in trouble", "in order"),
    model.EventKind.OUTLET_SILENT: ("last new entry", "noticed"),
    model.EventKind.OUTLET_UNREACHABLE: ("last good answer", "first without an answer"),
    model.EventKind.OUTLET_REACHABLE: ("first refused or without an answer", "answers well again"),
    model.EventKind.CONSENSUS_MOVED: ("most last said so", "most first say otherwise"),
    model.EventKind.OUTLET_DIVERGES: ("last seen without it", "first seen with it"),
    model.EventKind.OUTLET_LAST: ("most moved on", "found still to say so"),
    model.EventKind.DELIVERY_FAILED: ("sent before", "given up"),
    model.EventKind.CHANNEL_OFF: ("first refused", "switched off"),
}


def find_window(change: model.Change, kind: model.EventKind) -> str:
    """Say between which two looks it happened: "Between 10:04 (last seen old) and 10:19 (first seen new) UTC, 1 Sep
    2025". Both days are named when they differ, seconds when the looks are less than two minutes apart."""
    start, end = change.last_seen_old_at, change.first_seen_new_at
    old_end, new_end = _WINDOW_ENDS.get(kind, ("last seen old", "first seen new"))
    if start == end:
        return f"{new_end[:1].upper() + new_end[1:]} at {end:%H:%M} UTC, {say_day(end)}"
    clock = "%H:%M:%S" if end - start < timedelta(minutes=2) else "%H:%M"
    if start.date() == end.date():
        return f"Between {start:{clock}} ({old_end}) and {end:{clock}} ({new_end}) UTC, {say_day(end)}"
    return f"Between {say_day(start)}, {start:{clock}} ({old_end}) and {say_day(end)}, {end:{clock}} ({new_end}) UTC"


def say_day(instant: datetime) -> str:
    """Say a day in UTC: "1 Sep 2025"."""
    return f"{instant.day} {instant:%b %Y}"
