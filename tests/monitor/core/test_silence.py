"""An outlet that lists nothing new, poll by poll, held against its own habit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor import model, policy
from monitor.core import polls, reach, silence
from tests import builders
from tests.builders import NOON, hours, minutes

KNOBS = policy.SilencePolicy()
ITEM = "<item><title>Talks {0}</title><link>https://ledger.example/{0}</link></item>"


def feed_page(numbers: range, at) -> model.FetchedPage:
    items = "".join(ITEM.format(number) for number in reversed(numbers))
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>L</title>{items}</channel></rss>'
    headers = (("content-type", "application/rss+xml"),)
    return builders.page(body, url="https://ledger.example/rss", headers=headers, fetched_at=at)


class Outlet:
    """One outlet with one feed, polled by the hour; each outcome becomes what is known at the next poll."""

    def __init__(self, brief) -> None:
        rule = model.AlertRule(
            id="silent",
            events=(model.EventKind.OUTLET_SILENT,),
            min_severity=model.Severity.LOW,
            channels=("desk",),
        )
        self.brief = replace(brief, watch=replace(brief.watch, rules=(rule,)))
        self.known = model.OutletReach(outlet_id="ledger")
        self.feed = builders.feed_for_poll()
        self.now = NOON  # a Monday
        self.alerts: list[model.Alert] = []
        self.bulletins: list[model.Bulletin] = []
        self.found: model.Silence | None = None

    def poll(self, *, has_news: bool, after: timedelta = timedelta(hours=1)) -> None:
        self.now += after
        learned = silence.learn_gaps(self.feed, self.feed.rhythm, has_news=has_news, now=self.now)
        self.found = silence.find_silence(KNOBS, self.feed, learned, now=self.now)
        self.feed = replace(self.feed, rhythm=learned, last_good_at=self.now)
        answer = model.Answer(
            outlet_id="ledger", url=self.feed.url, is_poll=True, at=self.now, silence=self.found
        )
        if reach.concerns(answer, self.known.reach):
            decided = reach.decide_reach(self.brief, self.known, answer)
            self.known = replace(self.known, reach=decided.reach, revision=self.known.revision + 1)
            self.bulletins += [decided.bulletin] if decided.bulletin else []
            self.alerts += [decided.alert] if decided.alert else []

    def live(self, *, days: int) -> None:
        """Publish by the hour from six to twenty two, on working days."""
        for _ in range(days * 24):
            at = self.now + hours(1)
            self.poll(has_news=at.weekday() < 5 and 6 <= at.hour < 22)


@pytest.fixture
def outlet(ledger_brief) -> Outlet:
    return Outlet(ledger_brief)


def test_an_outlet_that_lists_nothing_longer_than_any_weekend_is_told_once_and_its_next_entry_ends_it(outlet):
    outlet.live(days=18)
    assert outlet.bulletins == []
    last = outlet.feed.rhythm.news_at
    for _ in range(100):
        outlet.poll(has_news=False)

    (bulletin,) = outlet.bulletins
    assert (bulletin.event.kind, bulletin.event.severity) == (
        model.EventKind.OUTLET_SILENT,
        model.Severity.LOW,
    )
    # Its longest gap is the weekend's, from nine on Friday to six on Monday.
    assert bulletin.last_otherwise_at == last
    assert hours(84) < bulletin.since - last <= hours(86)
    assert "it was never silent for longer than 2 days 8 h" in bulletin.event.summary
    assert "its feed answers well" in bulletin.event.summary
    (alert,) = outlet.alerts
    assert alert.title.startswith("The Coastal Ledger: Lists nothing new since")
    outlet.poll(has_news=True)
    assert outlet.known.reach.is_clear
    assert len(outlet.bulletins) == 1


def test_nights_and_weekends_are_no_silence(outlet):
    outlet.live(days=28)

    assert outlet.bulletins == []
    assert len(outlet.feed.rhythm.gaps) <= 6


def test_one_that_is_not_known_for_a_week_is_not_judged(outlet):
    outlet.live(days=4)
    for _ in range(70):
        outlet.poll(has_news=False)

    assert outlet.bulletins == []
    assert outlet.found is None


def test_one_that_lists_something_once_a_month_has_no_habit(outlet):
    for _ in range(3):
        outlet.poll(has_news=True)
        for _ in range(40):
            outlet.poll(has_news=False, after=hours(18))

    assert outlet.bulletins == []


def test_the_time_in_which_we_did_not_look_is_no_gap(outlet):
    outlet.live(days=12)
    longest = max(gap.span for gap in outlet.feed.rhythm.gaps)
    outlet.poll(has_news=True, after=timedelta(days=9))

    assert max(gap.span for gap in outlet.feed.rhythm.gaps) == longest


def test_an_outlet_that_lists_something_at_any_time_is_given_half_a_day(outlet):
    for _ in range(24 * 10):
        outlet.poll(has_news=True)
    for _ in range(12):
        outlet.poll(has_news=False)
    assert outlet.bulletins == []
    outlet.poll(has_news=False)

    assert "something came with every poll" in outlet.bulletins[0].event.summary


def judge(*siblings: model.Sibling) -> model.Silence | None:
    week = NOON.toordinal() // 7
    gaps = tuple(model.Gap(week=week - back, span=hours(9)) for back in (1, 2))
    own = model.PollRhythm(first_at=NOON - timedelta(days=30), news_at=NOON - hours(60), gaps=gaps)
    feed = builders.feed_for_poll(rhythm=own, siblings=siblings, last_good_at=NOON - hours(1))
    return silence.find_silence(KNOBS, feed, own, now=NOON)


def sibling(news_at, good_at=NOON) -> model.Sibling:
    return model.Sibling(rhythm=model.PollRhythm(news_at=news_at), last_good_at=good_at)


def test_an_outlet_is_silent_when_all_its_feeds_are():
    found = judge(sibling(NOON - hours(20)), sibling(NOON - hours(30)))

    assert found == model.Silence(since=NOON - hours(20), habit=hours(9), feed_count=3, is_long=True)
    assert judge(sibling(NOON - hours(2))).is_long is False


def test_a_feed_that_is_not_seen_now_may_list_what_it_will():
    assert judge(sibling(NOON - hours(20), NOON - hours(4))) is None
    assert judge(sibling(None, None)) is None


def test_a_feed_that_has_been_dead_for_a_week_is_not_waited_for():
    found = judge(sibling(NOON - hours(300), NOON - timedelta(days=8)))

    assert (found.feed_count, found.is_long) == (1, True)


def test_a_further_page_with_something_new_is_news(ledger_brief):
    first = polls.decide_poll(ledger_brief, builders.feed_for_poll(), feed_page(range(3), NOON), now=NOON)
    waited = builders.feed_for_poll(
        entry_keys=first.entry_keys, rhythm=first.rhythm, last_good_at=NOON + hours(4)
    )
    polled = polls.decide_poll(
        ledger_brief, waited, feed_page(range(3), NOON + hours(5)), now=NOON + hours(5)
    )
    assert (polled.rhythm.first_at, polled.rhythm.news_at, polled.silence) == (NOON, NOON, None)
    ahead = replace(polled, ahead_urls=("https://ledger.example/older",))

    old = polls.decide_further(ledger_brief, waited, ahead, feed_page(range(3), NOON + hours(5)))
    new = polls.decide_further(ledger_brief, waited, ahead, feed_page(range(2, 6), NOON + hours(5)))

    assert old.rhythm == polled.rhythm
    assert new.rhythm.news_at == NOON + hours(5)
    assert new.rhythm.gaps[0].span == hours(4)
    assert new.silence == model.Silence(since=NOON + hours(5))


def test_an_outlet_that_is_told_to_block_us_is_not_told_as_silent_with_the_same_answer(outlet):
    long = model.Silence(since=NOON - hours(99), is_long=True)
    outlet.known = replace(
        outlet.known,
        reach=model.Reach(blocked_since=NOON - hours(9), good_count=1, good_since=NOON - hours(1)),
    )
    answer = model.Answer(
        outlet_id="ledger", url=outlet.feed.url, is_poll=True, at=NOON + minutes(1), silence=long
    )
    opened = reach.decide_reach(outlet.brief, outlet.known, answer)
    assert opened.bulletin.event.kind is model.EventKind.OUTLET_REACHABLE
    assert opened.reach.is_clear
    outlet.known = replace(outlet.known, reach=opened.reach)

    assert reach.concerns(answer, opened.reach)
    told = reach.decide_reach(outlet.brief, outlet.known, answer)
    assert told.bulletin.event.kind is model.EventKind.OUTLET_SILENT
    assert told.reach.silent_since == NOON - hours(99)


def test_that_an_outlet_is_reached_again_does_not_make_it_forget_that_it_is_silent(outlet):
    outlet.known = replace(
        outlet.known,
        reach=model.Reach(
            blocked_since=NOON - hours(9),
            good_count=1,
            good_since=NOON - hours(1),
            silent_since=NOON - hours(50),
        ),
    )
    answer = model.Answer(outlet_id="ledger", url=outlet.feed.url, is_poll=True, at=NOON)

    assert reach.decide_reach(outlet.brief, outlet.known, answer).reach == model.Reach(
        silent_since=NOON - hours(50)
    )
