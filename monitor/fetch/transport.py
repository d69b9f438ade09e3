"""The transport under our httpx client: httpcore's connection pool, with the guard where connections are made.

httpx's own transport takes no network backend, and leaves no public way to give it one. Errors of httpcore pass as
they are; `trouble` names them. Next: `client`.
"""

import ssl
import zlib
from collections.abc import Iterable, Iterator

import httpcore
import httpx

from monitor.fetch import guard

#: Seconds a connection is kept for the next request; longer than the gap between two requests to one host.
KEEP_ALIVE = 30.0
#: A pool walks over all its connections, for each of them, at every request; so each host has a small one.
_POOLS = 64


class GuardedTransport(httpx.BaseTransport):
    """Sends requests through guarded connections; HTTP/2 where the server offers it."""

    def __init__(self, backend: guard.GuardedBackend, *, ssl_context: ssl.SSLContext) -> None:
        self._pools = tuple(
            httpcore.ConnectionPool(
                ssl_context=ssl_context,
                max_connections=100,
                max_keepalive_connections=2,
                keepalive_expiry=KEEP_ALIVE,
                http2=True,
                network_backend=backend,
            )
            for _ in range(_POOLS)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request. Raises httpcore's errors, OSError for what the guard or the resolver says."""
        pool = self._pools[zlib.crc32(request.url.raw_host) % _POOLS]
        response = pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
        )

    def close(self) -> None:
        for pool in self._pools:
            pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        stream = self._response.stream
        assert isinstance(stream, Iterable)  # noqa: S101  # the pool is a sync one
        return iter(stream)

    def close(self) -> None:
        self._response.close()
