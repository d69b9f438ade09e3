"""`claimwatch sources`: the outlets and their feeds."""

from typing import Annotated

import typer
from rich.table import Table

from monitor.app.cli import context, printing
from monitor.app.cli.run import WatchlistOption

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _sources() -> None:
    """The outlets and feeds of the watchlist."""


@app.command("list")
def list_sources(
    *,
    watchlist: WatchlistOption = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON Lines.")] = False,
) -> None:
    """List every outlet of the watchlist with its feeds, and how each was when it was last polled."""
    loaded = context.load_watchlist(watchlist)
    with context.open_store() as store:
        states = {feed.url: feed for outlet in store.load_outlets() for feed in outlet.feeds}
    table = Table("outlet", "name", "language", "feed", "last good", "state")
    for outlet in loaded.watch.outlets:
        for url in outlet.feeds:
            state = states.get(url)
            said = "never polled" if state is None else state.detail or "fine"
            last_good_at = state and state.last_good_at
            if json:
                record = {"outlet": outlet.id, "name": outlet.name, "language": outlet.language, "feed": url}
                printing.print_json(record | {"last_good_at": last_good_at, "state": said})
            instant = printing.print_instant(last_good_at)
            table.add_row(outlet.id, outlet.name, outlet.language or "", url, instant, said)
    if not json:
        printing.out.print(table)
