"""How often feeds are polled: the shipped rhythm beside fixed intervals, on simulated feeds.

    .venv/bin/python benchmarks/polling.py [--feeds N] [--days N]

Feeds bring from one entry in two days to one a minute, more by day than by night, now and then in a rush of five times as many, and hold 10 to
100 at once. An entry is missed when it fell out of the feed before a poll. Ours is `monitor.core.rhythm` itself, answers and all.
"""

import argparse
import math
import random
import statistics
from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from monitor import model, policy
from monitor.core import entries, rhythm

START = datetime(2025, 1, 6, tzinfo=UTC)
RATES = (0.02, 0.1, 0.5, 2.0, 6.0, 20.0, 60.0)
WINDOWS = (10, 20, 50, 100)
KNOBS = policy.PollPolicy()


class Feed(NamedTuple):
    rate: float
    window: int
    #: Hours since the start, in order.
    entries: tuple[float, ...]


class Result(NamedTuple):
    polls: int
    missed: int
    delays_h: list[float]


def draw_feed(chance: random.Random, number: int, *, hours: float) -> Feed:
    rate, window = RATES[number % len(RATES)], chance.choice(WINDOWS)
    found, hour = [], -48.0
    while hour < hours:
        now = rate * (1 + 0.8 * math.sin(hour * math.tau / 24)) * (5 if chance.random() < 0.02 else 1)
        found += sorted(hour + chance.random() for _ in range(draw_count(chance, now)))
        hour += 1
    return Feed(rate, window, tuple(found))


def draw_count(chance: random.Random, mean: float) -> int:
    count, arrival = 0, chance.expovariate(1)
    while arrival < mean:
        count, arrival = count + 1, arrival + chance.expovariate(1)
    return count


def simulate(feed: Feed, next_wait: Callable[[float, int], float], *, hours: float) -> Result:
    """Poll from the start; `next_wait` gets the time and how many entries there have been, and says how many hours to wait."""
    at, seen, polls, missed, delays = 0.0, bisect_right(feed.entries, 0.0), 0, 0, []
    while at < hours:
        polls += 1
        there = bisect_right(feed.entries, at)
        missed += max(0, there - seen - feed.window)
        delays += [at - when for when in feed.entries[max(seen, there - feed.window) : there]]
        seen = there
        at += next_wait(at, there)
    return Result(polls, missed, delays)


def follow_rhythm(feed: Feed) -> Callable[[float, int], float]:
    state = model.FeedForPoll(id=1, outlet_id="o", url="https://o.example/rss")

    def next_wait(at: float, there: int) -> float:
        nonlocal state
        now = START + timedelta(hours=at)
        first = max(0, there - feed.window)
        shown = tuple(
            model.Entry(
                url=f"https://o.example/{number}",
                link=f"https://o.example/{number}",
                published_at=START + timedelta(hours=feed.entries[number]),
            )
            for number in range(there - 1, first - 1, -1)
        )
        parsed = model.ParsedFeed(format="rss20", entries=shown)
        learned = rhythm.next_rhythm(state, parsed, now=now, is_whole=True)
        state = model.FeedForPoll(
            id=1,
            outlet_id="o",
            url=state.url,
            rhythm=learned,
            entry_keys=entries.find_keys(shown),
            last_good_at=now,
        )
        return ((rhythm.next_poll(KNOBS, learned, now=now).at or now) - now) / timedelta(hours=1)

    return next_wait


def follow_fixed(minutes: float) -> Callable[[Feed], Callable[[float, int], float]]:
    return lambda _: lambda _at, _there: minutes / 60


def report(
    name: str, feeds: Sequence[Feed], make: Callable[[Feed], Callable[[float, int], float]], *, days: int
) -> None:
    results = [simulate(feed, make(feed), hours=24.0 * days) for feed in feeds]
    delays = [60 * delay for one in results for delay in one.delays_h]
    total = len(delays) + sum(one.missed for one in results)
    print(
        f"| {name} | {sum(one.polls for one in results) / len(feeds) / days:.0f} | {sum(one.missed for one in results):,} of {total:,}"
        f" | {statistics.median(delays):.1f} | {statistics.quantiles(delays, n=10)[-1]:.1f} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=56)
    parser.add_argument("--days", type=int, default=7)
    options = parser.parse_args()
    chance = random.Random(1)
    feeds = [draw_feed(chance, number, hours=24.0 * options.days) for number in range(options.feeds)]
    print("| polls | a feed and day | entries missed | median delay, min | 90% within |")
    print("|---|---|---|---|---|")
    for minutes in (5, 10, 30, 60):
        report(f"every {minutes} min", feeds, follow_fixed(minutes), days=options.days)
    report("**as entries come**", feeds, follow_rhythm, days=options.days)


if __name__ == "__main__":
    main()
