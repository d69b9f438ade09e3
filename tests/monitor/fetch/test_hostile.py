"""The fetcher against servers on loopback that mean harm: floods, bombs, drips, chains, and cookies for others."""

import gzip
import random
import re
import socket
import time
import zlib
from collections.abc import Callable
from datetime import timedelta

import brotli
import pytest
import zstandard

from monitor import model
from tests.fakes import wire
from tests.monitor.fetch.asker import Asker, kind_of

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]

Kind = model.FailureKind
#: So long that a test which waits for it is seen to hang.
LONG = timedelta(seconds=120)


def pour(start: bytes, again: bytes) -> wire.Answer:
    """Say the start, and the rest again and again until the other side hangs up."""

    def answer(_head: bytes, connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(again * (1 + 65536 // len(again)))

    return answer


@pytest.mark.parametrize(
    ("start", "again", "kind"),
    [
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n", Kind.BAD_RESPONSE),
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n", Kind.BAD_RESPONSE),
        (b"", b"\r\n", Kind.BAD_RESPONSE),
        (b"HTTP/1.1 200 OK\r\n", b"X-Long: y\r\n", Kind.BAD_RESPONSE),
        (b"HTTP/1.1 200 OK\r\nX-Long: ", b"y", Kind.BAD_RESPONSE),
        (b"HTTP/1.1 200 ", b"O", Kind.BAD_RESPONSE),
        (b"", b"H", Kind.BAD_RESPONSE),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x", Kind.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"9\r\n123456789\r\n", Kind.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"x", Kind.BAD_RESPONSE),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"1;" + b"x" * 9000 + b"\r\nx\r\n",
            Kind.BAD_RESPONSE,
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
            b"X-Trailer: y\r\n",
            Kind.BAD_RESPONSE,
        ),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", b"\x1f\x8b", Kind.TOO_LARGE),
    ],
)
def test_what_never_ends_is_left_long_before_time_is_up(
    asker: Asker, start: bytes, again: bytes, kind: model.FailureKind
):
    with wire.serve(pour(start, again)) as server:
        fetched = asker.ask(server.origin, max_bytes=100_000, timeout=LONG)
        assert kind_of(fetched) is kind, fetched


@pytest.mark.parametrize(
    "headers",
    [
        "".join(f"X-{number}: y\r\n" for number in range(600)),
        "".join(f"X-{number}: {'y' * 4000}\r\n" for number in range(20)),
        "Set-Cookie: a=b\r\n" * 600,
    ],
)
@pytest.mark.parametrize("status", ["200 OK", "302 Found"])
def test_headers_that_are_too_many_or_too_long_are_a_bad_response(asker: Asker, headers: str, status: str):
    def flood(_head: bytes, connection: socket.socket) -> None:
        connection.sendall(wire.say(b"20 held", status=status, headers=f"Location: /b\r\n{headers}"))

    with wire.serve(flood) as server:
        assert kind_of(asker.ask(server.origin)) is Kind.BAD_RESPONSE
        assert len(server.heads) == 1


def test_many_headers_are_still_a_page(asker: Asker):
    headers = "".join(f"X-{number}: {'y' * 100}\r\n" for number in range(400))

    def be_wordy(_head: bytes, connection: socket.socket) -> None:
        hints = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 20
        connection.sendall(hints + wire.say(b"20 held", headers=headers))

    with wire.serve(be_wordy) as server:
        page = asker.ask(server.origin)
    assert isinstance(page, model.FetchedPage), page
    assert len(page.headers) == 401


@pytest.mark.parametrize("length", ["9" * 5000, "99999999999999999999", "-1", "0x10", "7, 8", "٧"])
def test_a_length_that_is_none_is_a_bad_response_or_too_large(asker: Asker, length: str):
    def lie(_head: bytes, connection: socket.socket) -> None:
        connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n20 held".encode())
        connection.shutdown(socket.SHUT_RDWR)

    with wire.serve(lie) as server:
        assert kind_of(asker.ask(server.origin)) in {Kind.BAD_RESPONSE, Kind.TOO_LARGE}


def pack_deflate(size: int) -> bytes:
    return zlib.compress(b"0" * size, 9)


def pack_zstd(size: int) -> bytes:
    compressor = zstandard.ZstdCompressor(write_content_size=False).compressobj()
    return compressor.compress(b"0" * size) + compressor.flush()


BOMBS: dict[str, Callable[[], bytes]] = {
    "gzip": lambda: gzip.compress(b"0" * 50_000_000),
    "gzip, gzip": lambda: gzip.compress(gzip.compress(b"0" * 50_000_000)),
    "deflate": lambda: pack_deflate(50_000_000),
    "br": lambda: brotli.compress(b"0" * 50_000_000, quality=3),
    "zstd": lambda: pack_zstd(50_000_000),
    "br, zstd": lambda: zstandard.compress(brotli.compress(b"0" * 50_000_000, quality=3)),
}


@pytest.mark.parametrize("coding", BOMBS)
def test_a_bomb_is_too_large_and_the_connection_stays(asker: Asker, coding: str):
    bomb = BOMBS[coding]()
    assert len(bomb) < 60_000

    def throw(_head: bytes, connection: socket.socket) -> None:
        connection.sendall(wire.say(bomb, headers=f"Content-Encoding: {coding}\r\n"))

    with wire.serve(throw) as server:
        fetcher = asker.build(max_bytes=1_000_000)
        for _ in range(3):
            fetched = fetcher.fetch(model.FetchRequest(url=server.origin, obeys_robots=False))
            assert kind_of(fetched) is Kind.TOO_LARGE
        assert server.connection_count == 1


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Drip: y\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 9999\r\n\r\n",
    ],
)
def test_a_drip_is_left_when_time_is_up_wherever_it_is(asker: Asker, said: bytes):
    again = said if b"100 Continue" in said else b"1\r\nx\r\n" if b"chunked" in said else b"x"

    def drip(_head: bytes, connection: socket.socket) -> None:
        connection.sendall(said)
        while True:
            time.sleep(0.02)
            connection.sendall(again)

    with wire.serve(drip) as server:
        started = time.monotonic()
        assert kind_of(asker.ask(server.origin, timeout=timedelta(seconds=0.4))) is Kind.TIMEOUT
        assert time.monotonic() - started < 2.0


def test_time_is_counted_over_the_robots_of_every_host_on_the_way(asker: Asker):
    def linger(head: bytes, connection: socket.socket) -> None:
        if b"/robots.txt" in head:
            time.sleep(0.15)
            return connection.sendall(wire.say(status="404 Not Found"))
        step = int(head.split()[1].decode().strip("/") or 0) + 1
        target = f"http://{step}.example:{server.port}/{step}"
        return connection.sendall(wire.say(status="302 Found", headers=f"Location: {target}\r\n"))

    with wire.serve(linger) as server:
        fetcher = asker.build(timeout=timedelta(seconds=0.4), resolver=lambda _host, _port: ("127.0.0.1",))
        fetched = fetcher.fetch(model.FetchRequest(url=f"http://0.example:{server.port}/", obeys_robots=True))
        assert kind_of(fetched) is Kind.TIMEOUT
        assert len(server.heads) < 9


def test_a_handshake_that_never_comes_is_left_when_time_is_up(asker: Asker):
    with socket.create_server(("127.0.0.1", 0)) as listener:  # takes connections and says nothing
        started = time.monotonic()
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/"
        assert kind_of(asker.ask(url, timeout=timedelta(seconds=0.4))) is Kind.TIMEOUT
        assert time.monotonic() - started < 2.0


def test_a_loop_over_two_hosts_ends(asker: Asker):
    def lead(head: bytes, connection: socket.socket) -> None:
        other = "b.example" if b"Host: a.example" in head else "a.example"
        port = head.partition(b"example:")[2].split()[0].decode()
        connection.sendall(wire.say(status="302 Found", headers=f"Location: http://{other}:{port}/\r\n"))

    with wire.serve(lead) as server:
        fetched = asker.ask(f"http://a.example:{server.port}/", resolver=lambda _host, _port: ("127.0.0.1",))
        assert kind_of(fetched) is Kind.REDIRECT_LOOP
        assert len(server.heads) == 11


def test_a_redirect_that_grows_ends(asker: Asker):
    def grow(head: bytes, connection: socket.socket) -> None:
        path = head.split()[1].decode()
        connection.sendall(wire.say(status="302 Found", headers=f"Location: {path}{'a' * 5000}\r\n"))

    with wire.serve(grow) as server:
        failure = asker.ask(server.origin)
        assert isinstance(failure, model.Failure)
        assert failure.kind in {Kind.REDIRECT_LOOP, Kind.BAD_RESPONSE, Kind.BAD_URL}
        assert len(failure.detail) < 2000


def cookies_of(head: bytes) -> set[str]:
    found = re.search(rb"(?im)^cookie: *(.*?)\r?$", head)
    return set(found[1].decode().split("; ")) if found else set()


@pytest.mark.parametrize(
    ("cookie", "is_sent_to"),
    [
        ("a=1", {"www.ledger.co.uk"}),
        ("a=1; Path=/", {"www.ledger.co.uk"}),
        ("a=1; Domain=ledger.co.uk", {"www.ledger.co.uk", "desk.ledger.co.uk"}),
        ("a=1; Domain=.co.uk", set()),
        ("a=1; Domain=co.uk", set()),
        ("a=1; Domain=uk", set()),
        ("a=1; Domain=courier.co.uk", set()),
        ("a=1; Domain=desk.ledger.co.uk", set()),
        ("a=1; Secure", set()),
        ("a=1; Path=/elsewhere", set()),
    ],
)
def test_a_cookie_goes_back_only_to_the_site_it_is_from(asker: Asker, cookie: str, is_sent_to: set[str]):
    hosts = ["www.ledger.co.uk", "desk.ledger.co.uk", "courier.co.uk", "www.ledger.co.uk"]

    def lead(head: bytes, connection: socket.socket) -> None:
        step = int(head.split()[1].decode().strip("/") or 0) + 1
        if step == len(hosts):
            return connection.sendall(wire.say(b"20 held"))
        said = f"Location: http://{hosts[step]}:{server.port}/{step}\r\n"
        said += f"Set-Cookie: {cookie}\r\n" if step == 1 else ""
        return connection.sendall(wire.say(status="302 Found", headers=said))

    with wire.serve(lead) as server:
        page = asker.ask(f"http://{hosts[0]}:{server.port}/0", resolver=lambda _host, _port: ("127.0.0.1",))
        assert isinstance(page, model.FetchedPage), page
        sent_to = {host for host, head in zip(hosts, server.heads, strict=True) if "a=1" in cookies_of(head)}
    assert sent_to == is_sent_to


def test_no_cookie_outlives_its_request_nor_goes_to_the_robots(asker: Asker):
    def bake(_head: bytes, connection: socket.socket) -> None:
        connection.sendall(wire.say(b"", headers="Set-Cookie: a=1; Path=/; Max-Age=9999\r\n"))

    with wire.serve(bake) as server:
        fetcher = asker.build()
        for path in ("/a", "/b", "/a"):
            fetcher.fetch(model.FetchRequest(url=f"{server.origin}{path}", obeys_robots=True))
        assert len(server.heads) == 4
        assert not any(cookies_of(head) for head in server.heads)


@pytest.mark.parametrize("seed", range(60))
def test_whatever_a_server_says_nothing_is_raised(asker: Asker, seed: int):
    dice = random.Random(seed)
    scraps = [
        *(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 302 Found\r\n", b"HTTP/1.1 101 Switching Protocols\r\n"),
        *(b"Content-Length: 5\r\n", b"Content-Length: 7\r\n", b"Transfer-Encoding: chunked\r\n"),
        *(b"Content-Encoding: gzip\r\n", b"Content-Encoding: br, \xff\r\n", b"Location: http://[\r\n"),
        *(b"Location: \xd0\xb0\r\n", b"Set-Cookie: =;;;\r\n", b"Retry-After: 9e99\r\n", b"Upgrade: h2c\r\n"),
        *(b"\r\n", b"\n", b" ", b"5\r\n20 he\r\n", b"0\r\n\r\n", b"\0", b"\x1f\x8b\x08", b":", b"x" * 300),
    ]

    def babble(_head: bytes, connection: socket.socket) -> None:
        start = [] if dice.random() < 0.2 else [scraps[dice.randrange(3)]]
        connection.sendall(b"".join(start + dice.choices(scraps[3:], k=dice.randrange(9)) + [b"\r\n20 held"]))
        connection.shutdown(socket.SHUT_RDWR)

    with wire.serve(babble) as server:
        assert isinstance(asker.ask(server.origin), model.FetchedPage | model.Failure)


def test_a_name_that_no_resolver_takes_is_a_bad_url(asker: Asker):
    assert kind_of(asker.ask(f"http://{'a' * 64}.example/")) is Kind.BAD_URL


def test_a_header_that_would_be_two_is_not_sent(asker: Asker):
    with wire.serve(pour(b"", b"x")) as server:
        request = model.FetchRequest(
            url=server.origin, headers=(("X-Key", "20\r\nHost: other.example"),), obeys_robots=False
        )
        assert kind_of(asker.build().fetch(request)) is Kind.BAD_URL
        assert server.heads == []
