"""`claimwatch export`: take away what was found. What a file holds is the report's and the core's; here it is written."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor import errors
from monitor.app.cli import context, printing

app = typer.Typer(no_args_is_help=True)

OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="The file to write; - for standard output.")
]


@app.callback()
def _export() -> None:
    """Take away what was found, with its proof."""


@app.command()
def bundle(
    change: Annotated[int, typer.Argument(help="Number of the change, as its page shows it.", min=1)],
    *,
    output: OutputOption = None,
) -> None:
    """Write the evidence of a change as one ZIP that `claimwatch verify` checks without a database. Exits 1 where what is stored is damaged."""
    import report

    with context.open_store() as store:
        name, packed = report.build_bundle(store, change, environment=report.build_environment())
    write_file(output or Path(name), packed)
    printing.print_hint(f"SHA-256 of the bundle: {_digest(packed)}")
    printing.print_hint("Note it somewhere else: with it, nobody can alter the bundle unseen.")


def write_file(path: Path, body: bytes) -> None:
    """Write a file, or standard output for "-", and say where. Raises InputError."""
    if str(path) == "-":
        sys.stdout.buffer.write(body)
        return
    try:
        path.write_bytes(body)
    except OSError as error:
        raise errors.InputError(
            f"{path} cannot be written: {error.strerror}.", hint="Choose another place."
        ) from None
    printing.print_line(f"Written: {path}, {len(body):,} bytes.")


def _digest(body: bytes) -> str:
    import hashlib

    return hashlib.sha256(body).hexdigest()
