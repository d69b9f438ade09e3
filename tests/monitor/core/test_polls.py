from datetime import timedelta

import pytest

from monitor import model
from monitor.core import polls
from tests import builders

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Coastal Ledger</title>
<item><title>Hamas to free 8 hostages</title><link>https://ledger.example/a?utm_source=rss</link></item>
<item><title>Rain on Sunday</title><link>https://ledger.example/b</link></item></channel></rss>"""


def feed_page(body=RSS, **fields):
    return builders.page(
        body,
        **(
            {"url": "https://ledger.example/rss", "headers": (("content-type", "application/rss+xml"),)}
            | fields
        ),
    )


@pytest.fixture
def poll(ledger_brief):
    def decide(response, **fields):
        return polls.decide_poll(ledger_brief, builders.feed_for_poll(**fields), response, now=builders.NOON)

    return decide


def test_entries_become_sightings_with_their_topics(poll):
    outcome = poll(feed_page())

    assert [(s.entry.url, s.topic_ids) for s in outcome.sightings] == [
        ("https://ledger.example/a", ("negotiations",)),
        ("https://ledger.example/b", ()),
    ]
    assert (outcome.title, outcome.format) == ("The Coastal Ledger", "rss20")
    assert outcome.body_digest == feed_page().sha256
    assert outcome.next_poll_at == builders.NOON + timedelta(minutes=10)
    assert outcome.failure_count == 0


def test_half_a_feed_is_taken_told_and_asked_for_in_full_again(poll):
    outcome = poll(feed_page(RSS.partition("Rain")[0], headers=(("etag", '"1"'),)))

    assert [sighting.entry.url for sighting in outcome.sightings] == ["https://ledger.example/a"]
    assert outcome.problem.startswith("it breaks off before its end")
    assert (outcome.failure, outcome.etag, outcome.body_digest) == (None, None, None)


def test_an_unchanged_body_is_not_read_again(poll):
    outcome = poll(feed_page(), body_digest=feed_page().sha256, failure_count=3)

    assert outcome.is_unchanged
    assert outcome.sightings == ()
    assert outcome.failure_count == 0


def test_an_unchanged_body_is_not_even_looked_at(poll):
    no_feed = feed_page("<html><body>Hello</body></html>")

    assert poll(no_feed).failure is not None
    assert poll(no_feed, body_digest=no_feed.sha256).failure is None


def test_a_304_keeps_the_validators(poll):
    outcome = poll(feed_page(b"", status=304, headers=()), etag='"1"', last_modified="Mon", body_digest="abc")

    assert outcome.is_unchanged
    assert (outcome.etag, outcome.last_modified, outcome.body_digest) == ('"1"', "Mon", "abc")


def test_new_validators_take_the_place_of_old_ones(poll):
    outcome = poll(feed_page(headers=(("etag", '"2"'),)), etag='"1"', last_modified="Mon")

    assert (outcome.etag, outcome.last_modified) == ('"2"', None)


@pytest.mark.parametrize(
    ("remark", "response", "kind"),
    [
        ("no answer", builders.failure(), model.FailureKind.TIMEOUT),
        ("an error page", feed_page("oops", status=500), model.FailureKind.SERVER_ERROR),
        (
            "a page instead of a feed",
            feed_page("<html><body>Hello</body></html>"),
            model.FailureKind.NOT_A_FEED,
        ),
    ],
)
def test_trouble_is_counted_and_asked_again_later(poll, remark, response, kind):
    outcome = poll(response, failure_count=1, etag='"1"', body_digest="abc")

    assert outcome.failure.kind is kind, remark
    assert outcome.failure_count == 2
    assert outcome.next_poll_at == builders.NOON + timedelta(minutes=10)
    assert (outcome.etag, outcome.body_digest) == ('"1"', "abc")


def test_a_moved_feed_is_remembered(poll):
    outcome = poll(feed_page(moved_to="https://ledger.example/feed"))

    assert outcome.moved_to == "https://ledger.example/feed"


def test_no_more_entries_are_taken_than_the_policy_allows(poll, ledger_brief):
    items = "".join(
        f"<item><title>{n}</title><link>https://ledger.example/{n}</link></item>" for n in range(600)
    )

    outcome = poll(feed_page(f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'))

    assert len(outcome.sightings) == ledger_brief.policy.poll.max_entries


HUB = model.Hub(url="https://hub.example/", topic_url="https://ledger.example/rss")


def test_a_feeds_hub_is_told(poll):
    headers = (("link", '<https://hub.example/>; rel="hub"'),)
    assert poll(feed_page(headers=headers)).hub == HUB
    assert poll(feed_page()).hub is None


def test_a_feed_whose_hub_tells_of_changes_is_polled_more_seldom(poll):
    subscription = model.Subscription(
        feed_id=1,
        hub=HUB,
        lease_until=builders.NOON + timedelta(days=1),
        pushed_at=builders.NOON - timedelta(hours=3),
    )
    last = {"last_good_at": builders.NOON - timedelta(hours=1)}
    for fields in (last, last | {"body_digest": feed_page().sha256}):
        usual = poll(feed_page(), **fields).next_poll_at - builders.NOON
        outcome = poll(feed_page(), subscription=subscription, **fields)
        wait = outcome.next_poll_at - builders.NOON
        assert usual <= wait == min(3 * usual, timedelta(hours=1))
        assert outcome.reason.startswith("its hub tells of changes; ")
