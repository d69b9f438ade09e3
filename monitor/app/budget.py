"""The price of a check: what the needs of all articles come to, shared out over the budget."""

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor import ports

#: How long a price stands: short beside the hour of the budget, so that a database that fills up soon pays the true
#: price, and long beside the sum over every live article that it costs.
STANDS_FOR = timedelta(minutes=1)


@dataclass(slots=True, kw_only=True)
class CheckBudget:
    """Knows the price now: hours times need (see `core.schedule`); computed once a minute."""

    articles: ports.ArticleStore
    clock: ports.Clock
    per_hour: float
    _price: float = 0.0
    _until: datetime | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def price(self) -> float:
        """Return the price of one check."""
        with self._lock:
            now = self.clock.now()
            if self._until is None or now >= self._until:
                self._price = self.articles.sum_live_need() / self.per_hour
                self._until = now + STANDS_FOR
            return self._price
