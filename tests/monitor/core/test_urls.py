import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core import urls


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("HTTPS://Ledger.Example/A/b", "https://ledger.example/A/b"),
        ("https://ledger.example", "https://ledger.example/"),
        ("https://ledger.example:443/a", "https://ledger.example/a"),
        ("http://ledger.example:80/a", "http://ledger.example/a"),
        ("http://ledger.example:443/a", "http://ledger.example:443/a"),
        ("https://ledger.example./a#comments", "https://ledger.example/a"),
        ("https://reader:secret@ledger.example/a", "https://ledger.example/a"),
        ("  https://ledger.example/a\n/b ", "https://ledger.example/a/b"),
        ("https://ledger.example/a b/é?q=ü", "https://ledger.example/a%20b/%C3%A9?q=%C3%BC"),
        ("https://ledger.example/%7euser/%e2%82%ac/100%", "https://ledger.example/~user/%E2%82%AC/100%25"),
        ("https://ledger.example/a/./b/../c/..", "https://ledger.example/a/"),
        ("https://ledger.example/../../a/.well", "https://ledger.example/a/.well"),
        ("https://ledger.example//a//b/", "https://ledger.example//a//b/"),
        ("https://müller.example/a", "https://xn--mller-kva.example/a"),
        ("https://my_desk.ledger.example/a", "https://my_desk.ledger.example/a"),
        ("http://[2001:DB8::0:1]:8080/a", "http://[2001:db8::1]:8080/a"),
        ("http://127.0.0.1:8000/a?x=1", "http://127.0.0.1:8000/a?x=1"),
    ],
)
def test_a_url_has_one_canonical_form(given_url: str, expected: str):
    assert urls.canonical_url(given_url) == expected


@pytest.mark.parametrize(
    "parameter",
    [
        "utm_source=rss",
        "UTM_Campaign=x",
        "fbclid=Iw1",
        "gclid=1",
        "mc_cid=1",
        "at_medium=RSS",
        "ns_mchannel=rss",
        "CMP=share",
        "ICID=top",
        "ref=home",
        "smid=tw",
        "utm%5Fsource=rss",
        "traffic_source=rss",
    ],
)
def test_tracking_parameters_are_dropped(parameter: str):
    url = f"https://ledger.example/a?{parameter}&id=20&{parameter}"
    assert urls.canonical_url(url) == "https://ledger.example/a?id=20"
    assert urls.canonical_url(f"https://ledger.example/a?{parameter}") == "https://ledger.example/a"


def test_other_parameters_are_kept_in_order_even_when_they_repeat_or_are_blank():
    url = "https://ledger.example/a?z=2&a=1&z=3&empty=&flag&&refer=x&reference=7"
    assert urls.canonical_url(url) == ("https://ledger.example/a?z=2&a=1&z=3&empty=&flag&refer=x&reference=7")


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("b", "https://ledger.example/news/b"),
        ("/b", "https://ledger.example/b"),
        ("../b?p=1", "https://ledger.example/b?p=1"),
        ("//other.example/b", "https://other.example/b"),
        ("http://other.example/b", "http://other.example/b"),
        ("", "https://ledger.example/news/feed.xml"),
    ],
)
def test_a_relative_url_is_resolved_against_the_base(link: str, expected: str):
    assert urls.canonical_url(link, base="https://ledger.example/news/feed.xml") == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a/b",
        "//ledger.example/a",
        "mailto:desk@ledger.example",
        "javascript:alert(1)",
        "ftp://ledger.example/a",
        "file:///etc/hosts",
        "tag:ledger.example,2025:1",
        "https://",
        "https:///a",
        "https://led ger.example/",
        "https://a..b/",
        "https://-/",
        "https://[::1/",
        "https://[zz]/",
        "https://ledger.example:99999/",
        "https://ledger.example:0/",
        "https://ledger.example:port/",
        "https://ex\u200eample.é/",
        "https://" + "a" * 300 + "/",
        "https://ledger.example/" + "a" * 2048,
    ],
)
def test_what_cannot_be_asked_over_http_is_refused(url: str):
    assert urls.canonical_url(url) is None


def test_a_url_too_long_to_be_an_identity_can_still_be_asked():
    assert urls.is_web_url("https://ledger.example/" + "a" * 5000)
    assert not urls.is_web_url("https://ledger.example:99999/")
    assert not urls.is_web_url("/a")


_PATHS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=40)


@given(path=_PATHS, query=_PATHS)
def test_the_canonical_form_is_its_own_canonical_form(path: str, query: str):
    once = urls.canonical_url(f"https://Ledger.example/{path}?{query}")
    assert once is None or urls.canonical_url(once) == once


@given(url=st.text(max_size=80), base=st.none() | st.text(max_size=40))
def test_any_text_is_read_without_an_error(url: str, base: str | None):
    found = urls.canonical_url(url, base=base)
    assert found is None or found.startswith(("http://", "https://"))
    urls.host_of(url)
    urls.is_front_page(url)
    urls.is_same_site(url, base or "")


@given(segments=st.lists(st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True), min_size=1, max_size=5))
def test_every_digit_of_the_path_is_kept(segments: list[str]):
    path = "/".join(segments)
    canonical = urls.canonical_url(f"https://ledger.example/{path}")
    assert re.findall(r"\d", canonical or "") == re.findall(r"\d", path)


def test_the_host_is_named_in_lower_case_without_port():
    assert urls.host_of("https://WWW.Ledger.Example:8443/a") == "www.ledger.example"
    assert urls.host_of("no url") == ""
    assert urls.host_of("http://[::1") == ""


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("https://www.ledger.example/a", "https://edition.ledger.example/b", True),
        ("https://ledger.example/a", "http://LEDGER.example:8080/b", True),
        ("https://ledger.example/a", "https://courier.example/a", False),
        ("https://news.ledger.co.uk/", "https://ledger.co.uk/", True),
        ("https://ledger.co.uk/", "https://courier.co.uk/", False),
        ("https://ledger.blogspot.com/", "https://courier.blogspot.com/", False),
        ("http://127.0.0.11:8000/", "http://127.0.0.11:9000/", True),
        ("http://127.0.0.11/", "http://127.0.0.12/", False),
        ("http://[::1]/", "http://[::1]:80/", True),
        ("http://localhost/", "http://localhost:8000/a", True),
        ("", "", False),
        ("no url", "no url", False),
    ],
)
def test_two_urls_are_of_one_site_when_their_registrable_domain_is_the_same(
    first: str, second: str, *, expected: bool
):
    assert urls.is_same_site(first, second) is expected


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/en",
        "/en/",
        "/en-us",
        "/index.html",
        "/en/index.php",
        "/home",
        "/news",
        "/news/world/middle-east",
        "/?utm_source=rss",
        "/?redirected=1",
        "/#top",
        "/ar/news",
        "/default.aspx",
    ],
)
def test_a_front_page_is_known_by_its_form(path: str):
    assert urls.is_front_page(f"https://ledger.example{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/hostages-freed",
        "/news/hostages-freed",
        "/2025/09/01",
        "/news/20",
        "/?p=1234",
        "/index.php?id=77",
        "/en/a1",
        "/news/world-20-freed",
        "/index.html/a-b-c",
        "/حماس",
    ],
)
def test_an_article_is_never_taken_for_a_front_page(path: str):
    assert not urls.is_front_page(f"https://ledger.example{path}")


def test_what_is_no_url_is_no_front_page():
    assert not urls.is_front_page("/")
