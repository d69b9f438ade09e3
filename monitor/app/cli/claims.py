"""`claimwatch claims`: the engine on text, one by one or in batches."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from monitor import model
from monitor.app.cli import context, printing

app = typer.Typer(no_args_is_help=True)

WatchlistOption = Annotated[
    Path | None,
    typer.Option("--watchlist", "-w", help="Whose claim definitions to use.", show_default="the shipped one"),
]
InputArgument = Annotated[
    str, typer.Argument(help="A file of JSON Lines, or - for standard input.", metavar="FILE")
]
HumanOption = Annotated[bool, typer.Option("--table", help="Print a table for people instead of JSON Lines.")]


@app.command()
def compare(
    *, file: InputArgument = printing.STDIN, watchlist: WatchlistOption = None, table: HumanOption = False
) -> None:
    """Compare the claims of text pairs: {"id", "old", "new"} a line in, {"id", "changes"} a line out."""
    rows = _compare(file, watchlist)
    if table:
        _print_table(
            ("id", "claim", "kind", "old", "new"), ((r["id"], c) for r in rows for c in r["changes"])
        )
        return
    for row in rows:
        printing.print_json(row)


@app.command()
def find(
    *, file: InputArgument = printing.STDIN, watchlist: WatchlistOption = None, table: HumanOption = False
) -> None:
    """Find the claims in texts: {"id", "text"} a line in, {"id", "claims"} a line out."""
    rows = _find(file, watchlist)
    if table:
        columns = ("id", "claim", "value", "hedge", "attribution", "status", "sentence")
        _print_table(columns, ((r["id"], c) for r in rows for c in r["claims"]))
        return
    for row in rows:
        printing.print_json(row)


def _compare(file: str, watchlist: Path | None) -> Iterator[dict[str, Any]]:
    from monitor.core import claims

    engine = context.build_brief(watchlist).engine
    for record in printing.read_json_lines(file, "old", "new"):
        changes = engine.compare_texts(record["old"], record["new"])
        yield {"id": record.get("id"), "changes": [claims.to_guide_record(change) for change in changes]}


def _find(file: str, watchlist: Path | None) -> Iterator[dict[str, Any]]:
    engine = context.build_brief(watchlist).engine
    for record in printing.read_json_lines(file, "text"):
        yield {
            "id": record.get("id"),
            "claims": [describe_claim(c) for c in engine.find_in_text(record["text"])],
        }


def describe_claim(claim: model.Claim) -> dict[str, Any]:
    """Return a claim as the label guide writes it: a scope, a stance or the quoted words stand under "status"."""
    from monitor.core import claims

    hedge = "reported" if claim.is_reported and claim.hedge is model.Hedge.EXACT else claim.hedge.value
    return {
        "claim": claim.claim_id,
        "value": claims.print_value(claim),
        "low": _number(claim.low),
        "high": _number(claim.high),
        "hedge": hedge,
        "attribution": claim.source,
        "verb": claim.verb and claim.verb.value,
        "status": claim.value or claim.scope,
        "sentence": claim.sentence,
        "start": claim.start,
        "end": claim.end,
    }


def _number(value: Any) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _print_table(columns: tuple[str, ...], rows: Iterator[tuple[Any, dict[str, Any]]]) -> None:
    table = Table(*columns)
    for row_id, record in rows:
        table.add_row(str(row_id), *(str(record.get(column) or "") for column in columns[1:]))
    printing.out.print(table)
