import pytest

from monitor.core import fingerprint, own_address, urls
from tests import builders

HEADLINE = "Hamas to free 8 hostages in first phase"
AT = "https://www.ledger.example/world/1045588-talks-begin"


def address_of(
    head: str = "", *, at: str = AT, body: str = "", headers: tuple[tuple[str, str], ...] = ()
) -> str:
    page = builders.page(f"<head>{head}</head><body><h1>{HEADLINE}</h1>{body}", url=at, headers=headers)
    part = fingerprint.find_part(page.body.decode())
    return own_address.find_own_address(page, part, headline=HEADLINE)


def canonical(href: str) -> str:
    return f'<link rel="canonical" href="{href}">'


@pytest.mark.parametrize(
    ("remark", "head", "expected"),
    [
        ("absolute", canonical("https://www.ledger.example/1045588"), "/1045588"),
        ("relative", canonical("../1045588?utm_source=x"), "/1045588"),
        ("its number, another slug", canonical("/world/1045588-talks-end"), "/world/1045588-talks-end"),
        ("named after the headline", canonical("/hamas-to-free-8-hostages"), "/hamas-to-free-8-hostages"),
        ("og:url where there is no link", '<meta property="og:url" content="/1045588">', "/1045588"),
        (
            "structured data where there is nothing else",
            '<script type="application/ld+json">{"@type":"NewsArticle","mainEntityOfPage":{"@id":"/1045588"}}</script>',
            "/1045588",
        ),
        (
            "structured data, a plain address",
            '<script type="application/ld+json">{"@type":"NewsArticle","url":"/1045588"}</script>',
            "/1045588",
        ),
        ("the second of two that disagree", canonical("/") + canonical("/1045588"), "/1045588"),
        (
            "og:url behind a wrong link",
            canonical("/world") + '<meta property="og:url" content="/1045588">',
            "/1045588",
        ),
        ("the front page", canonical("/"), None),
        ("a section", canonical("/world"), None),
        ("one page for all articles", canonical("/article"), None),
        ("another article", canonical("/world/1045599-floods"), None),
        ("the agency it came from", canonical("https://wire.example/world/1045588-talks-begin"), None),
        ("the Arabic edition", canonical("/ar/world/1045588-talks-begin"), None),
        ("no address", canonical("mailto:desk@ledger.example"), None),
        ("empty", canonical(""), None),
        ("relative to the page's base", '<base href="/n/">' + canonical("1045588"), "/n/1045588"),
        ("beside a base that is none", '<base href="mailto:x">' + canonical("/1045588"), "/1045588"),
        ("among other relations", '<link rel="Canonical shortlink" href="/1045588">', "/1045588"),
    ],
)
def test_the_address_a_page_names_is_believed_when_it_is_this_articles(remark, head, expected):
    assert address_of(head) == (f"https://www.ledger.example{expected}" if expected else AT), remark


def test_a_link_in_the_body_counts_like_one_in_the_head():
    assert address_of(body=canonical("/1045588")) == "https://www.ledger.example/1045588"


@pytest.mark.parametrize(
    ("value", "is_believed"),
    [
        ('<https://www.ledger.example/1045588>; rel="canonical"', True),
        ("</1045588>; rel=canonical", True),
        ('</a.css>; rel=preload; as=style, </1045588>; title="a; b"; rel="alternate canonical"', True),
        ('</1045588>; rel="preload"; title="canonical"', False),
        ("</1045588>", False),
        ("; ; ,,< <", False),
    ],
)
def test_an_http_link_header_names_the_address_too(value: str, *, is_believed: bool):
    found = address_of(headers=(("content-type", "text/html"), ("link", value)))
    assert found == ("https://www.ledger.example/1045588" if is_believed else AT)


def test_the_page_is_believed_before_its_headers():
    headers = (("link", "</n/1045588>; rel=canonical"),)
    assert address_of(canonical("/1045588"), headers=headers) == "https://www.ledger.example/1045588"


def test_an_amp_page_is_its_originals():
    at = "https://amp.ledger.example/world/1045588-talks-begin.amp.html"
    assert address_of(canonical(AT), at=at) == AT


@pytest.mark.parametrize("mark", ["amp", "⚡", "⚡\ufe0f", 'AMP=""'])
@pytest.mark.parametrize(
    ("remark", "at", "named", "is_believed"),
    [
        ("a form nobody foresaw", "/w/s/x7f3", "/world/talks-begin-in-doha", True),
        ("its own number, the original has a slug", "/lite/1045588", "/world/talks-begin-in-doha", True),
        ("an original in Arabic", "/lite/1045588", "/world/محادثات-تبدأ-في-الدوحة", True),
        ("another number", "/lite/1045588", "/world/1045599-talks-begin", False),
        ("another day", "/lite/2025/09/01/x", "/2025/09/02/talks-begin-in-doha", False),
        ("another edition", "/ar/lite/1045588", "/en/talks-begin-in-doha", False),
        ("a section", "/lite/1045588", "/world", False),
        ("one page for all", "/lite/1045588", "/article", False),
        ("the front page", "/lite/1045588", "/", False),
    ],
)
def test_an_amp_page_is_believed_for_its_original_whatever_the_forms(mark, remark, at, named, is_believed):
    site = "https://www.ledger.example"
    page = builders.page(
        f"<html {mark}><head>{canonical(named)}</head><body><h1>{HEADLINE}</h1>", url=site + at
    )
    part = fingerprint.find_part(page.body.decode())
    found = own_address.find_own_address(page, part, headline=HEADLINE)
    assert (found == urls.canonical_url(site + named)) is is_believed, remark


def test_a_page_that_is_no_amp_page_is_not_believed_so():
    at = "https://www.ledger.example/w/s/x7f3"
    assert address_of(canonical("/world/talks-begin-in-doha"), at=at) == at


def test_an_original_on_another_site_or_port_is_not_believed():
    for named in (
        "https://wire.example/world/talks-begin-in-doha",
        "https://www.ledger.example:8443/talks-begin-in-doha",
    ):
        page = builders.page(f"<html amp><head>{canonical(named)}</head><h1>{HEADLINE}</h1>", url=AT)
        part = fingerprint.find_part(page.body.decode())
        assert own_address.find_own_address(page, part, headline=HEADLINE) == AT
