import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator

#: Given the head of a request, says or does anything with the connection.
Answer = Callable[[bytes, socket.socket], None]


class WireServer:
    """A server on loopback that says whatever bytes a test wants, one request after another on each connection."""

    def __init__(
        self,
        answer: Answer,
        *,
        address: str = "127.0.0.1",
        port: int = 0,
        greeting: bytes = b"",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.heads: list[bytes] = []
        self.connection_count = 0
        self._answer = answer
        self._greeting = greeting
        self._tls = tls
        self._listener = socket.create_server((address, port))
        self._open: list[socket.socket] = []
        self.port: int = self._listener.getsockname()[1]
        self.origin = f"http://{address}:{self.port}"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def stop(self) -> None:
        # A listener that is only closed leaves its accept() waiting.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connection_count += 1
                self._open.append(connection)
                self._threads.append(threading.Thread(target=self._serve, args=(connection,), daemon=True))
                self._threads[-1].start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            if self._tls is not None:
                with self._tls.wrap_socket(connection, server_side=True) as secured:
                    self._open.append(secured)  # it has taken the connection's place
                    self._converse(secured)
            else:
                connection.sendall(self._greeting)
                self._converse(connection)

    def _converse(self, connection: socket.socket) -> None:
        pending = b""
        while received := connection.recv(65536):
            pending += received
            while b"\r\n\r\n" in pending:
                head, _, pending = pending.partition(b"\r\n\r\n")
                self.heads.append(head)
                self._answer(head, connection)


@contextlib.contextmanager
def serve(
    answer: Answer,
    *,
    address: str = "127.0.0.1",
    port: int = 0,
    greeting: bytes = b"",
    tls: ssl.SSLContext | None = None,
) -> Iterator[WireServer]:
    """A running server, on any free port unless one is given; `greeting` is said before any request, `tls` secures it."""
    server = WireServer(answer, address=address, port=port, greeting=greeting, tls=tls)
    try:
        yield server
    finally:
        server.stop()


def say(body: bytes = b"", *, status: str = "200 OK", headers: str = "") -> bytes:
    """A whole response with its length."""
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body
