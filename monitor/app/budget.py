"""The price of a check: what the needs of all articles come to, shared out over the budget."""

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor import ports

#: How long a price stands. It moves slowly: it sums over every live article.
STANDS_FOR = timedelta(hours=1)


@dataclass(slots=True, kw_only=True)
class CheckBudget:
    """Knows the price now: hours times need (see `core.schedule`); computed once an hour."""

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
