"""Turns: whose check goes first when a host's pace, or the room there is, lets only some of the due ones through.

The most overdue relative to its own interval goes first: an article looked at every five minutes that is ten minutes
late has waited longer than one looked at every three days that is an hour late. So that storage finds the first of a
million without sorting them, articles of like interval stand in one *band* of their host, and only the heads of the bands
are compared. Holds no schedule: see `schedule`.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

#: Longest interval of each band but the last, each four times the one before, from twice the least there is.
_LONGEST = tuple(timedelta(minutes=10) * 4**step for step in range(7))
#: Due because something was said of them (new in a feed, updated, heated), or never checked yet.
TOLD = 0
#: Seen in a feed and not yet known to be of a topic: after all others.
CANDIDATE = len(_LONGEST) + 2
BANDS = tuple(range(CANDIDATE + 1))
#: An interval that is not known is taken for so long.
_SHORTEST = timedelta(minutes=1)


class Waiting(NamedTuple):
    """An article that is due, without all that its check needs; made by the hundred every second."""

    id: int
    host: str
    band: int
    due_at: datetime
    last_checked_at: datetime | None


def band_of(wait: timedelta, *, is_watched: bool) -> int:
    """Return the band of an article that is due after so long: at once is told, a candidate's is the last."""
    if not is_watched:
        return CANDIDATE
    if wait <= timedelta(0):
        return TOLD
    return TOLD + 1 + bisect_left(_LONGEST, wait)


def decide_turns(
    waiting: Iterable[Waiting], *, now: datetime, limit: int, taken: Mapping[str, int], lane_limit: int
) -> tuple[Waiting, ...]:
    """Return whose turn it is, the most urgent first: at most `limit`, and of one host `lane_limit`, those already
    `taken` of it included."""
    room = Counter({host: -count for host, count in taken.items()})
    chosen: list[Waiting] = []
    for one in sorted(waiting, key=lambda one: _urgency(one, now=now)):
        if len(chosen) == limit:
            break
        if room[one.host] + lane_limit > 0:
            room[one.host] -= 1
            chosen.append(one)
    return tuple(chosen)


def _urgency(one: Waiting, *, now: datetime) -> tuple[bool, bool, float, datetime, int]:
    interval = _SHORTEST if one.last_checked_at is None else max(_SHORTEST, one.due_at - one.last_checked_at)
    return one.band == CANDIDATE, one.band != TOLD, -((now - one.due_at) / interval), one.due_at, one.id
