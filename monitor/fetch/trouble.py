"""Trouble: every error of httpx, httpcore and the sockets under them -> `model.Failure`, in this one place.

Holds no retry: the core decides when to ask again. An error that is not in the table is a mistake of ours and passes.
"""

import socket
import ssl

import httpcore
import httpx

from monitor import model
from monitor.fetch import decode, guard, tls_trouble

Kind = model.FailureKind

#: Characters of a URL or of an error's words in a failure's detail.
_LONGEST_TOLD = 500

#: (errors, kind, whether trying again is no use, what happened); the first row that fits speaks.
_TABLE: tuple[tuple[tuple[type[Exception], ...], Kind, bool, str], ...] = (
    ((guard.AddressRefusedError,), Kind.REFUSED_ADDRESS, False, "is not asked: {error}"),
    ((socket.gaierror,), Kind.DNS, False, "cannot be found in the DNS: {error}"),
    (
        (httpx.TimeoutException, httpcore.TimeoutException, TimeoutError),
        Kind.TIMEOUT,
        False,
        "did not answer in time",
    ),
    (
        (
            httpx.InvalidURL,
            httpx.UnsupportedProtocol,
            httpx.LocalProtocolError,
            httpcore.UnsupportedProtocol,
            httpcore.LocalProtocolError,
            UnicodeError,
        ),
        Kind.BAD_URL,
        True,
        "cannot be asked, its URL or a header is malformed: {error}",
    ),
    ((ssl.SSLError,), Kind.TLS, False, "cannot be asked safely: {error}"),
    (
        (httpx.RemoteProtocolError, httpcore.RemoteProtocolError),
        Kind.BAD_RESPONSE,
        False,
        "answered with broken HTTP: {error}",
    ),
    ((decode.BrokenError,), Kind.BAD_RESPONSE, False, "sent what cannot be unpacked: {error}"),
    ((decode.TooLargeError,), Kind.TOO_LARGE, False, "sent more than the limit of {error}"),
    (
        (httpx.NetworkError, httpx.ProxyError, httpcore.NetworkError, httpcore.ProxyError, OSError),
        Kind.CONNECTION,
        False,
        "cannot be reached: {error}",
    ),
)
#: What `failure_of` understands; everything else is a mistake of ours.
EXPECTED = tuple(kind for row in _TABLE for kind in row[0])


def failure_of(error: Exception, *, url: str) -> model.Failure:
    """Return the failure that an error of the table stands for. Raises the error itself when it is in none."""
    told = _find_cause(error)
    for kinds, kind, is_permanent, what in _TABLE:
        if isinstance(told, kinds):
            hint = " Trying again is no use." if is_permanent else ""
            return model.Failure(
                kind=kind,
                is_permanent=is_permanent,
                detail=f"{shorten(url)} {what.format(error=_plain(told))}.{hint}",
            )
    raise error


def _find_cause(error: Exception) -> Exception:
    """Return what the TLS library said beneath an error of httpcore, which wraps it; else the error itself."""
    cause = next((inner for inner in error.args if isinstance(inner, ssl.SSLError)), error)
    has_hung_up = isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError)
    # The handshake is part of connecting. After it, who hangs up has broken off like anybody else.
    return error if has_hung_up and isinstance(error, httpcore.ReadError | httpcore.WriteError) else cause


def shorten(text: str) -> str:
    """Return text of strangers at a length that can be shown and stored."""
    return text if len(text) <= _LONGEST_TOLD else f"{text[: _LONGEST_TOLD - 1]}…"


def _plain(error: BaseException) -> str:
    words = tls_trouble.explain(error) if isinstance(error, ssl.SSLError) else str(error)
    return shorten((words or type(error).__name__).rstrip("."))
