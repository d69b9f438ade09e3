"""`claimwatch doctor`: what is wrong, in words, with everything at once. Holds no remedy: each line names its own."""

from typing import TYPE_CHECKING, Any

import typer

from monitor import errors
from monitor.app.cli import context, letters, printing
from monitor.app.cli.options import JsonOption, WatchlistOption

if TYPE_CHECKING:
    from monitor.app.settings import Settings


def doctor(*, watchlist: WatchlistOption = None, json: JsonOption = False) -> None:
    """Say in words what is wrong: settings, watchlist, database, outlets, deliveries. Exits 1 when anything is."""
    facts: dict[str, Any] = {}
    troubles: list[str] = []
    try:
        settings = context.build_settings()
    except errors.ConfigError as error:
        troubles += _list_problems(error)
    else:
        try:
            loaded = context.load_watchlist(watchlist)
            facts["watchlist"] = str(loaded.path)
            if not loaded.watch.rules:
                troubles.append(
                    "No alert rules are set: changes show on the page only. See docs/how-to/alerts.md."
                )
        except errors.ConfigError as error:
            troubles += _list_problems(error)
        try:
            facts |= _examine_store(settings, troubles)
        except errors.StorageError as error:
            troubles.append(str(error))
    if json:
        printing.print_json(facts | {"troubles": troubles})
    else:
        _print_findings(facts, troubles)
    if troubles:
        raise typer.Exit(1)


def _list_problems(error: errors.ConfigError) -> list[str]:
    return [f"{where}: {what}. {fix}" for where, what, fix in error.problems] or [str(error)]


def _examine_store(settings: "Settings", troubles: list[str]) -> dict[str, Any]:
    """Return the database's facts, and add what is wrong. Raises StorageError."""
    from monitor.app import clock

    with context.open_store() as store:
        now = clock.SystemClock().now()
        totals = store.load_totals(now=now)
        mutes = store.find_mutes(since=now)
        outlets = store.load_outlets()
        off = store.load_off_channels()
    for outlet in outlets:
        if outlet.feeds and all(feed.failure for feed in outlet.feeds):
            seen = printing.print_instant(outlet.last_good_at)
            troubles.append(
                f"{outlet.name} is unreachable: {outlet.feeds[0].detail} Last good answer: {seen}."
            )
    troubles += [letters.say_off(standing) for standing in off]
    if totals.dead_delivery_count:
        see = (
            "see `claimwatch alerts list --state dead`, send them with `claimwatch alerts resend --all-dead`"
        )
        troubles.append(f"Deliveries given up: {totals.dead_delivery_count}; {see}.")
    return {
        "database": settings.database_name,
        "outlets": len(outlets),
        "articles": totals.article_count,
        "versions": totals.version_count,
        "changes": totals.change_count,
        "alerts": totals.alert_count,
        "held": totals.held_delivery_count,
        "mutes": len(mutes),
        "last_activity_at": totals.last_activity_at,
    }


def _print_findings(facts: dict[str, Any], troubles: list[str]) -> None:
    for name, value in facts.items():
        shown = printing.print_instant(value) if name == "last_activity_at" else value
        printing.print_line(f"{name.removesuffix('_at').replace('_', ' '):14} {shown}")
    for trouble in troubles:
        printing.print_line(f"! {trouble}", style="yellow")
    if not troubles:
        printing.print_line("Nothing is wrong.", style="green")
