"""The outlets' servers on loopback: real HTTP/1.1, one address an outlet, so that each is a host of its own.

Judges nothing: what is served is `answers`' business. Refuses requests from elsewhere by listening on loopback only.
"""

import itertools
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from monitor import ports
from monitor.app.demo import answers, recorded

#: Linux answers on all of 127/8; where it does not (macOS), outlets differ by port instead.
_FIRST_HOST = 11

#: How often each server looks whether it is to stop.
_STOP_POLL_S = 0.1


class DemoSite:
    """Serves coverage as it stands at `clock.now()`. With `port` 0 a free one is taken; a replay that is resumed
    names the port it had, since stored addresses hold it."""

    def __init__(self, coverage: recorded.Coverage, clock: ports.Clock, *, port: int = 0) -> None:
        self._coverage = coverage
        self._clock = clock
        self._port = port
        self._servers: dict[str, _OutletServer] = {}
        self._count = itertools.count()

    def start(self) -> None:
        """Open every outlet's server. Raises OSError when a port is taken."""
        try:
            for place, masthead in enumerate(self._coverage.mastheads):
                server = self._open(masthead, place)
                self._servers[masthead.id] = server
                threading.Thread(
                    target=server.serve_forever, args=(_STOP_POLL_S,), name=f"site-{masthead.id}", daemon=True
                ).start()
        except OSError:
            self.stop()
            raise

    def stop(self) -> None:
        """Close them."""
        for server in self._servers.values():
            server.shutdown()
            server.server_close()
        self._servers.clear()

    def url_of(self, outlet_id: str) -> str:
        """Return an outlet's base URL, without a slash at the end. Only while started."""
        return self._servers[outlet_id].base_url

    @property
    def base_urls(self) -> dict[str, str]:
        """Each outlet's base URL by its id, as `Coverage.outlets` takes it."""
        return {outlet_id: server.base_url for outlet_id, server in self._servers.items()}

    @property
    def port(self) -> int:
        """The first outlet's port, which a resumed replay passes in again."""
        return self._port

    @property
    def hosts(self) -> frozenset[str]:
        """The loopback addresses in use, which the fetcher's guard must let through."""
        return frozenset(urlsplit(server.base_url).hostname or "" for server in self._servers.values())

    def _open(self, masthead: recorded.Masthead, place: int) -> "_OutletServer":
        try:
            server = _OutletServer(
                (f"127.0.0.{_FIRST_HOST + place}", self._port), masthead, self._clock, self._count
            )
        except OSError:
            port = self._port + place if self._port else 0
            server = _OutletServer(("127.0.0.1", port), masthead, self._clock, self._count)
        if not self._port:
            self._port = server.server_port
        return server


class _OutletServer(ThreadingHTTPServer):
    """One outlet's server."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self,
        address: tuple[str, int],
        masthead: recorded.Masthead,
        clock: ports.Clock,
        count: "itertools.count[int]",
    ) -> None:
        super().__init__(address, _Handler)
        self.masthead = masthead
        self.clock = clock
        self.count = count
        self.base_url = f"http://{address[0]}:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: _OutletServer

    protocol_version = "HTTP/1.1"
    server_version = "nginx"
    sys_version = ""
    #: Headers and body leave in one packet: with a delayed ACK two would cost 40 ms.
    wbufsize = -1
    disable_nagle_algorithm = True
    #: An idle connection is closed after this many seconds.
    timeout = 60

    def do_GET(self) -> None:
        given = answers.answer(
            self.server.masthead,
            answers.Request(
                target=self.path,
                headers={name.lower(): value for name, value in self.headers.items()},
                count=next(self.server.count),
            ),
            base_url=self.server.base_url,
            now=self.server.clock.now(),
        )
        self.send_response(given.status)
        for name, value in given.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(given.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(given.body)

    do_HEAD = do_GET  # noqa: N815 - the name is the library's

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing: the replay has its own progress."""
