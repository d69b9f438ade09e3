"""Options that several commands share, in one wording."""

from pathlib import Path
from typing import Annotated

import typer

WatchlistOption = Annotated[
    Path | None,
    typer.Option("--watchlist", "-w", help="The watchlist file.", show_default="as the settings say"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
JsonLinesOption = Annotated[bool, typer.Option("--json", help="Print JSON Lines: one object a line.")]
