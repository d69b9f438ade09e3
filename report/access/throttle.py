"""The throttle: how often somebody may try within a while, by key. Kept in memory, so a restart forgets it.

Refuses to grow without end: of very many keys the longest untouched are forgotten. Next: `signing`.
"""

import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

MOST_KEYS = 10_000


class Throttle:
    """Tries of the last while. Safe to share between threads."""

    def __init__(self, *, most: int, span: timedelta) -> None:
        self._most = most
        self._span = span
        self._tries: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._turn = threading.Lock()

    def take(self, key: str, *, now: datetime) -> timedelta | None:
        """Count a try, before it is made, so that many at once are counted, too. Returns None, or for how long there is none
        left; what is refused counts for nothing, so a refusal ends by itself however often somebody knocks."""
        with self._turn:
            tries = self._tries.setdefault(key, deque())
            self._tries.move_to_end(key)
            while tries and tries[0] <= now - self._span:
                tries.popleft()
            if len(tries) >= self._most:
                return tries[0] + self._span - now
            tries.append(now)
            while len(self._tries) > MOST_KEYS:
                self._tries.popitem(last=False)
        return None

    def give_back(self, key: str) -> None:
        """Uncount the last try, which was a good one."""
        with self._turn:
            tries = self._tries.get(key)
            if tries:
                tries.pop()
