"""`claimwatch run`: the service in one process. Next: `page`, the page alone; `serving`, `bootstrap`."""

import os
import socket
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.app.cli import context, printing, serving
from monitor.app.cli.options import WatchlistOption

if TYPE_CHECKING:
    from monitor.app.settings import Settings

HostOption = Annotated[
    str | None, typer.Option(help="Address the page listens on.", show_default="as the settings say")
]
PortOption = Annotated[
    int | None, typer.Option(help="Its port.", min=1, max=65535, show_default="as the settings say")
]


def run(*, watchlist: WatchlistOption = None, host: HostOption = None, port: PortOption = None) -> None:
    """Run the service: scheduler, workers and page in one process, until SIGTERM or Ctrl-C.

    What is in hand is finished within 10 seconds; a second signal ends it at once.
    """
    from monitor.app import bootstrap, heap, page_server

    settings = move_page(context.build_settings(default_level="info"), host=host, port=port)
    loaded = context.load_watchlist(watchlist)
    with serving.catch_signals() as told_to_stop, take_address(settings) as bound:
        service = bootstrap.build_service(settings, loaded)
        page = page_server.build_page(settings, loaded.watch, service.store, service.clock)
        heap.settle_heap()
        is_done = False
        try:
            with serving.serve_page(page, bound):
                service.start()
                printing.print_hint(
                    f"Watching {len(loaded.watch.outlets)} outlets. The page: {settings.base_url}"
                )
                told_to_stop.wait()
                printing.print_hint("Stopping: finishing what is in hand …")
        finally:
            is_done = service.stop()
    if not is_done:
        # What did not finish is given back to the schedule; its thread would keep the process for as long as an
        # outlet or a mail server keeps it.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def take_address(settings: "Settings") -> socket.socket:
    """Take the page's address. Raises InputError when it cannot or may not be had."""
    from monitor.app import page_server

    return page_server.bind_page(
        settings.host, settings.port, is_open_allowed=page_server.is_guarded(settings)
    )


def move_page(settings: "Settings", *, host: str | None, port: int | None) -> "Settings":
    """Return the settings with the page at another address, where one is given; links follow unless they are set."""
    host, port = host or settings.host, port or settings.port
    update: dict[str, str | int] = {"host": host, "port": port}
    if "base_url" not in settings.model_fields_set:
        update["base_url"] = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    return settings.model_copy(update=update)
