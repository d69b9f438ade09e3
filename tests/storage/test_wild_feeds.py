"""Feeds as they are in the wild, from their bytes to what is due: one article is one, and nothing is lost.

Each feed is polled as the pipeline does it, decided by the core and saved by the fake, SQLite and PostgreSQL.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from monitor import model, policy
from monitor.core import brief, polls
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.monitor.core.feed_texts import rss
from tests.storage import scenes

SITE = "https://ledger.example"
WATCH = model.Watch(topics=(model.Topic(id="talks", title="Talks", match="hostage*"),))


@dataclass
class Wild:
    """A feed that is polled every ten minutes; its articles are checked after each poll, and found unchanged."""

    store: scenes.AnyStore
    brief: "brief.Brief"
    count: int = 0

    @property
    def now(self) -> datetime:
        return NOON + minutes(10 * self.count)

    def poll(self, body: str | bytes, **fields) -> model.PollOutcome:
        self.count += 1
        feed = self.store.load_feed(1)
        page = builders.page(body, url=feed.url, fetched_at=self.now, **fields)
        outcome = polls.decide_poll(self.brief, feed, page, now=self.now)
        self.store.save_poll(outcome)
        return outcome

    def check_due(self) -> list[str]:
        """Check what is due; return the last parts of its addresses."""
        jobs = self.store.claim_due_articles(
            now=self.now, lease=scenes.LEASE, owner="me", limit=100, lanes=model.LaneRoom(limit=100)
        )
        names = []
        for job in jobs:
            article = self.store.load_article(job.id)
            names.append(article.url.rpartition("/")[2])
            number = article.latest.number if article.latest else 0
            self.store.save_check(
                builders.check_outcome(
                    article_id=job.id,
                    checked_at=self.now,
                    base_number=number,
                    next_check_at=NOON + hours(24),
                    topic_ids=article.topic_ids,
                ),
                page=None,
            )
        return sorted(names)

    def run(self, *bodies: str) -> list[list[str]]:
        """Poll these one after another; return what was checked after each."""
        found = []
        for body in bodies:
            self.poll(body)
            found.append(self.check_due())
        return found


@pytest.fixture
def wild(store: scenes.AnyStore) -> Wild:
    return Wild(store, brief.build_brief(WATCH, policy.Policy()))


def item(name: str, *, title: str = "", more: str = "", link: str = "") -> str:
    return f"<item><title>{title or f'Hostages {name[:1]}'}</title><link>{link or f'{SITE}/{name}'}</link>{more}</item>"


def feed(*items: str, stamp: object = "") -> str:
    """A feed whose bytes differ from one fetch to the next, as `stamp` does."""
    return rss("".join(items), channel=f"<lastBuildDate>{stamp}</lastBuildDate>")


def dated(name: str, minute: int) -> str:
    updated = (
        f'<a:updated xmlns:a="http://www.w3.org/2005/Atom">{(NOON + minutes(minute)).isoformat()}</a:updated>'
    )
    return item(name, more=updated)


NOTHING_MORE: dict[str, Callable[[int], str]] = {
    "a guid of its own each time": lambda n: feed(item("a", more=f"<guid isPermaLink='false'>{n}</guid>")),
    "a campaign in the link": lambda n: feed(item(f"a?utm_campaign={n}&amp;utm_source=rss")),
    "a session in the path": lambda n: feed(item(f"a;jsessionid=8F3A2{n}")),
    "a session in the query": lambda n: feed(item(f"a?PHPSESSID=8f3a2{n}")),
    "http and https in turn": lambda n: feed(item("a", link=f"http{'s' * (n % 2)}://ledger.example/a")),
    "a relative link": lambda n: feed(item("a", link="/a" if n % 2 else f"{SITE}/a"), stamp=n),
    "a base of its own": lambda n: feed(
        f'<item xml:base="{SITE}/x/"><title>Hostages</title><link>../a</link></item>', stamp=n
    ),
    "no date": lambda n: feed(item("a"), stamp=n),
    "another date of publication each time": lambda n: feed(
        item("a", more=f"<pubDate>Mon, 01 Sep 2025 1{n}:00:00 GMT</pubDate>")
    ),
    "a date far ahead": lambda n: feed(item("a", more=f"<pubDate>Mon, 01 Sep 209{n} 10:00:00 GMT</pubDate>")),
    "an update far ahead": lambda n: feed(dated("a", 60 * 24 * 365 * (n + 1))),
    "the entry twice": lambda n: feed(item("a"), item("a"), stamp=n),
    "the summary rewritten": lambda n: feed(item("a", more=f"<description>{n} hostages</description>")),
}


@pytest.mark.parametrize("remark", NOTHING_MORE)
def test_one_article_is_one_and_is_checked_once(wild: Wild, remark: str):
    assert [len(names) for names in wild.run(*map(NOTHING_MORE[remark], range(4)))] == [1, 0, 0, 0]
    assert len(wild.store.find_articles()) == 1


def test_entries_with_one_guid_are_articles_by_their_links(wild: Wild):
    guid = "<guid isPermaLink='false'>news</guid>"
    assert wild.run(feed(item("a", more=guid), item("b", more=guid)), feed(item("c", more=guid))) == [
        ["a", "b"],
        ["c"],
    ]


def test_entries_that_are_reordered_or_come_back_are_no_news(wild: Wild):
    first, second, third = item("a"), item("b"), item("c")
    found = wild.run(
        feed(first, second, third),
        feed(third, first, second),
        feed(second),
        feed(),
        feed(first, third, second),
    )
    assert found == [["a", "b", "c"], [], [], [], []]


def test_an_article_whose_entry_is_gone_is_checked_on(wild: Wild):
    wild.run(feed(item("a"), item("b")), feed(item("b")), feed(item("c")))
    wild.count = 24 * 6
    wild.poll(feed(item("d")))
    assert wild.check_due() == ["a", "b", "c", "d"]


def test_a_feed_that_turns_to_a_page_and_back_loses_nothing(wild: Wild):
    wild.run(feed(item("a")))
    before = wild.store.load_feed(1)
    outcome = wild.poll("<!doctype html><html><body>We are back soon</body></html>")
    assert outcome.failure is not None
    assert outcome.failure.kind is model.FailureKind.NOT_A_FEED
    after = wild.store.load_feed(1)
    assert (after.body_digest, after.entry_keys) == (before.body_digest, before.entry_keys)
    assert wild.run(feed(item("a"), item("b"))) == [["b"]]


def test_a_feed_that_moved_for_good_goes_on_where_it_is(wild: Wild):
    wild.poll(
        feed(item("a")), moved_to="https://feeds.example/ledger", final_url="https://feeds.example/ledger"
    )
    assert wild.check_due() == ["a"]
    assert wild.store.load_feed(1).url == "https://feeds.example/ledger"
    assert wild.run(feed(item("a"), item("b"))) == [["b"]]


def test_of_far_too_many_entries_a_new_one_is_seen_at_either_end(wild: Wild):
    wild.brief = replace(wild.brief, policy=policy.Policy(poll=policy.PollPolicy(max_entries=20)))
    many = [item(f"{number}") for number in range(200)]
    assert len(wild.run(feed(*many))[0]) == 20
    assert wild.run(feed(item("top"), *many)) == [["top"]]
    assert wild.run(feed(item("top"), *many, item("end"))) == [["end"]]


def test_a_feed_in_another_encoding_than_it_says_titles_its_articles_rightly(wild: Wild):
    wild.poll(f'<?xml version="1.0" encoding="utf-8"?>{feed(item("a", title="חטופים"))}'.encode("cp1255"))
    assert wild.store.find_articles() == ()
    assert wild.check_due() == ["a"]


def test_links_of_an_aggregator_are_left_as_they_are(wild: Wild):
    links = [f"https://news.google.com/rss/articles/CBMi{name}?oc=5" for name in ("aa", "bb")]
    wild.poll(feed(*(item("a", link=link) for link in links)))
    assert [article.url for article in wild.store.find_articles()][::-1] == links


def test_dates_that_all_move_at_each_fetch_wake_nothing(wild: Wild):
    names = [f"a{number}" for number in range(8)]
    found = wild.run(*(feed(*(dated(name, 10 * n) for name in names)) for n in range(4)))
    assert found == [names, [], [], []]


def test_one_date_among_many_wakes_its_article(wild: Wild):
    names = [f"a{number}" for number in range(8)]
    found = wild.run(
        feed(*(dated(name, 0) for name in names)), feed(*(dated(name, 9 * (name == "a3")) for name in names))
    )
    assert found == [names, ["a3"]]


def test_a_date_that_moves_again_and_again_in_vain_is_no_longer_believed(wild: Wild):
    assert wild.run(*(feed(dated("a", n)) for n in range(6))) == [["a"], ["a"], ["a"], ["a"], [], []]


def test_a_date_that_moved_in_vain_is_believed_again_after_a_new_version(wild: Wild):
    wild.run(*(feed(dated("a", n)) for n in range(6)))
    scenes.add_first_version(wild.store, 1, seen_at=wild.now)
    wild.check_due()
    assert wild.run(feed(dated("a", 7))) == [["a"]]


def test_a_date_is_not_in_vain_before_anybody_looked(wild: Wild):
    for minute in range(6):
        wild.poll(feed(dated("a", minute)))
    wild.check_due()
    assert wild.run(feed(dated("a", 7))) == [["a"]]


def test_a_feed_that_begins_to_date_its_entries_wakes_few(wild: Wild):
    names = [f"a{number}" for number in range(8)]
    assert wild.run(feed(*map(item, names)), feed(*(dated(name, 5) for name in names))) == [names, []]
    assert timedelta(minutes=20) == wild.now - NOON
