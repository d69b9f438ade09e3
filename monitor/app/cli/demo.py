"""`claimwatch demo`: the main job on recorded coverage, offline, with the clock running fast. Next: `demo_table`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor.app.cli import printing, serving
from monitor.app.cli.options import JsonOption


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
    json: JsonOption = False,
) -> None:
    """Replay 48 hours of recorded coverage and show what was found. Exits 1 when a planted event was missed."""
    from monitor.app import logs
    from monitor.app.cli import demo_table
    from monitor.app.demo import replay

    # The replay's own lines tell more than the service's log.
    logs.build_logs(level="error", log_format="auto")
    with printing.show_progress("Replaying 48 hours of coverage", total=100) as advance:

        def tell(progress: replay.Progress) -> None:
            sent = f"{progress.mail_count} mails, {progress.slack_count} Slack messages"
            advance(to=progress.share * 100, title=f"{progress.now:%a %d %b %H:%M} UTC · {sent}")

        result = replay.Replay(folder=folder, is_resumed=resume, on_progress=tell).run()
    if json:
        printing.print_json(demo_table.describe_result(result))
    else:
        demo_table.print_result(result, folder)
    if page if page is not None else sys.stdout.isatty():
        _serve(folder)
    else:
        printing.print_hint(f"See the page with: claimwatch demo --page --resume --folder {folder}")
    if not result.is_complete:
        raise typer.Exit(1)


def _serve(folder: Path) -> None:
    """Keep the page up over the replayed database until Ctrl-C."""
    from monitor.app import page_server
    from monitor.app.demo import replay

    with (
        serving.catch_signals() as told_to_stop,
        replay.open_page(folder) as (server, url),
        page_server.bind_page(server.config.host, server.config.port) as bound,
        serving.serve_page(server, bound),
    ):
        printing.print_hint(f"The page: {url}  (Ctrl-C ends it)")
        told_to_stop.wait()
