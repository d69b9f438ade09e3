"""`claimwatch demo`: the main job on recorded coverage, offline, with the clock running fast."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor.app.cli.printing import err


def demo(
    *,
    folder: Annotated[Path, typer.Option(help="Where the demo keeps its data; made afresh.")] = Path(
        "demo-data"
    ),
    resume: Annotated[bool, typer.Option("--resume", help="Go on where a killed demo stopped.")] = False,
    page: Annotated[
        bool | None,
        typer.Option("--page/--no-page", help="Keep the page up afterwards.", show_default="at a terminal"),
    ] = None,
) -> None:
    """Replay 48 hours of recorded coverage and show what was found. Exits 1 when a planted event was missed."""
    from monitor.app.demo import replay, table

    result = replay.run_replay(folder, is_resumed=resume)
    table.print_result(result)
    if page if page is not None else sys.stdout.isatty():
        replay.serve_result(folder)
    else:
        err.print(f"To look at it: claimwatch demo at a terminal, or see {folder}/mail and {folder}/slack.")
    if not result.is_complete:
        raise typer.Exit(1)
