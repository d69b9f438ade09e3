from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import model, policy
from monitor.core import schedule
from tests import builders

KNOBS = policy.RecheckPolicy()


def plan(*, age_h: float = 1.0, price: float = 0.0, revisions: int = 0, revised_h: float | None = None):
    now = builders.NOON + builders.hours(age_h)
    article = builders.article_for_check(
        revision_count=revisions,
        last_revised_at=None if revised_h is None else now - builders.hours(revised_h),
    )
    return schedule.next_check(article, KNOBS, now=now, price=price)


@pytest.mark.parametrize(
    ("age_h", "revisions", "since_h", "rate"),
    [
        (0, 0, None, 0.8 / 3),  # (0.4 / 0.5) * 3 / 9
        (3, 0, None, 0.4 / 1.0 * 3 / 36),  # half of the decay is over: 0.5 + 3 / 6 = 1
        (0, 2, 0, 2.4 / 0.5 / 3 + 0.2),  # two edits seen, one just now
        (0, 0, 1, 0.8 / 3 + 0.2 / 4),  # the burst has faded to a quarter after an hour
    ],
)
def test_the_expected_rate_follows_the_formula(age_h, revisions, since_h, rate):
    found = schedule.expected_rate(
        KNOBS,
        age=builders.hours(age_h),
        revision_count=revisions,
        since_revision=None if since_h is None else builders.hours(since_h),
    )

    assert found == pytest.approx(rate)


def test_nothing_is_checked_more_often_than_the_floor():
    assert plan(price=0.0).at == builders.NOON + builders.hours(1) + KNOBS.floor


def test_a_dearer_check_comes_later():
    assert plan(price=2.0).at > plan(price=1.0).at > plan(price=0.0).at


def test_an_article_that_was_revised_is_checked_sooner():
    assert plan(price=1.0, revisions=1, revised_h=0).at < plan(price=1.0).at


def test_an_older_article_waits_longer():
    young, old = plan(age_h=1, price=1.0), plan(age_h=48, price=1.0)

    assert old.at - builders.hours(48) > young.at - builders.hours(1)


def test_the_need_is_the_rate_to_the_power():
    found = plan(age_h=0)

    assert found.need == pytest.approx((0.8 / 3) ** 0.75)
    assert found.reason == "0.267 edits an hour expected"


def test_an_article_is_given_up_after_a_year():
    found = plan(age_h=24 * 366)

    assert found.at is None
    assert "365 days" in found.reason


def test_a_publication_date_in_the_future_counts_as_now():
    article = builders.article_for_check(published_at=builders.NOON + builders.hours(50))

    found = schedule.next_check(article, KNOBS, now=builders.NOON, price=0.0)

    assert found.need == pytest.approx((0.8 / 3) ** 0.75)


def test_without_any_need_the_floor_holds():
    nothing = policy.RecheckPolicy(alpha=0.0)

    found = schedule.next_check(builders.article_for_check(), nothing, now=builders.NOON, price=1.0)

    assert found.at == builders.NOON + nothing.floor


@given(
    age_h=st.floats(min_value=0, max_value=24 * 364),
    price=st.floats(min_value=0, max_value=1e9),
    revisions=st.integers(min_value=0, max_value=10_000),
)
def test_the_next_check_is_always_later_than_now_and_within_reach(age_h, price, revisions):
    found = plan(age_h=age_h, price=price, revisions=revisions)

    now = builders.NOON + builders.hours(age_h)
    assert now + KNOBS.floor <= found.at <= now + KNOBS.give_up_after


RETRY = policy.RetryPolicy(base=timedelta(minutes=5), factor=2.0, longest=timedelta(hours=12))


@pytest.mark.parametrize(
    ("remark", "failure_count", "retry_after", "wait"),
    [
        ("first failure: the base", 1, None, timedelta(minutes=5)),
        ("doubled each time", 3, None, timedelta(minutes=20)),
        ("never beyond the longest", 50, None, timedelta(hours=12)),
        ("a huge count does not overflow", 100_000, None, timedelta(hours=12)),
        ("the server's wish goes first", 5, timedelta(minutes=10), timedelta(minutes=10)),
        ("but never below the base", 1, timedelta(seconds=1), timedelta(minutes=5)),
        ("nor beyond a day", 1, timedelta(days=30), timedelta(days=1)),
    ],
)
def test_retries(remark, failure_count, retry_after, wait):
    failure = builders.failure(retry_after=retry_after)

    found = schedule.next_retry(failure, RETRY, now=builders.NOON, failure_count=failure_count)

    assert found.at == builders.NOON + wait, remark


@pytest.mark.parametrize(
    ("whole_at", "is_due"),
    [
        (None, True),
        (builders.NOON - timedelta(hours=23, minutes=59), False),
        (builders.NOON - timedelta(hours=24), True),
    ],
)
def test_a_server_is_believed_for_a_day_that_nothing_changed(whole_at, is_due):
    assert schedule.is_whole_due(whole_at, now=builders.NOON) is is_due


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (timedelta(seconds=45), "45 s"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(seconds=90), "90 s"),
        (timedelta(seconds=150), "2 min"),
        (timedelta(minutes=61), "61 min"),
        (timedelta(hours=2, minutes=30, seconds=20), "2 h 30 min"),
        (timedelta(hours=47, minutes=59, seconds=50), "2 days"),
        (timedelta(hours=56), "2 days 8 h"),
        (timedelta(days=3, hours=23, minutes=50), "4 days"),
        (timedelta(minutes=10), "10 min"),
        (timedelta(hours=6), "6 h"),
        (timedelta(hours=24), "24 h"),
        (timedelta(days=3), "3 days"),
        (timedelta(0), "0 s"),
    ],
)
def test_spans_print_as_people_say_them(span, text):
    assert schedule.print_span(span) == text


def test_a_failure_kind_prints_as_its_word():
    failure = builders.failure(model.FailureKind.RATE_LIMITED, retry_after=timedelta(minutes=10))

    found = schedule.next_retry(failure, RETRY, now=builders.NOON, failure_count=1)

    assert found.reason == "rate_limited: the server asked for 10 min"


def test_a_claim_that_moved_elsewhere_makes_an_edit_likelier_for_some_hours():
    now = builders.NOON + builders.hours(48)

    def need(heated_h=None):
        heated_at = None if heated_h is None else now - builders.hours(heated_h)
        article = builders.article_for_check(heated_at=heated_at)
        return schedule.next_check(article, KNOBS, now=now, price=1.0).need

    assert need(heated_h=0) > need(heated_h=3) > need(heated_h=48) > need()
    assert need(heated_h=0) == pytest.approx((need() ** (1 / 0.75) + 0.5) ** 0.75)
