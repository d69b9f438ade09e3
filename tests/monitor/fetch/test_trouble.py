import inspect
import socket
import ssl
import types

import httpcore
import httpx
import pytest

from monitor import model
from monitor.fetch import decode, guard, trouble

Kind = model.FailureKind
URL = "https://ledger.example/a"


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (guard.AddressRefusedError("10.0.0.1 is no public address"), Kind.REFUSED_ADDRESS, "10.0.0.1"),
        (socket.gaierror(-2, "Name or service not known"), Kind.DNS, "Name or service"),
        (httpx.InvalidURL("bad port"), Kind.BAD_URL, "bad port"),
        (httpcore.LocalProtocolError("illegal header"), Kind.BAD_URL, "illegal header"),
        (httpcore.ConnectTimeout(), Kind.TIMEOUT, "in time"),
        (httpcore.ReadTimeout(), Kind.TIMEOUT, "in time"),
        (httpx.ReadTimeout("slow"), Kind.TIMEOUT, "in time"),
        (TimeoutError(110, "Connection timed out"), Kind.TIMEOUT, "in time"),
        (ssl.SSLCertVerificationError(1, "expired."), Kind.TLS, "(expired)."),
        (httpcore.ConnectError("refused"), Kind.CONNECTION, "refused"),
        (ConnectionResetError("reset"), Kind.CONNECTION, "reset"),
        (httpx.ReadError("reset"), Kind.CONNECTION, "reset"),
        (httpcore.RemoteProtocolError("no status"), Kind.BAD_RESPONSE, "no status"),
        (decode.BrokenError("it ends early"), Kind.BAD_RESPONSE, "ends early"),
        (decode.TooLargeError(10_000_000), Kind.TOO_LARGE, "10 MB"),
    ],
)
def test_every_expected_error_is_a_failure_that_says_what_where_and_whether_trying_again_helps(
    error: Exception, kind: model.FailureKind, words: str
):
    failure = trouble.failure_of(error, url=URL)
    assert failure.kind is kind
    assert URL in failure.detail
    assert words in failure.detail
    assert failure.is_permanent is (kind is Kind.BAD_URL)
    # Whether anybody tries again, a fetch does not know: a command does not.
    assert failure.detail.endswith("Trying again is no use.") is failure.is_permanent
    assert "tried again" not in failure.detail
    assert isinstance(error, trouble.EXPECTED)


def test_what_tls_said_is_found_beneath_a_connection_error():
    said = ssl.SSLCertVerificationError(1, "certificate has expired")
    failure = trouble.failure_of(httpcore.ConnectError(said), url=URL)
    assert failure.kind is Kind.TLS
    assert "certificate has expired" in failure.detail


def test_who_hangs_up_while_tls_is_set_up_is_told_from_who_hangs_up_later():
    said = ssl.SSLEOFError(8, "EOF occurred in violation of protocol")
    assert trouble.failure_of(httpcore.ConnectError(said), url=URL).kind is Kind.TLS
    assert trouble.failure_of(httpcore.ReadError(said), url=URL).kind is Kind.CONNECTION
    assert trouble.failure_of(httpcore.WriteError(said), url=URL).kind is Kind.CONNECTION
    garbled = ssl.SSLError(1, "decryption failed or bad record mac")
    assert trouble.failure_of(httpcore.ReadError(garbled), url=URL).kind is Kind.TLS


#: What our use of the libraries cannot bring about, or what is a mistake of ours.
OURS = {
    "CookieConflict",
    "DecodingError",
    "HTTPStatusError",
    "RequestNotRead",
    "ResponseNotRead",
    "StreamClosed",
    "StreamConsumed",
    "TooManyRedirects",
    "ConnectionNotAvailable",  # the pool takes another connection then
}
#: The trunks of the trees.
TRUNKS = {"HTTPError", "ProtocolError", "RequestError", "StreamError", "TransportError"}


@pytest.mark.parametrize("library", [httpx, httpcore, ssl], ids=lambda library: library.__name__)
def test_no_error_of_the_libraries_is_unknown(library: types.ModuleType):
    errors = [
        found for found in vars(library).values() if inspect.isclass(found) and issubclass(found, Exception)
    ]
    unknown = {error.__name__ for error in errors if not issubclass(error, trouble.EXPECTED)}
    assert unknown <= OURS | TRUNKS


def test_a_mistake_of_ours_is_not_hidden():
    with pytest.raises(KeyError):
        trouble.failure_of(KeyError("x"), url=URL)
    assert not isinstance(KeyError("x"), trouble.EXPECTED)
