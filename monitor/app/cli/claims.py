"""`claimwatch claims`: the engine on text, in batches; JSON Lines in, JSON Lines out, each answer before the next
line is read. Next: `reading`, `core.claims`.
"""

from typing import Annotated

import typer

from monitor.app.cli import context, explain, printing, reading, trial
from monitor.app.cli.options import WatchlistOption

app = typer.Typer(no_args_is_help=True)
app.command()(explain.explain)
app.command("test")(trial.try_cases)

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
    from monitor.core.claims.printing import to_claim_record

    engine = context.build_brief(watchlist).engine
    for record in reading.read_json_lines(file, "text"):
        found = engine.find_in_text(record["text"])
        printing.print_unread(str(record.get("id")), record["text"])
        printing.print_json({"id": record.get("id"), "claims": [to_claim_record(claim) for claim in found]})
