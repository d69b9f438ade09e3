import pytest

from monitor.core import feed_terms
from tests.monitor.core.feed_texts import ITEM, URL, atom, read, rss

ATOM = 'xmlns:a="http://www.w3.org/2005/Atom"'
HISTORY = 'xmlns:fh="http://purl.org/syndication/history/1.0"'
PODCAST = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'


def link(relation: str, href: str) -> str:
    return f'<a:link {ATOM} rel="{relation}" href="{href}"/>'


@pytest.mark.parametrize(
    ("channel", "hours", "days"),
    [
        ("<skipHours><hour>1</hour><hour> 0 </hour><hour>23</hour></skipHours>", (0, 1, 23), ()),
        ("<skipdays><day>Sunday</day><day>saturday</day><day>Someday</day></skipdays>", (), (5, 6)),
        ("<skipHours><hour>24</hour><hour>25</hour><hour>noon</hour></skipHours>", (0,), ()),
        ("<skipHours>" + "".join(f"<hour>{hour}</hour>" for hour in range(24)) + "</skipHours>", (), ()),
        ("<skipDays>" + "<day>Mon</day><day>Tue</day>" * 50 + "</skipDays>", (), (0, 1)),
        (
            "".join(
                f"<skipDays><day>{day}</day></skipDays>"
                for day in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            ),
            (),
            (),
        ),
        ("", (), ()),
    ],
)
def test_a_feed_says_when_it_is_not_to_be_polled(channel, hours, days):
    parsed = read(rss(ITEM, channel=channel))
    assert (parsed.skip_hours, parsed.skip_days) == (hours, days)


@pytest.mark.parametrize(
    ("channel", "older"),
    [
        (link("next", "?page=2"), "https://ledger.example/news/rss.xml?page=2"),
        (link("NEXT", "/2.xml") + link("next", "/3.xml"), "https://ledger.example/2.xml"),
        (link("next", "/2.xml") + link("prev-archive", "/2025-08.xml"), "https://ledger.example/2025-08.xml"),
        (link("next", "/2.xml") + f"<fh:complete {HISTORY}/>", None),
        (link("self", "/rss.xml") + link("next", "javascript:2") + link("next", "https://[bad/"), None),
        (link("next", " "), None),
        ("", None),
    ],
)
def test_a_feed_says_where_its_older_entries_are(channel, older):
    assert read(rss(ITEM, channel=channel)).older_url == older


def test_an_atom_feed_says_so_too():
    body = atom('<link rel="prev-archive" href="2025-08.atom"/><entry><link href="/a"/></entry>')
    assert read(body).older_url == "https://ledger.example/news/2025-08.atom"


@pytest.mark.parametrize(
    ("said", "new"),
    [
        ("https://feeds.example/ledger", "https://feeds.example/ledger"),
        ("/new.xml", "https://ledger.example/new.xml"),
        (URL, None),
        ("soon", "https://ledger.example/news/soon"),
        ("mailto:desk@ledger.example", None),
        ("", None),
    ],
)
def test_a_feed_says_that_it_moved(said, new):
    channel = f"<itunes:new-feed-url {PODCAST}>{said}</itunes:new-feed-url>"
    assert read(rss(ITEM, channel=channel)).new_url == new


def test_what_is_no_text_is_no_address():
    assert feed_terms.find_address(["https://ledger.example/"], url=URL) is None
    assert feed_terms.find_address("https://[bad/", url=URL) is None
