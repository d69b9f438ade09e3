"""`claimwatch sources import` and `export`: lists of feeds from and for other programs, as OPML.

Neither writes into the watchlist: what is imported is printed, to be pasted. Next: `core.opml`.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from monitor import errors
from monitor.app.cli import context, printing, reading
from monitor.app.cli.options import WatchlistOption

if TYPE_CHECKING:
    from monitor.core import opml

FileArgument = Annotated[
    str, typer.Argument(help="An OPML file, or - for standard input.", show_default="standard input")
]


def import_list(file: FileArgument = reading.STDIN, *, watchlist: WatchlistOption = None) -> None:
    """Print the outlets and feeds of an OPML file as TOML to paste; what the watchlist has already is left out.

    Exits 1 when the file has no feed that can be taken.
    """
    from monitor.app import confined
    from monitor.app.watchlist import pasting
    from monitor.core import opml

    body = reading.read_bytes(file)
    try:
        with confined.Confined() as reader:
            feeds = reader.read(opml.parse_opml, body)
    except (errors.InputError, errors.StalledError) as error:
        name = "Standard input" if file == reading.STDIN else file
        raise errors.InputError(f"{name}: {error.message}", hint=error.hint) from None
    watch = context.load_definitions(watchlist)
    known = {url for outlet in watch.outlets for url in outlet.feeds}
    usable = [feed for feed in feeds if _is_usable(feed)]
    new = [feed for feed in usable if feed.url not in known]
    outlets = opml.find_outlets(new, taken_ids={outlet.id for outlet in watch.outlets})
    if outlets:
        printing.print_line("\n\n".join(map(pasting.render_outlet, outlets)))
    new_count = sum(len(outlet.feeds) for outlet in outlets)
    printing.print_hint(f"Feeds in the file: {len(feeds)}; new: {new_count}, of outlets: {len(outlets)}.")
    if not usable:
        raise typer.Exit(1)


def export_list(*, watchlist: WatchlistOption = None) -> None:
    """Print the feeds of the watchlist as OPML 2.0, for feed readers and other programs."""
    from monitor.core import opml

    outlets = context.load_definitions(watchlist).outlets
    printing.print_line(opml.render_opml(outlets, title="Claimwatch"))


def _is_usable(feed: "opml.OpmlFeed") -> bool:
    """Whether the watchlist takes a feed's address; says so on standard error where it does not."""
    from monitor.app.watchlist import fields

    try:
        fields.check_url(feed.url)
    except fields.Refusal as refusal:
        printing.print_hint(f"Line {feed.line} is left out: {refusal.message()}.")
        return False
    return True
