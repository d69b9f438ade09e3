"""What every Fetcher keeps to: the real one and the fake that other tests stand on."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import httpx
import pytest

from monitor import model, ports
from monitor.fetch import client
from tests import builders
from tests.fakes.clock import FakeClock
from tests.fakes.fetcher import FakeFetcher

URL = "https://ledger.example/a"
DOWN = "https://ledger.example/down"


def build_fake() -> ports.Fetcher:
    page = builders.page("20 held", url=URL, headers=(("etag", '"1"'),))
    return FakeFetcher({URL: page, DOWN: lambda _request: builders.failure(model.FailureKind.CONNECTION)})


def build_real() -> ports.Fetcher:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/down":
            raise httpx.ConnectError("refused")
        if request.url.path != "/a":
            return httpx.Response(404, stream=Stream(b""))
        if request.headers.get("if-none-match") == '"1"':
            return httpx.Response(304, headers={"etag": '"1"'}, stream=Stream(b""))
        return httpx.Response(200, headers={"etag": '"1"'}, stream=Stream(b"20 held"))

    return client.build_fetcher(
        clock=FakeClock(),
        user_agent="claimwatch/0.1 (x)",
        host_gap=timedelta(0),
        outer_transport=httpx.MockTransport(answer),
    )


class Stream(httpx.SyncByteStream):
    def __init__(self, body: bytes) -> None:
        self.body = body

    def __iter__(self) -> Iterator[bytes]:
        yield self.body


@pytest.fixture(params=[build_fake, build_real])
def fetcher(request: pytest.FixtureRequest) -> ports.Fetcher:
    build: Callable[[], ports.Fetcher] = request.param
    return build()


def test_a_good_answer_is_a_page(fetcher: ports.Fetcher):
    page = fetcher.fetch(model.FetchRequest(url=URL))
    assert isinstance(page, model.FetchedPage)
    assert (page.url, page.final_url, page.status, page.body) == (URL, URL, 200, b"20 held")
    assert page.header("etag") == '"1"'
    assert page.fetched_at == builders.NOON


def test_a_validator_that_holds_brings_a_304_without_body(fetcher: ports.Fetcher):
    page = fetcher.fetch(model.FetchRequest(url=URL, etag='"1"'))
    assert isinstance(page, model.FetchedPage)
    assert page.is_not_modified
    assert page.body == b""


def test_a_validator_that_does_not_hold_brings_the_page(fetcher: ports.Fetcher):
    page = fetcher.fetch(model.FetchRequest(url=URL, etag='"0"'))
    assert isinstance(page, model.FetchedPage)
    assert page.status == 200


def test_a_missing_page_is_a_page(fetcher: ports.Fetcher):
    page = fetcher.fetch(model.FetchRequest(url="https://ledger.example/none"))
    assert isinstance(page, model.FetchedPage)
    assert page.status == 404


def test_no_answer_is_a_failure(fetcher: ports.Fetcher):
    failure = fetcher.fetch(model.FetchRequest(url=DOWN))
    assert isinstance(failure, model.Failure)
    assert failure.kind is model.FailureKind.CONNECTION
    assert failure.detail
