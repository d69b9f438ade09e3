"""Where the core's decisions run: in processes that can be killed, or right here.

Reading hostile bytes can stall or exhaust memory, so it happens in a pool of worker processes with a time limit. What
needs no text (failures, 304, an identical body or article part) is decided in the calling thread, for pages of ordinary
size.
"""

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pebble
import structlog

from monitor import model, policy
from monitor.app import heap
from monitor.core import absence, brief, consensus, decide, extract, fingerprint, polls, pulse, reach
from monitor.core import echoes as echoing

log = structlog.get_logger()

#: Waiting for a turn and for the reading itself takes at most this many times the reading's own limit.
TURN_PATIENCE = 10

Outcome = TypeVar("Outcome", model.PollOutcome, model.CheckOutcome, extract.Reading)

#: A worker process is replaced after this many tasks, so that a leak in a parser cannot add up.
TASKS_PER_WORKER = 5000


@dataclass(frozen=True, slots=True)
class InlineJudge:
    """Decides in the calling thread, without a limit: for the command line and tests."""

    brief: brief.Brief

    def decide_poll(
        self, feed: model.FeedForPoll, response: model.FetchedPage | model.Failure, *, now: datetime
    ) -> model.PollOutcome:
        """Decide what a poll's response means."""
        return polls.decide_poll(self.brief, feed, response, now=now)

    def decide_further(
        self,
        feed: model.FeedForPoll,
        polled: model.PollOutcome,
        response: model.FetchedPage | model.Failure,
    ) -> model.PollOutcome:
        """Decide what a further document of a poll adds to it."""
        return polls.decide_further(self.brief, feed, polled, response)

    def decide_quickly(
        self,
        article: model.ArticleForCheck,
        response: model.FetchedPage | model.Failure,
        *,
        now: datetime,
        price: float,
    ) -> model.CheckOutcome | None:
        """Decide what needs no text."""
        return decide.decide_quickly(self.brief, article, response, now=now, price=price)

    def name_reader(self, outlet_id: str) -> str:
        """Name the way this outlet's pages are read now."""
        return fingerprint.reader_of(self.brief.find_selectors(outlet_id))

    def decide_reach(self, known: model.OutletReach, answer: model.Answer) -> model.ReachOutcome:
        """Decide what an answer makes of an outlet's reach."""
        return reach.decide_reach(self.brief, known, answer)

    def decide_compare(self, known: model.SlotForCompare, *, now: datetime) -> model.CompareOutcome:
        """Decide what outlets' words on one slot come to."""
        return consensus.decide_compare(self.brief, known, now=now)

    def decide_pulse(
        self, known: model.PulseForBeat, *, now: datetime, elapsed: timedelta | None
    ) -> model.PulseOutcome:
        """Decide how the service itself stands."""
        return pulse.decide_pulse(self.brief, known, now=now, elapsed=elapsed)

    def decide_check(
        self,
        article: model.ArticleForCheck,
        response: model.FetchedPage,
        *,
        past: model.Past | None,
        now: datetime,
        price: float,
    ) -> model.CheckOutcome:
        """Decide what a page means."""
        return decide.decide_check(self.brief, article, response, past=past, now=now, price=price)

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
        return echoing.decide_echoes(self.brief, article, outcome, echoes, past=past, now=now)


class PooledJudge:
    """Decides in worker processes, each decision within `limit`; a decision that stalls or dies is a `STALLED`
    failure."""

    def __init__(self, watch: model.Watch, knobs: policy.Policy, *, processes: int, limit: timedelta) -> None:
        self._brief = brief.build_brief(watch, knobs)
        self._limit = limit
        # forkserver: a fork of a process with threads may deadlock; a fresh interpreter a worker costs more memory.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["monitor.core.decide", "monitor.core.polls", "trafilatura"])
        self._pool = pebble.ProcessPool(
            max_workers=processes,
            max_tasks=TASKS_PER_WORKER,
            initializer=_build_worker,
            initargs=(watch, knobs),
            context=context,
        )

    def decide_poll(
        self, feed: model.FeedForPoll, response: model.FetchedPage | model.Failure, *, now: datetime
    ) -> model.PollOutcome:
        """Decide what a poll's response means."""
        if (
            isinstance(response, model.Failure)
            or response.is_not_modified
            or response.sha256 == feed.body_digest
        ):
            return polls.decide_poll(self._brief, feed, response, now=now)
        outcome = self._run(_decide_poll, feed, response, now, url=feed.url)
        if isinstance(outcome, model.Failure):
            return polls.decide_poll(self._brief, feed, outcome, now=now)
        return outcome

    def decide_further(
        self,
        feed: model.FeedForPoll,
        polled: model.PollOutcome,
        response: model.FetchedPage | model.Failure,
    ) -> model.PollOutcome:
        """Decide what a further document of a poll adds to it."""
        if isinstance(response, model.Failure):
            return polls.decide_further(self._brief, feed, polled, response)
        outcome = self._run(_decide_further, feed, polled, response, url=response.url)
        if isinstance(outcome, model.Failure):
            return polls.decide_further(self._brief, feed, polled, outcome)
        return outcome

    def decide_quickly(
        self,
        article: model.ArticleForCheck,
        response: model.FetchedPage | model.Failure,
        *,
        now: datetime,
        price: float,
    ) -> model.CheckOutcome | None:
        """Decide what needs no text, in this thread: it is bounded by `decide.QUICK_BYTES`."""
        return decide.decide_quickly(self._brief, article, response, now=now, price=price)

    def name_reader(self, outlet_id: str) -> str:
        """Name the way this outlet's pages are read now."""
        return fingerprint.reader_of(self._brief.find_selectors(outlet_id))

    def decide_reach(self, known: model.OutletReach, answer: model.Answer) -> model.ReachOutcome:
        """Decide what an answer makes of an outlet's reach."""
        return reach.decide_reach(self._brief, known, answer)

    def decide_compare(self, known: model.SlotForCompare, *, now: datetime) -> model.CompareOutcome:
        """Decide what outlets' words on one slot come to."""
        return consensus.decide_compare(self._brief, known, now=now)

    def decide_pulse(
        self, known: model.PulseForBeat, *, now: datetime, elapsed: timedelta | None
    ) -> model.PulseOutcome:
        """Decide how the service itself stands."""
        return pulse.decide_pulse(self._brief, known, now=now, elapsed=elapsed)

    def decide_check(
        self,
        article: model.ArticleForCheck,
        response: model.FetchedPage,
        *,
        past: model.Past | None,
        now: datetime,
        price: float,
    ) -> model.CheckOutcome:
        """Decide what a page means."""
        outcome = self._run(_decide_check, article, response, past, now, price, url=article.url)
        if isinstance(outcome, model.Failure):
            return absence.decide_failure(self._brief, article, outcome, now=now)
        return outcome

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
        return echoing.decide_echoes(self._brief, article, outcome, echoes, past=past, now=now)

    def read_page(self, page: model.FetchedPage, outlet_id: str) -> extract.Reading:
        """Read a stored page of an outlet as the present extractor does."""
        reading = self._run(_read_page, page, outlet_id, url=page.final_url)
        return extract.Reading(failure=reading) if isinstance(reading, model.Failure) else reading

    def stop(self) -> None:
        """End the worker processes at once; a decision in hand is lost and its lease runs out."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves this one bare
        self._pool.join()

    def _run(self, function: Callable[..., Outcome], *args: Any, url: str) -> Outcome | model.Failure:
        future = self._pool.schedule(function, args=args, timeout=self._limit.total_seconds())
        try:
            # The longer patience is for its turn in the queue, and for a pool that was stopped meanwhile.
            return future.result(timeout=TURN_PATIENCE * self._limit.total_seconds())
        except FutureTimeoutError:
            detail = f"reading {url} took longer than {self._limit.total_seconds():.0f} s and was stopped"
        except pebble.ProcessExpired as error:
            detail = f"the process that read {url} died ({error.exitcode})"
        except Exception:
            # A fault of ours in one page must not bring that page back at once, again and again.
            log.exception("reading failed", action="judge", url=url)
            detail = f"{url} could not be read: a fault of Claimwatch's own, see its log"
            return model.Failure(kind=model.FailureKind.STALLED, detail=detail)
        log.error("reading stopped", action="judge", url=url, detail=detail)
        return model.Failure(kind=model.FailureKind.STALLED, detail=detail)


# In the worker process

_worker: InlineJudge | None = None


def _build_worker(watch: model.Watch, knobs: policy.Policy) -> None:
    global _worker  # noqa: PLW0603  # one brief a process, compiled once: that is what the worker is
    _worker = InlineJudge(brief.build_brief(watch, knobs))
    heap.settle_heap()


def _decide_poll(feed: model.FeedForPoll, page: model.FetchedPage, now: datetime) -> model.PollOutcome:
    assert _worker  # noqa: S101  # the pool ran the initializer first
    return _worker.decide_poll(feed, page, now=now)


def _decide_further(
    feed: model.FeedForPoll, polled: model.PollOutcome, page: model.FetchedPage
) -> model.PollOutcome:
    assert _worker  # noqa: S101  # as above
    return _worker.decide_further(feed, polled, page)


def _decide_check(
    article: model.ArticleForCheck,
    page: model.FetchedPage,
    past: model.Past | None,
    now: datetime,
    price: float,
) -> model.CheckOutcome:
    assert _worker  # noqa: S101  # as above
    return _worker.decide_check(article, page, past=past, now=now, price=price)


def _read_page(page: model.FetchedPage, outlet_id: str) -> extract.Reading:
    assert _worker  # noqa: S101  # as above
    selectors = _worker.brief.find_selectors(outlet_id)
    return extract.read_page(page, selectors=selectors, is_known_whole=True)
