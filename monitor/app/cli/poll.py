"""`claimwatch poll`: passes over the feeds, without scheduler or page."""

import threading
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from monitor import errors, model
from monitor.app.cli import context, printing
from monitor.app.cli.run import WatchlistOption, catch_signals

if TYPE_CHECKING:
    from monitor.app import bootstrap


def poll(
    *,
    outlet: Annotated[str | None, typer.Argument(help="Only this outlet.", show_default="all")] = None,
    watchlist: WatchlistOption = None,
    once: Annotated[bool, typer.Option("--once", help="One pass, then exit: for cron.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON Lines.")] = False,
) -> None:
    """Poll feeds now, check what is due, send what waits; again and again unless --once.

    Exits 1 when no feed answered in the last pass.
    """
    from monitor.app import bootstrap

    settings = context.build_settings()
    loaded = context.load_watchlist(watchlist)
    known = [found.id for found in loaded.watch.outlets]
    if outlet and outlet not in known:
        raise errors.InputError(f"The watchlist has no outlet {outlet}.", hint=f"It has: {', '.join(known)}.")
    service = bootstrap.build_service(settings, loaded)
    try:
        service.prepare()
        with catch_signals() as told_to_stop:
            while True:
                outcomes = _run_pass(service, outlet, told_to_stop)
                _print_outcomes(outcomes, json=json)
                interval = bootstrap.build_policy(settings).poll.interval
                if once or told_to_stop.wait(interval.total_seconds()):
                    break
    finally:
        service.stop()
    if outcomes and all(outcome.failure for _, outcome in outcomes):
        raise typer.Exit(1)


def _run_pass(
    service: "bootstrap.Service", outlet: str | None, told_to_stop: threading.Event
) -> list[tuple[str, model.PollOutcome]]:
    feeds = [
        feed for found in service.store.load_outlets() if outlet in (None, found.id) for feed in found.feeds
    ]
    outcomes: list[tuple[str, model.PollOutcome]] = []
    with printing.show_progress("Polling feeds", total=len(feeds)) as advance:
        for feed in feeds:
            if told_to_stop.is_set():
                return outcomes
            outcomes.append((feed.url, service.pipeline.poll_feed(feed.id)))
            advance()
    with printing.show_progress("Checking articles") as advance:
        while not told_to_stop.is_set() and (
            service.scheduler.tick() or not service.dispatcher.wait_idle(0.2)
        ):
            advance(0, title=f"Checking articles: {service.dispatcher.outstanding_count} to go")
    return outcomes


def _print_outcomes(outcomes: list[tuple[str, model.PollOutcome]], *, json: bool) -> None:
    table = Table("outlet", "feed", "entries", "what came of it")
    for url, outcome in outcomes:
        said = outcome.failure.detail if outcome.failure else "unchanged" if outcome.is_unchanged else "read"
        if json:
            failure = outcome.failure and outcome.failure.kind.value
            record = {"outlet": outcome.outlet_id, "feed": url, "entries": len(outcome.sightings)}
            printing.print_json(record | {"failure": failure, "detail": said})
        table.add_row(outcome.outlet_id, url, str(len(outcome.sightings)), said)
    if not json:
        printing.out.print(table)
