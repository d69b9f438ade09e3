import gzip
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


def test_a_sitemap_that_breaks_off_is_told_from_one_that_is_broken():
    assert read(f"{ROOT}{news('/a')}<url><loc>/b").is_cut_short
    assert not read(f"{ROOT}{news('/a')}{news('/b')}</wrong></urlset>").is_cut_short


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
        ("<sitemapindex/>", "a list of sitemaps that names none"),
        ("<sitemapindex><sitemap><loc>mailto:a</loc></sitemap></sitemapindex>", "a list of sitemaps that"),
        (f"<sitemapindex><sitemap><loc>{URL}</loc></sitemap></sitemapindex>", "a list of sitemaps that"),
        ("<sitemapindex><sitemap><loc>/half</loc>", "a list of sitemaps that names none"),
        (
            f'<!DOCTYPE urlset [<!ENTITY a "b">]>{ROOT}</urlset>',
            "a sitemap that is not read (line 1: it declares an",
        ),
    ],
)
def test_other_sitemaps_are_refused_and_told_apart(body, what):
    assert refuse(body).startswith(f"{URL} gave {what}")


def dated(link: str, date: str) -> str:
    return f"<url><loc>{link}</loc><lastmod>{date}</lastmod></url>"


def test_an_ordinary_sitemap_gives_what_it_dates_last():
    pages = [dated(f"/{day}", f"2025-09-{day:02}T10:00:00Z") for day in (3, 1, 2)]
    parsed = read(f"{ROOT}{''.join(pages)}<url><loc>/about</loc></url>{dated('', '2025-09-09')}</urlset>")
    assert (parsed.format, parsed.linkless_count) == ("sitemap", 1)
    assert [(entry.link, entry.title) for entry in parsed.entries] == [("/3", ""), ("/2", ""), ("/1", "")]
    assert parsed.entries[0].updated_at == datetime(2025, 9, 3, 10, 0, tzinfo=UTC)
    assert parsed.entries[0].published_at is None


def test_of_an_archive_only_the_newest_hundred_are_taken():
    pages = (dated(f"/{number}", f"{2025 - number // 300}-01-01") for number in range(1000))
    parsed = read(f"{ROOT}{''.join(pages)}</urlset>")
    assert [entry.link for entry in parsed.entries] == [f"/{number}" for number in range(100)]


def parts(*found: str) -> str:
    return f"<sitemapindex>{''.join(f'<sitemap>{part}</sitemap>' for part in found)}</sitemapindex>"


@pytest.mark.parametrize(
    ("remark", "found", "expected"),
    [
        (
            "the newest by their dates",
            [f"<loc>/{day}.xml</loc><lastmod>2025-09-{day:02}</lastmod>" for day in (1, 4, 3, 2)],
            ["/4.xml", "/3.xml", "/2.xml"],
        ),
        (
            "those for news before newer ones, and letters are no news",
            [
                "<loc>/all.xml</loc><lastmod>2025-09-04</lastmod>",
                "<loc>/newsletters.xml</loc><lastmod>2025-09-05</lastmod>",
                "<loc>/News/1.xml</loc>",
            ],
            ["/News/1.xml"],
        ),
        (
            "by their numbers, where nothing is dated",
            [
                "<loc>/2025-9.xml</loc>",
                "<loc>/2025-10.xml</loc>",
                "<loc>/2024-12.xml</loc>",
                "<loc>/a.xml</loc>",
            ],
            ["/2025-10.xml", "/2025-9.xml", "/2024-12.xml"],
        ),
        ("each once", ["<loc>/a.xml</loc>", "<loc>/a.xml</loc>", "<loc/>"], ["/a.xml"]),
    ],
)
def test_a_list_of_sitemaps_gives_the_parts_to_read(remark, found, expected):
    parsed = read(parts(*found))
    assert (parsed.format, parsed.entries) == ("sitemap-index", ())
    assert list(parsed.part_urls) == [f"https://ledger.example{path}" for path in expected], remark


def test_a_list_that_breaks_off_keeps_its_whole_parts():
    parsed = read("<sitemapindex><sitemap><loc>/a.xml</loc></sitemap><sitemap><loc>/b")
    assert parsed.part_urls == ("https://ledger.example/a.xml",)
    assert parsed.problem


def test_a_packed_sitemap_is_read_whatever_it_is_called():
    packed = gzip.compress(f"{ROOT}{news('/a')}".encode()) + gzip.compress(b"</urlset>")
    assert [entry.link for entry in read(packed).entries] == ["/a"]


@pytest.mark.parametrize(
    "body",
    [gzip.compress(b"<urlset>" + bytes(11 * 1024 * 1024)), b"\x1f\x8b and no more", b"\x1f\x8b\x08"],
    ids=["bomb", "broken", "cut"],
)
def test_what_unpacks_to_too_much_or_nothing_is_refused(body):
    parsed = feeds.parse_feed(body, url=URL)
    assert isinstance(parsed, model.Failure)
    assert "a packed file that is broken or holds more than 10,485,760 bytes" in parsed.detail


def test_of_a_file_in_very_many_parts_the_first_are_kept():
    parts_of_it = [f"{ROOT}{news('/a')}", *[news("/b")] * 20]
    found = read(b"".join(gzip.compress(part.encode()) for part in parts_of_it)).entries
    assert [entry.link for entry in found] == [
        "/a",
        *["/b"] * 14,
    ]  # of the sixteenth nobody knows that it is whole
