"""One JSON document, posted; and what an HTTP answer means for a delivery. Slack and webhooks both send through it.

Speaks to `httpx.HTTPTransport` itself, not to a client: a client logs the URL of every request, and here the URL is
the secret. Follows no redirect, and reads no more of an answer than a person would. Next: `slack`, `webhook`.
"""

import socket
import ssl
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from pydantic import SecretStr

from alerts import network, text
from monitor import model

#: Bytes of an answer that are read where it is only for people, and characters of it that are shown.
_MAX_ANSWER = 2_000
_MAX_WORDS = 300
#: Connecting, being read and answering may each take as long as the timeout.
_WAITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said with a status of 2xx; the body as far as it was read."""

    host: str
    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def words(self) -> str:
        """Its beginning, for people, on one line."""
        return _shorten(self.body)

    @property
    def told(self) -> str:
        """Status and words, as they are recorded."""
        return f"{self.status} {self.words}".strip()


def post_json(
    url: SecretStr, body: bytes, *, headers: dict[str, str], context: ssl.SSLContext, timeout: float
) -> str | model.Failure:
    """Post a JSON body once; seconds. Returns what the server said, or the failure."""
    answer = exchange_json(url, body, headers=headers, context=context, timeout=timeout)
    return answer if isinstance(answer, model.Failure) else answer.told


def exchange_json(
    url: SecretStr,
    body: bytes,
    *,
    headers: dict[str, str],
    context: ssl.SSLContext,
    timeout: float,
    max_answer: int = _MAX_ANSWER,
) -> Answer | model.Failure:
    """Post a JSON body once; seconds, bytes. Returns the answer where it is one of 2xx, else the failure."""
    request = httpx.Request(
        "POST",
        url.get_secret_value(),
        content=body,
        headers={
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Claimwatch",
            "Accept-Encoding": "identity",
        }
        | headers,
        extensions={"timeout": httpx.Timeout(timeout).as_dict()},
    )
    line = _Line()
    request.extensions["trace"] = line.follow
    with network.limit(_WAITS * timeout, line.hang_up) as is_over:
        answer = _ask(request, context=context, patience=timeout, most=max_answer)
    if isinstance(answer, model.Failure) and is_over.is_set():
        return model.Failure(kind=model.FailureKind.TIMEOUT, detail=_say_late(request.url.host))
    return answer


class _Line:
    """The connection of one request, to be broken from another thread."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None

    def follow(self, event: str, about: Mapping[str, Any]) -> None:
        """Note what connection httpcore has made: by TCP, and then by TLS over it."""
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            self._socket = about["return_value"].get_extra_info("socket")

    def hang_up(self) -> None:
        """End it: whoever reads from it reads its end."""
        if self._socket is not None:
            with suppress(OSError):  # it ended by itself
                self._socket.shutdown(socket.SHUT_RDWR)


def _ask(
    request: httpx.Request, *, context: ssl.SSLContext, patience: float, most: int
) -> Answer | model.Failure:
    host = request.url.host
    try:
        with httpx.HTTPTransport(verify=context) as transport:
            response = transport.handle_request(request)
            said = _read_body(response, until=time.monotonic() + patience, most=most)
    except httpx.TimeoutException:
        return model.Failure(kind=model.FailureKind.TIMEOUT, detail=_say_late(host))
    except (httpx.RequestError, UnicodeError) as error:
        return network.judge_unreachable(error, server=host)
    if response.is_success:
        return Answer(host=host, status=response.status_code, headers=response.headers, body=said)
    return judge_answer(response.status_code, words=_shorten(said), headers=response.headers, host=host)


def _say_late(host: str) -> str:
    return f"{host} did not answer in time"


def _read_body(response: httpx.Response, *, until: float, most: int) -> bytes:
    """Read what there is to read; a server that sends byte by byte is not waited for, and what its status said stands
    though the words after it never come."""
    read = b""
    with suppress(httpx.RequestError), closing(response):
        for chunk in response.iter_raw():
            read += chunk
            if len(read) > most or time.monotonic() > until:
                break
    return read[:most]


def _shorten(body: bytes) -> str:
    words = text.clean_text(body[:_MAX_ANSWER].decode("utf-8", errors="replace")).strip()
    return text.shorten(words, _MAX_WORDS)


#: What Slack says when a webhook or its workspace is no more, or may not post: no later message will be taken either.
_GONE_WORDS = frozenset(
    {
        *(
            "account_inactive",
            "action_prohibited",
            "channel_is_archived",
            "channel_not_found",
            "invalid_auth",
        ),
        *("invalid_token", "no_active_hooks", "no_service", "no_service_id", "no_team", "not_authed"),
        *("team_disabled", "token_revoked"),
    }
)
#: Answers that are about the address or the secret, not about what was posted. They may pass, as while a receiver is set up anew.
_OF_CHANNEL = frozenset({401, 403, 404, 405, 407, 451})
_KINDS: dict[int, model.FailureKind] = {
    httpx.codes.REQUEST_TIMEOUT: model.FailureKind.SERVER_ERROR,
    httpx.codes.TOO_EARLY: model.FailureKind.SERVER_ERROR,
    httpx.codes.TOO_MANY_REQUESTS: model.FailureKind.RATE_LIMITED,
    httpx.codes.NOT_FOUND: model.FailureKind.NOT_FOUND,
    httpx.codes.GONE: model.FailureKind.GONE,
}


def judge_answer(status: int, *, words: str, headers: httpx.Headers, host: str) -> model.Failure:
    """Say what an answer other than 2xx means: too many and server trouble pass; the address itself is refused, for good where it
    is gone; the rest is a message that will not be taken."""
    kind = _find_kind(status)
    passes = kind in {model.FailureKind.RATE_LIMITED, model.FailureKind.SERVER_ERROR}
    is_gone = not passes and (kind is model.FailureKind.GONE or words in _GONE_WORDS)
    is_of_channel = not passes and (is_gone or status in _OF_CHANNEL or status < 400)
    is_permanent = not passes and (is_gone or not is_of_channel)
    said = f": {words}" if words else ""
    return model.Failure(
        kind=kind,
        is_permanent=is_permanent,
        is_of_channel=is_of_channel,
        retry_after=None if is_permanent else find_wait(headers),
        detail=f"{host} answered {status}{said}",
        status=status,
    )


def _find_kind(status: int) -> model.FailureKind:
    if status >= 500:
        return model.FailureKind.SERVER_ERROR
    return _KINDS.get(status, model.FailureKind.CLIENT_ERROR)


def find_wait(headers: httpx.Headers) -> timedelta | None:
    """Return the wait that Retry-After asks for: seconds, or a date, which counts from the server's own Date."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        # More digits than a day has seconds say no more than "long".
        return timedelta(seconds=int(asked[:9]))
    try:
        wait = parsedate_to_datetime(asked) - parsedate_to_datetime(headers.get("Date", ""))
    except (TypeError, ValueError):
        return None
    return max(wait, timedelta(0))
