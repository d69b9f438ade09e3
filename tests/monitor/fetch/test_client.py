import gzip
from collections.abc import Callable
from datetime import timedelta

import brotli
import httpx
import pytest
import zstandard

from monitor import model
from tests import builders
from tests.monitor.fetch.web import URL, Stream, Web, answer, failure_of, moved, page_of

Kind = model.FailureKind


def test_a_page_carries_what_was_asked_and_what_came(web: Web):
    web.answers(URL, lambda: answer(headers={"Content-Type": "text/html", "ETag": '"1"', "X-A": "b"}))
    page = page_of(web.fetch())
    assert (page.url, page.final_url, page.moved_to, page.status) == (URL, URL, None, 200)
    assert page.body == b"20 held"
    assert page.headers == (("content-type", "text/html"), ("etag", '"1"'), ("x-a", "b"))
    assert page.fetched_at == builders.NOON
    assert page.elapsed >= timedelta(0)


@pytest.mark.parametrize("status", [200, 204, 300, 401, 403, 404, 410, 451, 500, 503])
def test_any_status_is_a_page(web: Web, status: int):
    web.answers(URL, lambda: answer(b"", status=status))
    assert page_of(web.fetch()).status == status


def test_not_modified_is_an_answer_to_those_who_said_since_when_only(web: Web):
    web.answers(URL, lambda: answer(b"", status=304))
    assert page_of(web.fetch(etag='"1"')).is_not_modified
    failure = failure_of(web.fetch())
    assert (failure.kind, failure.is_permanent) == (model.FailureKind.BAD_RESPONSE, False)
    assert "nothing was seen" in failure.detail


def test_we_say_who_we_are_and_what_we_can_unpack(web: Web):
    web.fetch()
    headers = web.requests[0].headers
    assert headers["user-agent"] == "claimwatch/0.1 (desk@news.example)"
    assert headers["accept-encoding"] == "gzip, br, zstd"
    assert "if-none-match" not in headers
    assert "cookie" not in headers


def test_an_outlets_header_takes_the_place_of_ours(web: Web):
    web.answers(URL, answer)
    page_of(web.fetch(headers=(("user-agent", "Desk/1"), ("Accept", "text/html"))))
    assert web.requests[0].headers.get_list("User-Agent") == ["Desk/1"]
    assert web.requests[0].headers.get_list("accept") == ["text/html"]


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


def test_headers_of_an_outlet_do_not_leave_tls(web: Web):
    web.answers(URL, lambda: moved("http://ledger.example/b"))
    web.answers("http://ledger.example/b", lambda: moved("https://ledger.example/c"))
    web.answers("https://ledger.example/c", answer)
    page_of(web.fetch(headers=(("X-Key", "20"),)))
    assert [request.headers.get("x-key") for request in web.requests] == ["20", None, "20"]


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


def test_a_form_is_posted_and_nothing_else_is(web: Web):
    web.answers(URL, lambda: answer(b"", status=202))
    form = (("hub.mode", "subscribe"), ("hub.topic", "https://ledger.example/rss?a=1&b=2"))
    assert page_of(web.fetch(form=form)).status == 202
    web.fetch()
    posted, got = web.requests
    assert (posted.method, got.method) == ("POST", "GET")
    assert (
        posted.content == b"hub.mode=subscribe&hub.topic=https%3A%2F%2Fledger.example%2Frss%3Fa%3D1%26b%3D2"
    )
    assert posted.headers["content-type"] == "application/x-www-form-urlencoded"
    assert (got.content, "content-type" in got.headers) == (b"", False)


@pytest.mark.parametrize(("status", "requests"), [(307, 2), (308, 2), (301, 1), (302, 1), (303, 1)])
def test_a_form_follows_only_redirects_that_keep_it_one(web: Web, status: int, requests: int):
    web.answers(URL, lambda: moved("https://ledger.example/b", status=status))
    web.answers("https://ledger.example/b", lambda: answer(b"", status=202))
    page = page_of(web.fetch(form=(("a", "1"),)))
    assert page.status == (202 if requests == 2 else status)
    assert [request.content for request in web.requests] == [b"a=1"] * requests
