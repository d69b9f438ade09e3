"""What it means that a server could not be reached at all, whichever protocol was to follow: all of it may pass. And how long one
conversation may take."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from monitor import model


def judge_unreachable(error: BaseException, *, server: str) -> model.Failure:
    """Say why no conversation came about, from the error or whatever caused it."""
    for cause in _causes(error):
        match cause:
            case TimeoutError():
                return model.Failure(
                    kind=model.FailureKind.TIMEOUT, detail=f"{server} did not answer in time"
                )
            # UnicodeError: a name that cannot even be asked for, such as one with two full stops in a row.
            case socket.gaierror() | UnicodeError():
                return model.Failure(kind=model.FailureKind.DNS, detail=f"{server} is not known by name")
            case ssl.SSLError():
                reason = getattr(cause, "verify_message", "") or cause.reason or "the connection broke off"
                detail = f"{server} could not be trusted over TLS ({reason})"
                return model.Failure(kind=model.FailureKind.TLS, detail=detail)
            case ConnectionRefusedError():
                detail = f"{server} refused the connection"
                return model.Failure(kind=model.FailureKind.CONNECTION, detail=detail)
    return model.Failure(kind=model.FailureKind.CONNECTION, detail=f"{server} broke off the connection")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


@contextmanager
def limit(longest: float, hang_up: Callable[[], None]) -> Iterator[threading.Event]:
    """Hang up when a conversation takes longer; seconds. A server that sends a byte now and then keeps to every timeout.
    Gives what is set once that was done."""
    is_over = threading.Event()

    def end() -> None:
        is_over.set()
        hang_up()

    timer = threading.Timer(longest, end)
    timer.daemon = True
    timer.start()
    try:
        yield is_over
    finally:
        timer.cancel()
