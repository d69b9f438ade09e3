import pytest

from monitor import model
from report.views import ledger
from tests.builders import NOON, hours
from tests.fakes import readings

FAILED = {"failure": model.FailureKind.TIMEOUT, "failure_count": 2}
REFUSED = model.Refusals(count=3, since=NOON, failure=model.Failure(kind=model.FailureKind.BLOCKED))
SIGHTS = [
    (
        {"reach": model.Reach(checks=REFUSED, blocked_since=NOON)},
        ledger.Sight.BLIND,
        "Refuses us since 1 Sep 2025, 12:00 UTC: a block page was served.",
    ),
    (
        {"reach": model.Reach(blocked_since=NOON, good_count=1)},
        ledger.Sight.BLIND,
        "Refuses us since 1 Sep 2025, 12:00 UTC: it begins to answer again.",
    ),
    ({}, ledger.Sight.CLEAR, ""),
    (
        {"feeds": (readings.feed_reading(**FAILED, last_good_at=NOON - hours(2)),)},
        ledger.Sight.BLIND,
        "Unreachable since 1 Sep 2025, 10:00 UTC: no answer.",
    ),
    (
        {"feeds": (readings.feed_reading(**FAILED, last_good_at=None),)},
        ledger.Sight.BLIND,
        "Never reached so far: no answer.",
    ),
    (
        {"feeds": (readings.feed_reading(), readings.feed_reading(**FAILED))},
        ledger.Sight.DIM,
        "1 of 2 feeds failing: no answer.",
    ),
    (
        {"article_count": 6, "failing_count": 3},
        ledger.Sight.DIM,
        "3 of 6 articles could not be read.",
    ),
    ({"article_count": 6, "failing_count": 2}, ledger.Sight.CLEAR, ""),
    ({"article_count": 0, "failing_count": 0}, ledger.Sight.CLEAR, ""),
    (
        {"feeds": (readings.feed_reading(last_polled_at=None, last_good_at=None),), "article_count": 0},
        ledger.Sight.WAITING,
        "Its feeds have not been polled yet.",
    ),
    ({"feeds": (), "article_count": 0}, ledger.Sight.WAITING, "Its feeds have not been polled yet."),
]


@pytest.mark.parametrize(("fields", "sight", "trouble"), SIGHTS)
def test_an_outlet_is_seen_as_its_feeds_and_articles_answer(fields, sight, trouble):
    line = ledger.list_outlet(readings.outlet_reading(**fields))
    assert (line.sight, line.trouble) == (sight, trouble)


def test_a_blind_outlet_is_blind_since_its_feeds_last_good_answer():
    feeds = tuple(readings.feed_reading(**FAILED, last_good_at=NOON - hours(count)) for count in (9, 4))
    assert ledger.list_outlet(readings.outlet_reading(feeds=feeds)).blind_since == NOON - hours(4)


def test_a_good_feed_shows_what_was_noted_of_it():
    line = ledger.list_outlet(
        readings.outlet_reading(feeds=(readings.feed_reading(detail="The list is longer than this page."),))
    )
    assert line.feeds[0].detail == "The list is longer than this page."


def test_outlets_we_cannot_see_come_first():
    lines = ledger.list_outlets((readings.outlet_reading(name="A"), readings.blind_outlet(name="Z")))
    assert [line.name for line in lines] == ["Z", "A"]
