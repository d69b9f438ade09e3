import socket
import ssl

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
        (TimeoutError(), Kind.CONNECTION, "TimeoutError"),
        (ssl.SSLCertVerificationError(1, "expired."), Kind.TLS, "expired. It"),
        (httpcore.ConnectError("refused"), Kind.CONNECTION, "refused"),
        (ConnectionResetError("reset"), Kind.CONNECTION, "reset"),
        (httpx.ReadError("reset"), Kind.CONNECTION, "reset"),
        (httpcore.RemoteProtocolError("no status"), Kind.BAD_RESPONSE, "no status"),
        (decode.BrokenError("it ends early"), Kind.BAD_RESPONSE, "ends early"),
        (decode.TooLargeError(10_000_000), Kind.TOO_LARGE, "10 MB"),
    ],
)
def test_every_expected_error_is_a_failure_that_says_what_where_and_whether_to_try_again(
    error: Exception, kind: model.FailureKind, words: str
):
    failure = trouble.failure_of(error, url=URL)
    assert failure.kind is kind
    assert URL in failure.detail
    assert words in failure.detail
    assert failure.is_permanent is (kind is Kind.BAD_URL)
    assert failure.detail.endswith(
        "Trying again is no use." if failure.is_permanent else "It is tried again."
    )
    assert isinstance(error, trouble.EXPECTED)


def test_what_tls_said_is_found_beneath_a_connection_error():
    said = ssl.SSLCertVerificationError(1, "certificate has expired")
    failure = trouble.failure_of(httpcore.ConnectError(said), url=URL)
    assert failure.kind is Kind.TLS
    assert "certificate has expired" in failure.detail


def test_a_mistake_of_ours_is_not_hidden():
    with pytest.raises(KeyError):
        trouble.failure_of(KeyError("x"), url=URL)
    assert not isinstance(KeyError("x"), trouble.EXPECTED)
