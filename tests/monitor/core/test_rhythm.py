from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import model, policy
from monitor.core import entries, rhythm
from tests import builders
from tests.builders import NOON, hours, minutes

KNOBS = policy.PollPolicy()


def parsed(*ages_h, **fields):
    found = tuple(
        builders.entry(
            url=f"https://ledger.example/{number}", published_at=None if age is None else NOON - hours(age)
        )
        for number, age in enumerate(ages_h)
    )
    return model.ParsedFeed(**({"format": "rss20", "entries": found} | fields))


def polled(*, keys=(), last_m=60, **fields):
    known = model.PollRhythm(**({"entries_per_hour": 1.0} | fields))
    return builders.feed_for_poll(rhythm=known, entry_keys=keys, last_good_at=NOON - minutes(last_m))


def learn(feed, found, **fields):
    return rhythm.next_rhythm(feed, found, now=NOON, **({"is_whole": True} | fields))


def plan(rate=6.0, window=30, *, now=NOON, **fields):
    asked = {name: fields.pop(name) for name in ("fresh_for", "set_to") if name in fields}
    known = model.PollRhythm(entries_per_hour=rate, window=window, **fields)
    return rhythm.next_poll(KNOBS, known, now=now, **asked)


@pytest.mark.parametrize(
    ("remark", "rate", "window", "wait_m", "reason"),
    [
        ("as often as an entry comes", 6.0, 30, 10, "about 6 entries an hour: every 10 min"),
        ("one an hour", 1.0, 30, 60, "about 1 entry an hour: every 1 h"),
        ("never more often than the shortest", 200.0, 3000, 5, "about 200 entries an hour: every 5 min"),
        ("hourly at the least", 0.1, 30, 60, "about 2 entries a day: every 1 h"),
        ("nothing ever comes", 0.0, 30, 60, "hardly an entry a day: every 1 h"),
        (
            "before they fall out",
            100.0,
            10,
            2,
            "about 100 entries an hour, and it holds only 10: every 2 min",
        ),
        (
            "but not more often than that",
            1000.0,
            5,
            1,
            "about 1000 entries an hour, and it holds only 5: every 1 min",
        ),
        ("nothing is known", None, 30, 10, "not known yet how often entries come: every 10 min"),
    ],
)
def test_a_feed_is_polled_as_its_entries_come(remark, rate, window, wait_m, reason):
    found = plan(rate, window)

    assert (found.at - NOON, found.reason) == (minutes(wait_m), reason), remark


@pytest.mark.parametrize(
    ("remark", "fields", "wait_m", "reason"),
    [
        ("its ttl", {"ttl": minutes(30)}, 30, "it asks for that: every 30 min"),
        ("a shorter ttl asks for no more", {"ttl": minutes(1)}, 10, "about 6 entries an hour: every 10 min"),
        ("a week is taken for an hour", {"ttl": hours(168)}, 60, "it asks for that: every 1 h"),
        ("caches", {"fresh_for": minutes(20)}, 20, "its answer is kept by caches so long: every 20 min"),
        (
            "the longer of both",
            {"fresh_for": minutes(20), "ttl": minutes(30)},
            30,
            "it asks for that: every 30 min",
        ),
        (
            "the watchlist goes first",
            {"set_to": minutes(3), "ttl": minutes(30)},
            3,
            "every 3 min, as the watchlist says",
        ),
        ("hours it skips", {"skip_hours": (12, 13, 14)}, 180, "it asks not to be polled before 15:00 UTC"),
        (
            "days it skips, half of one at most",
            {"skip_days": (0, 1)},
            720,
            "it asks not to be polled before 00:00 UTC",
        ),
    ],
)
def test_what_a_feed_asks_for_is_heeded(remark, fields, wait_m, reason):
    found = plan(**fields)

    assert (found.at - NOON, found.reason) == (minutes(wait_m), reason), remark


@given(
    rate=st.none() | st.floats(min_value=0, max_value=1e6),
    window=st.integers(min_value=0, max_value=5000),
    ttl=st.none() | st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=7)),
    fresh_for=st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=3650)),
)
@settings(max_examples=60)
def test_a_poll_is_never_sooner_than_asked_nor_later_than_the_longest(rate, window, ttl, fresh_for):
    wait = plan(rate, window, ttl=ttl, fresh_for=fresh_for).at - NOON

    assert KNOBS.shortest_in_rush <= wait <= KNOBS.longest
    assert wait >= min(max(ttl or timedelta(0), fresh_for), KNOBS.longest)


@given(rate=st.floats(min_value=0, max_value=1000), window=st.integers(min_value=1, max_value=500))
@settings(max_examples=60)
def test_no_entry_falls_out_between_two_polls_while_they_come_at_the_known_rate(rate, window):
    wait = plan(rate, window).at - NOON

    # Rounding may make a microsecond more of it.
    assert (
        wait <= KNOBS.shortest_in_rush
        or rate * (wait / timedelta(hours=1)) <= window / 3 + 1e-3
        or (wait == KNOBS.longest)
    )


def test_the_first_poll_tells_the_rate_from_the_dates_of_the_entries():
    feed = builders.feed_for_poll()

    assert learn(feed, parsed(*range(1, 49))).entries_per_hour == pytest.approx(1.0)
    assert learn(feed, parsed(0.1, 0.2, 0.3, 20, 40, 60)).entries_per_hour == pytest.approx(10.0)
    assert learn(feed, parsed(None, None)).entries_per_hour is None


def test_new_entries_raise_the_rate_and_none_lower_it():
    known = parsed(2, 3, 4)
    feed = polled(keys=entries.find_keys(known.entries))
    more = parsed(*range(5))

    assert learn(feed, more).entries_per_hour == pytest.approx(1 + (2 - 1) * 0.2835, rel=1e-3)
    assert learn(feed, None).entries_per_hour == pytest.approx(0.7165, rel=1e-3)


def test_a_rush_is_believed_at_once():
    feed = polled(keys=("gone",), last_m=10)

    assert learn(feed, parsed(*range(5))).entries_per_hour == pytest.approx(30.0)


def test_a_rate_that_was_not_known_is_what_came_since_the_last_poll():
    feed = polled(keys=(), last_m=30, entries_per_hour=None)

    assert learn(feed, parsed(None)).entries_per_hour == pytest.approx(2.0)


def test_what_a_feed_asks_for_is_kept_while_it_does_not_change():
    asked = {"ttl": minutes(30), "skip_hours": (3,), "skip_days": (6,)}
    read = learn(polled(), parsed(1, 2, **asked))
    kept = learn(polled(window=2, **asked), None, is_whole=False)

    assert (read.window, read.ttl, read.skip_hours, read.skip_days) == (2, minutes(30), (3,), (6,))
    assert (kept.window, kept.ttl, kept.skip_hours, kept.skip_days) == (2, minutes(30), (3,), (6,))


def test_it_is_remembered_when_the_server_last_sent_all_of_it():
    before = NOON - hours(5)

    assert learn(polled(whole_at=before), None, is_whole=False).whole_at == before
    assert learn(polled(whole_at=before), None).whole_at == NOON


@pytest.mark.parametrize(
    ("headers", "fresh_m"),
    [
        ({"cache-control": "public, max-age=600"}, 10),
        ({"cache-control": "max-age=600", "age": "120"}, 8),
        ({"cache-control": "max-age=60", "age": "120"}, 0),
        ({"cache-control": "no-cache, max-age=600"}, 0),
        ({"cache-control": "s-maxage=600"}, 0),
        ({"cache-control": "max-age=600", "age": "soon"}, 10),
        ({"expires": "Mon, 01 Sep 2025 12:20:00 GMT"}, 20),
        ({"expires": "Mon, 01 Sep 2025 11:20:00 GMT"}, 0),
        ({"expires": "0"}, 0),
        ({"expires": "Mon, someday"}, 0),
        ({}, 0),
    ],
)
def test_how_long_caches_may_keep_an_answer(headers, fresh_m):
    page = builders.page(headers=tuple(headers.items()))

    assert rhythm.find_freshness(page, now=NOON) == minutes(fresh_m)
