from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core import discovery
from monitor.core.discovery import Origin

SITE = "https://ledger.example/world/"


def find(html: str) -> list[tuple[str, str]]:
    return [(found.origin, found.url) for found in discovery.find_feed_links(html, base_url=SITE)]


def announce(href: str, *, kind: str = "application/rss+xml", rel: str = "alternate") -> str:
    return f'<link rel="{rel}" type="{kind}" href="{href}">'


@pytest.mark.parametrize(
    ("kind", "rel"),
    [
        ("application/rss+xml", "alternate"),
        ("application/atom+xml; charset=utf-8", "home ALTERNATE"),
        ("Application/RDF+xml", "alternate"),
        ("application/feed+json", "alternate"),
        ("text/xml", "alternate"),
    ],
)
def test_what_the_page_announces_is_found(kind, rel):
    assert find(announce("a", kind=kind, rel=rel)) == [("announced", "https://ledger.example/world/a")]


@pytest.mark.parametrize(
    "html",
    [
        announce("/wp-json/1", kind="application/json"),
        announce("/oembed", kind="text/xml+oembed"),
        announce("/he", kind="text/html"),
        announce("/style.xml", rel="stylesheet"),
        announce("/comments/feed/"),
        announce("https://me:hunter2@ledger.example/feed"),
        announce("https://[bad/feed"),
        announce("javascript:feed"),
        '<link rel="alternate" type="application/rss+xml" href>',
        '<a href="/rss-feeds-explained">x</a>',
        '<a href="/feeding-the-hungry.html">x</a>',
        '<a href="/2025/atom.html-and-more">x</a>',
        '<a href="/sitemap.xml">x</a>',
        "<a href>x</a>",
        f'<a href="/{"a" * 2048}.rss">x</a>',
    ],
)
def test_what_is_no_feed_of_the_outlet_is_not(html):
    assert find(html) == []


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/rss", "https://ledger.example/rss"),
        ("/feed/", "https://ledger.example/feed/"),
        ("/rss2.xml#top", "https://ledger.example/rss2.xml"),
        ("local.rss?edition=north", "https://ledger.example/world/local.rss?edition=north"),
        ("/rss/world.xml", "https://ledger.example/rss/world.xml"),
        ("/news_feed_en.xml", "https://ledger.example/news_feed_en.xml"),
        ("/?feed=rss2", "https://ledger.example/?feed=rss2"),
        ("//feeds.ledger.example/atom", "https://feeds.ledger.example/atom"),
        ("feed:https://ledger.example/1", "https://ledger.example/1"),
        ("feed://ledger.example/1", "https://ledger.example/1"),
        (" /my feed/\n<a>.rss ", "https://ledger.example/my%20feed/%3Ca%3E.rss"),
    ],
)
def test_a_link_that_looks_like_a_feed_is_found(href, url):
    assert find(f'<a href="{href}">RSS</a>') == [("linked", url)]


def test_announced_ones_come_first_and_each_address_once():
    html = '<a href="/b.rss">x</a><a href="/a.rss">x</a>' + announce("/a.rss") + announce("/a.rss")
    assert find(html) == [
        ("announced", "https://ledger.example/a.rss"),
        ("linked", "https://ledger.example/b.rss"),
    ]


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("https://cdn.example/x/", "https://cdn.example/x/a.rss"),
        ("/y/", "https://ledger.example/y/a.rss"),
        ("data:", "https://ledger.example/world/a.rss"),
    ],
)
def test_the_base_of_the_page_counts(base, url):
    assert find(f'<base href="{base}">{announce("a.rss")}') == [("announced", url)]


def test_usual_places_begin_in_the_section_asked_for():
    places = discovery.find_usual_places(SITE)
    assert [place.url for place in places[:3]] == [
        "https://ledger.example/world/feed",
        "https://ledger.example/world/rss.xml",
        "https://ledger.example/feed",
    ]
    root = discovery.find_usual_places("https://ledger.example")
    assert root == places[2:]
    assert {place.origin for place in places} == {Origin.GUESSED}
    assert discovery.find_usual_places("nowhere") == ()


def test_robots_names_sitemaps_those_of_news_first_and_three_of_each_kind():
    robots = (
        "User-agent: *\nSitemap: https://ledger.example/sitemap.xml\r\n sitemap : /news/1.xml\n"
        "Sitemap: https://ledger.example/news-sitemap.xml\nSITEMAP:/news/1.xml\n#Sitemap: /news/2.xml\n"
        "Sitemap: https://news.example/all.xml\nSitemap: /news/3.xml\nSitemap: /news/4.xml\n"
        "Sitemap: /newsletters.xml\nSitemap: /b.xml\nSitemap: javascript:1\nSitemap: /c.xml"
    )
    found = discovery.find_sitemaps(robots, base_url="https://ledger.example/robots.txt")
    assert {candidate.origin for candidate in found} == {Origin.SITEMAP}
    assert [candidate.url for candidate in found] == [
        "https://ledger.example/news/1.xml",
        "https://ledger.example/news-sitemap.xml",
        "https://ledger.example/news/3.xml",
        "https://ledger.example/sitemap.xml",
        "https://news.example/all.xml",
        "https://ledger.example/newsletters.xml",
    ]


@pytest.mark.parametrize(
    ("path", "is_for_a_day"),
    [
        ("/sitemap/2025-09-01.xml", True),
        ("/sitemap/2025/9/news.xml", True),
        ("/news20250901.xml.gz", True),
        ("/sitemap-17.xml", True),
        ("/sitemap_17.xml.gz", True),
        ("/sitemap/17", True),
        ("/sitemap1.xml", False),
        ("/news-sitemap.xml", False),
        ("/channel4/news.xml", False),
        ("/24-news.xml", False),
    ],
)
def test_an_address_for_a_day_is_told_from_one_that_stays(path, is_for_a_day):
    assert discovery.is_for_a_day(f"https://ledger2025.example{path}?y=2025") is is_for_a_day


@pytest.mark.parametrize(
    ("html", "name"),
    [
        (
            '<meta name="application-name" content="B"><meta property="og:site_name" content=" The  Ledger ">',
            "The Ledger",
        ),
        (
            '<meta property="og:site_name" content=" "><meta name="application-name" content="Ledger">',
            "Ledger",
        ),
        ("<meta property='og:site_name'>", ""),
        ("<title>Front page</title>", ""),
    ],
)
def test_a_page_says_what_its_site_is_called(html, name):
    assert discovery.find_site_name(html) == name


@given(st.text(alphabet='abf/:.?&#@[]<>" \n\x7fé'))
def test_whatever_a_page_links_to_what_is_found_can_be_asked_for(href):
    html = announce(href.replace('"', "&quot;"))
    for found in discovery.find_feed_links(html, base_url=SITE):
        parts = urlsplit(found.url)
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
        assert not set(found.url) & set(' <>"\n\x7f')
