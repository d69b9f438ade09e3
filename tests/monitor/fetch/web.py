"""The network as a test says it is: what each address answers, and every request that came."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import httpx

from monitor import model
from monitor.fetch import client
from tests.fakes.clock import FakeClock

URL = "https://ledger.example/a"


class Stream(httpx.SyncByteStream):
    def __init__(self, body: bytes) -> None:
        self.body = body
        self.sent_count = 0

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(self.body), 1000):
            self.sent_count += 1
            yield self.body[start : start + 1000]


def answer(
    body: bytes = b"20 held", *, status: int = 200, headers: dict[str, str] | None = None
) -> httpx.Response:
    return httpx.Response(status, headers=headers or {}, stream=Stream(body))


def moved(location: str, *, status: int = 301) -> httpx.Response:
    return answer(b"", status=status, headers={"location": location, "content-length": "0"})


class Web:
    """Stands for the network: what each URL answers, and every request that came. 404 beyond its pages."""

    def __init__(self) -> None:
        self.pages: dict[str, Callable[[httpx.Request], httpx.Response]] = {}
        self.requests: list[httpx.Request] = []
        self.clock = FakeClock()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        page = self.pages.get(str(request.url))
        return page(request) if page else answer(b"", status=404)

    def answers(self, url: str, response: Callable[[], httpx.Response]) -> None:
        self.pages[url] = lambda _request: response()

    def fetch(
        self, url: str = URL, *, fetcher: client.HttpFetcher | None = None, **fields: object
    ) -> model.FetchedPage | model.Failure:
        fields = {"obeys_robots": False} | fields
        return (fetcher or self.fetcher()).fetch(model.FetchRequest(url=url, **fields))

    def fetcher(self, **settings: object) -> client.HttpFetcher:
        settings = {"host_gap": timedelta(0)} | settings
        return client.build_fetcher(
            clock=self.clock,
            user_agent="claimwatch/0.1 (desk@news.example)",
            outer_transport=httpx.MockTransport(self),
            **settings,
        )


def page_of(fetched: model.FetchedPage | model.Failure) -> model.FetchedPage:
    assert isinstance(fetched, model.FetchedPage), fetched
    return fetched


def failure_of(fetched: model.FetchedPage | model.Failure) -> model.Failure:
    assert isinstance(fetched, model.Failure), fetched
    return fetched
