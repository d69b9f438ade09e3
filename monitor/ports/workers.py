"""Workers: who decides apart from the service's own threads, and who runs its jobs. Next: `stores`, what they work on."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from monitor import model


class Judge(Protocol):
    """Runs the core's decisions; what reads much of hostile bytes runs where it can be stopped. A decision that stalls
    gives the outcome of a `STALLED` failure."""

    def decide_poll(
        self, feed: model.FeedForPoll, response: model.FetchedPage | model.Failure, *, now: datetime
    ) -> model.PollOutcome:
        """Decide what a poll's response means; its `ahead_urls` are still to be read."""
        ...

    def decide_further(
        self,
        feed: model.FeedForPoll,
        polled: model.PollOutcome,
        response: model.FetchedPage | model.Failure,
    ) -> model.PollOutcome:
        """Add to a poll's outcome what the first of its `ahead_urls` gave."""
        ...

    def decide_quickly(
        self,
        article: model.ArticleForCheck,
        response: model.FetchedPage | model.Failure,
        *,
        now: datetime,
        price: float,
    ) -> model.CheckOutcome | None:
        """Decide what needs no text: a failure, an article that has not changed. None: it must be read.

        `price` is hours times need, see `core.schedule`.
        """
        ...

    def name_reader(self, outlet_id: str) -> str:
        """Name the way this outlet's pages are read now; see `core.fingerprint.reader_of`."""
        ...

    def decide_reach(self, known: model.OutletReach, answer: model.Answer) -> model.ReachOutcome:
        """Decide what an answer makes of an outlet's reach."""
        ...

    def decide_pulse(
        self, known: model.PulseForBeat, *, now: datetime, elapsed: timedelta | None
    ) -> model.PulseOutcome:
        """Decide how the service itself stands; `elapsed` since this process last asked, None at first."""
        ...

    def decide_compare(self, known: model.SlotForCompare, *, now: datetime) -> model.CompareOutcome:
        """Decide what outlets' words on one slot come to."""
        ...

    def decide_check(
        self,
        article: model.ArticleForCheck,
        response: model.FetchedPage,
        *,
        past: model.Past | None,
        now: datetime,
        price: float,
    ) -> model.CheckOutcome:
        """Decide what a page means; `past` is None before the first version."""
        ...

    def decide_echoes(
        self,
        article: model.ArticleForCheck,
        outcome: model.CheckOutcome,
        echoes: Sequence[model.Echo],
        *,
        past: model.Past | None,
        now: datetime,
    ) -> model.CheckOutcome:
        """Decide a check again whose text was seen at other addresses of its outlet."""
        ...


class Dispatcher(Protocol):
    """Runs jobs, one at a time per lane."""

    @property
    def outstanding_count(self) -> int:
        """How many jobs are waiting or running."""
        ...

    @property
    def delivering_count(self) -> int:
        """How many of them are deliveries, which have threads of their own."""
        ...

    def count_lanes(self) -> tuple[tuple[str, int], ...]:
        """Return (lane, jobs waiting or running) of every lane that has any."""
        ...

    def dispatch(self, jobs: Sequence[model.Job]) -> None:
        """Take jobs; returns at once."""
        ...

    def wait_idle(self, timeout: float) -> bool:
        """Wait until nothing is waiting or running; seconds; False when time ran out."""
        ...

    def stop(self, timeout: float) -> bool:
        """Take nothing more, drop what has not begun (its lease is given back by the caller), finish what has;
        seconds; False when something was still running at the end."""
        ...
