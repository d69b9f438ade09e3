"""`claimwatch sources`: the outlets and their feeds."""

import typer

from monitor import model
from monitor.app.cli import context, finding, opml_lists, printing
from monitor.app.cli.options import JsonLinesOption, WatchlistOption

app = typer.Typer(no_args_is_help=True)
app.command("add")(finding.add_source)
app.command("import")(opml_lists.import_list)
app.command("export")(opml_lists.export_list)


@app.callback()
def _sources() -> None:
    """The outlets and feeds of the watchlist."""


@app.command("list")
def list_sources(*, watchlist: WatchlistOption = None, json: JsonLinesOption = False) -> None:
    """List every outlet of the watchlist with its feeds, and how each was when it was last polled."""
    loaded = context.load_watchlist(watchlist)
    with context.open_store() as store:
        states = {(outlet.id, feed.url): feed for outlet in store.load_outlets() for feed in outlet.feeds}
    for outlet in loaded.watch.outlets:
        if not json:
            language = f" ({outlet.language})" if outlet.language else ""
            printing.print_line(f"{outlet.id}: {outlet.name}{language}", style="bold")
        for url in outlet.feeds:
            state = states.get((outlet.id, url))
            if json:
                record = {"outlet": outlet.id, "name": outlet.name, "language": outlet.language, "feed": url}
                printing.print_json(record | _describe(state))
            else:
                printing.print_line(f"  {url}")
                printing.print_line(
                    f"    {_say(state)}", style="yellow" if state and state.failure else "dim"
                )
    if not json and not loaded.watch.outlets:
        printing.print_line("The watchlist has no outlets.")


def _describe(state: model.FeedReading | None) -> dict[str, object]:
    return {
        "last_polled_at": state and state.last_polled_at,
        "last_good_at": state and state.last_good_at,
        "failure": state and state.failure,
        "detail": state.detail if state else "",
    }


def _say(state: model.FeedReading | None) -> str:
    if state is None or state.last_polled_at is None:
        return "not polled yet"
    if state.failure is None:
        return f"fine at {printing.print_instant(state.last_polled_at)}"
    return f"{state.failure}: {state.detail} Last good: {printing.print_instant(state.last_good_at)}."
