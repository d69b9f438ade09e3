"""Page server: the web server of the report page, who comes in there, and the address it listens on.

Refuses an address that others reach, unless something guards it. Next: `cli.serving`, which runs it; `roster`, who is known.
"""

import socket
from datetime import timedelta
from ipaddress import ip_address
from typing import Any

import uvicorn

import report
import storage
from monitor import errors, model, ports
from monitor.app import roster
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
        door=build_door(settings, store),
        work=store,
    )
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        # Whom to believe is the door's to say; by itself the server believes anybody on this machine.
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


def build_door(settings: Settings, store: storage.Store) -> report.Door:
    """Build what lets people in. Raises ConfigError where the users file is wrong."""
    return report.Door(
        roster=roster.FileRoster(settings.users_file),
        sessions=store,
        is_loopback=_is_loopback(settings),
        is_open_allowed=settings.allow_open_page,
        base_urls=tuple(filter(None, (settings.base_url, settings.push_url))),
        proxy_header=settings.proxy_header,
        proxies=settings.proxy_addresses,
        session_span=timedelta(hours=settings.session_hours),
    )


def is_guarded(settings: Settings) -> bool:
    """Whether the page may be reached from elsewhere: it has users, a proxy names them, or the operator says that it may.

    Raises ConfigError where the users file is wrong, InputError where a header is set that nobody may send."""
    if settings.proxy_header and not settings.proxy_addresses:
        raise errors.InputError(
            f"CLAIMWATCH_PROXY_HEADER is set to {settings.proxy_header}, but no proxy is named that may send it.",
            hint="Name its address in CLAIMWATCH_PROXY_ADDRESSES, such as 127.0.0.1/32.",
        )
    has_users = roster.FileRoster(settings.users_file).has_users()
    return settings.allow_open_page or bool(settings.proxy_header) or has_users


def _is_loopback(settings: Settings) -> bool:
    try:
        return ip_address(settings.host).is_loopback
    except ValueError:
        pass
    try:
        found = socket.getaddrinfo(settings.host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError:
        return False
    return ip_address(found[0][4][0]).is_loopback


def bind_page(host: str, port: int, *, is_open_allowed: bool = False) -> socket.socket:
    """Take the page's address, before anything else is begun. Raises InputError when it cannot or may not be had."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, _, _, address = found[0]
        if not is_open_allowed and not ip_address(address[0]).is_loopback:
            raise errors.InputError(
                f"The page has no users, so it does not listen on {host}, where others could reach it.",
                hint="Add one: claimwatch page add-user NAME --role editor. Or use 127.0.0.1, or set "
                "CLAIMWATCH_ALLOW_OPEN_PAGE=true where something else guards it.",
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
