"""Window ends: what was seen at either end of the window in which something happened, the same in messages and on the page.

Next: `alerts.windows` and `report.views.words`, which say the window.
"""

from monitor import model

#: What was seen last before, and first after, a text was edited.
OF_AN_EDIT = ("last seen old", "first seen new")
#: Where it was not an old and a new text.
_ENDS = {
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


def find_ends(kind: model.EventKind) -> tuple[str, str]:
    """Return what was seen at the window's start and at its end."""
    return _ENDS.get(kind, OF_AN_EDIT)


def find_change_ends(change: model.Change) -> tuple[str, str]:
    """Return the same of all that one check found: its weightiest event counts."""
    if not change.events:
        return OF_AN_EDIT
    return find_ends(max(change.events, key=lambda event: event.severity).kind)
