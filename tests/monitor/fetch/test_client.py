import gzip
from collections.abc import Callable, Iterator
from datetime import timedelta

import brotli
import httpx
import pytest
import zstandard

from monitor import model
from monitor.fetch import client
from tests import builders
from tests.fakes.clock import FakeClock

URL = "https://ledger.example/a"
Kind = model.FailureKind


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


@pytest.fixture
def web() -> Web:
    return Web()


def page_of(fetched: model.FetchedPage | model.Failure) -> model.FetchedPage:
    assert isinstance(fetched, model.FetchedPage), fetched
    return fetched


def failure_of(fetched: model.FetchedPage | model.Failure) -> model.Failure:
    assert isinstance(fetched, model.Failure), fetched
    return fetched


def test_a_page_carries_what_was_asked_and_what_came(web: Web):
    web.answers(URL, lambda: answer(headers={"Content-Type": "text/html", "ETag": '"1"', "X-A": "b"}))
    page = page_of(web.fetch())
    assert (page.url, page.final_url, page.moved_to, page.status) == (URL, URL, None, 200)
    assert page.body == b"20 held"
    assert page.headers == (("content-type", "text/html"), ("etag", '"1"'), ("x-a", "b"))
    assert page.fetched_at == builders.NOON
    assert page.elapsed >= timedelta(0)


@pytest.mark.parametrize("status", [200, 204, 300, 304, 401, 403, 404, 410, 451, 500, 503])
def test_any_status_is_a_page(web: Web, status: int):
    web.answers(URL, lambda: answer(b"", status=status))
    assert page_of(web.fetch()).status == status


def test_we_say_who_we_are_and_what_we_can_unpack(web: Web):
    web.fetch()
    headers = web.requests[0].headers
    assert headers["user-agent"] == "claimwatch/0.1 (desk@news.example)"
    assert headers["accept-encoding"] == "gzip, br, zstd"
    assert "if-none-match" not in headers
    assert "cookie" not in headers


def test_a_name_and_password_in_the_url_are_given_as_basic_authentication(web: Web):
    web.answers("https://desk:a%20key@ledger.example/a", answer)
    page_of(web.fetch("https://desk:a%20key@ledger.example/a"))
    assert web.requests[0].headers["authorization"] == "Basic ZGVzazphIGtleQ=="


def test_validators_make_the_request_conditional_and_go_back_as_they_came(web: Web):
    web.fetch(etag='W/"é1"', last_modified="Mon, 01 Sep 2025 12:00:00 GMT")
    headers = dict(web.requests[0].headers.raw)
    assert headers[b"If-None-Match"] == 'W/"é1"'.encode()
    assert headers[b"If-Modified-Since"] == b"Mon, 01 Sep 2025 12:00:00 GMT"


def test_headers_of_an_outlet_stay_on_its_site(web: Web):
    web.answers(URL, lambda: moved("https://www.ledger.example/b"))
    web.answers("https://www.ledger.example/b", lambda: moved("https://other.example/c"))
    web.answers("https://other.example/c", answer)
    page_of(web.fetch(headers=(("X-Key", "20"),), etag='"1"'))
    assert [request.headers.get("x-key") for request in web.requests] == ["20", "20", None]
    assert [request.headers.get("if-none-match") for request in web.requests] == ['"1"'] * 3


@pytest.mark.parametrize(
    ("chain", "moved_to"),
    [
        ((301,), "https://ledger.example/1"),
        ((308, 301), "https://ledger.example/2"),
        ((302,), None),
        ((307, 301), None),
        ((301, 303, 301), "https://ledger.example/1"),
    ],
)
def test_permanent_redirects_from_the_start_are_where_a_url_has_moved(
    web: Web, chain: tuple[int, ...], moved_to: str | None
):
    places = [URL, *(f"https://ledger.example/{n}" for n in range(1, len(chain) + 1))]
    for here, there, status in zip(places, places[1:], chain, strict=False):
        web.pages[here] = lambda _request, there=there, status=status: moved(f"{there}#top", status=status)
    web.answers(places[-1], answer)
    page = page_of(web.fetch())
    assert (page.url, page.final_url, page.moved_to) == (URL, places[-1], moved_to)


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "https://ledger.example/b"),
        ("?p=2", "https://ledger.example/a?p=2"),
        ("//other.example/b", "https://other.example/b"),
    ],
)
def test_a_relative_redirect_is_resolved(web: Web, location: str, target: str):
    web.answers(URL, lambda: moved(location))
    web.answers(target, answer)
    assert page_of(web.fetch()).final_url == target


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ("ftp://ledger.example/a", Kind.BAD_URL),
        ("file:///etc/hosts", Kind.BAD_URL),
        ("https://[::1/", Kind.BAD_RESPONSE),
        ("https://ledger.example:99999/", Kind.BAD_URL),
    ],
)
def test_a_redirect_to_what_is_no_web_address_is_refused_for_now(
    web: Web, location: str, kind: model.FailureKind
):
    web.answers(URL, lambda: moved(location))
    failure = failure_of(web.fetch())
    assert failure.kind is kind
    assert not failure.is_permanent
    assert len(web.requests) == 1


def test_redirects_end(web: Web):
    web.answers(URL, lambda: moved(URL))
    failure = failure_of(web.fetch())
    assert failure.kind is Kind.REDIRECT_LOOP
    assert len(web.requests) == 11


def test_the_body_of_a_redirect_is_read_only_if_it_is_small(web: Web):
    small, large = Stream(b"x" * 5000), Stream(b"x" * 500_000)
    other = "https://ledger.example/b"
    web.answers(
        URL, lambda: httpx.Response(301, headers={"location": other, "content-length": "5000"}, stream=small)
    )
    web.answers(other, lambda: httpx.Response(301, headers={"location": "/c"}, stream=large))
    web.answers("https://ledger.example/c", answer)
    page_of(web.fetch())
    assert small.sent_count == 5
    assert large.sent_count == 0


def test_a_redirect_without_a_target_is_a_page(web: Web):
    web.answers(URL, lambda: answer(status=302))
    assert page_of(web.fetch()).status == 302


def test_cookies_live_for_one_chain_and_no_longer(web: Web):
    def door(request: httpx.Request) -> httpx.Response:
        if "seen=1" in request.headers.get("cookie", ""):
            return answer()
        return answer(b"", status=302, headers={"location": URL, "set-cookie": "seen=1; Path=/; Max-Age=999"})

    web.pages[URL] = door
    fetcher = web.fetcher()
    for _ in range(2):
        assert page_of(web.fetch(fetcher=fetcher)).body == b"20 held"
    assert ["cookie" in request.headers for request in web.requests] == [False, True, False, True]


@pytest.mark.parametrize(
    "url", ["", "ledger.example/a", "ftp://ledger.example/a", "https://", "https://a b/"]
)
def test_what_is_no_web_address_is_not_asked(web: Web, url: str):
    failure = failure_of(web.fetch(url))
    assert failure.kind is Kind.BAD_URL
    assert failure.is_permanent
    assert web.requests == []


@pytest.mark.parametrize(
    ("coding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress), ("zstd", zstandard.compress)]
)
def test_packed_bodies_are_unpacked_and_bombs_are_not(web: Web, coding: str, pack: Callable[[bytes], bytes]):
    web.answers(URL, lambda: answer(pack(b"20 held " * 99), headers={"content-encoding": coding}))
    assert page_of(web.fetch()).body == b"20 held " * 99
    web.answers(URL, lambda: answer(pack(b"0" * 9_000_000), headers={"content-encoding": coding}))
    failure = failure_of(web.fetch(fetcher=web.fetcher(max_bytes=1_000_000)))
    assert failure.kind is Kind.TOO_LARGE


def test_a_body_is_read_no_further_than_the_limit(web: Web):
    stream = Stream(b"x" * 900_000)
    web.answers(URL, lambda: httpx.Response(200, stream=stream))
    assert failure_of(web.fetch(fetcher=web.fetcher(max_bytes=10_000))).kind is Kind.TOO_LARGE
    assert stream.sent_count == 11


def test_a_body_that_says_it_is_too_large_is_not_read_at_all(web: Web):
    stream = Stream(b"x" * 900_000)
    web.answers(URL, lambda: httpx.Response(200, headers={"content-length": "900000"}, stream=stream))
    assert failure_of(web.fetch(fetcher=web.fetcher(max_bytes=10_000))).kind is Kind.TOO_LARGE
    assert stream.sent_count == 0


def test_a_body_that_cannot_be_unpacked_is_a_bad_response(web: Web):
    web.answers(
        URL, lambda: answer(gzip.compress(b"20 held" * 99)[:-9], headers={"content-encoding": "gzip"})
    )
    assert failure_of(web.fetch()).kind is Kind.BAD_RESPONSE


def test_trouble_on_the_way_is_a_failure(web: Web):
    def drop(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    web.pages[URL] = drop
    failure = failure_of(web.fetch())
    assert failure.kind is Kind.CONNECTION
    assert URL in failure.detail


def test_articles_obey_robots_and_polls_need_not(web: Web):
    web.answers("https://ledger.example/robots.txt", lambda: answer(b"User-agent: *\nDisallow: /"))
    web.answers(URL, answer)
    assert failure_of(web.fetch(obeys_robots=True)).kind is Kind.ROBOTS
    assert [request.url.path for request in web.requests] == ["/robots.txt"]
    assert page_of(web.fetch(obeys_robots=False)).status == 200


def test_a_redirect_obeys_the_robots_of_where_it_leads(web: Web):
    web.answers(URL, lambda: moved("https://other.example/b"))
    web.answers("https://other.example/robots.txt", lambda: answer(b"User-agent: *\nDisallow: /b"))
    failure = failure_of(web.fetch(obeys_robots=True))
    assert failure.kind is Kind.ROBOTS
    assert "https://other.example/b" in failure.detail


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_to_be_left_alone_is(web: Web, status: int):
    web.answers(URL, lambda: answer(status=status, headers={"retry-after": "3600"}))
    fetcher = web.fetcher()
    assert page_of(web.fetch(fetcher=fetcher)).header("retry-after") == "3600"
    failure = failure_of(web.fetch("https://ledger.example/b", fetcher=fetcher))
    assert failure.kind is Kind.RATE_LIMITED
    assert failure.retry_after is not None
    assert timedelta(minutes=59) < failure.retry_after <= timedelta(hours=1)
    assert not failure.is_permanent
    assert page_of(web.fetch("https://courier.example/", fetcher=fetcher)).status == 404
    assert len(web.requests) == 2


@pytest.mark.parametrize(
    ("status", "headers"),
    [(200, {"retry-after": "3600"}), (429, {"retry-after": "soon"}), (429, {}), (404, {"retry-after": "9"})],
)
def test_nobody_else_is_left_alone(web: Web, status: int, headers: dict[str, str]):
    web.answers(URL, lambda: answer(status=status, headers=headers))
    fetcher = web.fetcher()
    for _ in range(2):
        assert page_of(web.fetch(fetcher=fetcher)).status == status


def test_once_stopped_nothing_waits(web: Web):
    fetcher = web.fetcher(host_gap=timedelta(hours=1))
    fetcher.stop()
    for _ in range(2):
        assert page_of(web.fetch(fetcher=fetcher)).status == 404
    fetcher.close()
