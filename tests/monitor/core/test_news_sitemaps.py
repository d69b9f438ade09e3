from datetime import UTC, datetime

import pytest

from monitor import model
from monitor.core import feeds
from tests.monitor.core.feed_texts import URL, read

ROOT = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
)


def news(link: str, *, title: str = "Talks", date: str = "2025-09-01T10:00:00+02:00", more: str = "") -> str:
    return (
        f"<url><loc>{link}</loc>{more}<news:news><news:publication><news:name>The Ledger</news:name>"
        f"<news:language>en</news:language></news:publication><news:publication_date>{date}</news:publication_date>"
        f"<news:title>{title}</news:title></news:news></url>"
    )


def refuse(body: str) -> str:
    parsed = feeds.parse_feed(body.encode(), url=URL)
    assert isinstance(parsed, model.Failure)
    assert parsed.kind is model.FailureKind.NOT_A_FEED
    return parsed.detail


def test_a_news_sitemap_is_a_feed():
    more = "<lastmod>2025-09-01T09:15Z</lastmod>"
    parsed = read(
        f"<?xml version='1.0'?>\n{ROOT}{news('/a?utm_source=x', title='20 &amp; more', more=more)}</urlset>"
    )
    assert parsed == model.ParsedFeed(
        format="news-sitemap",
        title="The Ledger",
        language="en",
        entries=(
            model.Entry(
                url="https://ledger.example/a",
                link="/a?utm_source=x",
                title="20 & more",
                published_at=datetime(2025, 9, 1, 8, 0, tzinfo=UTC),
                updated_at=datetime(2025, 9, 1, 9, 15, tzinfo=UTC),
            ),
        ),
    )


def test_the_newest_comes_first_and_what_has_no_date_last():
    dates = ["2025-09-01", "", "2025-09-03", "2025-09-02"]
    parsed = read(
        f"{ROOT}{''.join(news(f'/{number}', date=date) for number, date in enumerate(dates))}</urlset>"
    )
    assert [entry.link for entry in parsed.entries] == ["/2", "/3", "/0", "/1"]


def test_pages_without_news_are_left_out_and_links_that_are_none_are_counted():
    page = "<url><loc>https://ledger.example/about</loc></url>"
    parsed = read(f"{ROOT}{page}{news('mailto:desk')}{news('')}{news('/a')}</urlset>")
    assert [entry.url for entry in parsed.entries] == ["https://ledger.example/a"]
    assert parsed.linkless_count == 2


def test_what_stood_before_broken_xml_is_kept():
    broken = f"<url><loc>/b</loc><news:news><news:title>Half</news:title></wrong>{news('/c')}"
    parsed = read(f"{ROOT}{news('/a')}\n{broken}</urlset>")
    assert [entry.link for entry in parsed.entries] == ["/a"]
    assert parsed.linkless_count == 0
    assert parsed.problem == "line 2: mismatched tag"


def test_bare_ampersands_lose_nothing():
    titles = ["Talks & truce", "<![CDATA[Talks & <b>truce</b>]]>", "Caf&eacute; &#38; bar"]
    pages = (news(f"/a?b=1&c={number}", title=title) for number, title in enumerate(titles))
    parsed = read(f"{ROOT}{''.join(pages)}</urlset>")
    assert parsed.problem == ""
    assert [(entry.link, entry.title) for entry in parsed.entries] == [
        ("/a?b=1&c=0", "Talks & truce"),
        ("/a?b=1&c=1", "Talks & truce"),
        ("/a?b=1&c=2", "Café & bar"),
    ]


def test_a_quiet_night_is_an_empty_feed():
    assert read(f"{ROOT}</urlset>") == model.ParsedFeed(format="news-sitemap")


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (f"{ROOT}<url><loc>https://ledger.example/about</loc></url></urlset>", "a sitemap without news"),
        (f"{ROOT}<url><loc>https://ledger.example/a</url>", "a sitemap without news"),
        ("<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>", "a list of sitemaps"),
        (
            f'<!DOCTYPE urlset [<!ENTITY a "b">]>{ROOT}</urlset>',
            "a sitemap that is not read (line 1: it declares an",
        ),
    ],
)
def test_other_sitemaps_are_refused_and_told_apart(body, what):
    assert refuse(body).startswith(f"{URL} gave {what}")
