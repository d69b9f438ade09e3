import httpx
import pytest

from monitor import model
from tests.monitor.fetch.web import URL, Stream, Web, answer, failure_of, moved, page_of

Kind = model.FailureKind


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


@pytest.mark.parametrize(
    ("ways", "told"),
    [
        ({"/a": "/a"}, "redirects in a circle: {0}/a → {0}/a."),
        ({"/a": "/b", "/b": "/a"}, "redirects in a circle: {0}/a → {0}/b → {0}/a."),
        ({"/a": "/en", "/en": "/x", "/x": "/en"}, "redirects in a circle: {0}/en → {0}/x → {0}/en."),
        (
            {"/a": "/1"} | {f"/{n}": f"/{n + 1}" for n in range(1, 11)},
            "redirects more than 10 times, last to {0}/11.",
        ),
    ],
)
def test_redirects_end_and_it_is_said_where_they_led(web: Web, ways: dict[str, str], told: str):
    site = URL.removesuffix("/a")
    for here, there in ways.items():
        web.answers(f"{site}{here}", lambda there=there: moved(there))
    failure = failure_of(web.fetch())
    assert failure.kind is Kind.REDIRECT_LOOP
    assert failure.detail == f"{URL} {told.format(site)}"
    assert len(web.requests) == 11


def test_an_address_that_redirects_to_itself_until_its_cookie_comes_back_is_read(web: Web):
    cookie = {"location": URL, "set-cookie": "seen=1"}
    web.pages[URL] = lambda request: (
        answer() if request.headers.get("cookie") else httpx.Response(302, headers=cookie)
    )
    assert page_of(web.fetch()).final_url == URL


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


def test_a_redirect_obeys_the_robots_of_where_it_leads(web: Web):
    web.answers(URL, lambda: moved("https://other.example/b"))
    web.answers("https://other.example/robots.txt", lambda: answer(b"User-agent: *\nDisallow: /b"))
    failure = failure_of(web.fetch(obeys_robots=True))
    assert failure.kind is Kind.ROBOTS
    assert "https://other.example/b" in failure.detail
