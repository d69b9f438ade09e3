"""Retry-After: how long a server asks to be left alone (RFC 9110 10.2.3), up to a day. Refuses to guess: what is neither
seconds nor a date is None. Next: `outcome`, and `monitor.fetch.pace`, which remembers it."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: A longer wait is a mistake as a rule, and would leave the host alone for good.
LONGEST = timedelta(days=1)
_SECONDS = re.compile(r"\d{1,9}(\.\d+)?")


def parse_retry_after(value: str, *, now: datetime) -> timedelta | None:
    """Read the header's value, seconds or an HTTP date; a date gone by is no wait at all, and a day is the longest."""
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return min(timedelta(seconds=float(value)), LONGEST)
    try:
        instant = parsedate_to_datetime(value)
        wait = (instant if instant.tzinfo else instant.replace(tzinfo=UTC)) - now
        return min(max(timedelta(0), wait), LONGEST)
    except (ValueError, OverflowError):
        return None
