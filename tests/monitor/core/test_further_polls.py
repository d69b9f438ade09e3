"""Polls that take several documents: older pages, parts of a list of sitemaps, a new address."""

from dataclasses import replace

import pytest

from monitor import model
from monitor.core import entries, polls
from tests import builders
from tests.monitor.core.feed_texts import rss

SITE = "https://ledger.example"
FEED = f"{SITE}/rss"
EARLIER = builders.NOON - builders.minutes(10)
ATOM = 'xmlns:a="http://www.w3.org/2005/Atom"'


def link(href: str, *, relation: str = "next") -> str:
    return f'<a:link {ATOM} rel="{relation}" href="{href}"/>'


def moved(url: str) -> str:
    return f'<i:new-feed-url xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd">{url}</i:new-feed-url>'


def feed(*numbers: int, older: str = "", channel: str = "") -> str:
    items = "".join(f"<item><title>{n}</title><link>{SITE}/{n}</link></item>" for n in numbers)
    return rss(items, channel=channel + (link(older) if older else ""))


def keys(*numbers: int) -> tuple[str, ...]:
    return entries.find_keys(tuple(builders.entry(url=f"{SITE}/{number}") for number in numbers))


@pytest.fixture
def poll(ledger_brief):
    """Poll a site of these pages (body, failure or page by address) to the end, as the pipeline does."""

    def run(pages: dict[str, object], *, knobs: dict | None = None, **fields) -> model.PollOutcome:
        own = replace(
            ledger_brief,
            policy=replace(ledger_brief.policy, poll=replace(ledger_brief.policy.poll, **(knobs or {}))),
        )
        state = builders.feed_for_poll(**({"last_good_at": EARLIER} | fields))
        outcome = polls.decide_poll(own, state, answer(pages, FEED), now=builders.NOON)
        asked = 0
        while outcome.ahead_urls:
            asked += 1
            assert asked < 50
            url = polls.next_request(state, outcome).url
            outcome = polls.decide_further(own, state, outcome, answer(pages, url))
        return outcome

    return run


def answer(pages: dict[str, object], url: str) -> model.FetchedPage | model.Failure:
    found = pages.get(url)
    if isinstance(found, str):
        return builders.page(found, url=url, headers=(("etag", '"1"'),))
    return builders.page(b"", url=url, status=404) if found is None else found


def numbers(outcome: model.PollOutcome) -> list[int]:
    return [int(sighting.entry.url.rpartition("/")[2]) for sighting in outcome.sightings]


def test_the_older_pages_of_a_feed_that_is_new_to_us_are_read(poll):
    pages = {
        FEED: feed(6, 5, older="?page=2"),
        f"{FEED}?page=2": feed(4, 3, older="/rss?page=3"),
        f"{FEED}?page=3": feed(2, 1),
    }
    outcome = poll(pages, last_good_at=None)
    assert numbers(outcome) == [6, 5, 4, 3, 2, 1]
    assert outcome.read_urls == (f"{FEED}?page=2", f"{FEED}?page=3")
    assert outcome.problem == ""
    assert outcome.etag == '"1"'
    assert outcome.entry_keys == keys(6, 5, 4, 3, 2, 1)


def test_a_feed_that_goes_on_where_it_ended_needs_no_older_page(poll):
    outcome = poll({FEED: feed(6, 5, older="?page=2")}, entry_keys=keys(5, 4))
    assert (numbers(outcome), outcome.read_urls) == ([6, 5], ())


def test_after_a_gap_older_pages_are_read_until_it_is_closed(poll):
    pages = {
        FEED: feed(8, 7, older="/2"),
        f"{SITE}/2": feed(6, 5, older="/3"),
        f"{SITE}/3": feed(4, 3, older="/4"),
        f"{SITE}/4": feed(2, 1),
    }
    outcome = poll(pages, entry_keys=keys(4, 3))
    assert numbers(outcome) == [8, 7, 6, 5, 4, 3]
    assert outcome.problem == ""
    assert not outcome.is_catching_up


@pytest.mark.parametrize(
    ("remark", "pages"),
    [
        ("no older page is named", {FEED: feed(8, 7)}),
        ("the older pages end", {FEED: feed(8, 7, older="/2"), f"{SITE}/2": feed(6)}),
        (
            "an empty page leads on",
            {FEED: feed(8, 7, older="/2"), f"{SITE}/2": feed(older="/3"), f"{SITE}/3": feed(4)},
        ),
        ("it names itself", {FEED: feed(8, 7, older=FEED)}),
        (
            "a ring",
            {
                FEED: feed(8, 7, older="/2"),
                f"{SITE}/2": feed(6, older="/3"),
                f"{SITE}/3": feed(5, older="/2"),
            },
        ),
        (
            "more pages than may be read",
            {FEED: feed(8, 7, older="/p0")}
            | {f"{SITE}/p{n}": feed(9 + n, older=f"/p{n + 1}") for n in range(9)},
        ),
    ],
)
def test_a_gap_that_stays_is_told(poll, remark, pages):
    outcome = poll(pages, entry_keys=keys(4, 3))
    assert len(outcome.read_urls) <= 5, remark
    assert "some may have been missed" in outcome.problem, remark
    assert outcome.entry_keys[:2] == keys(8, 7)


def test_the_first_poll_of_a_feed_tells_of_no_gap(poll):
    assert poll({FEED: feed(8, 7)}, last_good_at=None).problem == ""


def test_a_feed_whose_entries_we_do_not_remember_has_no_gap(poll):
    outcome = poll({FEED: feed(8, 7, older="/2")})
    assert (outcome.read_urls, outcome.problem) == ((), "")


def test_an_empty_feed_is_no_gap_and_forgets_nothing(poll):
    outcome = poll({FEED: feed(older="/2")}, entry_keys=keys(4, 3))
    assert (outcome.read_urls, outcome.problem, outcome.entry_keys) == ((), "", keys(4, 3))


@pytest.mark.parametrize("trouble", [builders.failure(), builders.page("busy", status=503)])
def test_an_older_page_that_cannot_be_had_now_is_asked_for_again(poll, trouble):
    outcome = poll({FEED: feed(8, 7, older="/2"), f"{SITE}/2": trouble}, entry_keys=keys(4, 3))
    assert numbers(outcome) == [8, 7]
    assert "some may have been missed" in outcome.problem
    assert (outcome.entry_keys, outcome.etag, outcome.body_digest) == (keys(4, 3), None, None)


def test_an_older_page_that_is_not_there_is_given_up(poll):
    outcome = poll({FEED: feed(8, 7, older="/2")}, entry_keys=keys(4, 3))
    assert "HTTP 404" in outcome.problem
    assert (outcome.entry_keys, outcome.etag) == (keys(8, 7), '"1"')


def test_an_older_page_of_a_new_feed_that_cannot_be_had_is_not_asked_for_again(poll):
    outcome = poll({FEED: feed(8, 7, older="/2"), f"{SITE}/2": builders.failure()}, last_good_at=None)
    assert (outcome.problem, outcome.etag) == ("no answer within 20 s", '"1"')


def test_no_more_entries_are_taken_than_may_be(poll):
    pages = {FEED: feed(8, 7, older="/2"), f"{SITE}/2": feed(6, 5)}
    assert numbers(poll(pages, last_good_at=None, knobs={"max_entries": 3})) == [8, 7, 6]


def sitemap(*numbers: int) -> str:
    pages = (
        f'<url><loc>{SITE}/{n}</loc><n:news xmlns:n="n"><n:publication><n:name>Ledger</n:name></n:publication>'
        f"<n:title>{n}</n:title></n:news></url>"
        for n in numbers
    )
    return f"<urlset>{''.join(pages)}</urlset>"


def sitemaps(*paths: str) -> str:
    return (
        f"<sitemapindex>{''.join(f'<sitemap><loc>{path}</loc></sitemap>' for path in paths)}</sitemapindex>"
    )


def test_a_list_of_sitemaps_is_read_with_its_parts_each_time(poll):
    pages = {
        FEED: sitemaps("/news-2.xml", "/news-1.xml", "/old.xml"),
        f"{SITE}/news-2.xml": sitemap(4, 3),
        f"{SITE}/news-1.xml": sitemaps("/news-1a.xml", FEED),
        f"{SITE}/news-1a.xml": sitemap(2),
    }
    outcome = poll(pages)
    assert numbers(outcome) == [4, 3, 2]
    assert (outcome.format, outcome.title, outcome.problem) == ("sitemap-index", "Ledger", "")
    assert (outcome.etag, outcome.body_digest) == (None, None)


def test_a_part_that_cannot_be_had_is_told_and_the_others_are_read(poll):
    pages = {FEED: sitemaps("/news-2.xml", "/news-1.xml"), f"{SITE}/news-1.xml": sitemap(2)}
    outcome = poll(pages)
    assert numbers(outcome) == [2]
    assert "HTTP 404" in outcome.problem


def test_a_feed_that_says_it_moved_is_taken_where_it_is(poll):
    new = "https://feeds.example/ledger"
    outcome = poll({FEED: feed(2, channel=moved(new)), new: feed(2, 3)})
    assert outcome.moved_to == new
    assert numbers(outcome) == [2, 2, 3]
    assert (outcome.etag, outcome.body_digest) == (None, None)


@pytest.mark.parametrize(
    ("remark", "there"),
    [
        ("nothing", None),
        ("no feed", "<html></html>"),
        ("no answer", builders.failure()),
        ("a feed that says it moved back", feed(2, channel=moved(FEED))),
    ],
)
def test_a_feed_stays_where_it_is_as_long_as_there_is_none_where_it_says(poll, remark, there):
    new = "https://feeds.example/ledger"
    outcome = poll({FEED: feed(2, channel=moved(new)), new: there})
    assert (outcome.moved_to, outcome.etag, outcome.failure, outcome.problem) == (None, '"1"', None, ""), (
        remark
    )


def test_an_outlets_own_headers_stay_on_the_site_of_the_feed(ledger_brief):
    state = builders.feed_for_poll(headers=(("x-key", "1"),))
    requests = [
        polls.next_request(state, builders.poll_outcome(ahead_urls=(url,)))
        for url in ("https://www.ledger.example/2", "https://elsewhere.example/2")
    ]
    assert [request.headers for request in requests] == [(("x-key", "1"),), ()]
