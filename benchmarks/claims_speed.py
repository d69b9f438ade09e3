"""Part of `make bench`: how fast claims are found and compared on one core, with the negotiations' definitions.

    .venv/bin/python benchmarks/claims_speed.py [--profile]

"Cold" is text that was never read: the memo of sentences is empty and no sentence comes twice. "Warm" is the second
version of a text whose first is remembered, which is what a re-check finds. Seconds are of the processor, so a busy
machine changes them less. Ends with exit code 1 when a floor is missed; `--profile` shows where the time of cold
articles goes.
"""

import cProfile
import pstats
import statistics
import sys
import time
from collections.abc import Callable, Sequence

import articles

from monitor.app import heap
from monitor.core import claims
from tests.eval import stories

STORY = "negotiations"
FLOOR_PAIRS = 1000
FLOOR_ARTICLES = 100
REPEATS = 5
ARTICLES = 60
#: Copies of each labelled pair, their numbers moved.
COPIES = 4

#: A first and a second version.
Pair = tuple[str, str]
#: Makes the pairs of one run: other ones in each run.
Maker = Callable[[int], list[Pair]]


def main(arguments: Sequence[str]) -> int:
    story = next(story for story in stories.find_stories() if story.name == STORY)
    story.engine().find_in_text(articles.article(-1))  # what is worked out once a process is worked out now
    heap.settle_heap()  # as the service does at its start
    if "--profile" in arguments:
        profile(story)
        return 0
    print(f"claims of the {STORY}, one core, the middle of {REPEATS} runs")

    def make_pairs(run: int) -> list[Pair]:
        shifts = range(run * COPIES, (run + 1) * COPIES)
        return [
            (articles.move_numbers(case["old"], by=shift), articles.move_numbers(case["new"], by=shift))
            for shift in shifts
            for case in story.cases
        ]

    met = [
        show("short pairs, cold", measure(story, make_pairs, time_pairs), floor=FLOOR_PAIRS),
        show("short pairs, warm", measure(story, make_pairs, time_second)),
        show("articles of 700 words, cold", measure(story, make_articles, time_first), floor=FLOOR_ARTICLES),
        show("articles of 700 words, warm", measure(story, make_articles, time_second)),
    ]
    for lang in story.languages():
        texts = [case["new"] for case in story.in_language(lang)]

        def make_collages(run: int, texts: Sequence[str] = texts) -> list[Pair]:
            return [(articles.collage(texts, run * ARTICLES + at), "") for at in range(ARTICLES)]

        rate = measure(story, make_collages, time_first)
        show(f"700 words of labelled sentences, cold, {lang}", rate)
    return 0 if all(met) else 1


def make_articles(run: int) -> list[Pair]:
    firsts = [(index, articles.article(index)) for index in range(run * ARTICLES, (run + 1) * ARTICLES)]
    return [(first, articles.second_version(first, index)) for index, first in firsts]


def measure(
    story: stories.Story, make: Maker, time_run: Callable[[claims.Engine, list[Pair]], float]
) -> float:
    """Return how many a second, each run with an engine that remembers nothing yet."""
    rates = []
    for run in range(REPEATS):
        pairs = make(run)
        rates.append(len(pairs) / time_run(story.engine(), pairs))
    return statistics.median(rates)


def time_pairs(engine: claims.Engine, pairs: list[Pair]) -> float:
    """Read and compare both texts of each pair."""
    began = time.process_time()
    for old, new in pairs:
        engine.compare_texts(old, new)
    return time.process_time() - began


def time_first(engine: claims.Engine, pairs: list[Pair]) -> float:
    """Read the first text of each pair."""
    began = time.process_time()
    for old, _ in pairs:
        engine.find_in_text(old)
    return time.process_time() - began


def time_second(engine: claims.Engine, pairs: list[Pair]) -> float:
    """Read and compare the second text of each pair, the first being known."""
    time_first(engine, pairs)
    return time_pairs(engine, pairs)


def show(what: str, rate: float, *, floor: int | None = None) -> bool:
    """Print a rate beside its floor, and say whether it is met."""
    is_met = floor is None or rate >= floor
    verdict = "" if floor is None else f"  at least {floor:,}: {'met' if is_met else 'MISSED'}"
    print(f"{what:50}{rate:8,.0f} a second{verdict}")
    return is_met


def profile(story: stories.Story) -> None:
    engine, pairs = story.engine(), make_articles(0)
    watcher = cProfile.Profile()
    watcher.runcall(time_first, engine, pairs)
    pstats.Stats(watcher).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
