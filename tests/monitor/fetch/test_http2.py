"""The fetcher against an HTTP/2 server on loopback, an honest one and hostile ones."""

import contextlib
import ipaddress
import random
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import h2.exceptions
import pytest

from monitor import model
from monitor.fetch import client
from tests.fakes.clock import FakeClock

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]

Kind = model.FailureKind
CERTIFICATE = Path(__file__).with_name("ledger.pem")


class Talk:
    """One connection of the server's, and the stream that a request came on."""

    def __init__(self, connection: ssl.SSLSocket) -> None:
        self.connection = connection
        config = h2.config.H2Configuration(client_side=False, validate_outbound_headers=False)
        self.protocol = h2.connection.H2Connection(config)
        self.stream = 0

    def flush(self) -> None:
        self.connection.sendall(self.protocol.data_to_send())

    def head(self, *headers: tuple[str, str], status: str = "200", end: bool = False) -> None:
        self.protocol.send_headers(self.stream, [(":status", status), *headers], end_stream=end)
        self.flush()

    def body(self, data: bytes, *, end: bool = True) -> None:
        self.protocol.send_data(self.stream, data, end_stream=end)
        self.flush()


#: Given a talk and the path that was asked for, says or does anything.
Answer = Callable[[Talk, str], None]


class Http2Server:
    """Answers over HTTP/2 as it is told; names the paths it was asked for."""

    def __init__(self) -> None:
        self.answer: Answer = greet
        self.paths: list[str] = []
        self.connection_count = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(CERTIFICATE)
        self.context.set_alpn_protocols(["h2"])
        self.threads = [threading.Thread(target=self.accept, daemon=True)]
        self.threads[0].start()

    def accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                plain, _ = self.listener.accept()
                self.connection_count += 1
                self.threads.append(threading.Thread(target=self.serve, args=(plain,), daemon=True))
                self.threads[-1].start()

    def serve(self, plain: socket.socket) -> None:
        with contextlib.suppress(OSError, h2.exceptions.ProtocolError), plain:
            plain.settimeout(10)
            with self.context.wrap_socket(plain, server_side=True) as connection:
                self.converse(Talk(connection))

    def converse(self, talk: Talk) -> None:
        talk.protocol.initiate_connection()
        talk.flush()
        while received := talk.connection.recv(65536):
            for event in talk.protocol.receive_data(received):
                if isinstance(event, h2.events.RequestReceived):
                    self.paths.append(dict(event.headers)[b":path"].decode())
                    talk.stream = event.stream_id
                    self.answer(talk, self.paths[-1])
            talk.flush()

    def stop(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for thread in self.threads:
            thread.join(5)


def greet(talk: Talk, _path: str) -> None:
    talk.head(("etag", '"1"'))
    talk.body(b"20 held")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Http2Server]:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    server = Http2Server()
    yield server
    server.stop()


class Asker:
    """A fetcher that knows the way to the server."""

    def __init__(self, server: Http2Server, **settings: object) -> None:
        self.port = server.port
        self.fetcher = client.build_fetcher(
            clock=FakeClock(),
            user_agent="claimwatch/0.1 (x)",
            allowed_addresses=[ipaddress.ip_network("127.0.0.1/32")],
            host_gap=timedelta(0),
            resolver=lambda _host, _port: ("127.0.0.1",),
            **{"timeout": timedelta(seconds=5)} | settings,
        )

    def ask(self, path: str = "/a") -> model.FetchedPage | model.Failure:
        url = f"https://ledger.example:{self.port}{path}"
        return self.fetcher.fetch(model.FetchRequest(url=url, obeys_robots=False))


@contextlib.contextmanager
def asking(server: Http2Server, **settings: object) -> Iterator[Asker]:
    asker = Asker(server, **settings)
    with contextlib.closing(asker.fetcher):
        yield asker


def test_http2_is_spoken_where_it_is_offered_and_one_connection_serves_all(server: Http2Server):
    with asking(server) as asker:
        for path in ("/a", "/b"):
            page = asker.ask(path)
            assert isinstance(page, model.FetchedPage), page
            assert page.body == b"20 held"
            assert page.header("etag") == '"1"'
    assert server.paths == ["/a", "/b"]
    assert server.connection_count == 1


def test_a_redirect_over_http2_keeps_the_connection(server: Http2Server):
    def lead(talk: Talk, path: str) -> None:
        if path == "/b":
            return greet(talk, path)
        talk.head(("location", "/b"), status="301")
        return talk.body(b"moved")

    server.answer = lead
    with asking(server) as asker:
        page = asker.ask("/a")
    assert isinstance(page, model.FetchedPage), page
    assert server.connection_count == 1


@pytest.mark.parametrize("status", ["200", "301"])
def test_a_body_without_end_is_left_with_its_connection_and_the_next_request_is_answered(
    server: Http2Server, status: str
):
    def pour(talk: Talk, path: str) -> None:
        if path == "/b":
            return greet(talk, path)
        talk.head(("location", "/b"), status=status)
        while True:
            talk.body(b"x" * 16_000, end=False)

    server.answer = pour
    with asking(server, max_bytes=100_000) as asker:
        poured = asker.ask("/a")
        page = asker.ask("/b")
    if status == "200":
        assert isinstance(poured, model.Failure)
        assert poured.kind is Kind.TOO_LARGE
    assert isinstance(page, model.FetchedPage), page
    assert server.connection_count == 2


def frame(kind: int, payload: bytes, *, flags: int = 0, stream: int = 0) -> bytes:
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


PING, HEADERS = 6, 1


def break_frames(talk: Talk, _path: str) -> None:
    talk.connection.sendall(frame(PING, b"20"))  # must have 8 bytes


def break_body(talk: Talk, _path: str) -> None:
    talk.head()
    talk.connection.sendall(frame(PING, b"20"))


def send_no_number(talk: Talk, _path: str) -> None:
    talk.head(status="held", end=True)


def pack_headers_small(talk: Talk, _path: str) -> None:
    # Each repetition is one byte on the wire: 36 MB of headers in 9 kB.
    for number in range(3):
        talk.head(*[("x-long", "y" * 4000)] * 3000, status="103" if number < 2 else "200")


def lie_about_length(talk: Talk, _path: str) -> None:
    talk.head(("content-length", "9" * 5000))
    talk.body(b"20 held")


def never_end_frames(talk: Talk, _path: str) -> None:
    while True:
        talk.connection.sendall(frame(PING, b"20 held.", flags=1) * 1000)


def never_end_hints(talk: Talk, _path: str) -> None:
    status = b"\x08\x03103"  # as HPACK writes ":status: 103"
    while True:
        talk.connection.sendall(frame(HEADERS, status, flags=4, stream=talk.stream) * 1000)


def reset(talk: Talk, _path: str) -> None:
    talk.protocol.reset_stream(talk.stream)
    talk.flush()


def go_away(talk: Talk, _path: str) -> None:
    talk.protocol.close_connection(error_code=2)
    talk.flush()


def send_many_headers(talk: Talk, _path: str) -> None:
    talk.head(*[(f"x-{number}", "y") for number in range(600)], end=True)


@pytest.mark.parametrize(
    "answer",
    [
        break_frames,
        break_body,
        send_no_number,
        pack_headers_small,
        lie_about_length,
        never_end_frames,
        never_end_hints,
        reset,
        go_away,
        send_many_headers,
    ],
)
def test_what_is_no_http2_is_a_bad_response_and_the_next_request_is_answered(
    server: Http2Server, answer: Answer
):
    server.answer = answer
    with asking(server, timeout=timedelta(seconds=20)) as asker:
        failure = asker.ask()
        server.answer = greet
        page = asker.ask("/b")
    assert isinstance(failure, model.Failure), failure
    assert failure.kind is Kind.BAD_RESPONSE, failure
    assert not failure.is_permanent
    assert isinstance(page, model.FetchedPage), page


@pytest.mark.parametrize("seed", range(40))
def test_whatever_a_server_sends_nothing_is_raised(server: Http2Server, seed: int):
    dice = random.Random(seed)

    def babble(talk: Talk, _path: str) -> None:
        if dice.random() < 0.5:
            talk.head()
        for _ in range(20):
            payload = dice.randbytes(dice.choice([0, 1, 4, 5, 6, 8, 30]))
            stream = dice.choice([0, talk.stream, talk.stream, talk.stream + 2, 2])
            flags = dice.choice([0, 0, 1, 4, 5, 8, 0x20])
            talk.connection.sendall(frame(dice.randrange(11), payload, flags=flags, stream=stream))
        talk.connection.shutdown(socket.SHUT_WR)

    server.answer = babble
    with asking(server) as asker:
        assert isinstance(asker.ask(), model.FetchedPage | model.Failure)
