from datetime import timedelta

import pytest

from monitor.core import turns
from tests.builders import NOON, hours, minutes


def waiting(number, *, late_m=0.0, every_m=10.0, host="ledger.example", band=1):
    due_at = NOON - minutes(late_m)
    checked_at = None if every_m is None else due_at - minutes(every_m)
    return turns.Waiting(id=number, host=host, band=band, due_at=due_at, last_checked_at=checked_at)


def order(*found, limit=10, taken=None, lane_limit=10):
    chosen = turns.decide_turns(found, now=NOON, limit=limit, taken=taken or {}, lane_limit=lane_limit)
    return [one.id for one in chosen]


@pytest.mark.parametrize(
    ("wait", "band"),
    [
        (timedelta(0), turns.TOLD),
        (minutes(5), 1),
        (minutes(10), 1),
        (minutes(10.1), 2),
        (hours(24), 5),
        (hours(24 * 365), turns.CANDIDATE - 1),
    ],
)
def test_articles_of_like_interval_stand_in_one_band(wait, band):
    assert turns.band_of(wait, is_watched=True) == band


def test_a_candidate_is_in_the_last_band_whenever_it_is_due():
    assert turns.band_of(minutes(5), is_watched=False) == turns.CANDIDATE == turns.BANDS[-1]


def test_the_most_overdue_for_its_own_interval_goes_first():
    assert order(waiting(1, late_m=60, every_m=4000), waiting(2, late_m=10, every_m=5)) == [2, 1]


def test_what_somebody_spoke_of_goes_before_and_a_candidate_after_all_others():
    told = waiting(1, late_m=0, every_m=None, band=turns.TOLD)
    candidate = waiting(2, late_m=600, every_m=None, band=turns.CANDIDATE)

    assert order(candidate, waiting(3, late_m=5), told) == [1, 3, 2]


def test_one_host_gets_no_more_than_its_lane_holds_and_what_is_in_hand_counts():
    slow = [waiting(number, late_m=60) for number in (1, 2, 3)]
    other = waiting(4, late_m=1, host="wire.example")

    assert order(*slow, other, lane_limit=2) == [1, 2, 4]
    assert order(*slow, other, lane_limit=2, taken={"ledger.example": 1}) == [1, 4]
    assert order(*slow, other, lane_limit=2, taken={"ledger.example": 3}) == [4]


def test_no_more_are_chosen_than_there_is_room_for():
    assert order(waiting(1), waiting(2), limit=1) == [1]


def test_an_article_checked_a_moment_ago_has_an_interval_of_a_minute_at_least():
    assert order(waiting(1, late_m=1, every_m=0), waiting(2, late_m=3, every_m=1)) == [2, 1]
