"""The heartbeat: when it is sent, and that nothing waits for it."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest
import structlog.testing
from pydantic import SecretStr

from monitor.app import heartbeat

URL = SecretStr("https://hc.news.example/ping/secret")
PATIENCE_S = 10


class Outside:
    """Somebody outside who answers as the test says."""

    def __init__(self) -> None:
        self.answers: list[int | Exception] = []
        self.urls: list[str] = []
        self.may_answer = threading.Event()
        self.may_answer.set()

    def __call__(self, url: SecretStr) -> int:
        self.urls.append(url.get_secret_value())
        assert self.may_answer.wait(PATIENCE_S)
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, Exception):
            raise answer
        return answer


class Beating:
    def __init__(self) -> None:
        self.outside, self.seconds = Outside(), 0.0
        self.heart = heartbeat.Heartbeat(
            url=URL, every=timedelta(minutes=5), send=self.outside, count_seconds=lambda: self.seconds
        )

    def beat(self, *, after_minutes: float = 5, is_well: bool = True) -> bool:
        """Beat, and wait for what was sent. Returns whether anything was."""
        self.seconds += after_minutes * 60
        thread = self.heart.note(is_well)
        if thread:
            thread.join(PATIENCE_S)
        return thread is not None


@pytest.fixture
def beating() -> Beating:
    return Beating()


def test_one_is_sent_every_so_many_minutes_while_all_is_well(beating):
    assert [beating.beat(after_minutes=1) for _ in range(11)] == [True, *[False] * 4] * 2 + [True]
    assert beating.outside.urls == [URL.get_secret_value()] * 3


def test_none_is_sent_while_work_is_late_and_at_once_when_it_is_in_time_again(beating):
    assert [beating.beat(is_well=is_well, after_minutes=9) for is_well in (True, False, False, True)] == [
        True,
        False,
        False,
        True,
    ]


def test_one_that_hangs_holds_nothing_and_is_not_joined_by_others(beating):
    beating.outside.may_answer.clear()
    thread = beating.heart.note(True)
    beating.seconds += 600
    assert beating.heart.note(True) is None
    beating.outside.may_answer.set()
    thread.join(PATIENCE_S)

    assert beating.beat()
    assert thread.daemon


def test_trouble_is_logged_once_with_neither_the_address_nor_the_secret_and_its_end_too(beating):
    beating.outside.answers = [httpx.ConnectError("no route to hc.news.example/ping/secret"), 500, 200, 200]
    with structlog.testing.capture_logs() as logs:
        for _ in range(4):
            beating.beat()

    assert [(entry["event"], entry["host"], entry["detail"]) for entry in logs] == [
        ("heartbeat does not arrive", "hc.news.example", "ConnectError"),
        ("heartbeat arrives again", "hc.news.example", ""),
    ]
    assert "secret" not in str(logs)


@pytest.mark.server
@pytest.mark.enable_socket
def test_a_real_server_gets_a_get_and_a_redirect_is_not_followed():
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *args) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        status = heartbeat.send_get(SecretStr(f"http://127.0.0.1:{server.server_port}/ping/abc"))

    assert (status, asked) == (302, ["/ping/abc"])
