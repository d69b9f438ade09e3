"""What a comparison across outlets costs: 200 outlets, 10,000 articles that all carry one claim, one database file.

    python benchmarks/consensus.py [--outlets 200] [--each 50]

Prints, in milliseconds, median and 95th of a hundred: loading a slot with every outlet's newest word, deciding it, a check whose article moved
its figure, one that was edited elsewhere, a quiet one; and the plan of the question for the newest words. Exits 1 above 10 ms for loading.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import sqlalchemy as sa

import storage
from monitor import model, policy
from monitor.core import brief, consensus
from storage import slots

FLOOR_MS = 10.0
RUNS = 100
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CLAIM = model.ClaimDefinition(
    id="alive", type=model.ClaimType.COUNT, title="living hostages", noun="hostage", require=("alive",)
)
LEXICONS = {"hostage": {"en": ("hostage",)}, "alive": {"en": ("alive",)}}


def claims(count: int) -> tuple[model.Claim, ...]:
    """Make the claim that counts, and nineteen others: an article of an ordinary story has so many."""
    sentence = (
        f"Officials said {count} hostages are alive, and that talks would go on through the week in Doha."
    )
    found = model.Claim(
        claim_id="alive",
        type=model.ClaimType.COUNT,
        low=Decimal(count),
        high=Decimal(count),
        start=0,
        end=20,
        sentence=sentence,
    )
    others = (
        model.Claim(
            claim_id=f"other_{number % 7}",
            type=model.ClaimType.COUNT,
            low=Decimal(number),
            high=Decimal(number),
            start=number,
            end=20 + number,
            sentence=sentence,
        )
        for number in range(1, 20)
    )
    return found, *others


def version(number: int, count: int, *, at: datetime, words: str = "") -> model.Version:
    """Make a version that says a count."""
    article = model.Article(
        canonical_url="", headline="Talks go on", paragraphs=(f"{count} hostages are alive. {words}",)
    )
    return model.Version(
        number=number,
        content_hash=f"1:{count}:{words}:{number}",
        article=article,
        claims=claims(count),
        seen_at=at,
        raw_sha256="0" * 64,
        chain_sha256="1" * 64,
    )


def save(
    store: storage.Store, article_id: int, text: model.Version | None, *, at: datetime, base: int
) -> None:
    """Save a check that found this text, or nothing new."""
    first = text is not None and text.number == 1
    change = None
    if text is not None and not first:
        change = model.Change(
            old_number=base,
            new_number=text.number,
            last_seen_old_at=at - timedelta(minutes=5),
            first_seen_new_at=at,
            severity=model.Severity.LOW,
        )
    kind = model.CheckKind.FIRST_VERSION if first else model.CheckKind.NEW_VERSION
    outcome = model.CheckOutcome(
        article_id=article_id,
        checked_at=at,
        kind=kind if text else model.CheckKind.UNCHANGED,
        base_number=base,
        version=text,
        change=change,
        topic_ids=("story",),
        next_check_at=at + timedelta(hours=1),
        reason="in an hour",
    )
    store.save_check(outcome, page=None)


def fill(store: storage.Store, *, outlets: int, each: int) -> list[int]:
    """Let every outlet publish its articles, one after another."""
    known = [
        model.Outlet(
            id=f"outlet-{number}", name=f"Outlet {number}", feeds=(f"https://o{number}.example/rss",)
        )
        for number in range(outlets)
    ]
    store.save_outlets(known, now=NOON)
    ids = []
    for number, outlet in enumerate(known):
        entries = [
            model.Sighting(
                entry=model.Entry(
                    url=f"https://o{number}.example/{place}",
                    link=f"https://o{number}.example/{place}",
                    title="Talks go on",
                ),
                topic_ids=("story",),
            )
            for place in range(each)
        ]
        store.save_poll(
            model.PollOutcome(
                feed_id=number + 1,
                outlet_id=outlet.id,
                polled_at=NOON,
                sightings=tuple(entries),
                next_poll_at=NOON + timedelta(hours=1),
                reason="in an hour",
            )
        )
        for place, sighting in enumerate(entries):
            article_id = store.find_article(sighting.entry.url)
            at = NOON + timedelta(minutes=place)
            save(store, article_id or 0, version(1, 20 + (number + place) % 3, at=at), at=at, base=0)
            ids.append(article_id or 0)
    return ids


def take(work: Callable[[int], object]) -> str:
    """Time a hundred runs: "median / 95th"."""
    spans = []
    for number in range(RUNS):
        began = time.perf_counter()
        work(number)
        spans.append(1000 * (time.perf_counter() - began))
    take.last = statistics.median(spans)  # type: ignore[attr-defined]
    return f"{statistics.median(spans):6.1f} {statistics.quantiles(spans, n=20)[-1]:6.1f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--outlets", type=int, default=200)
    parser.add_argument("--each", type=int, default=50)
    asked = parser.parse_args()
    watch = model.Watch(
        topics=(model.Topic(id="story", title="The story", match="hostage*"),),
        claims=(CLAIM,),
        lexicons=LEXICONS,
    )
    own_brief = brief.build_brief(watch, policy.Policy())
    with tempfile.TemporaryDirectory() as folder:
        store = storage.build_store(f"sqlite:///{Path(folder) / 'consensus.db'}")
        began = time.perf_counter()
        ids = fill(store, outlets=asked.outlets, each=asked.each)
        print(
            f"{len(ids)} articles of {asked.outlets} outlets, written in {time.perf_counter() - began:.0f} s"
        )
        (slot_id,) = (
            job.id
            for job in store.claim_due_slots(
                now=NOON + timedelta(days=1), lease=timedelta(hours=1), owner="me", limit=99
            )
            if store.load_slot(job.id).slot.claim_id == "alive"
        )
        now = NOON + timedelta(hours=2)
        print("ms: median / 95th")
        print("load a slot      ", take(lambda _: store.load_slot(slot_id)))
        loading = take.last  # type: ignore[attr-defined]
        known = store.load_slot(slot_id)
        print("decide           ", take(lambda _: consensus.decide_compare(own_brief, known, now=now)))
        print(
            "check, moved     ",
            take(lambda n: save(store, ids[n * 9], version(2, 30 + n % 2, at=now), at=now, base=1)),
        )
        print(
            "check, edited    ",
            take(
                lambda n: save(
                    store,
                    ids[n * 9 + 1],
                    version(2, 20 + (ids[n * 9 + 1] - 1) // asked.each % 3, at=now, words="x"),
                    at=now,
                    base=1,
                )
            ),
        )
        print("check, quiet     ", take(lambda n: save(store, ids[n * 9 + 2], None, at=now, base=1)))
        with store.database.read() as connection:
            plan = sa.text("EXPLAIN QUERY PLAN " + str(slots._POSITIONS.compile(store.database.engine)))  # noqa: SLF001
            for row in connection.execute(plan.bindparams(**dict.fromkeys(plan._bindparams, slot_id))):  # noqa: SLF001
                print("   ", row[3])
        store.close()
    return 0 if loading <= FLOOR_MS else 1


if __name__ == "__main__":
    sys.exit(main())
