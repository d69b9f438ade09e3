"""Where the demo's messages arrive: a real SMTP server and a Slack webhook, each keeping all it gets as files.

Duplicates are kept too, numbered, so that they can be counted. A file appears whole or not at all, whenever the
process is killed. Listens on loopback only.
"""

import asyncio
import hashlib
import json
import os
import re
import threading
from email import policy
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

#: File names stay well under the usual limit of 255 bytes.
_LONGEST_NAME = 120


class MailSink:
    """An SMTP server that keeps each mail as `<message id>.<n>.eml`, n counting its arrivals from 1."""

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        self._folder = folder
        self.port = port
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Listen; `port` tells where afterwards. Raises OSError when the port is taken."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._loop = asyncio.new_event_loop()
        handler = _MailHandler(self._folder)
        try:
            server = self._loop.run_until_complete(
                self._loop.create_server(
                    lambda: SMTP(handler, enable_SMTPUTF8=True, hostname="mail.demo.example"),
                    "127.0.0.1",
                    self.port,
                )
            )
        except OSError:
            self._loop.close()
            raise
        self.port = server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=_run, args=(self._loop, server), name="mail-sink", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening; what has arrived stays."""
        if self._loop is not None and self._thread is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()

    def message_ids(self) -> dict[str, int]:
        """Return how often each Message-ID (as in the file name) has arrived."""
        return _counted(self._folder, "*.eml")


class SlackSink:
    """An incoming webhook that keeps each payload as `<digest>.<n>.json`, n counting its arrivals from 1."""

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        self._folder = folder
        self.port = port
        self._server: _SlackServer | None = None

    @property
    def url(self) -> str:
        """The webhook's address."""
        return f"http://127.0.0.1:{self.port}/services/demo"

    def start(self) -> None:
        """Listen; `port` tells where afterwards. Raises OSError when the port is taken."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._server = _SlackServer(("127.0.0.1", self.port), self._folder)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, name="slack-sink", daemon=True).start()

    def stop(self) -> None:
        """Stop listening; what has arrived stays."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def payload_digests(self) -> dict[str, int]:
        """Return how often each payload has arrived, by its digest."""
        return _counted(self._folder, "*.json")


class _MailHandler:
    """What aiosmtpd calls for each mail."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    # The name is aiosmtpd's; it runs in the one thread of the loop, so numbering needs no lock.
    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002
        content = envelope.original_content or b""
        headers = BytesParser(policy=policy.compat32).parsebytes(content, headersonly=True)
        message_id = str(headers.get("Message-ID", "")).strip(" <>\r\n")
        name = message_id or hashlib.sha256(content).hexdigest()
        return f"250 OK kept as {_keep(self._folder, name, 'eml', content)}"


class _SlackServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Path) -> None:
        super().__init__(address, _SlackHandler)
        self.folder = folder
        self.lock = threading.Lock()


class _SlackHandler(BaseHTTPRequestHandler):
    server: _SlackServer

    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        try:
            payload = json.loads(body)
        except ValueError:
            self._answer(400, b"invalid_payload")
            return
        written = json.dumps(payload, ensure_ascii=False, indent=1, sort_keys=True).encode()
        with self.server.lock:
            _keep(self.server.folder, hashlib.sha256(written).hexdigest()[:24], "json", written)
        self._answer(200, b"ok")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing: the replay has its own progress."""


def _run(loop: asyncio.AbstractEventLoop, server: asyncio.Server) -> None:
    loop.run_forever()
    server.close()
    for task in asyncio.all_tasks(loop):
        task.cancel()
    # A turn for connections to see that they were cancelled.
    loop.run_until_complete(asyncio.sleep(0))
    loop.run_until_complete(server.wait_closed())
    loop.close()


def _keep(folder: Path, name: str, suffix: str, content: bytes) -> str:
    """Write a file under the next free number, whole or not at all. Returns its name."""
    safe = re.sub(r"[^\w.@+-]", "_", name, flags=re.ASCII)
    if len(safe) > _LONGEST_NAME:
        safe = f"{safe[:80]}_{hashlib.sha256(name.encode()).hexdigest()[:24]}"
    number = 1
    while (target := folder / f"{safe}.{number}.{suffix}").exists():
        number += 1
    unfinished = target.with_name(f".{target.name}.part")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(target)
    return target.name


def _counted(folder: Path, pattern: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for path in folder.glob(pattern):
        if path.name.startswith("."):
            continue
        name = path.stem.rpartition(".")[0]
        counts[name] = counts.get(name, 0) + 1
    return counts
