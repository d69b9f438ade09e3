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
        states = {
            (outlet.id, feed.moved_from or feed.url): feed
            for outlet in store.load_outlets()
            for feed in outlet.feeds
        }
        hubs = {feed.id: store.load_subscription(feed.id) for feed in states.values()}
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
                if state and (hub := hubs[state.id]) and (hub.detail or hub.lease_until):
                    printing.print_line(f"    {_say_hub(hub)}", style="dim")
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
        where = f", now at {state.url}" if state.moved_from else ""
        noted = f"; {state.detail}" if state.detail else ""
        return f"fine at {printing.print_instant(state.last_polled_at)}{where}{noted}"
    return f"{state.failure}: {state.detail} Last good: {printing.print_instant(state.last_good_at)}."


def _say_hub(hub: model.Subscription) -> str:
    if hub.detail:
        return f"hub {hub.hub.url}: {hub.detail}"
    pushed = f"last push {printing.print_instant(hub.pushed_at)}" if hub.pushed_at else "no push yet"
    return f"hub {hub.hub.url} tells of changes until {printing.print_instant(hub.lease_until)}; {pushed}"
