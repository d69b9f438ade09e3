"""`claimwatch run` and `claimwatch page`: the service in one process, or the page alone."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from monitor import __version__
from monitor.app.cli import context
from monitor.app.cli.printing import err

if TYPE_CHECKING:
    import uvicorn

    from monitor.app.settings import Settings

WatchlistOption = Annotated[
    Path | None,
    typer.Option("--watchlist", "-w", help="The watchlist to run.", show_default="as the settings say"),
]
HostOption = Annotated[str | None, typer.Option(help="Address of the page.", show_default="127.0.0.1")]
PortOption = Annotated[int | None, typer.Option(help="Port of the page.", show_default="8000")]


def run(*, watchlist: WatchlistOption = None, host: HostOption = None, port: PortOption = None) -> None:
    """Run the service: scheduler, workers and page in one process, until SIGTERM or Ctrl-C."""
    from monitor.app import bootstrap, logs

    settings = move_page(context.build_settings(), host=host, port=port)
    logs.build_sentry(settings.sentry_dsn.get_secret_value(), release=__version__)
    loaded = context.load_watchlist(watchlist)
    service = bootstrap.build_service(settings, loaded)
    page = bootstrap.build_page(settings, loaded.watch, service.store, service.clock)
    with catch_signals() as told_to_stop:
        try:
            with serve_page(page):
                service.start()
                err.print(f"Watching {len(loaded.watch.outlets)} outlets. The page: {settings.base_url}")
                told_to_stop.wait()
                err.print("Stopping: finishing what is in hand …")
        finally:
            service.stop()


def page(*, watchlist: WatchlistOption = None, host: HostOption = None, port: PortOption = None) -> None:
    """Serve the report page alone, over the database of a service that runs elsewhere."""
    from monitor.app import bootstrap, clock

    settings = move_page(context.build_settings(), host=host, port=port)
    loaded = context.load_watchlist(watchlist)
    store = bootstrap.build_store(settings)
    server = bootstrap.build_page(settings, loaded.watch, store, clock.SystemClock())
    with catch_signals() as told_to_stop:
        try:
            with serve_page(server):
                err.print(f"The page: {settings.base_url}")
                told_to_stop.wait()
        finally:
            store.close()


def move_page(settings: "Settings", *, host: str | None, port: int | None) -> "Settings":
    """Return the settings with the page at another address, where one is given."""
    host, port = host or settings.host, port or settings.port
    update: dict[str, str | int] = {"host": host, "port": port}
    if "base_url" not in settings.model_fields_set:
        update["base_url"] = f"http://{host}:{port}"
    return settings.model_copy(update=update)


@contextmanager
def catch_signals() -> Iterator[threading.Event]:
    """Yield an event that SIGTERM and SIGINT set; a second signal of the same kind ends the process at once."""
    told = threading.Event()

    def tell(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        told.set()

    before = {number: signal.signal(number, tell) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def serve_page(server: "uvicorn.Server") -> Iterator[None]:
    """Serve in a thread while the block runs. Raises InputError when the port is taken."""
    from monitor.app import bootstrap

    sock = bootstrap.bind_page(server)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, name="page", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=5)
