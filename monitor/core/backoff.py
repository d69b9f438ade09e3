"""Back-off: how long a whole host is left alone after it refused us: too many requests, busy, a bot check.

Grows with each refusal in a row, ends with a good answer. A page that is missing, or withheld by law, is no refusal of the
host's; nor is silence, which says nothing of its wishes. Next: `schedule`, for the one article or feed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor import model
from monitor.core import schedule

#: After the first refusal, and at the longest: an outlet that blocks us is still asked some times a day.
FIRST = timedelta(minutes=1)
LONGEST = timedelta(hours=2)
_REFUSALS = frozenset({420, 429, 503})
_WITHHELD = 451


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Until when a host is left alone, after so many refusals in a row."""

    until: datetime | None = None
    refusal_count: int = 0


def next_hold(failure: model.Failure | None, *, refusal_count: int, now: datetime) -> Hold | None:
    """Return how a host stands after an answer, or None where nothing was heard of it; `refusal_count` is how often it had
    refused us in a row before.

    A minute, doubled with each refusal up to two hours, or as long as Retry-After asks, up to a day.
    """
    if failure is not None and failure.status is None:
        return None
    if failure is None or not _is_refusal(failure):
        return Hold()
    wait = min(LONGEST, FIRST * 2 ** min(refusal_count, 20))
    asked = min(failure.retry_after or timedelta(0), schedule.LONGEST_RETRY_AFTER)
    return Hold(until=now + max(wait, asked), refusal_count=refusal_count + 1)


def _is_refusal(failure: model.Failure) -> bool:
    is_blocked = failure.kind is model.FailureKind.BLOCKED and failure.status != _WITHHELD
    return is_blocked or failure.status in _REFUSALS
