"""The ordinary service, a feed that names a hub, and the hub: asked, verified, pushed, over real HTTP on loopback."""

import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest

from monitor import model
from monitor.app import page_server
from monitor.app.cli import serving
from tests.acceptance import outlet as outlets
from tests.acceptance.conftest import Build, build_loaded, build_settings
from tests.builders import minutes
from tests.fakes.clock import FakeClock

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]


@dataclass
class HubServer:
    """A hub, and the feed that names it."""

    outlet: outlets.Outlet
    port: int = 0
    #: What subscribers asked for, in order.
    asked: list[dict[str, str]] = field(default_factory=list)
    #: What they echoed.
    echoes: list[str] = field(default_factory=list)

    @property
    def feed(self) -> str:
        return f"http://127.0.0.1:{self.port}/feed.xml"

    def verify(self, asked: dict[str, str]) -> None:
        query = {
            "hub.mode": "subscribe",
            "hub.topic": asked["hub.topic"],
            "hub.challenge": "x1y2",
            "hub.lease_seconds": asked["hub.lease_seconds"],
        }
        with urlopen(f"{asked['hub.callback']}?{urlencode(query)}", timeout=5) as answer:
            self.echoes.append(answer.read().decode())

    def push(self, body: bytes, *, secret: str) -> int:
        signature = hmac.new(secret.encode(), body, hashlib.sha512).hexdigest()
        headers = {"X-Hub-Signature": f"sha512={signature}"}
        request = Request(self.asked[-1]["hub.callback"], data=body, headers=headers, method="POST")
        with urlopen(request, timeout=5) as answer:
            return int(answer.status)


@contextmanager
def run_hub(hub: HubServer) -> Iterator[HubServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, text = hub.outlet.answer("/feed.xml") or ("", "")
            link = f'<http://127.0.0.1:{hub.port}/hub>; rel="hub", <{hub.feed}>; rel="self"'
            self.answer(200, text.encode(), [("Content-Type", kind), ("Link", link)])

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            hub.asked.append(dict(parse_qsl(body)))
            hub.verify(hub.asked[-1])  # at once, before it answers: the harder order
            self.answer(202, b"", [])

        def answer(self, status: int, body: bytes, headers: list[tuple[str, str]]) -> None:
            self.send_response(status)
            for name, value in (*headers, ("Content-Length", str(len(body)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        hub.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield hub
        server.shutdown()
        thread.join()


def test_a_hub_is_asked_and_what_it_pushes_makes_the_feed_due(
    tmp_path: Path, outlet: outlets.Outlet, build_service: Build
):
    clock = FakeClock()
    bound = page_server.bind_page("127.0.0.1", 0)
    push_url = f"http://127.0.0.1:{bound.getsockname()[1]}"
    settings = build_settings(tmp_path).model_copy(update={"push_url": push_url})
    with run_hub(HubServer(outlet)) as hub:
        loaded = build_loaded(outlet)
        feeds = replace(loaded.watch.outlets[0], feeds=(hub.feed,))
        loaded = replace(loaded, watch=replace(loaded.watch, outlets=(feeds,)))
        service = build_service(settings, loaded, clock)
        page = page_server.build_page(settings, service.watch, service.store, clock)
        with serving.serve_page(page, bound):
            service.pipeline.poll_feed(1)
            (asked,) = hub.asked
            assert (asked["hub.topic"], hub.echoes) == (hub.feed, ["x1y2"])
            assert len(urlsplit(asked["hub.callback"]).path) > len("/websub/") + 40
            subscription = service.store.load_subscription(1)
            assert subscription is not None
            assert subscription.state is model.SubscriptionState.ACTIVE

            clock.advance(minutes(5))
            planned = service.store.load_outlets()[0].feeds[0].reason
            assert hub.push(b"<rss/>", secret="guessed") == 202
            assert service.store.load_outlets()[0].feeds[0].reason == planned
            assert hub.push(b"<rss/>", secret=asked["hub.secret"]) == 202
            (feed,) = service.store.load_outlets()[0].feeds
            assert feed.reason == "its hub told of a change"
            assert feed.next_poll_at is not None
            assert feed.next_poll_at <= clock.now()

            service.pipeline.poll_feed(1)
            assert len(hub.asked) == 1
