"""The desk: settles the checks whose page need not be read; those that found nothing share a transaction.

Nine checks in ten find nothing new. Alone, each costs a transaction, and turns with thirty other threads; here, the thread that
comes first looks at all that wait and records what is quiet, and nobody waits for others to come. Refuses to read a page.
Next: `pipeline`, whose checks come here.
"""

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from monitor import errors, model, ports


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A check that was decided and recorded."""

    outcome: model.CheckOutcome
    change_id: int | None = None


@dataclass(slots=True)
class _Case:
    article: model.ArticleForCheck
    response: model.FetchedPage | model.Failure
    now: datetime
    #: Somebody looked at it; what went wrong then its own thread meets again.
    was_seen: bool = False
    is_decided: bool = False
    #: None, once decided: the page must be read.
    outcome: model.CheckOutcome | None = None
    is_recorded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Decides and records checks for many threads."""

    judge: ports.Judge
    articles: ports.ArticleStore
    #: Hours times need that one check costs now: see `core.schedule`.
    price: Callable[[model.ArticleForCheck], float]
    _waiting: deque[_Case] = field(default_factory=deque, repr=False)
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

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
        case = _Case(article, response, now)
        self._waiting.append(case)
        with self._turn:
            if not case.was_seen:
                self._settle_waiting()
        outcome = case.outcome if case.is_decided else self._decide(case)
        if outcome is None:
            return None
        if case.is_recorded:
            return Settled(outcome=outcome)
        return Settled(outcome=outcome, change_id=self.articles.save_check(outcome, page=None))

    def _settle_waiting(self) -> None:
        """Decide every case that waits and record the quiet ones; the others are left to their own threads."""
        quiet: list[tuple[_Case, model.CheckOutcome]] = []
        while self._waiting:
            case = self._waiting.popleft()
            case.was_seen = True
            with suppress(Exception):  # its own thread decides it again, and meets what went wrong
                case.outcome = self._decide(case)
                case.is_decided = True
            if case.outcome and case.outcome.is_quiet:
                quiet.append((case, case.outcome))
        if not quiet:
            return
        # Where an article has moved on meanwhile, or the database is away, each thread records its own.
        with suppress(errors.StaleError, errors.StorageError):
            self.articles.save_quiet_checks([outcome for _, outcome in quiet])
            for case, _ in quiet:
                case.is_recorded = True

    def _decide(self, case: _Case) -> model.CheckOutcome | None:
        price = self.price(case.article)
        return self.judge.decide_quickly(case.article, case.response, now=case.now, price=price)
