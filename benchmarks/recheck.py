"""When to look again: the shipped policy beside others' on simulated edits, at the same number of looks.

    .venv/bin/python benchmarks/recheck.py [--seeds N] [--articles N]

Articles are edited as published figures say (see `draw_edits`). Every policy makes the same mean number of looks at an article
in 30 days: 1x is what the age tiers of newsdiffs make. An edit is caught when somebody looks before the next one overwrites
it. Ours is `monitor.core.schedule.next_check` itself, at the one price that brings its looks to the budget, which is what the
service's price settles at when articles come and go evenly. Prints the table of docs/recheck.md.
"""

import argparse
import random
import statistics
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from monitor import model, policy
from monitor.core import schedule

DAYS = 30
END_H = DAYS * 24.0
#: No policy looks more often; also how long a feed takes to show an article, at most twice that.
FLOOR_H = 5 / 60
BUDGETS = (0.5, 1.0, 2.0)
BORN = datetime(2025, 1, 1, tzinfo=UTC)
KNOBS = policy.RecheckPolicy()
#: Ages in hours up to which newsdiffs waits so many hours (its `scraper.py`, as of 2023).
TIERS = ((3.0, 0.25), (24.0, 1.0), (7 * 24.0, 3.0), (END_H, 72.0))
#: A hyperbolic tail of edits: half of them within so many hours, 89% within a day.
HALF_LIFE_H = 3.0
#: Share of articles that are ever edited, by outlet; 8 to 50% are published, 27% over all.
SHARES = (0.08, 0.15, 0.2, 0.27, 0.32, 0.37, 0.5)
#: Shape of the gamma distribution of how prone an article is to be edited: few have very many edits.
SHAPE = 0.4
#: Chance that an edit is followed by another one soon.
AFTERSHOCK = 0.25

#: From the time of a look (hours since publication), the times of changes found so far, to the next look.
Next = Callable[[float, Sequence[float]], float]


@dataclass(frozen=True, slots=True)
class Story:
    """One article: when it is first seen, and when it is edited, in hours since publication."""

    seen_at: float
    edits: tuple[float, ...]
    #: Edits expected in all, which only an oracle knows.
    expected: float


@dataclass(frozen=True, slots=True)
class Result:
    looks: float
    caught: float
    delay_h: float


def draw_story(chance: random.Random) -> Story:
    """Draw an article and its edits."""
    share = chance.choice(SHARES)
    # Of a gamma-Poisson mixture the share (1 + scale) ** -shape has no edit.
    scale = (1 - share) ** (-1 / SHAPE) - 1
    expected = chance.gammavariate(SHAPE, scale)
    return Story(chance.uniform(0, 2 * FLOOR_H), draw_edits(chance, expected), expected)


def draw_edits(chance: random.Random, expected: float) -> tuple[float, ...]:
    """Draw the hours of an article's edits: a Poisson number, early ones, each perhaps followed by another."""
    edits = []
    arrival = chance.expovariate(1)
    while arrival < expected:
        part = chance.random()
        edits.append(HALF_LIFE_H * part / (1 - part))
        arrival += chance.expovariate(1)
    for edit in edits:  # grows while it is walked: aftershocks have theirs
        if chance.random() < AFTERSHOCK:
            part = chance.random()
            edits.append(edit + part / (1 - part))
    return tuple(sorted(edit for edit in edits if edit < END_H))


def simulate(stories: Sequence[Story], next_of: Callable[[Story], Next]) -> Result:
    """Look at every article as a policy says; returns looks an article, the share of edits caught, and their mean delay."""
    looks = edits = 0
    delays: list[float] = []
    for story in stories:
        next_look, found, seen = next_of(story), [], 0
        at = story.seen_at
        seen = bisect_right(story.edits, at)
        edits += len(story.edits) - seen
        while (at := max(next_look(at, found), at + FLOOR_H)) < END_H:
            looks += 1
            now_seen = bisect_right(story.edits, at)
            if now_seen > seen:
                delays.append(at - story.edits[now_seen - 1])
                found.append(at)
                seen = now_seen
    return Result(looks / len(stories), len(delays) / edits, statistics.fmean(delays))


def follow_fixed(interval_h: float) -> Callable[[Story], Next]:
    return lambda _: lambda at, _found: at + interval_h


def follow_tiers(factor: float) -> Callable[[Story], Next]:
    """The age tiers of newsdiffs, each stretched by a factor."""
    return lambda _: lambda at, _found: at + factor * next(wait for age, wait in TIERS if at <= age)


def follow_ratio(ratio: float) -> Callable[[Story], Next]:
    """As diffengine: again when the time since the last look is so large a share of the age."""
    return lambda _: lambda at, _found: at + ratio * at


def follow_backoff(longest_h: float) -> Callable[[Story], Next]:
    """Twice the wait while nothing changes, up to a longest one; from the start again after a change."""

    def start(_: Story) -> Next:
        wait, known = FLOOR_H, 0

        def go_on(at: float, found: Sequence[float]) -> float:
            nonlocal wait, known
            wait, known = FLOOR_H if len(found) > known else min(2 * wait, longest_h), len(found)
            return at + wait

        return go_on

    return start


def follow_ours(price: float) -> Callable[[Story], Next]:
    """The shipped policy at a price."""

    def start(story: Story) -> Next:
        article = model.ArticleForCheck(
            id=1,
            outlet_id="outlet",
            url="https://outlet.example/1",
            first_seen_at=BORN + timedelta(hours=story.seen_at),
            published_at=BORN,
        )

        def go_on(at: float, found: Sequence[float]) -> float:
            nonlocal article
            now = BORN + timedelta(hours=at)
            if len(found) > article.revision_count:
                article = replace(article, revision_count=len(found), last_revised_at=now)
            planned = schedule.next_check(article, KNOBS, now=now, price=price).at
            return END_H if planned is None else (planned - BORN) / timedelta(hours=1)

        return go_on

    return start


def follow_oracle(price: float) -> Callable[[Story], Next]:
    """One that knows how prone each article is and when it was edited last, and shares out its looks as ours does."""

    def start(story: Story) -> Next:
        def go_on(at: float, _found: Sequence[float]) -> float:
            rate = story.expected * HALF_LIFE_H / (HALF_LIFE_H + at) ** 2
            done = bisect_right(story.edits, at)
            if done:
                rate += AFTERSHOCK / (1 + at - story.edits[done - 1]) ** 2
            return at + price / rate**KNOBS.power if rate > 0 else END_H

        return go_on

    return start


POLICIES: dict[str, Callable[[float], Callable[[Story], Next]]] = {
    "at a fixed interval": follow_fixed,
    "age tiers, as in newsdiffs": follow_tiers,
    "in proportion to age, as in diffengine": follow_ratio,
    "back off while nothing changes": follow_backoff,
    "**the rule above**": follow_ours,
    "one that knows the true rates": follow_oracle,
}


def fit(make: Callable[[float], Callable[[Story], Next]], stories: Sequence[Story], looks: float) -> float:
    """Find what makes a policy look so often on the average; more of it always means fewer looks."""
    low, high = 1e-4, 1e4
    for _ in range(28):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if simulate(stories, make(middle)).looks > looks else (low, middle)
        if high / low < 1.01:
            break
    return high


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--articles", type=int, default=300)
    options = parser.parse_args()
    draws = [random.Random(seed) for seed in range(options.seeds)]
    runs = [[draw_story(chance) for _ in range(options.articles)] for chance in draws]
    some = [draw_story(random.Random(f"fit {number}")) for number in range(400)]
    unit = simulate(some, follow_tiers(1.0)).looks
    edited = statistics.fmean(bool(story.edits) for run in runs for story in run)
    print(
        f"{options.seeds} seeds of {options.articles} articles over {DAYS} days; {edited:.0%} are edited; 1x is {unit:.0f} looks"
    )
    print(
        "| policy (simulation) | caught at half the looks | at 1x | at twice | mean delay at 1x | looks at 1x |"
    )
    print("|---|---|---|---|---|---|")
    for name, make in POLICIES.items():
        cells, at_unit = [], []
        for budget in BUDGETS:
            knob = fit(make, some, unit * budget)
            results = [simulate(run, make(knob)) for run in runs]
            caught = [one.caught for one in results]
            cells.append(f"{statistics.fmean(caught):.1%} ± {statistics.stdev(caught):.1%}")
            at_unit = results if budget == 1 else at_unit
        delay = statistics.fmean(one.delay_h for one in at_unit)
        print(
            f"| {name} | {' | '.join(cells)} | {delay:.2f} h | {statistics.fmean(one.looks for one in at_unit):.0f} |"
        )
    always = [simulate(run, follow_fixed(FLOOR_H)).caught for run in runs[:3]]
    print(f"Looking every five minutes: {statistics.fmean(always):.1%} of three seeds.")


if __name__ == "__main__":
    main()
