from dataclasses import replace
from datetime import timedelta

import pytest

from monitor import errors, model
from tests import builders
from tests.monitor.watching import FEED, PAGE, build_pipeline, poll


@pytest.fixture
def work():
    return build_pipeline()


def article_id(work) -> int:
    work.judge.sightings = (model.Sighting(entry=builders.entry(), topic_ids=("negotiations",)),)
    poll(work)
    return work.articles.find_article(PAGE)


def check(work, found: int) -> model.CheckOutcome | None:
    return work.check_article(claim(work, found))


def claim(work, found: int) -> model.ClaimedArticle:
    return model.ClaimedArticle(article=work.articles.load_article(found), at=work.clock.now())


def test_a_poll_fetches_the_feed_and_saves_what_was_decided(work):
    work.judge.sightings = (model.Sighting(entry=builders.entry(), topic_ids=("negotiations",)),)

    outcome = poll(work)

    assert len(outcome.sightings) == 1
    assert work.articles.find_article(PAGE) is not None
    (request,) = work.fetcher.requests
    assert (request.url, request.obeys_robots) == (FEED, False)


def test_a_poll_reads_on_until_nothing_is_ahead_and_is_saved_once(work):
    further = ("https://ledger.example/rss?page=2", "https://archive.example/3")
    work.feeds.save_outlets([builders.outlet(headers=(("x-key", "1"),))], now=work.clock.now())
    work.judge.ahead_urls = further

    outcome = poll(work)

    assert outcome.ahead_urls == ()
    assert [(request.url, request.headers, request.obeys_robots) for request in work.fetcher.requests] == [
        (FEED, (("x-key", "1"),), False),
        (further[0], (("x-key", "1"),), False),
        (further[1], (), False),
    ]
    assert [answer.status for _, answer in work.judge.asked] == [200, 404, 404]


def test_after_a_poll_is_saved_its_hub_may_be_asked(work):
    asked = []
    with_hub = replace(
        work, after_poll=lambda feed_id: asked.append((feed_id, work.feeds.load_feed(1).last_good_at))
    )

    poll(with_hub)

    assert asked == [(1, work.clock.now())]


def test_a_failed_poll_is_saved_too(work):
    work.fetcher.routes[FEED] = builders.failure()

    outcome = poll(work)

    assert outcome.failure.kind is model.FailureKind.TIMEOUT
    (outlet,) = work.feeds.load_outlets()
    assert outlet.feeds[0].failure is model.FailureKind.TIMEOUT


def test_a_check_fetches_the_page_and_saves_what_was_decided(work):
    found = article_id(work)
    work.judge.outcome = {"kind": model.CheckKind.FIRST_VERSION, "version": builders.version()}

    outcome = check(work, found)

    assert outcome.version.number == 1
    assert work.articles.load_article(found).latest.number == 1
    assert work.articles.load_version_page(found, 1).page.body == b"<html/>"


def test_the_judge_is_told_the_price(work):
    check(work, article_id(work))

    assert work.judge.asked[-1][2] == 0.25


def test_the_judge_is_given_the_newest_version_once_there_is_one(work):
    found = article_id(work)
    work.judge.outcome = {"kind": model.CheckKind.FIRST_VERSION, "version": builders.version()}
    check(work, found)
    work.judge.outcome = {"base_number": 1}
    check(work, found)

    first, second = (asked[3] for asked in work.judge.asked[-2:])
    assert first is None
    assert second.latest.number == 1
    assert second.history == ((1, builders.version().content_hash),)


def test_what_is_decided_quickly_needs_no_past(work):
    found = article_id(work)
    quick = builders.check_outcome(article_id=found)
    work.judge.decide_quickly = lambda *_, **__: quick

    assert check(work, found) is quick
    assert len(work.judge.asked) == 1


def test_validators_are_sent_only_when_there_is_a_version_to_confirm(work):
    found = article_id(work)
    work.judge.outcome = {"etag": '"1"'}
    check(work, found)
    check(work, found)
    work.judge.outcome |= {"kind": model.CheckKind.FIRST_VERSION, "version": builders.version()}
    check(work, found)
    work.judge.outcome = {"base_number": 1}
    check(work, found)

    assert [request.etag for request in work.fetcher.requests if request.url == PAGE] == [
        None,
        None,
        None,
        '"1"',
    ]


def test_a_page_is_stored_only_with_a_version(work):
    found = article_id(work)

    check(work, found)

    with pytest.raises(errors.NotFoundError):
        work.articles.load_version_page(found, 1)


def test_a_check_that_another_worker_overtook_is_dropped(work):
    found = article_id(work)
    claimed = claim(work, found)
    work.judge.outcome = {"kind": model.CheckKind.FIRST_VERSION, "version": builders.version()}
    work.check_article(claimed)

    assert work.check_article(claimed) is None
    assert work.articles.load_article(found).latest.number == 1


def test_an_article_that_waited_for_its_turn_is_checked_with_what_a_feed_said_meanwhile(work):
    found = article_id(work)
    claimed = claim(work, found)
    work.judge.sightings = (model.Sighting(entry=builders.entry(), topic_ids=("negotiations", "aid")),)
    work.clock.advance(timedelta(minutes=10))
    poll(work)

    work.check_article(claimed)

    assert work.judge.asked[-1][0].topic_ids == ("negotiations", "aid")


def test_an_article_whose_turn_comes_at_once_is_not_loaded_again(work):
    claimed = claim(work, article_id(work))
    work.articles.load_article = None

    work.check_article(claimed)

    assert work.judge.asked[-1][0] is claimed.article


def test_a_check_tells_the_time_when_the_page_was_there(work):
    found = article_id(work)
    fetched_at = work.clock.now() + timedelta(seconds=1)
    work.articles.load_past = lambda *_, **__: work.clock.advance(timedelta(seconds=30))
    fetch = work.fetcher.fetch
    work.fetcher.fetch = lambda request: (work.clock.advance(timedelta(seconds=1)), fetch(request))[1]
    work.judge.outcome = {"kind": model.CheckKind.FIRST_VERSION, "version": builders.version()}
    check(work, found)
    work.judge.outcome = {"base_number": 1}

    assert check(work, found).checked_at == fetched_at + timedelta(seconds=1)


def test_what_is_not_there_is_an_error(work):
    with pytest.raises(errors.NotFoundError):
        work.poll_feed(99)


def test_pages_of_an_outlet_that_asks_for_it_are_rendered_and_no_feeds(work):
    rendering = replace(work, rendered_outlets=frozenset({"ledger"}))
    check(rendering, article_id(work))

    assert [request.is_rendered for request in work.fetcher.requests] == [False, True]


def test_a_page_is_asked_for_whole_once_a_day_though_its_server_says_that_nothing_changed(work):
    found = article_id(work)
    work.judge.outcome = {
        "kind": model.CheckKind.FIRST_VERSION,
        "version": builders.version(),
        "etag": '"1"',
        "last_modified": "Mon",
    }
    check(work, found)
    work.judge.outcome = {
        "kind": model.CheckKind.NOT_MODIFIED,
        "base_number": 1,
        "etag": '"1"',
        "last_modified": "Mon",
    }
    asked = []
    for _ in range(4):
        work.clock.advance(timedelta(hours=8))
        check(work, found)
        asked.append((work.fetcher.requests[-1].etag, work.fetcher.requests[-1].last_modified))

    assert asked == [('"1"', "Mon")] * 2 + [(None, None)] * 2


def test_a_feed_is_asked_for_whole_once_a_day_too(work):
    sent_at = work.clock.now()
    work.judge.poll = {"etag": '"1"', "rhythm": model.PollRhythm(whole_at=sent_at)}
    asked = []
    for _ in range(4):
        poll(work)
        asked.append(work.fetcher.requests[-1].etag)
        work.clock.advance(timedelta(hours=8))

    assert asked == [None, '"1"', '"1"', None]
