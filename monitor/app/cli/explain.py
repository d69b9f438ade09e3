"""`claimwatch claims explain`: how the engine reads a sentence, stage by stage, and how it compares two. Next:
`explain_view`, which prints it; `core.claims.explain`, which gathers it.
"""

from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Annotated, Any

import typer

from monitor import errors
from monitor.app.cli import context, printing, reading
from monitor.app.cli.options import JsonOption, WatchlistOption

SentenceArgument = Annotated[
    str,
    typer.Argument(
        help="The sentence, in quotes, or - for standard input; several are read one after the other.",
        metavar="SENTENCE",
        show_default="standard input",
    ),
]
AgainstOption = Annotated[
    str | None, typer.Option("--against", help="What it said before.", metavar="SENTENCE", show_default=False)
]


def explain(
    sentence: SentenceArgument = reading.STDIN,
    *,
    against: AgainstOption = None,
    watchlist: WatchlistOption = None,
    json: JsonOption = False,
) -> None:
    """Show how a sentence is read: its terms, its numbers, which claims were considered and why not, what came out."""
    from monitor.app.cli import explain_view
    from monitor.core.claims import explain as explaining

    engine = context.build_brief(watchlist).engine
    text = reading.read_text(reading.STDIN) if sentence == reading.STDIN else sentence
    if not text.strip():
        raise errors.InputError("There is nothing to explain.", hint="Give a sentence, in quotes.")
    if against is None:
        trace = explaining.explain_text(engine, text)
        if json:
            printing.print_json(to_plain(trace))
        else:
            explain_view.print_trace(trace)
        return
    comparison = explaining.explain_comparison(engine, against, text)
    if json:
        printing.print_json(to_plain(comparison))
    else:
        explain_view.print_comparison(comparison)


def to_plain(value: Any) -> Any:
    """Turn a trace into what JSON can hold: objects, lists, numbers, text."""
    from monitor.core.claims.printing import to_plain_number

    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (list, tuple)):
        return [to_plain(one) for one in value]
    return to_plain_number(value) if isinstance(value, Decimal) else value
