"""`claimwatch claims`: the engine on text, in batches; JSON Lines in, JSON Lines out, each answer before the next
line is read. Next: `reading`, `core.claims`.
"""

from typing import Annotated, Any

import typer

from monitor import model
from monitor.app.cli import context, printing, reading
from monitor.app.cli.options import WatchlistOption

app = typer.Typer(no_args_is_help=True)

InputArgument = Annotated[
    str,
    typer.Argument(
        help="A file of JSON Lines, or - for standard input.", metavar="FILE", show_default="standard input"
    ),
]


@app.command()
def compare(file: InputArgument = reading.STDIN, *, watchlist: WatchlistOption = None) -> None:
    """Compare the claims of text pairs: {"id", "old", "new"} a line in, {"id", "changes"} a line out.

    Printed is what would be told; a change so weakly founded that it is for the review list only is left out.
    """
    from monitor.core import claims

    engine = context.build_brief(watchlist).engine
    for record in reading.read_json_lines(file, "old", "new"):
        changes = engine.compare_texts(record["old"], record["new"])
        printing.print_json(
            {
                "id": record.get("id"),
                "changes": [claims.to_guide_record(change) for change in claims.list_told(changes)],
            }
        )


@app.command()
def find(file: InputArgument = reading.STDIN, *, watchlist: WatchlistOption = None) -> None:
    """Find the claims in texts: {"id", "text"} a line in, {"id", "claims"} a line out."""
    engine = context.build_brief(watchlist).engine
    for record in reading.read_json_lines(file, "text"):
        found = engine.find_in_text(record["text"])
        printing.print_json({"id": record.get("id"), "claims": [describe_claim(claim) for claim in found]})


def describe_claim(claim: model.Claim) -> dict[str, Any]:
    """Return a claim as the label guide writes it: a scope, a stance or the quoted words stand under "status"."""
    hedge = "reported" if claim.is_reported and claim.hedge is model.Hedge.EXACT else claim.hedge.value
    return {
        "claim": claim.claim_id,
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
