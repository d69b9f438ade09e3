"""`claimwatch export`: take away what was found. What a file holds is the report's and the core's; here it is written."""

import sys
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from monitor import errors, model
from monitor.app.cli import context, printing
from monitor.app.cli.options import WatchlistOption

app = typer.Typer(no_args_is_help=True)

OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="The file to write; - for standard output.")
]
TopicOption = Annotated[str | None, typer.Option(help="Only of this topic.")]
OutletOption = Annotated[str | None, typer.Option(help="Only of this outlet.")]
ClaimOption = Annotated[str | None, typer.Option(help="Only of this claim.")]
SinceOption = Annotated[
    str | None,
    typer.Option(
        help="First seen from then on: 2025-09-01, or 2025-09-01T12:00+02:00; UTC where no zone is given."
    ),
]
UntilOption = Annotated[str | None, typer.Option(help="First seen before then.")]
ExcelOption = Annotated[
    bool,
    typer.Option(
        "--excel",
        help="Begin a CSV with the mark (BOM) that Excel needs to read UTF-8; nothing else needs it.",
    ),
]


class Form(StrEnum):
    """How an export is written."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


FormOption = Annotated[
    Form, typer.Option("--format", "-f", help="csv, jsonl or parquet (needs the extra “parquet”).")
]


@app.callback()
def _export() -> None:
    """Take away what was found, with its proof."""


@app.command()
def changes(  # noqa: PLR0913  one option a filter
    *,
    topic: TopicOption = None,
    outlet: OutletOption = None,
    claim: ClaimOption = None,
    kind: Annotated[model.EventKind | None, typer.Option(help="Only where this happened.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    form: FormOption = Form.CSV,
    output: OutputOption = None,
    excel: ExcelOption = False,
) -> None:
    """Write every change with what proves it, newest first: a row for each claim that changed. To standard output, unless --output names a file."""
    import report

    query = model.ChangeFilter(
        topic_id=topic,
        outlet_id=outlet,
        claim_id=claim,
        kind=kind,
        since=parse_instant(since),
        until=parse_instant(until),
    )
    with context.open_store() as store:
        pieces = report.export_changes(store, query, form=report.Format(form), is_for_excel=excel)
        _write_pieces(output, pieces)


@app.command()
def claims(
    *,
    topic: TopicOption = None,
    outlet: OutletOption = None,
    claim: ClaimOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    form: FormOption = Form.CSV,
    output: OutputOption = None,
    excel: ExcelOption = False,
) -> None:
    """Write every observation of every claim with its sentence and what proves it. To standard output, unless --output names a file."""
    import report

    query = model.ObservationFilter(
        topic_id=topic,
        outlet_id=outlet,
        claim_id=claim,
        since=parse_instant(since),
        until=parse_instant(until),
    )
    with context.open_store() as store:
        pieces = report.export_claims(store, query, form=report.Format(form), is_for_excel=excel)
        _write_pieces(output, pieces)


@app.command("report")
def write_report(
    topic: Annotated[
        str | None, typer.Argument(help="Id of the topic.", show_default="the watchlist's first")
    ] = None,
    *,
    since: SinceOption = None,
    until: UntilOption = None,
    output: OutputOption = None,
    watchlist: WatchlistOption = None,
) -> None:
    """Write a topic's period as one HTML file that opens from a disk, loads nothing, and prints: changes, claims, digests."""
    import report
    from monitor.app import clock

    watch = context.load_definitions(watchlist)
    now = clock.SystemClock().now()
    chosen = topic or next((one.id for one in watch.topics), "")
    with context.open_store() as store:
        body = report.build_report(
            store,
            chosen,
            since=parse_instant(since),
            until=parse_instant(until) or now,
            now=now,
            watch=watch,
            environment=report.build_environment(),
        )
    write_file(output or Path(f"claimwatch-{_safe(chosen)}.html"), body)


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


def parse_instant(words: str | None) -> datetime | None:
    """Read a day or an instant, in UTC where it names no zone. Raises InputError."""
    if words is None:
        return None
    from monitor.core import instants

    found = instants.parse_instant(words)
    if found is None:
        raise errors.InputError(
            f'"{words}" is no day and no instant.', hint="Write 2025-09-01, or 2025-09-01T12:00+02:00."
        )
    return found


def _write_pieces(path: Path | None, pieces: Iterator[bytes]) -> None:
    """Write pieces as they come, to a file or standard output. Raises InputError."""
    if path is None or str(path) == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    try:
        with path.open("wb") as file:
            for piece in pieces:
                file.write(piece)
    except OSError as error:
        raise _explain(path, error) from None
    printing.print_line(f"Written: {path}, {path.stat().st_size:,} bytes.")


def write_file(path: Path, body: bytes) -> None:
    """Write a file, or standard output for "-", and say where. Raises InputError."""
    if str(path) == "-":
        sys.stdout.buffer.write(body)
        return
    try:
        path.write_bytes(body)
    except OSError as error:
        raise _explain(path, error) from None
    printing.print_line(f"Written: {path}, {len(body):,} bytes.")


def _digest(body: bytes) -> str:
    import hashlib

    return hashlib.sha256(body).hexdigest()


def _explain(path: Path, error: OSError) -> errors.InputError:
    return errors.InputError(f"{path} cannot be written: {error.strerror}.", hint="Choose another place.")


def _safe(name: str) -> str:
    """Return a name that a file may have anywhere."""
    return "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)
