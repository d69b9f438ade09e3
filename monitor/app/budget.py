"""The price of a check: what the needs of all articles come to, shared out over the budget.

Three budgets hold at once: that of all checks, what a host's pace lets through, and what the watchlist allows an outlet.
Where a host cannot serve what its articles would get of the whole budget, they pay the dearer price: each waits so many times
longer than it would, and none falls behind the others. Next: `core.schedule`, which takes the price.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor import model, ports
from monitor.core import urls

#: How long a price stands: short beside the hour of the budget, so that a database that fills up soon pays the true
#: price, and long beside the sum over every live article that it costs.
STANDS_FOR = timedelta(minutes=1)
#: The share of a host's turns that re-checks are planned for; polls, first looks and robots.txt need some.
RECHECK_SHARE = 0.8


@dataclass(slots=True, kw_only=True)
class CheckBudget:
    """Knows the price of a check now: hours times need (see `core.schedule`); the sums are computed once a minute."""

    articles: ports.ArticleStore
    clock: ports.Clock
    per_hour: float
    #: How long a URL's host is left alone between two requests.
    gap_of: Callable[[str], timedelta]
    #: Outlet id -> checks an hour that the watchlist allows on each of its hosts; none for other outlets.
    by_outlet: Mapping[str, float]
    _needs: Mapping[str, float] = field(default_factory=dict)
    _price: float = 0.0
    _until: datetime | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def price(self, article: model.ArticleForCheck) -> float:
        """Return the price of one check of an article: the dearest of those its budgets ask."""
        with self._lock:
            now = self.clock.now()
            if self._until is None or now >= self._until:
                self._needs = self.articles.sum_live_needs()
                self._price = sum(self._needs.values()) / self.per_hour
                self._until = now + STANDS_FOR
            need, price = self._needs.get(urls.host_of(article.url), 0.0), self._price
        capacity = min(self._capacity_of(article.url), self.by_outlet.get(article.outlet_id, float("inf")))
        return max(price, need / capacity)

    def _capacity_of(self, url: str) -> float:
        gap = self.gap_of(url)
        return RECHECK_SHARE * (timedelta(hours=1) / gap) if gap else float("inf")
