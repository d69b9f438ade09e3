from datetime import timedelta

import pytest

from monitor import model, policy
from monitor.app import bootstrap, judge
from monitor.core import brief
from tests import builders
from tests.monitor.core.conftest import WATCH
from tests.monitor.core.test_decide import LIVING, page
from tests.monitor.core.test_polls import feed_page

# Starting a reading process takes seconds: one pool serves the module.


@pytest.fixture(scope="module")
def pooled():
    built = judge.PooledJudge(WATCH, policy.Policy(), processes=1, limit=timedelta(seconds=20))
    yield built
    built.stop()


@pytest.fixture(scope="module")
def inline() -> judge.InlineJudge:
    return judge.InlineJudge(brief.build_brief(WATCH, policy.Policy()))


def check(one, article, response):
    quick = one.decide_quickly(article, response, now=builders.NOON, price=0.0)
    return quick or one.decide_check(article, response, past=None, now=builders.NOON, price=0.0)


@pytest.mark.parametrize(
    ("remark", "response"),
    [
        ("read in the other process", page(LIVING.format(20))),
        ("decided here", builders.failure()),
        ("an error page", builders.page("gone", status=410)),
    ],
)
def test_a_check_is_decided_alike_in_the_pool_and_here(pooled, inline, remark, response):
    article = builders.article_for_check()

    assert check(pooled, article, response) == check(inline, article, response), remark


@pytest.mark.parametrize(
    ("remark", "response"),
    [
        ("read in the other process", feed_page()),
        ("decided here", builders.failure()),
        ("unchanged", feed_page(b"", status=304)),
    ],
)
def test_a_poll_is_decided_alike_in_the_pool_and_here(pooled, inline, remark, response):
    feed = builders.feed_for_poll()

    found = [one.decide_poll(feed, response, now=builders.NOON) for one in (pooled, inline)]

    assert found[0] == found[1], remark


@pytest.mark.parametrize("response", [feed_page(), builders.failure()])
def test_what_a_poll_reads_further_is_decided_alike_in_the_pool_and_here(pooled, inline, response):
    feed = builders.feed_for_poll()
    polled = builders.poll_outcome(ahead_urls=("https://ledger.example/rss?page=2",))

    found = [one.decide_further(feed, polled, response) for one in (pooled, inline)]

    assert found[0] == found[1]
    assert len(found[0].sightings) + len(found[0].problem) > 0


def test_a_reading_that_takes_too_long_is_a_stalled_failure():
    hasty = judge.PooledJudge(WATCH, policy.Policy(), processes=1, limit=timedelta(seconds=0.1))
    entries = "<item><title>Talks</title><link>https://ledger.example/a</link></item>" * 100_000
    try:
        outcome = check(hasty, builders.article_for_check(), page(*[LIVING.format(20)] * 100_000))
        poll = hasty.decide_poll(
            builders.feed_for_poll(),
            feed_page(f'<rss version="2.0"><channel><title>x</title>{entries}</channel></rss>'),
            now=builders.NOON,
        )
    finally:
        hasty.stop()

    assert outcome.failure.kind is model.FailureKind.STALLED
    assert "took longer than" in outcome.failure.detail
    assert outcome.next_check_at > builders.NOON
    assert poll.failure.kind is model.FailureKind.STALLED


def test_a_feed_that_would_be_read_for_ever_is_stopped_and_the_next_is_read():
    attributes = " ".join(f'a{number}="x"' for number in range(60_000))  # time grows with their square
    endless = feed_page(f'<rss version="2.0"><channel><item {attributes}>x</item></channel></rss>')
    patient = judge.PooledJudge(WATCH, policy.Policy(), processes=1, limit=timedelta(seconds=2))
    try:
        stalled = patient.decide_poll(builders.feed_for_poll(), endless, now=builders.NOON)
        polled = builders.poll_outcome(ahead_urls=("https://ledger.example/rss?page=2",))
        further = patient.decide_further(builders.feed_for_poll(), polled, endless)
        read = patient.decide_poll(builders.feed_for_poll(), feed_page(), now=builders.NOON)
    finally:
        patient.stop()

    assert stalled.failure.kind is model.FailureKind.STALLED
    assert "took longer than" in further.problem
    assert read.failure is None


def test_the_service_gives_a_reading_ten_seconds():
    assert timedelta(seconds=10) == bootstrap.READING_LIMIT
