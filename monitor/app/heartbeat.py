"""The heartbeat: tells somebody outside, while all is well, that it is. When it stops, that somebody raises the alarm.

Any service that waits for a GET by a certain time will do. Never holds anything up: it goes in a thread of its own, one at a time,
and what it does not bring is not made up for. Refuses to be sent while work is late. Next: `watchman`, which says how it is.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
import structlog
from pydantic import SecretStr

log = structlog.get_logger()

#: For connecting, and for the answer.
_TIMEOUT = httpx.Timeout(10)


def send_get(url: SecretStr) -> int:
    """Send one GET, without following redirects. Returns the status. Raises httpx.HTTPError."""
    # The transport itself, not a client: a client logs the URL of every request, and here the URL is the secret.
    request = httpx.Request(
        "GET",
        url.get_secret_value(),
        headers={"User-Agent": "Claimwatch"},
        extensions={"timeout": _TIMEOUT.as_dict()},
    )
    with httpx.HTTPTransport() as transport:
        response = transport.handle_request(request)
        response.close()  # its body says nothing
    return response.status_code


@dataclass(slots=True, kw_only=True)
class Heartbeat:
    """Sends one at most every so often, while all is well."""

    url: SecretStr
    every: timedelta
    send: Callable[[SecretStr], int] = send_get
    count_seconds: Callable[[], float] = time.monotonic
    _sent_s: float | None = None
    _is_failing: bool = False
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def note(self, is_well: bool) -> threading.Thread | None:  # noqa: FBT001  # what the watchman says
        """Send one where all is well and the last is long enough ago; returns its thread."""
        counted = self.count_seconds()
        is_due = self._sent_s is None or counted - self._sent_s >= self.every.total_seconds()
        if not (is_well and is_due and self._turn.acquire(blocking=False)):
            return None
        self._sent_s = counted
        thread = threading.Thread(target=self._send, name="heartbeat", daemon=True)
        thread.start()
        return thread

    def _send(self) -> None:
        try:
            trouble = self._try()
        finally:
            self._turn.release()
        if bool(trouble) != self._is_failing:
            (log.warning if trouble else log.info)(
                "heartbeat does not arrive" if trouble else "heartbeat arrives again",
                action="heartbeat",
                host=urlsplit(self.url.get_secret_value()).hostname,
                detail=trouble,
            )
        self._is_failing = bool(trouble)

    def _try(self) -> str:
        """Send one. Returns what went wrong, without the address: it is a secret; "" for nothing."""
        try:
            status = self.send(self.url)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return type(error).__name__
        return "" if 200 <= status < 300 else f"it answered {status}"
