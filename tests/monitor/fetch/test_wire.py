"""The fetcher against real sockets on loopback: what no stand-in for the network can show."""

import ipaddress
import socket
import ssl
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import model
from tests.fakes import wire
from tests.monitor.fetch.asker import Asker, kind_of

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]

Kind = model.FailureKind
#: A certificate for ledger.example that signs itself, with its key; good until 2125.
CERTIFICATE = Path(__file__).with_name("ledger.pem")


def greet(_head: bytes, connection: socket.socket) -> None:
    connection.sendall(wire.say(b"20 held"))


def test_one_connection_serves_many_requests(asker: Asker):
    with wire.serve(greet) as server:
        fetcher = asker.build()
        for number in range(5):
            page = fetcher.fetch(model.FetchRequest(url=f"{server.origin}/{number}", obeys_robots=False))
            assert isinstance(page, model.FetchedPage)
            assert page.body == b"20 held"
        assert len(server.heads) == 5
        assert server.connection_count == 1


def test_a_redirect_keeps_the_connection_too(asker: Asker):
    def lead(head: bytes, connection: socket.socket) -> None:
        is_start = head.startswith(b"GET /a ")
        moved = wire.say(b"moved", status="301 Moved Permanently", headers="Location: /b\r\n")
        connection.sendall(moved if is_start else wire.say(b"20 held"))

    with wire.serve(lead) as server:
        page = asker.ask(f"{server.origin}/a")
        assert isinstance(page, model.FetchedPage)
        assert page.moved_to == f"{server.origin}/b"
        assert server.connection_count == 1


def test_a_private_address_is_never_connected_to(asker: Asker):
    with wire.serve(greet) as server:
        numbers = (f"127.0.0.1:{server.port}", f"2130706433:{server.port}", f"0x7f.1:{server.port}")
        for host in (*numbers, f"localhost:{server.port}", f"[::ffff:127.0.0.1]:{server.port}"):
            assert kind_of(asker.ask(f"http://{host}/", allowed_addresses=())) is Kind.REFUSED_ADDRESS
        assert server.connection_count == 0


def test_a_redirect_to_a_private_address_is_not_followed(asker: Asker):
    with wire.serve(greet, address="127.0.0.2") as inner:

        def lead(_head: bytes, connection: socket.socket) -> None:
            connection.sendall(wire.say(status="302 Found", headers=f"Location: {inner.origin}/secret\r\n"))

        with wire.serve(lead) as outer:
            assert kind_of(asker.ask(f"{outer.origin}/")) is Kind.REFUSED_ADDRESS
        assert inner.connection_count == 0


def test_the_address_that_was_judged_is_the_one_connected_to(asker: Asker):
    questions: list[str] = []

    def rebind(host: str, _port: int) -> tuple[str, ...]:
        questions.append(host)
        return ("127.0.0.1",) if len(questions) % 2 else ("127.0.0.2",)

    with wire.serve(greet) as server, wire.serve(greet, address="127.0.0.2", port=server.port) as inner:
        url = f"http://ledger.example:{server.port}/a"
        for _ in range(5):
            page = asker.ask(url, resolver=rebind)
            assert isinstance(page, model.FetchedPage)
            assert kind_of(asker.ask(url, resolver=rebind)) is Kind.REFUSED_ADDRESS
        assert f"Host: ledger.example:{server.port}".encode() in server.heads[0]
        assert questions == ["ledger.example"] * 10
        assert (server.connection_count, inner.connection_count) == (5, 0)


def test_a_name_that_leads_elsewhere_at_a_redirect_is_judged_anew(asker: Asker):
    questions: list[str] = []

    def rebind(host: str, _port: int) -> tuple[str, ...]:
        questions.append(host)
        return ("127.0.0.1",) if len(questions) == 1 else ("127.0.0.2",)

    def lead(_head: bytes, connection: socket.socket) -> None:
        connection.sendall(wire.say(status="302 Found", headers="Location: /b\r\nConnection: close\r\n"))

    with wire.serve(lead) as server, wire.serve(greet, address="127.0.0.2", port=server.port) as inner:
        fetched = asker.ask(f"http://ledger.example:{server.port}/a", resolver=rebind)
        assert kind_of(fetched) is Kind.REFUSED_ADDRESS
        assert (server.connection_count, inner.connection_count) == (1, 0)


def test_refused_addresses_of_a_name_are_passed_over_and_dead_ones_too(asker: Asker):
    with wire.serve(greet) as server:
        for others in (("10.0.0.1",), ("127.0.0.9",)):
            page = asker.ask(
                f"http://ledger.example:{server.port}/",
                resolver=lambda _host, _port, others=others: (*others, "127.0.0.1"),
                allowed_addresses=[ipaddress.ip_network("127.0.0.0/8")],
            )
            assert isinstance(page, model.FetchedPage)


def test_a_name_that_does_not_exist_is_a_dns_failure(asker: Asker):
    def nothing(_host: str, _port: int) -> tuple[str, ...]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert kind_of(asker.ask("http://ledger.example/", resolver=nothing)) is Kind.DNS


def drip_body(_head: bytes, connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(200):
        connection.sendall(b"x")
        time.sleep(0.05)


def drip_headers(_head: bytes, connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(200):
        connection.sendall(f"X-{number}: y\r\n".encode())
        time.sleep(0.05)


def say_nothing(_head: bytes, _connection: socket.socket) -> None:
    time.sleep(0.01)


@pytest.mark.parametrize("server_does", [drip_body, drip_headers, say_nothing])
def test_a_server_that_drips_is_left_when_time_is_up(asker: Asker, server_does: wire.Answer):
    with wire.serve(server_does) as server:
        started = time.monotonic()
        assert kind_of(asker.ask(server.origin, timeout=timedelta(seconds=0.4))) is Kind.TIMEOUT
        assert time.monotonic() - started < 2.0


def test_time_is_counted_over_the_whole_chain_of_redirects(asker: Asker):
    def linger(_head: bytes, connection: socket.socket) -> None:
        time.sleep(0.15)
        connection.sendall(wire.say(status="302 Found", headers="Location: /again\r\n"))

    with wire.serve(linger) as server:
        started = time.monotonic()
        assert kind_of(asker.ask(server.origin, timeout=timedelta(seconds=0.4))) is Kind.TIMEOUT
        assert time.monotonic() - started < 1.2


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n20 held", Kind.BAD_RESPONSE),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n20 he\r\n", Kind.BAD_RESPONSE),
        (b"HTTP/1.1 200 OK\r\nContent-Len", Kind.BAD_RESPONSE),
        (b"20 held\r\n\r\n", Kind.BAD_RESPONSE),
        (b"", Kind.BAD_RESPONSE),
    ],
)
def test_an_answer_that_breaks_off_is_a_bad_response(asker: Asker, said: bytes, kind: model.FailureKind):
    def break_off(_head: bytes, connection: socket.socket) -> None:
        connection.sendall(said)
        connection.shutdown(socket.SHUT_RDWR)

    with wire.serve(break_off) as server:
        assert kind_of(asker.ask(server.origin)) is kind


def test_a_body_without_end_is_left_at_the_limit(asker: Asker):
    def pour(_head: bytes, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    with wire.serve(pour) as server:
        assert kind_of(asker.ask(server.origin, max_bytes=1_000_000)) is Kind.TOO_LARGE


def test_a_closed_port_is_a_connection_failure(asker: Asker):
    with wire.serve(greet) as server:
        origin = server.origin
    assert kind_of(asker.ask(origin)) is Kind.CONNECTION


def test_a_server_that_does_not_speak_tls_is_a_tls_failure(asker: Asker):
    with wire.serve(greet, greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n") as server:
        assert kind_of(asker.ask(f"https://127.0.0.1:{server.port}/")) is Kind.TLS


def test_tls_sees_the_name_and_not_the_address(asker: Asker, monkeypatch: pytest.MonkeyPatch):
    names: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with wire.serve(greet, tls=context) as server:

        def resolver(_host: str, _port: int) -> tuple[str, ...]:
            return ("127.0.0.1",)

        page = asker.ask(f"https://ledger.example:{server.port}/", resolver=resolver)
        assert isinstance(page, model.FetchedPage), page
        stranger = asker.ask(f"https://other.example:{server.port}/", resolver=resolver)
    assert kind_of(stranger) is Kind.TLS
    assert names == ["ledger.example", "other.example"]


def test_proxies_of_the_environment_are_not_used(asker: Asker, monkeypatch: pytest.MonkeyPatch):
    with wire.serve(greet) as server, wire.serve(greet) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.origin)
        assert isinstance(asker.ask(server.origin), model.FetchedPage)
        assert proxy.connection_count == 0


def test_a_host_answers_one_request_at_a_time_whoever_asks(asker: Asker):
    under_way, most = [], []
    both_asked = threading.Barrier(2)

    def answer(head: bytes, connection: socket.socket) -> None:
        under_way.append(head)
        most.append(len(under_way))
        # A second request under way would be seen in this time.
        time.sleep(0.05)
        under_way.remove(head)
        connection.sendall(wire.say(b"20 held"))

    with wire.serve(answer) as server:
        fetcher = asker.build()

        def ask(number: int) -> None:
            both_asked.wait(10)
            fetcher.fetch(model.FetchRequest(url=f"{server.origin}/{number}", obeys_robots=False))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert len(server.heads) == 2
        assert most == [1, 1]
