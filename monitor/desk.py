"""The desk: settles the checks whose page need not be read, all that wait at once.

Nine checks in ten find nothing new. Alone, each costs a transaction and a thread's turn; together they share both. The
thread that comes first settles for all who wait, and nobody waits for others to come. Refuses to read a page.
Next: `pipeline`, whose checks come here.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field

from monitor import errors, model, ports


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A check that was decided and recorded."""

    outcome: model.CheckOutcome
    change_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    article: model.ArticleForCheck
    response: model.FetchedPage | model.Failure
    #: None: the page must be read.
    answer: "Future[Settled | None]" = field(default_factory=Future)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Decides and records checks for many threads."""

    clock: ports.Clock
    judge: ports.Judge
    articles: ports.ArticleStore
    #: Hours times need that one check costs now: see `core.schedule`.
    price: Callable[[], float]
    _waiting: deque[_Case] = field(default_factory=deque, repr=False)
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def settle(
        self, article: model.ArticleForCheck, response: model.FetchedPage | model.Failure
    ) -> Settled | None:
        """Decide and record a check; None where its page must be read. Raises StaleError, NotFoundError, StorageError."""
        case = _Case(article, response)
        self._waiting.append(case)
        with self._turn:
            if not case.answer.done():
                self._settle_all()
        return case.answer.result()

    def _settle_all(self) -> None:
        """Settle every case that waits, those that come meanwhile too: no more than there are threads."""
        quiet: list[tuple[_Case, model.CheckOutcome]] = []
        while self._waiting:
            case = self._waiting.popleft()
            with _blame(case):
                outcome = self.judge.decide_quickly(
                    case.article, case.response, now=self.clock.now(), price=self.price()
                )
                if outcome is None:
                    case.answer.set_result(None)
                elif outcome.is_quiet:
                    quiet.append((case, outcome))
                else:
                    self._save_alone(case, outcome)
        if quiet:
            with _blame(*(case for case, _ in quiet)):
                self._save_together(quiet)

    def _save_together(self, quiet: Sequence[tuple[_Case, model.CheckOutcome]]) -> None:
        try:
            self.articles.save_quiet_checks([outcome for _, outcome in quiet])
        except errors.StaleError:  # something happened to one of them meanwhile, so nothing was written
            for case, outcome in quiet:
                with _blame(case):
                    self._save_alone(case, outcome)
        else:
            for case, outcome in quiet:
                case.answer.set_result(Settled(outcome=outcome))

    def _save_alone(self, case: _Case, outcome: model.CheckOutcome) -> None:
        change_id = self.articles.save_check(outcome, page=None)
        case.answer.set_result(Settled(outcome=outcome, change_id=change_id))


@contextmanager
def _blame(*cases: _Case) -> Iterator[None]:
    """Hand what goes wrong to the threads that brought these cases."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  # raised again by `answer.result()`
        for case in cases:
            case.answer.set_exception(error)
