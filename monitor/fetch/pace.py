"""Pace: how soon a host may be asked again. A gap between two requests, a little uneven so that we are no metronome; one
request at a time; and what a host's Retry-After asked for.

Blocks the calling thread: lanes give every host one thread at a time, so nobody else waits. Refuses to wait for long
(the schedule can do that) and to wait at all once stopped.
"""

import threading
import time
import zlib
from collections.abc import Callable
from datetime import timedelta

#: A Retry-After that ends within this is waited for; a longer one is a failure with its time, for the schedule.
LONGEST_WAIT = timedelta(seconds=30)
#: A gap is up to this share longer than it must be.
SPREAD = 0.25
#: Hosts share so many locks: two of them seldom wait for one another, and none is kept for a host gone by.
_STRIPES = 1024
#: Hosts remembered before those whose time has passed are forgotten.
_HOSTS_KEPT = 4096


class Pace:
    """Gives each host its turns. Safe to share between threads."""

    def __init__(
        self,
        gap: timedelta,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] | None = None,
        chance: Callable[[], float] = lambda: 0.0,
    ) -> None:
        """`chance` gives numbers from 0 to 1: how much of the spread each gap gets."""
        self._gap = gap.total_seconds()
        self._monotonic = monotonic
        self._stopped = threading.Event()
        self._sleep = sleep or self._stopped.wait
        self._chance = chance
        self._lock = threading.Lock()
        self._alone = tuple(threading.Lock() for _ in range(_STRIPES))
        #: When a host may be asked again, in seconds of `monotonic`.
        self._free_at: dict[str, float] = {}
        self._held_until: dict[str, float] = {}

    def wait_turn(self, host: str, *, gap: timedelta | None = None) -> timedelta | None:
        """Wait until a host may be asked; returns None then. Where its Retry-After is far off, nothing is waited for
        and the time left is returned. `gap` replaces the ordinary one where it is longer (robots.txt Crawl-delay)."""
        with self._lock:
            now = self._monotonic()
            self._forget_past(now)
            held = self._held_until.get(host, now) - now
            if held > LONGEST_WAIT.total_seconds():
                return timedelta(seconds=held)
            turn = max(now + held, self._free_at.get(host, now))
            longest = max(self._gap, gap.total_seconds() if gap else 0.0)
            self._free_at[host] = turn + longest * (1 + SPREAD * self._chance())
        if turn > now and not self._stopped.is_set():
            self._sleep(turn - now)
        return None

    def alone(self, host: str) -> threading.Lock:
        """Return what to hold while a host is asked. Its lane has one job at a time, but a redirect or a robots.txt may come to
        it from another's."""
        return self._alone[zlib.crc32(host.encode()) % _STRIPES]

    def hold(self, host: str, span: timedelta) -> None:
        """Leave a host alone for a span, as its Retry-After asked."""
        with self._lock:
            until = self._monotonic() + span.total_seconds()
            self._held_until[host] = max(until, self._held_until.get(host, until))

    def stop(self) -> None:
        """End every wait now and from now on: what is in hand may finish, at most one early request a host."""
        self._stopped.set()

    def _forget_past(self, now: float) -> None:
        for times in (self._free_at, self._held_until):
            if len(times) > _HOSTS_KEPT:
                for host in [host for host, at in times.items() if at <= now]:
                    del times[host]
