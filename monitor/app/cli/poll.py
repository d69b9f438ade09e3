"""`claimwatch poll`: passes over the feeds, without scheduler thread or page."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Annotated

import typer

from monitor import errors, model
from monitor.app.cli import context, printing, serving
from monitor.app.cli.options import JsonLinesOption, WatchlistOption

if TYPE_CHECKING:
    from monitor.app import bootstrap

#: One outlet's feeds are fetched one after the other by the fetcher's pace; this many outlets at once.
OUTLETS_AT_ONCE = 8
#: How often the progress line is renewed, in seconds.
GLANCE_S = 0.2


def poll(
    outlet: Annotated[str | None, typer.Argument(help="Poll this outlet alone.", show_default="all")] = None,
    *,
    watchlist: WatchlistOption = None,
    once: Annotated[bool, typer.Option("--once", help="One pass, then exit: for cron.")] = False,
    json: JsonLinesOption = False,
) -> None:
    """Poll feeds now, check the articles that are due, send what waits; again and again unless --once.

    Exits 1 when no feed answered in the last pass.
    """
    from monitor.app import bootstrap

    settings = context.build_settings()
    loaded = context.load_watchlist(watchlist)
    known = [found.id for found in loaded.watch.outlets]
    if outlet and outlet not in known:
        raise errors.InputError(f"The watchlist has no outlet {outlet}.", hint=f"It has: {', '.join(known)}.")
    with serving.catch_signals() as told_to_stop:
        service = bootstrap.build_service(settings, loaded)
        interval = bootstrap.build_policy(settings).poll.unknown
        try:
            service.prepare()
            while True:
                is_blind = _run_pass(service, outlet, told_to_stop, json=json)
                if once or told_to_stop.wait(interval.total_seconds()):
                    break
        finally:
            service.stop()
    if is_blind:
        raise typer.Exit(1)


def _run_pass(
    service: "bootstrap.Service", outlet: str | None, told_to_stop: threading.Event, *, json: bool
) -> bool:
    """Run one pass; says whether feeds were polled and none of them answered."""
    feeds = [
        feed for found in service.store.load_outlets() if outlet in (None, found.id) for feed in found.feeds
    ]
    failures = []
    with printing.show_progress("Polling feeds", total=len(feeds)) as advance:
        for feed, outcome in _poll_feeds(service, feeds, told_to_stop):
            failures.append(outcome.failure)
            _print_outcome(feed, outcome, json=json)
            advance()
    with printing.show_progress("Checking articles") as advance:
        while not told_to_stop.is_set():
            # Idle before it was asked: a check that ends later may have made an alert due.
            was_idle = service.dispatcher.outstanding_count == 0
            if not _dispatch_due(service) and was_idle:
                break
            service.dispatcher.wait_idle(GLANCE_S)
            advance(0, title=f"Checking articles: {service.dispatcher.outstanding_count} to go")
    return bool(failures) and all(failures)


def _poll_feeds(
    service: "bootstrap.Service", feeds: Sequence[model.FeedReading], told_to_stop: threading.Event
) -> Iterator[tuple[model.FeedReading, model.PollOutcome]]:
    """Poll several outlets at once; in order, as each is done. What has not begun when told to stop is left."""

    def poll_one(feed: model.FeedReading) -> model.PollOutcome | None:
        return None if told_to_stop.is_set() else service.pipeline.poll_feed(feed.id)

    with ThreadPoolExecutor(OUTLETS_AT_ONCE) as pool:
        for feed, outcome in zip(feeds, pool.map(poll_one, feeds), strict=True):
            if outcome is not None:
                yield feed, outcome


def _dispatch_due(service: "bootstrap.Service") -> int:
    """Claim and dispatch what is due, but for feeds: they had their turn. Returns how many jobs."""
    due = service.scheduler
    room = due.capacity - service.dispatcher.outstanding_count
    if room <= 0:
        return 0
    jobs = [
        job
        for claim in (due.outbox.claim_due_deliveries, due.articles.claim_due_articles)
        for job in claim(now=service.clock.now(), lease=due.lease, owner=due.owner, limit=room)
    ]
    service.dispatcher.dispatch(jobs)
    return len(jobs)


def _print_outcome(feed: model.FeedReading, outcome: model.PollOutcome, *, json: bool) -> None:
    count = len(outcome.sightings)
    said = "unchanged" if outcome.is_unchanged else f"{count} {'entry' if count == 1 else 'entries'}"
    if outcome.failure:
        said = outcome.failure.detail
    if json:
        failure = outcome.failure and outcome.failure.kind
        record = {"outlet": outcome.outlet_id, "feed": feed.url, "entries": count}
        printing.print_json(record | {"failure": failure, "detail": said})
    else:
        line = f"{outcome.outlet_id}: {said}"
        printing.print_line(
            line if feed.url in line else f"{line}  {feed.url}", style="yellow" if outcome.failure else ""
        )
