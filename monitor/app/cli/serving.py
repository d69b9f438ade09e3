"""Running until told to stop: signals as an event, the page in a thread of its own."""

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uvicorn

#: A request in hand gets a second of its own (see `page_server.build_page`), the rest is uvicorn's tidying.
PAGE_ENDS_WITHIN_S = 2.0
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def catch_signals() -> Iterator[threading.Event]:
    """Yield an event that SIGTERM and SIGINT set; the second signal of either kind ends the process at once."""
    told = threading.Event()

    def tell(_number: int, _frame: FrameType | None) -> None:
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        told.set()

    before = {number: signal.signal(number, tell) for number in _SIGNALS}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def serve_page(server: "uvicorn.Server", bound: socket.socket) -> Iterator[None]:
    """Serve on a bound socket, in a thread, while the block runs; a thread of its own leaves signals to us."""
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, name="page", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(PAGE_ENDS_WITHIN_S)
