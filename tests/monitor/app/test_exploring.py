"""A site is explored: what is asked for, what is kept, what is told of the rest."""

import pytest

from monitor import errors, model
from monitor.app import exploring
from monitor.core import sites
from tests import builders
from tests.fakes.fetcher import FakeFetcher
from tests.monitor.core.feed_texts import atom, rss

SITE = "https://ledger.example/"


def item(number: int) -> str:
    return f"<item><title>Talks</title><link>https://ledger.example/{number}</link></item>"


def link(*hrefs: str) -> str:
    return "".join(f'<link rel="alternate" type="application/rss+xml" href="{href}">' for href in hrefs)


def site(pages: dict[str, object]) -> FakeFetcher:
    """A fetcher of this site: path -> body, or an answer."""
    routes = {}
    for path, answer in pages.items():
        url = SITE.rstrip("/") + path
        routes[url] = builders.page(answer, url=url) if isinstance(answer, str) else answer
    return FakeFetcher(routes)


def explorer(fetcher: FakeFetcher) -> exploring.Explorer:
    return exploring.Explorer(fetcher=fetcher, read=sites.read_answer, tell=lambda _: None)


def explore(fetcher: FakeFetcher, url: str = SITE) -> exploring.Findings:
    found = explorer(fetcher).explore(url)
    assert isinstance(found, exploring.Findings), found
    return found


def urls_of(found: exploring.Findings) -> list[str]:
    return [feed.url.removeprefix(SITE) for feed in found.feeds]


def asked(fetcher: FakeFetcher) -> list[str]:
    return [request.url.removeprefix(SITE) for request in fetcher.requests]


def test_half_a_feed_is_not_offered():
    half = rss(item(1) + item(2)).rpartition("</link>")[0]
    found = explore(
        site({"/": link("/half.rss", "/whole.rss"), "/half.rss": half, "/whole.rss": rss(item(3))})
    )
    assert urls_of(found) == ["whole.rss"]
    assert "half.rss breaks off in the middle, after 1 entry: the feed is" in found.misses[1].reason


def test_nothing_is_guessed_in_the_place_of_half_a_feed_that_was_named():
    fetcher = site({"/half.rss": rss(item(1)).partition("</item>")[0], "/feed": rss(item(1))})
    found = explore(fetcher, f"{SITE}half.rss")
    assert (urls_of(found), asked(fetcher)) == ([], ["half.rss"])
    assert "half.rss breaks off in the middle, after 0 entries" in found.misses[0].reason


def test_what_the_page_announces_is_tried_and_nothing_is_guessed():
    page = '<meta property="og:site_name" content="The Ledger">' + link("/a.rss", "/gone.rss", "/html.rss")
    fetcher = site({"/": page, "/a.rss": rss(item(1)), "/html.rss": "<html></html>"})
    found = explore(fetcher)
    assert (found.site_url, found.site_name) == (SITE, "The Ledger")
    assert urls_of(found) == ["a.rss"]
    assert asked(fetcher) == ["", "a.rss", "gone.rss", "html.rss", "robots.txt"]
    assert [miss.reason for miss in found.misses[1:]] == [
        "HTTP 404 from https://ledger.example/gone.rss: the server has no page there",
        "https://ledger.example/html.rss gave an HTML page, not a feed.",
    ]


def test_feeds_are_exempt_from_robots_and_the_page_and_guesses_are_not():
    fetcher = site({"/": link("/a.rss")})
    explore(fetcher)
    exempt = {request.url.removeprefix(SITE) for request in fetcher.requests if not request.obeys_robots}
    assert exempt == {"robots.txt", "a.rss"}


def test_an_address_that_is_a_feed_is_taken_and_nothing_else_is_asked():
    fetcher = site({"/a.rss": rss(item(1))})
    found = explore(fetcher, SITE + "a.rss")
    assert urls_of(found) == ["a.rss"]
    assert asked(fetcher) == ["a.rss"]


def test_without_a_named_feed_the_usual_places_are_tried_until_one_is_a_feed():
    fetcher = site({"/": "<html><p>News</p></html>", "/rss.xml": rss(item(1)), "/feed.xml": rss(item(2))})
    found = explore(fetcher)
    assert urls_of(found) == ["rss.xml"]
    assert asked(fetcher) == ["", "robots.txt", "feed", "rss", "rss.xml"]


def test_a_site_without_a_feed_tells_what_was_tried():
    found = explore(site({"/": "<html><p>News</p></html>"}))
    assert urls_of(found) == []
    assert [miss.candidate.url for miss in found.misses] == [
        SITE,
        *(
            SITE + place
            for place in ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json")
        ),
    ]


def test_a_page_that_is_not_there_still_leaves_the_usual_places():
    fetcher = site({"/feed": rss(item(1))})
    found = explore(fetcher)
    assert urls_of(found) == ["feed"]
    assert found.misses[0].reason.startswith("HTTP 404")


def test_a_site_that_does_not_answer_is_its_failure():
    failure = builders.failure(model.FailureKind.DNS)
    fetcher = FakeFetcher({SITE: failure})
    assert explorer(fetcher).explore(SITE) is failure


def test_a_feed_that_does_not_answer_is_told_and_the_others_are_tried():
    failure = builders.failure(model.FailureKind.DNS, detail="feeds.example has no address.")
    fetcher = site({"/": link("https://feeds.example/a", "/b.rss"), "/b.rss": rss(item(1))})
    fetcher.routes["https://feeds.example/a"] = failure
    found = explore(fetcher)
    assert urls_of(found) == ["b.rss"]
    assert found.misses[-1].reason == "feeds.example has no address."


def test_a_host_that_refuses_is_not_asked_again():
    refusal = builders.page(b"", url=SITE + "feed", status=429)
    fetcher = site({"/": "<html></html>", "/feed": refusal})
    found = explore(fetcher)
    assert asked(fetcher) == ["", "robots.txt", "feed"]
    assert len(found.unasked) == 6


def test_a_page_that_lists_feeds_is_followed_once():
    fetcher = site(
        {
            "/": '<a href="/rss">RSS</a>',
            "/rss": '<a href="/world.rss">World</a><a href="/feeds">More</a>',
            "/world.rss": rss(item(1)),
            "/feeds": '<a href="/more.rss">More</a>',
        }
    )
    found = explore(fetcher)
    assert urls_of(found) == ["world.rss"]
    assert asked(fetcher) == ["", "rss", "world.rss", "feeds", "robots.txt"]


def test_a_page_in_error_lists_nothing():
    error = builders.page('<a href="/a.rss">x</a>', url=SITE + "rss", status=404)
    found = explore(site({"/": '<a href="/rss">RSS</a>', "/rss": error, "/a.rss": rss(item(1))}))
    assert urls_of(found) == []


def test_the_same_feed_in_another_format_is_told_and_left_out():
    entry = "<entry><title>Talks</title><link href='https://ledger.example/1'/></entry>"
    found = explore(site({"/": link("/a.rss", "/a.atom"), "/a.rss": rss(item(1)), "/a.atom": atom(entry)}))
    assert urls_of(found) == ["a.rss"]
    assert found.misses[-1].reason == (
        "https://ledger.example/a.atom holds the same entries as https://ledger.example/a.rss."
    )


def test_empty_feeds_are_not_the_same_feed():
    found = explore(site({"/": link("/a.rss", "/b.rss"), "/a.rss": rss(""), "/b.rss": rss("")}))
    assert urls_of(found) == ["a.rss", "b.rss"]


def test_a_feed_that_moved_for_good_is_taken_where_it_is():
    moved = builders.page(
        rss(item(1)), url=SITE + "old.rss", final_url=SITE + "new.rss", moved_to=SITE + "new.rss"
    )
    found = explore(site({"/": link("/old.rss"), "/old.rss": moved}))
    assert urls_of(found) == ["new.rss"]


def test_the_news_sitemap_that_robots_names_is_a_feed_too():
    sitemap = (
        "<urlset><url><loc>https://ledger.example/9</loc><news:news><news:title>Talks</news:title></news:news></url>"
        "</urlset>"
    )
    fetcher = site(
        {
            "/": link("/a.rss"),
            "/a.rss": rss(item(1)),
            "/robots.txt": "Sitemap: https://ledger.example/news.xml",
            "/news.xml": sitemap.replace("<urlset>", '<urlset xmlns:news="n">'),
        }
    )
    found = explore(fetcher)
    assert [(feed.url, feed.origin, feed.feed.format) for feed in found.feeds] == [
        (SITE + "a.rss", "announced", "rss20"),
        (SITE + "news.xml", "sitemap", "news-sitemap"),
    ]


def test_no_more_than_25_addresses_are_asked_for():
    fetcher = site({"/": link(*(f"/{number}.rss" for number in range(40)))})
    found = explore(fetcher)
    assert len(fetcher.requests) == 2 + exploring.MOST_ASKED
    assert SITE + "39.rss" in found.unasked


def test_an_answer_that_cannot_be_read_in_time_is_told_and_the_others_are_read():
    def read(page: model.FetchedPage) -> sites.SiteAnswer:
        if page.url.endswith("a.rss"):
            raise errors.StalledError("Reading it took longer than 10 s and was stopped.")
        return sites.read_answer(page)

    fetcher = site({"/": link("/a.rss", "/b.rss"), "/b.rss": rss(item(1))})
    fetcher.routes[SITE + "a.rss"] = builders.page(rss(item(2)), url=SITE + "a.rss")
    found = exploring.Explorer(fetcher=fetcher, read=read, tell=lambda _: None).explore(SITE)
    assert isinstance(found, exploring.Findings)
    assert urls_of(found) == ["b.rss"]
    assert found.misses[1].reason == f"{SITE}a.rss: Reading it took longer than 10 s and was stopped."


def sitemap(*numbers: int, is_news: bool = True) -> str:
    news = '<n:news xmlns:n="n"><n:title>Talks</n:title></n:news>' if is_news else ""
    pages = (f"<url><loc>{SITE}{n}</loc><lastmod>2025-09-0{n}</lastmod>{news}</url>" for n in numbers)
    return f"<urlset>{''.join(pages)}</urlset>"


def sitemaps(*paths: str) -> str:
    return (
        f"<sitemapindex>{''.join(f'<sitemap><loc>{path}</loc></sitemap>' for path in paths)}</sitemapindex>"
    )


@pytest.mark.parametrize(
    ("remark", "pages", "feeds"),
    [
        (
            "the part for news",
            {"/map.xml": sitemaps("/all.xml", "/news.xml"), "/news.xml": sitemap(1)},
            ["news.xml"],
        ),
        (
            "in lists of lists",
            {"/map.xml": sitemaps("/a.xml"), "/a.xml": sitemaps("/b.xml"), "/b.xml": sitemap(1)},
            ["b.xml"],
        ),
        (
            "lists in lists without end",
            {"/map.xml": sitemaps("/a1.xml")}
            | {f"/a{n}.xml": sitemaps(f"/a{n + 1}.xml") for n in range(1, 9)},
            [],
        ),
        (
            "a part for each day: the list itself",
            {"/map.xml": sitemaps("/news-2025-09-01.xml"), "/news-2025-09-01.xml": sitemap(1)},
            ["map.xml"],
        ),
        (
            "ordinary parts: the list itself",
            {
                "/map.xml": sitemaps("/posts.xml", "/pages.xml"),
                "/posts.xml": sitemap(1, is_news=False),
                "/pages.xml": sitemap(2, is_news=False),
            },
            ["map.xml"],
        ),
        ("a part that is gone", {"/map.xml": sitemaps("/gone.xml")}, []),
        ("a list of itself", {"/map.xml": sitemaps("/map.xml")}, []),
        ("an ordinary sitemap, for want of a better", {"/map.xml": sitemap(1, is_news=False)}, ["map.xml"]),
    ],
)
def test_where_the_page_names_no_feed_sitemaps_are_followed(remark, pages, feeds):
    robots = {"/": "<html></html>", "/robots.txt": f"Sitemap: {SITE}map.xml"}
    found = explore(site(pages | robots))
    assert urls_of(found) == feeds, remark


def test_a_list_that_is_a_feed_has_the_entries_of_its_parts():
    pages = {
        "/map.xml": sitemaps("/1/news.xml", "/2/news.xml", "/2025-09/news.xml"),
        "/1/news.xml": sitemap(1),
        "/2025-09/news.xml": sitemap(2),
    }
    found = explore(site(pages), SITE + "map.xml")
    assert urls_of(found) == ["map.xml"]
    assert [entry.title for entry in found.feeds[0].feed.entries] == ["Talks", "Talks"]
    assert [miss.candidate.url for miss in found.misses] == [SITE + "2/news.xml"]


def test_ordinary_sitemaps_of_a_site_with_a_feed_are_not_asked_for():
    pages = {"/": link("/a.rss"), "/a.rss": rss(item(1)), "/robots.txt": f"Sitemap: {SITE}map.xml"}
    fetcher = site(pages | {"/map.xml": sitemap(1, 2, is_news=False)})
    assert urls_of(explore(fetcher)) == ["a.rss"]
    assert "map.xml" not in asked(fetcher)


def test_a_sitemap_called_news_that_has_none_is_no_feed_beside_a_feed():
    pages = {"/": link("/a.rss"), "/a.rss": rss(item(1)), "/robots.txt": f"Sitemap: {SITE}news.xml"}
    found = explore(site(pages | {"/news.xml": sitemap(1, 2, is_news=False)}))
    assert urls_of(found) == ["a.rss"]
    assert found.misses[-1].reason == f"{SITE}news.xml is a sitemap of all pages, and the site has a feed."
