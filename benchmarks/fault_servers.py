"""Servers that misbehave as they are told: one that takes mail, one that takes posts. Real sockets, loopback only."""

import email
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.alerts.servers import Mailbox, run_mail_server

_NUMBER = re.compile(r"Alert (\d+)")
#: What a server answers where it hangs up instead.
HANG_UP = "DROP"


@dataclass
class Taken:
    """Messages that a server has taken: which alert, for whom, and under which id it came."""

    ids: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    news: list[str] = field(default_factory=list)

    def add(self, words: str, *, whom: str, message_id: str) -> None:
        """Count one message; one that tells of no alert is news of the service."""
        found = _NUMBER.search(words)
        if found:
            self.ids[found[1], whom, message_id] += 1
        else:
            self.news.append(words)

    @property
    def alerts(self) -> set[tuple[str, str]]:
        """Which alert was taken for whom."""
        return {(number, whom) for number, whom, _ in self.ids}

    @property
    def doubled_count(self) -> int:
        """Messages beyond the first for one alert and recipient."""
        return self.ids.total() - len(self.alerts)

    @property
    def has_one_id_each(self) -> bool:
        return len(self.ids) == len(self.alerts)


class Post(Mailbox):
    """A mail server's handler. `on_recipient` and `on_message` may answer for it; "" lets the mail in."""

    def __init__(self, taken: Taken) -> None:
        super().__init__()
        self.taken = taken
        self.on_recipient: Callable[[str], str] = lambda _: ""
        self.on_message: Callable[[], str] = lambda: ""

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.on_recipient(address)
        return answer or await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        mail = email.message_from_bytes(envelope.content or b"", policy=policy.default)
        answer = self.on_message()
        if not answer or answer == HANG_UP:
            for whom in envelope.rcpt_tos:
                self.taken.add(str(mail["Subject"]), whom=whom, message_id=str(mail["Message-ID"]))
        if answer == HANG_UP:
            server.transport.close()
        return answer or "250 queued"


@contextmanager
def serve_mail(post: Post, *, port: int = 0) -> Iterator[int]:
    """Serve a mail server; gives its port."""
    with run_mail_server(post, port=port) as bound:
        yield bound


@dataclass
class Web:
    """A receiver of posts: what it answers to each (status, headers, body), and what it has taken."""

    taken: Taken
    answer: Callable[[], tuple[int, dict[str, str], bytes]] = lambda: (200, {}, b"ok")
    #: Takes the post and hangs up before it answers; hangs without taking it for so many seconds.
    hangs_up: Callable[[], bool] = lambda: False
    hangs_for: Callable[[], float] = lambda: 0.0
    url: str = ""


@contextmanager
def serve_web(web: Web) -> Iterator[Web]:
    """Serve a receiver on a free port, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            wait = web.hangs_for()
            if wait:
                time.sleep(wait)
                self.close_connection = True
                return
            hangs_up = web.hangs_up()
            status, headers, said = web.answer()
            if hangs_up or status < 300:
                web.taken.add(body, whom="", message_id=self.headers.get("Idempotency-Key", ""))
            if hangs_up:
                self.close_connection = True
                return
            self.send_response(status)
            for name, value in {"Content-Length": str(len(said)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    web.url = f"http://127.0.0.1:{server.server_port}/post"
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
