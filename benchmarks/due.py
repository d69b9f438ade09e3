"""Choosing due work among 10,000 feeds and 1,000,000 articles: how long a claim of 128 takes, and how much memory.

    .venv/bin/python benchmarks/due.py [--database URL] [--articles N] [--feeds N]

Without a URL, a SQLite file in a folder of its own; give an empty PostgreSQL database to measure that. Articles lie on 3,000
hosts, a fifth of them on one. Each situation is claimed from as the scheduler does, 40 times, the work done at once, so that every
claim finds other articles.
"""

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import storage
from monitor import model
from monitor.core import turns
from storage import hosts, tables

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
HOSTS = 3000
CLAIMS = 40
LEASE = timedelta(minutes=10)
#: Articles drawn one by one.
DRAWN = 10_000


def host_of(number: int) -> str:
    """A fifth of all on one host, the others evenly."""
    return "host0.example" if number % 5 == 0 else f"host{number % HOSTS}.example"


def draw_articles(chance: random.Random, count: int) -> Iterator[dict[str, Any]]:
    """Draw articles whose intervals are as the re-check policy gives them: minutes for few, days for most."""
    for number in range(1, count + 1):
        wait = timedelta(minutes=5 + 10 ** chance.uniform(0, 4.5))
        checked_at = NOW - wait * chance.random()
        yield {
            "id": number,
            "outlet_id": f"o{number % 500}",
            "url": f"https://{host_of(number)}/{number}",
            "canonical_url": f"https://{host_of(number)}/{number}",
            "host": host_of(number),
            "is_listed": True,
            "is_watched": True,
            "topic_ids": '["negotiations"]',
            "headline": "Talks go on as both sides weigh an offer of sixty days",
            "first_seen_at": checked_at - 3 * wait,
            "fingerprint": f"{number:064x}",
            "body_digest": f"{number:064x}",
            "latest_number": 1,
            "latest_content_hash": f"1:{number:064x}",
            "latest_chain_sha256": f"{number:064x}",
            "latest_seen_at": checked_at,
            "last_checked_at": checked_at,
            "last_seen_at": checked_at,
            "need": 1 / (wait / timedelta(hours=1)),
            "next_check_at": checked_at + wait,
            "band": turns.band_of(wait, is_watched=True),
            "reason": "0.010 edits an hour expected",
        }


def draw_feeds(chance: random.Random, count: int) -> Iterator[dict[str, Any]]:
    for number in range(1, count + 1):
        url = f"https://{host_of(number)}/feed/{number}"
        yield {
            "id": number,
            "outlet_id": f"o{number % 500}",
            "listed_url": url,
            "url": url,
            "host": host_of(number),
            "is_listed": True,
            "next_poll_at": NOW + timedelta(minutes=chance.uniform(0, 30)),
        }


def fill(store: storage.Store, *, articles: int, feeds: int) -> float:
    """Fill the tables, the articles as copies of the first ones on other hosts; returns seconds."""
    chance, began = random.Random(1), time.perf_counter()
    outlets = [{"id": f"o{n}", "name": f"Outlet {n}", "is_listed": True} for n in range(500)]

    def insert(connection: sa.Connection) -> None:
        connection.execute(sa.insert(tables.outlet), outlets)
        connection.execute(sa.insert(tables.feed), list(draw_feeds(chance, feeds)))
        connection.execute(sa.insert(tables.article), list(draw_articles(chance, DRAWN)))
        names = [column.name for column in tables.article.columns if column.name not in {"id", "host"}]
        copy = sa.text(
            f"INSERT INTO article (id, host, {', '.join(names)}) SELECT id + :more, CASE WHEN id % 5 = 0 THEN host"
            f" ELSE 'host' || CAST((id + :more) % {HOSTS} AS TEXT) || '.example' END, {', '.join(names)}"
            " FROM article WHERE id <= :drawn"
        )
        for more in range(DRAWN, articles, DRAWN):
            connection.execute(copy, {"more": more, "drawn": DRAWN})
        hosts.advance_listed(connection)

    store.database.write(insert)
    return time.perf_counter() - began


def measure(claim: Callable[..., Sequence[Any]], finish: Callable[..., None], now: datetime) -> str:
    """Claim again and again; returns the table's cells: jobs a claim, then milliseconds."""
    spans, busy, sizes = [], [], []
    for number in range(CLAIMS):
        at = now + timedelta(seconds=number)
        began, cpu = time.perf_counter(), time.thread_time()
        jobs = claim(now=at, lease=LEASE, owner="bench", limit=128)
        spans.append((time.perf_counter() - began) * 1000)
        busy.append((time.thread_time() - cpu) * 1000)
        sizes.append(len(jobs))
        finish(jobs, at)
    return f"{statistics.median(sizes):.0f} | {statistics.median(spans):.1f} | {max(spans):.1f} | {statistics.median(busy):.1f}"


def choose(store: storage.Store, **asked: Any) -> list[int]:
    """Claim without loading what was claimed."""
    return store.database.write(partial(hosts.claim_articles, lanes=model.EMPTY_LANES, **asked))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", default="")
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--feeds", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = storage.build_store(options.database or f"sqlite:///{Path(folder) / 'due.db'}")
        seconds = fill(store, articles=options.articles, feeds=options.feeds)
        print(f"{options.feeds:,} feeds, {options.articles:,} articles: filled in {seconds:.0f} s")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

        def check(jobs: tuple[model.Job, ...], at: datetime) -> None:
            outcomes = [
                model.CheckOutcome(
                    article_id=job.id,
                    checked_at=at,
                    kind=model.CheckKind.UNCHANGED,
                    base_number=1,
                    topic_ids=("negotiations",),
                    need=1.0,
                    next_check_at=at + timedelta(hours=1),
                    reason="0.010 edits an hour expected",
                )
                for job in jobs
            ]
            if outcomes:
                store.save_quiet_checks(outcomes)

        def release(_ids: list[int], _at: datetime) -> None:
            store.release_leases("bench")

        def poll(jobs: tuple[model.Job, ...], at: datetime) -> None:
            for job in jobs:
                store.save_poll(
                    model.PollOutcome(
                        feed_id=job.id,
                        outlet_id="o0",
                        polled_at=at,
                        next_poll_at=at + timedelta(hours=1),
                        reason="every 10 min",
                    )
                )

        print("| situation | jobs a claim | median ms | slowest ms | median CPU ms |")
        print("|---|---|---|---|---|")
        print(f"| articles, as they come | {measure(store.claim_due_articles, check, NOW)} |")
        print(f"| feeds, as they come | {measure(store.claim_due_feeds, poll, NOW)} |")
        morning = NOW + timedelta(hours=9)
        print(f"| choosing articles alone | {measure(partial(choose, store), release, morning)} |")
        print(f"| articles after a night off | {measure(store.claim_due_articles, check, morning)} |")
        print(f"| feeds after a night off | {measure(store.claim_due_feeds, poll, morning)} |")
        began = time.perf_counter()
        store.sum_live_needs()
        print(
            f"| the sum of all needs by host, once a minute | | {(time.perf_counter() - began) * 1000:.0f} | | |"
        )
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        print(f"Memory grew by {grown / 1024:.1f} MB while claiming.")
        store.close()


if __name__ == "__main__":
    main()
