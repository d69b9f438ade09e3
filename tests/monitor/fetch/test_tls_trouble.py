"""What is wrong with a server's TLS is told in words, against real servers on loopback where one can be made."""

import socket
import ssl
from pathlib import Path

import pytest

from monitor import model
from monitor.fetch import tls_trouble
from tests.fakes import wire
from tests.monitor.fetch.asker import Asker

HERE = Path(__file__).parent
#: Both sign themselves, for ledger.example.
GOOD, EXPIRED = HERE / "ledger.pem", HERE / "expired.pem"


def greet(_head: bytes, connection: socket.socket) -> None:
    connection.sendall(wire.say(b"20 held"))


def serve_with(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def ask(asker: Asker, server: wire.WireServer, *, host: str = "ledger.example") -> model.Failure:
    failure = asker.ask(f"https://{host}:{server.port}/", resolver=lambda _host, _port: ("127.0.0.1",))
    assert isinstance(failure, model.Failure)
    assert failure.kind is model.FailureKind.TLS
    assert not failure.is_permanent
    return failure


@pytest.mark.server
@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("certificate", "trusted", "host", "words"),
    [
        (EXPIRED, EXPIRED, "ledger.example", "its certificate has expired"),
        (GOOD, GOOD, "other.example", "its certificate is another host's"),
        (GOOD, EXPIRED, "ledger.example", "it signed its certificate itself"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_said(
    asker: Asker,
    monkeypatch: pytest.MonkeyPatch,
    certificate: Path,
    trusted: Path,
    host: str,
    words: str,
):
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with wire.serve(greet, tls=serve_with(certificate)) as server:
        failure = ask(asker, server, host=host)
    assert words in failure.detail
    assert failure.detail.endswith(".")


@pytest.mark.server
@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("greeting", "words"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "it speaks no TLS there"),
        (b"\x15\x03\x03\x00\x02\x02\x28", "broke off the TLS handshake"),
    ],
)
def test_what_broke_the_handshake_is_said(asker: Asker, greeting: bytes, words: str):
    with wire.serve(greet, greeting=greeting) as server:
        assert words in ask(asker, server).detail


@pytest.mark.server
@pytest.mark.enable_socket
def test_a_server_that_hangs_up_in_the_handshake_says_nothing_of_certificates(asker: Asker):
    class Silent(ssl.SSLContext):
        def wrap_socket(self, sock, **_options):
            sock.recv(65536)
            sock.shutdown(socket.SHUT_RDWR)
            return sock

    with wire.serve(greet, tls=Silent(ssl.PROTOCOL_TLS_SERVER)) as server:
        assert "hung up while TLS was being set up" in ask(asker, server).detail


@pytest.mark.parametrize(
    ("code", "words"), [(9, "clock"), (20, "intermediate"), (64, "does not name"), (7, "is not valid")]
)
def test_a_certificates_fault_is_told_by_its_code(code: int, words: str):
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    assert words in tls_trouble.explain(error)
    assert tls_trouble.explain(error).endswith("(certificate verify failed)")


def test_a_fault_of_tls_that_is_unheard_of_is_told_in_the_librarys_words():
    assert tls_trouble.explain(ssl.SSLError(1, "unheard of.")) == "TLS with it failed (unheard of)"
