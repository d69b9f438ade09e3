"""Real servers on loopback: a mail server that can be told to misbehave, and a sink for posts."""

import asyncio
import json
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Mailbox:
    """A mail server's handler: takes everything, unless told what to answer at a step ("DROP": hang up there)."""

    answers: dict[str, str] = field(default_factory=dict)
    mails: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    connection_count: int = 0

    async def handle_MAIL(  # noqa: N802 (aiosmtpd's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 sender ok")

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 recipient ok")

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.answers.get("DATA", "250 queued as 4cWz1")
        if answer == "DROP" or answer.startswith("250"):
            self.mails.append(bytes(envelope.content or b""))
            self.envelopes.append((envelope.mail_from or "", envelope.rcpt_tos))
        if answer == "DROP":
            server.transport.close()
        return answer

    async def handle_QUIT(self, server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802
        if self.answers.get("QUIT") == "DROP":
            server.transport.close()
        return "221 bye"

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, login: Any
    ) -> AuthResult:
        assert isinstance(login, LoginPassword)
        self.logins.append((login.login, login.password))
        is_known = login.password == b"open sesame"
        words = None if is_known else self.answers.get("AUTH", "535 5.7.8 no such login")
        return AuthResult(success=is_known, handled=False, message=words)


@contextmanager
def run_mail_server(
    mailbox: Mailbox,
    *,
    tls: str = "none",
    context: ssl.SSLContext | None = None,
    wants_login: bool = False,
    takes_utf8: bool = False,
    port: int = 0,
) -> Iterator[int]:
    """Serve the mailbox on this port, or a free one; gives the port."""
    # Not aiosmtpd's own controller: that one connects to the port it was given, and so cannot take a free one.
    loop = asyncio.new_event_loop()

    def answer() -> SMTP:
        mailbox.connection_count += 1
        return SMTP(
            mailbox,
            hostname="mx.test",
            tls_context=context if tls == "starttls" else None,
            require_starttls=tls == "starttls",
            authenticator=mailbox.authenticate,
            auth_required=wants_login,
            auth_require_tls=False,
            enable_SMTPUTF8=takes_utf8,
            loop=loop,
        )

    server = loop.run_until_complete(
        loop.create_server(
            answer,
            "127.0.0.1",
            port,
            ssl=context if tls == "tls" else None,
        )
    )
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_close(server), loop).result(timeout=5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _close(server: asyncio.Server) -> None:
    server.close()
    conversations = asyncio.all_tasks() - {asyncio.current_task()}
    for conversation in conversations:
        conversation.cancel()
    await asyncio.gather(*conversations, return_exceptions=True)
    # One more turn of the loop, for the connections to be closed.
    await asyncio.sleep(0)


@dataclass
class Post:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Sink:
    """An HTTP server's memory, and what it answers."""

    status: int = 200
    body: bytes = b"ok"
    headers: dict[str, str] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)
    url: str = ""


@contextmanager
def run_sink(
    context: ssl.SSLContext | None = None, *, answer: Callable[[dict[str, str], bytes], Any] | None = None
) -> Iterator[Sink]:
    """Serve a sink on a free port; with `answer`, it says by JSON what that makes of a post's headers and body."""
    sink = Sink()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            sink.posts.append(Post(path=self.path, headers=headers, body=body))
            said = json.dumps(answer(headers, body)).encode() if answer else sink.body
            self.send_response(sink.status)
            for name, value in sink.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    sink.url = f"http{'s' if context else ''}://127.0.0.1:{server.server_port}/services/T0/B0/s3cret"
    try:
        yield sink
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def make_certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Make a certificate for 127.0.0.1; gives the server's context, and a client's that trusts it alone."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1"
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    return server, ssl.create_default_context(cafile=str(certificate))
