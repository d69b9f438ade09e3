"""Spans of time as they are written on the command line: "90m", "12h", "3d", "2w"."""

import re
from datetime import timedelta

from monitor import errors

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_LONGEST = timedelta(days=3660)


def parse_span(words: str) -> timedelta:
    """Read a span. Raises InputError."""
    found = re.fullmatch(r"(\d{1,6})\s*([mhdw])", words.strip().lower(), re.ASCII)
    span = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta(0)
    if not timedelta(0) < span <= _LONGEST:
        raise errors.InputError(
            f'"{words}" is no span of time.', hint="Write minutes, hours, days or weeks: 90m, 12h, 3d, 2w."
        )
    return span
