"""`claimwatch config`: is a watchlist right, and what may stand in one.

Holds no check of its own: those are `monitor.app.watchlist`. Exit codes as in `cli`.
"""

from pathlib import Path
from typing import Annotated

import typer

from monitor import errors
from monitor.app.cli import context, printing
from monitor.app.cli.options import WatchlistOption

config_app = typer.Typer(no_args_is_help=True)


@config_app.command()
def check(
    file: Annotated[
        Path | None, typer.Argument(help="The watchlist; default: the one the settings name.")
    ] = None,
    *,
    watchlist: WatchlistOption = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Check a watchlist with all it includes, its secrets and the settings, and list everything that is wrong."""
    if file and watchlist:
        raise errors.InputError("Two watchlists are named.", hint="Give FILE or --watchlist, not both.")
    try:
        loaded = context.load_watchlist(file or watchlist)
    except errors.ConfigError as error:
        if json:
            names = ("where", "what", "fix")
            found = [dict(zip(names, problem, strict=True)) for problem in error.problems]
            printing.print_json({"is_fine": False, "message": error.message, "problems": found})
        else:
            from monitor.app import problems

            printing.out.print(problems.render_problems(error), markup=False)
        raise typer.Exit(1) from None
    watch = loaded.watch
    counts = {
        "topics": len(watch.topics),
        "outlets": len(watch.outlets),
        "feeds": sum(len(outlet.feeds) for outlet in watch.outlets),
        "claims": len(watch.claims),
        "channels": len(watch.channels),
        "alert rules": len(watch.rules),
    }
    if json:
        counts = {name.replace(" ", "_"): count for name, count in counts.items()}
        printing.print_json({"is_fine": True, "file": str(loaded.path), **counts, "problems": []})
        return
    listed = ", ".join(f"{count} {name if count != 1 else name[:-1]}" for name, count in counts.items())
    printing.out.print(f"{loaded.path} is fine: {listed}.", markup=False)
    if not watch.rules:
        printing.err.print("No alert rules: changes show on the page only.", markup=False)


@config_app.command()
def schema(
    *,
    webhook: Annotated[bool, typer.Option("--webhook", help="The one of what a webhook receives.")] = False,
) -> None:
    """Print the JSON Schema of watchlist files, for editors that complete and check TOML; or that of webhook messages."""
    import json

    if webhook:
        from alerts import webhook_schema

        found = webhook_schema.write_schema()
    else:
        from monitor.app import watchlist

        found = watchlist.watchlist_schema()
    printing.out.print(json.dumps(found, indent=2, ensure_ascii=False), markup=False)
