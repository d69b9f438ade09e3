"""A story that goes on: ten articles at each of twenty outlets, each edited ten times, one thing at a time.

Serves them, and takes the mail about them, in a process of its own: `python benchmarks/story.py PORT`. `GET /edit/2/5/3` turns the articles of group 2 of 5 to
their third edit, `GET /mails` gives how often each message id came.
"""

import asyncio
import email
import json
import sys
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pages
from aiosmtpd.smtp import SMTP, Envelope, Session

OUTLETS = pages.OUTLETS
ARTICLES_EACH = 10
EDITS = 10


def lines_of(index: int, edit: int) -> tuple[str, list[str]]:
    """Return an article's headline and paragraphs after so many edits."""
    living = 18 + index % 9 + (0 if edit == 0 else 2 if edit < 9 else 5)
    least = "at least " if edit >= 2 else ""
    verb = "claims" if edit >= 3 else "says"
    days = 30 + index % 40 + (12 if edit >= 6 else 0)
    headline = f"{'Hopes fade' if edit >= 4 else 'Talks resume'} as families wait, part {index}"
    texts = [f"Negotiators returned to the table. Israel {verb} {least}{living} hostages are alive in Gaza."]
    if 5 <= edit < 7:
        texts.append(f"The text speaks of a {days}-day truce, people who saw it said.")
    texts += pages.paragraphs(index)[2:]
    if edit >= 8:
        texts[-1] += " A convoy waited at the crossing until the evening, and then turned back."
    if edit >= 9:
        texts.append(f"Correction: An earlier version of this article gave another number than {living}.")
    if edit == 10:
        texts[0] = texts[0].replace("returned to the table", "came back to the table, and left it again")
    return headline, texts


def render_page(base_url: str, outlet: int, number: int, *, edit: int) -> bytes:
    """Render one article."""
    index = pages.index_of(outlet, number)
    headline, texts = lines_of(index, edit)
    body = "".join(f"<p>{text}</p>\n" for text in texts)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{headline} - Outlet {outlet}</title>'
        f'<link rel="canonical" href="{base_url}/news/{number}"><meta property="og:title" content="{headline}">'
        f'<meta property="og:type" content="article"></head><body><article><h1>{headline}</h1>\n{body}</article></body></html>'
    ).encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    #: Number of an article at its outlet -> how often it was edited.
    edits: ClassVar[Counter[int]] = Counter()

    def do_GET(self) -> None:
        address, port = self.server.server_address[:2]
        outlet = int(address.rpartition(".")[2]) - 21
        base_url = f"http://{address}:{port}"
        match self.path.partition("?")[0].strip("/").split("/"):
            case ["edit", group, count, edit]:
                for number in range(int(group), ARTICLES_EACH, int(count)):
                    Handler.edits[number] = int(edit)
                self.answer(b"ok", "text/plain")
            case ["mails"]:
                self.answer(json.dumps(MAILS).encode(), "application/json")
            case ["rss"]:
                self.answer(render_feed(base_url, outlet), "application/rss+xml")
            case ["news", number]:
                body = render_page(base_url, outlet, int(number), edit=Handler.edits[int(number)])
                self.answer(body, "text/html; charset=utf-8")
            case _:
                self.answer(b"nothing here", "text/plain", status=404)

    def answer(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def render_feed(base_url: str, outlet: int) -> bytes:
    """Render an outlet's feed."""
    items = "".join(
        f"<item><title>Talks resume as families wait, part {pages.index_of(outlet, number)}</title>"
        f"<link>{base_url}/news/{number}</link><guid>{base_url}/news/{number}</guid>"
        "<description>Hostages, Gaza ceasefire: Hamas and Israel return to the talks.</description></item>"
        for number in range(ARTICLES_EACH)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>Outlet {outlet}</title><link>{base_url}</link>{items}</channel></rss>"
    ).encode()


#: Message-ID -> how often it came.
MAILS: Counter[str] = Counter()


class Post:
    """Takes every mail."""

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        head = (envelope.content or b"").partition(b"\r\n\r\n")[0]
        MAILS[str(email.message_from_bytes(head)["Message-ID"])] += 1
        return "250 queued"


def main() -> None:
    port = int(sys.argv[1])
    for number in range(OUTLETS):
        server = ThreadingHTTPServer((f"127.0.0.{21 + number}", port), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
    loop = asyncio.new_event_loop()
    loop.run_until_complete(
        loop.create_server(lambda: SMTP(Post(), hostname="mx.test", loop=loop), "127.0.0.1", port + 1)
    )
    print("serving", flush=True)
    threading.Thread(
        target=lambda: (sys.stdin.read(), loop.call_soon_threadsafe(loop.stop)), daemon=True
    ).start()
    loop.run_forever()


if __name__ == "__main__":
    main()
