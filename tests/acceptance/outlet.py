"""A local outlet: one feed, one article whose text can be changed, over real HTTP."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

BEFORE = "Israel believes that 20 hostages are still alive in Gaza, an Israeli official said on Sunday."
AFTER = "Israel believes that 22 hostages are still alive in Gaza, an Israeli official said on Sunday."

_FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The Harbour Gazette</title><link>{base}/</link><description>News</description>
<item><title>Envoys return to Doha as Gaza hostage talks resume</title><link>{base}/2026/talks</link>
<guid isPermaLink="false">talks</guid><pubDate>Sun, 01 Mar 2026 11:30:00 GMT</pubDate>
<description>Negotiators return for another round on the Gaza ceasefire.</description></item></channel></rss>"""

_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Envoys return to Doha as Gaza hostage talks resume - The Harbour Gazette</title>
<meta property="og:title" content="Envoys return to Doha as Gaza hostage talks resume">
<meta property="og:type" content="article">
<link rel="canonical" href="{base}/2026/talks"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Envoys return to Doha as Gaza hostage talks resume</h1>
<p>Negotiators from Hamas and Israel returned to Doha on Sunday for another round of indirect talks on a ceasefire in
Gaza, two people with knowledge of the schedule told the Harbour Gazette.</p>
<p>{sentence}</p>
<p>The mediators have asked both sides to leave the question of the border crossing for the second week of the talks,
when the maps that each side has drawn are to be laid side by side for the first time.</p>
<p>Families of the captives gathered in front of the ministry in the evening, as they have done each week since the
talks began, and asked for news of the list that the mediators are said to hold.</p>
</article><footer>Visits today: {count}</footer></body></html>"""


@dataclass
class Outlet:
    """What the outlet says now, and how often it was asked for what."""

    port: int = 0
    sentence: str = BEFORE
    asked: list[str] = field(default_factory=list)
    #: Who asked, as they named themselves.
    agents: list[str] = field(default_factory=list)
    #: While set, an article is answered only when `release` is.
    is_slow: bool = False
    release: threading.Event = field(default_factory=threading.Event)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def feed(self) -> str:
        return f"{self.base}/feed.xml"

    def answer(self, path: str) -> tuple[str, str] | None:
        if path == "/feed.xml":
            return "application/rss+xml", _FEED.format(base=self.base)
        if path == "/2026/talks":
            if self.is_slow:
                self.release.wait(60)
            return "text/html; charset=utf-8", _PAGE.format(
                base=self.base, sentence=self.sentence, count=len(self.asked)
            )
        return None


@contextmanager
def run_outlet(outlet: Outlet) -> Iterator[Outlet]:
    """Serve an outlet on its port, or on a free one."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            outlet.asked.append(self.path)
            outlet.agents.append(self.headers["User-Agent"])
            content_type, text = outlet.answer(self.path) or ("", "")
            body = text.encode()
            self.send_response(200 if content_type else 404)
            self.send_header("Content-Type", content_type or "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                """The asker has gone."""

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", outlet.port), Handler)
    server.daemon_threads = True
    outlet.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield outlet
    finally:
        outlet.release.set()
        server.shutdown()
        thread.join()
        server.server_close()
