"""The transport under our httpx client: httpcore's connection pool, with the guard where connections are made.

httpx's own transport takes no network backend, and leaves no public way to give it one. Errors of httpcore pass as
they are; `trouble` names them. Next: `client`.
"""

import contextlib
import ssl
import zlib
from collections.abc import Iterable, Iterator, Sequence

import h2.exceptions
import httpcore
import httpx

from monitor.fetch import guard

#: Seconds a connection is kept for the next request; longer than the gap between two requests to one host.
KEEP_ALIVE = 30.0
#: A pool walks over all its connections, for each of them, at every request; so each host has a small one.
_POOLS = 64

#: Headers one answer may have, in number and in bytes; as many bytes as HTTP/2's library takes.
_MOST_HEADERS = 500
_HEADER_BYTES = 64 * 1024


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
        outgoing = httpcore.Request(
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
        with _blaming_the_server():
            response = pool.handle_request(outgoing)
        body = _Body(response)
        if len(response.headers) > _MOST_HEADERS or _size_of(response.headers) > _HEADER_BYTES:
            body.close()
            raise httpcore.RemoteProtocolError(
                f"it sent more than {_MOST_HEADERS} headers, or {_HEADER_BYTES} bytes of them"
            )
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=body,
            extensions=response.extensions,
        )

    def close(self) -> None:
        for pool in self._pools:
            pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response
        self._is_whole = False

    def __iter__(self) -> Iterator[bytes]:
        stream = self._response.stream
        assert isinstance(stream, Iterable)  # noqa: S101  # the pool is a sync one
        with _blaming_the_server():
            yield from stream
        self._is_whole = True

    def close(self) -> None:
        self._response.close()
        # httpcore itself hangs up on a half-read body of HTTP/1.1. Over HTTP/2 it would go on with the connection,
        # and the next request would have to take in the rest.
        stream = self._response.extensions.get("network_stream")
        if not self._is_whole and isinstance(stream, guard.GuardedStream):
            stream.give_up()


def _size_of(headers: Sequence[tuple[bytes, bytes]]) -> int:
    return sum(len(name) + len(value) for name, value in headers)


@contextlib.contextmanager
def _blaming_the_server() -> Iterator[None]:
    """Turn what the HTTP/2 libraries say of a server's bytes, bare or wrapped as a mistake of ours, into what it is."""
    try:
        yield
    except UnicodeError:
        raise  # our own: a name that cannot be asked
    except httpcore.LocalProtocolError as error:
        if not any(isinstance(cause, h2.exceptions.H2Error) for cause in error.args):
            raise
        raise httpcore.RemoteProtocolError(str(error)) from error
    except (h2.exceptions.H2Error, ValueError) as error:
        raise httpcore.RemoteProtocolError(f"{type(error).__name__}: {error}") from error
