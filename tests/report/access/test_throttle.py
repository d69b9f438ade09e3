from datetime import timedelta

from report.access import throttle
from tests.builders import NOON, minutes


def test_what_is_refused_counts_for_nothing_so_that_a_refusal_ends():
    tries = throttle.Throttle(most=2, span=minutes(15))
    assert tries.take("a", now=NOON) is None
    assert tries.take("a", now=NOON + minutes(5)) is None
    for after in range(5, 15):
        assert tries.take("a", now=NOON + minutes(after)) == minutes(15 - after)
    assert tries.take("a", now=NOON + minutes(15)) is None
    assert tries.take("a", now=NOON + minutes(15)) == minutes(5)


def test_keys_are_counted_apart_and_good_tries_not():
    tries = throttle.Throttle(most=1, span=minutes(15))
    assert tries.take("a", now=NOON) is None
    assert tries.take("b", now=NOON) is None
    tries.give_back("a")
    tries.give_back("a")
    tries.give_back("never seen")
    assert tries.take("a", now=NOON) is None
    assert tries.take("b", now=NOON) is not None


def test_very_many_keys_do_not_fill_the_memory_and_the_last_touched_stay():
    tries = throttle.Throttle(most=1, span=timedelta(days=1))
    for number in range(throttle.MOST_KEYS + 1):
        tries.take(str(number), now=NOON)
    assert tries.take("0", now=NOON) is None
    assert tries.take(str(throttle.MOST_KEYS), now=NOON) is not None
