"""Coverage over time: for how long each outlet could not be seen, how many looks were refused, and when the next one is.

A gap is what `outlet_reachable` told of, or what lasts still: short failures that nobody is told of are in the looks. Next: `ledger`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor import model
from report.views import ledger, words

#: Over which gaps are summed up, and looks counted.
GAP_SPAN = timedelta(days=7)
LOOK_SPAN = timedelta(hours=24)
#: Outlets on one page of the ledger.
MOST_OUTLETS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One outlet's line in the ledger."""

    line: ledger.OutletLine
    #: How long it could not be seen in GAP_SPAN: "4 h", "none".
    gap: str
    #: Of LOOK_SPAN: "83, none failed" or "80, 8 failed (10 %)"; and "2 refused (2 %)", "" where none was.
    looks: str
    refused: str
    #: The next look at an article or poll of a feed.
    next_at: datetime | None


def list_coverage(
    outlets: Sequence[model.OutletReading],
    *,
    looks: Mapping[str, model.Looks],
    returns: Iterable[model.BulletinReading],
    now: datetime,
) -> tuple[Coverage, ...]:
    """List outlets as the ledger does; `returns` are bulletins that say an outlet is reached again."""
    readings = {outlet.id: outlet for outlet in outlets}
    gaps: defaultdict[str | None, list[tuple[datetime, datetime]]] = defaultdict(list)
    for one in returns:
        if one.bulletin.last_otherwise_at:
            gaps[one.bulletin.outlet_id].append((one.bulletin.last_otherwise_at, one.bulletin.since))
    listed = []
    for line in ledger.list_outlets(outlets):
        if line.blind_since:
            gaps[line.id].append((line.blind_since, now))
        known = looks.get(line.id)
        listed.append(
            Coverage(
                line=line,
                gap=_say_gap(gaps[line.id], now=now),
                looks=_say_looks(known) if known else "none",
                refused=_say_share(known.refused_count, known.count, "refused") if known else "",
                next_at=_find_next(readings[line.id]),
            )
        )
    return tuple(listed)


def sum_gaps(gaps: Iterable[tuple[datetime, datetime]], *, since: datetime) -> timedelta:
    """Sum gaps up from an instant on; what lies in two counts once."""
    total, end = timedelta(0), since
    for from_at, until_at in sorted(gaps):
        total += max(until_at - max(from_at, end), timedelta(0))
        end = max(end, until_at)
    return total


def _say_gap(gaps: Iterable[tuple[datetime, datetime]], *, now: datetime) -> str:
    total = sum_gaps(gaps, since=now - GAP_SPAN)
    return words.span_words(total) or ("under a minute" if total else "none")


def _say_looks(looks: model.Looks) -> str:
    failed = _say_share(looks.failed_count, looks.count, "failed") or "none failed"
    return f"{looks.count:,}, {failed}"


def _say_share(part: int, count: int, verb: str) -> str:
    percent = 100 * part / count
    return f"{part:,} {verb} ({'under 1' if percent < 1 else round(percent)} %)" if part else ""


def _find_next(outlet: model.OutletReading) -> datetime | None:
    coming = [feed.next_poll_at for feed in outlet.feeds] + [outlet.next_check_at]
    return min((at for at in coming if at), default=None)
