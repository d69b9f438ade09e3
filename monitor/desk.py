"""The desk: settles the checks whose page need not be read; those that found nothing share a transaction.

Nine checks in ten find nothing new. Alone, each costs a transaction; here, the thread that comes first records all that wait,
and nobody waits for others to come. Refuses to read a page. Next: `pipeline`, whose checks come here.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from monitor import errors, model, ports


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A check that was decided and recorded."""

    outcome: model.CheckOutcome
    change_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Decides and records checks for many threads."""

    judge: ports.Judge
    articles: ports.ArticleStore
    #: Hours times need that one check costs now: see `core.schedule`.
    price: Callable[[], float]
    #: One page at a time: two threads that take turns at two pages spend more on the turns than on the pages.
    _looking: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _saving: threading.Lock = field(default_factory=threading.Lock, repr=False)
    #: What waits to be recorded, by identity; only who holds `_saving` takes anything out.
    _waiting: dict[int, model.CheckOutcome] = field(default_factory=dict, repr=False)

    def settle(
        self,
        article: model.ArticleForCheck,
        response: model.FetchedPage | model.Failure,
        *,
        now: datetime,
    ) -> Settled | None:
        """Decide and record a check; None where its page must be read. Raises StaleError, NotFoundError, StorageError.

        `now` is when the response was there: how long it waited for its turn is no part of the window.
        """
        with self._looking:
            outcome = self.judge.decide_quickly(article, response, now=now, price=self.price())
        if outcome is None:
            return None
        if outcome.is_quiet:
            self._save_with_others(outcome)
            return Settled(outcome=outcome)
        return Settled(outcome=outcome, change_id=self.articles.save_check(outcome, page=None))

    def _save_with_others(self, outcome: model.CheckOutcome) -> None:
        """Record a quiet check and all that wait; what goes wrong leaves the others to the next thread."""
        self._waiting[id(outcome)] = outcome
        with self._saving:
            if id(outcome) not in self._waiting:
                return  # another thread has recorded it
            group, done = self._waiting.copy(), [id(outcome)]
            try:
                self.articles.save_quiet_checks(list(group.values()))
                done = list(group)
            except errors.StaleError:  # something happened to one of them meanwhile, so nothing was written
                self.articles.save_check(outcome, page=None)
            finally:
                for key in done:
                    del self._waiting[key]
