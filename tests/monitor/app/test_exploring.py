"""A site is explored: what is asked for, what is kept, what is told of the rest."""

from monitor import model
from monitor.app import exploring
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


def explore(fetcher: FakeFetcher, url: str = SITE) -> exploring.Findings:
    found = exploring.explore_site(url, fetcher=fetcher, tell=lambda _: None)
    assert isinstance(found, exploring.Findings), found
    return found


def urls_of(found: exploring.Findings) -> list[str]:
    return [feed.url.removeprefix(SITE) for feed in found.feeds]


def asked(fetcher: FakeFetcher) -> list[str]:
    return [request.url.removeprefix(SITE) for request in fetcher.requests]


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
    assert exploring.explore_site(SITE, fetcher=fetcher, tell=lambda _: None) is failure


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
