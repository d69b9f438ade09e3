"""Page server: the web server of the report page, and the address it listens on.

Refuses an address that others reach, unless the operator allowed it. Next: `cli.serving`, which runs it.
"""

import socket
from ipaddress import ip_address
from typing import Any

import uvicorn

import report
import storage
from monitor import errors, model, ports
from monitor.app.settings import Settings


def build_page(
    settings: Settings, watch: model.Watch, store: storage.Store, page_clock: ports.Clock
) -> uvicorn.Server:
    """Build the web server of the report page; `bind_page` gives it its socket."""
    app = report.build_app(
        store,
        page_clock,
        watch=watch,
        base_url=settings.base_url,
        subscriptions=store if settings.push_url else None,
    )
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


def bind_page(host: str, port: int, *, is_open_allowed: bool = False) -> socket.socket:
    """Take the page's address, before anything else is begun. Raises InputError when it cannot or may not be had."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, _, _, address = found[0]
        if not is_open_allowed and not ip_address(address[0]).is_loopback:
            raise errors.InputError(
                f"The page has no login, so it does not listen on {host}.",
                hint="Use 127.0.0.1, or set CLAIMWATCH_ALLOW_OPEN_PAGE=true where something before it asks for one.",
            )
        return _listen(socket.socket(family, kind), address)
    except OSError as error:
        raise errors.InputError(
            f"The page cannot have {host}:{port}: {error.strerror}.",
            hint="Stop what uses it, or give --port (CLAIMWATCH_PORT) another one.",
        ) from None


def _listen(bound: socket.socket, address: Any) -> socket.socket:
    try:
        # A restart need not wait for the last connections of the one before.
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        # At once, so that the address is ours while the service is still being built.
        bound.listen()
    except OSError:
        bound.close()
        raise
    return bound
