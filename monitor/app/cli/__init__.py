"""The command line. Heavy parts are imported by the command that needs them, so that --help is quick.

Exit codes: 0 fine, 1 found something wrong, 2 wrong use, 130 interrupted.
"""

import io
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from monitor import __version__, errors
from monitor.app.cli import (
    alerts,
    check,
    claims,
    db,
    demo,
    diff,
    doctor,
    export,
    page,
    poll,
    printing,
    run,
    sources,
    verify,
)
from monitor.app.cli.config import config_app
from monitor.app.cli.init import init

app = typer.Typer(
    name="claimwatch",
    help="Watch news coverage of a story and be told when the reporting changes: a count, a hedge, an attribution, "
    "a headline, a withdrawal. Every version is kept.",
    epilog="Exit codes: 0 fine, 1 found something wrong, 2 wrong use. Settings: docs/reference/settings.md",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    demo.demo,
    run.run,
    init,
    poll.poll,
    check.check,
    diff.diff,
    doctor.doctor,
    verify.verify,
):
    app.command()(command)
app.add_typer(config_app, name="config", help="Check a watchlist, print its schema.")
app.add_typer(sources.app, name="sources", help="The outlets and feeds of the watchlist.")
app.add_typer(claims.app, name="claims", help="Find and compare claims in text.")
app.add_typer(
    alerts.app,
    name="alerts",
    help="Try a channel, see what was sent and why, mute, try other rules, send again.",
)
app.add_typer(export.app, name="export", help="Take away what was found, with its proof.")
app.add_typer(db.app, name="db", help="Care for the database.")
app.add_typer(page.app, name="page")


def _print_version(is_asked: bool) -> None:  # noqa: FBT001 - typer calls it with the flag
    if is_asked:
        printing.print_line(f"claimwatch {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line, by default with the process's own arguments; an expected error is one plain sentence on
    standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # JSON and names of outlets are UTF-8 whatever the locale; half a character becomes its escape.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(arguments, prog_name="claimwatch")
    except errors.ConfigError as error:
        from monitor.app import problems

        printing.print_trouble(problems.render_problems(error))
        sys.exit(2)
    except (errors.InputError, errors.NotFoundError) as error:
        printing.print_trouble(str(error))
        sys.exit(2)
    except errors.ClaimwatchError as error:
        printing.print_trouble(str(error))
        sys.exit(1)
