"""How a claim stood before a change: the outlet's own values in turn, what others said last, and both in words.

Pure. Says nothing where there is too little to see. Next: `chart`, which draws it; `message`, which says it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from alerts import text, values
from monitor import model
from monitor.core import alerting

#: Fewer make no course of things.
_MIN_POINTS = 3
#: Beyond it is a slip of somebody's keyboard, and no floating-point number.
_LARGEST = Decimal(10**15)
#: More are no glance.
_MAX_TOLD_VALUES = 4
_MAX_NAMED_OUTLETS = 3
_MAX_NAME = 60

Line = tuple[model.ClaimPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One claim over time, up to a change."""

    #: Where the outlet began to say another value; the last of them is the change, unless the claim is gone.
    own: Line
    #: The same of each other outlet.
    others: tuple[Line, ...]
    #: The change's window.
    last_seen_old_at: datetime
    first_seen_new_at: datetime
    #: Whether the outlet says nothing of the claim any more.
    is_gone: bool
    #: "The Coastal Ledger: 24 from 30 Aug 10:00, 22 from …, 20 from … UTC", and what others said last.
    own_words: str
    others_words: str


def find_history(alert: model.AlertForSend) -> History | None:
    """Find how the claim of an alert stood; None where fewer than three values were seen, one instant only, or no other figure."""
    lead = alerting.find_lead(alert.change)
    # Another source for the same figure is nothing that a line shows.
    if lead is None or lead.kind is model.ChangeKind.ATTRIBUTION:
        return None
    lines = _find_lines(_find_turns(alert.history, lead))
    own = lines.pop(alert.outlet_id, ())
    others = tuple(lines.values())
    points = [*own, *(point for line in others for point in line)]
    if not own or len(points) < _MIN_POINTS or len({point.at for point in points}) == 1:
        return None
    is_gone = lead.new is None
    claim = lead.new or lead.old
    unit = claim.unit if claim else ""
    return History(
        own=own,
        others=others,
        last_seen_old_at=alert.change.last_seen_old_at,
        first_seen_new_at=alert.change.first_seen_new_at,
        is_gone=is_gone,
        own_words=_say_own(own, unit=unit, gone_at=alert.change.first_seen_new_at if is_gone else None),
        others_words=_say_others(others, unit=unit),
    )


def _find_turns(points: Sequence[model.ClaimPoint], lead: model.ClaimChange) -> Iterator[model.ClaimPoint]:
    """Find where an article begins to say another value: most of its versions repeat the one before.

    Of several values in one version the one that the change is about counts, else the first.
    """
    versions: defaultdict[tuple[int, datetime], list[model.ClaimPoint]] = defaultdict(list)
    for point in points:
        if all(bound is None or abs(bound) <= _LARGEST for bound in (point.low, point.high)):
            versions[point.article_id, point.at].append(point)
    last: dict[int, str] = {}
    # An edit that brings the new value beside the old one is told as the new one.
    weights = {lead.old_text: 1, lead.new_text: 2}
    for (article_id, _), said in versions.items():
        point = max(said, key=lambda point: weights.get(point.text, 0))
        if last.get(article_id) != point.text:
            last[article_id] = point.text
            yield point


def _find_lines(points: Iterable[model.ClaimPoint]) -> dict[str, Line]:
    """Lay the articles of each outlet on one line: what it said last, in any of them, is what it says."""
    lines: defaultdict[str, list[model.ClaimPoint]] = defaultdict(list)
    for point in points:
        line = lines[point.outlet_id]
        if not line or line[-1].text != point.text:
            line.append(point)
    return {outlet_id: tuple(line) for outlet_id, line in lines.items()}


def _say_own(own: Line, *, unit: str, gone_at: datetime | None) -> str:
    told = [f"{values.read_value(point.text, unit=unit)} from {_say_instant(point.at)}" for point in own]
    if gone_at is not None:
        told.append(f"not mentioned from {_say_instant(gone_at)}")
    before = "… " if len(told) > _MAX_TOLD_VALUES else ""
    return f"{_name(own[-1])}: {before}{', '.join(told[-_MAX_TOLD_VALUES:])} UTC"


def _say_others(others: tuple[Line, ...], *, unit: str) -> str:
    """Say the value that each other outlet said last, the commonest first: "20 at The Wire, The Post; 22 at The Sun"."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for line in others:
        names[line[-1].text].append(_name(line[-1]))
    told = (
        f"{values.read_value(value, unit=unit)} at {_list_names(names[value])}"
        for value in sorted(names, key=lambda value: (-len(names[value]), value))
    )
    return "; ".join(told)


def _list_names(names: Sequence[str]) -> str:
    more = len(names) - _MAX_NAMED_OUTLETS
    shown = ", ".join(names[:_MAX_NAMED_OUTLETS])
    return f"{shown} and {more} more" if more > 0 else shown


def _name(point: model.ClaimPoint) -> str:
    return text.isolate_foreign(text.shorten(text.clean_text(point.outlet_name).strip(), _MAX_NAME))


def _say_instant(instant: datetime) -> str:
    return f"{instant.day} {instant:%b %H:%M}"
