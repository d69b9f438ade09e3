from datetime import timedelta

import pytest

from monitor import model
from report.views import coverage
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.fakes import readings


def list_one(*, looks=None, returns=(), **fields) -> coverage.Coverage:
    outlet = readings.outlet_reading(**fields)
    known = {outlet.id: looks} if looks else {}
    (one,) = coverage.list_coverage((outlet,), looks=known, returns=returns, now=NOON)
    return one


def back(from_at, until_at, outlet_id: str = "ledger") -> model.BulletinReading:
    event = builders.event(kind=model.EventKind.OUTLET_REACHABLE)
    bulletin = model.Bulletin(
        about="Ledger",
        outlet_id=outlet_id,
        event=event,
        last_otherwise_at=from_at,
        since=until_at,
        created_at=until_at,
    )
    return model.BulletinReading(id=1, bulletin=bulletin)


def test_a_gap_that_is_over_is_counted_for_its_outlet():
    gap = back(NOON - hours(20), NOON - hours(16))
    assert list_one(returns=(gap,)).gap == "4 h"
    assert list_one(returns=(back(NOON - hours(20), NOON - hours(16), "post"),)).gap == "none"


def test_a_gap_that_lasts_is_counted_up_to_now():
    assert list_one(reach=model.Reach(blocked_since=NOON - hours(3))).gap == "3 h"


@pytest.mark.parametrize(
    ("gaps", "total"),
    [
        ([], timedelta(0)),
        ([(10, 8)], hours(2)),
        ([(10, 8), (5, 4)], hours(3)),
        ([(10, 5), (8, 4)], hours(6)),
        ([(10, 5), (8, 7)], hours(5)),
        ([(30, 20)], hours(4)),
        ([(40, 30)], hours(0)),
    ],
)
def test_gaps_are_summed_once_and_from_the_instant_on(gaps, total):
    spans = [(NOON - hours(start), NOON - hours(end)) for start, end in gaps]
    assert coverage.sum_gaps(spans, since=NOON - hours(24)) == total


@pytest.mark.parametrize(
    ("looks", "said", "refused"),
    [
        (None, "none", ""),
        (model.Looks(count=80), "80, none failed", ""),
        (model.Looks(count=80, failed_count=8, refused_count=2), "80, 8 failed (10 %)", "2 refused (2 %)"),
        (
            model.Looks(count=2000, failed_count=2000, refused_count=1),
            "2,000, 2,000 failed (100 %)",
            "1 refused (under 1 %)",
        ),
    ],
)
def test_looks_are_told_with_the_share_that_failed_and_that_was_refused(looks, said, refused):
    one = list_one(looks=looks)
    assert (one.looks, one.refused) == (said, refused)


def test_the_next_look_is_the_nearest_of_feeds_and_articles():
    assert list_one(next_check_at=NOON + minutes(2)).next_at == NOON + minutes(2)
    assert list_one(next_check_at=NOON + minutes(9)).next_at == NOON + minutes(5)
    assert list_one(feeds=()).next_at is None
