"""`claimwatch alerts backtest`: which alerts other rules would have sent, beside those that were sent."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from monitor.app.cli import context, printing, spans
from monitor.app.cli.options import JsonOption


def backtest(
    *,
    rules: Annotated[
        Path | None, typer.Option(help="A watchlist file with the rules to try; the present one if left out.")
    ] = None,
    since: Annotated[str, typer.Option(help="How far back: 12h, 30d, 8w.")] = "30d",
    with_mutes: Annotated[
        bool, typer.Option("--with-mutes", help="Hold back what was muted then; else as if nothing had been.")
    ] = False,
    examples: Annotated[
        int, typer.Option(help="How many alerts of each list to show.", min=0, max=1000)
    ] = 10,
    json: JsonOption = False,
) -> None:
    """Run what was found through other rules, and compare with what was sent. Sends and writes nothing."""
    from monitor.app import backtest as trial
    from monitor.app import clock
    from monitor.app.cli import backtest_view

    now = clock.SystemClock().now()
    begin = now - spans.parse_span(since)
    watch = context.load_definitions(rules)
    settings = context.build_settings()
    with context.open_store() as store, printing.show_progress("Running the rules") as advance:
        if with_mutes:
            watch = replace(watch, mutes=store.find_mutes(since=begin))
        tally = trial.run_backtest(store, watch, since=begin, example_count=examples, on_progress=advance)
    found = backtest_view.describe_tally(tally, since=begin, until=now, base_url=settings.base_url)
    if json:
        printing.print_json(found)
    else:
        backtest_view.print_tally(found, rules=rules, with_mutes=with_mutes)
