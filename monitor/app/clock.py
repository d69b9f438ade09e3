"""The only real clock."""

import time
from datetime import UTC, datetime

#: Goes on while the machine sleeps, where the system has such a one.
_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class SystemClock:
    """The machine's time, in UTC."""

    def now(self) -> datetime:
        """Return the present instant."""
        return datetime.now(UTC)


def count_seconds() -> float:
    """Return seconds by a clock that nobody sets, from any start."""
    return time.clock_gettime(_STEADY)
