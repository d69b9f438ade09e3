"""What a comparison across outlets costs: 200 outlets, 10,000 articles that all carry one claim, one database file.

    python benchmarks/consensus.py [--outlets 200] [--each 50]

Prints the plan of the question for each outlet's newest word; and, in milliseconds of CPU and of the clock (median of a hundred, 95th), that question, loading the
slot with all claims, deciding it, a check whose article moved its figure, one edited elsewhere, a quiet one. Exits 1 when the question takes more than 10 ms of CPU.
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


def take(name: str, work: Callable[[int], object]) -> float:
    """Time a hundred runs, print them, return the median of CPU milliseconds."""
    walls, spans = [], []
    for number in range(RUNS):
        began, before = time.perf_counter(), time.process_time()
        work(number)
        spans.append(1000 * (time.process_time() - before))
        walls.append(1000 * (time.perf_counter() - began))
    wall, cpu = statistics.median(walls), statistics.median(spans)
    print(f"{name:32} {cpu:6.1f} {wall:6.1f} {statistics.quantiles(walls, n=20)[-1]:6.1f}")
    return cpu


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--outlets", type=int, default=200)
    parser.add_argument("--each", type=int, default=50)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = storage.build_store(f"sqlite:///{Path(folder) / 'consensus.db'}")
        began = time.perf_counter()
        ids = fill(store, outlets=asked.outlets, each=asked.each)
        print(
            f"{len(ids)} articles of {asked.outlets} outlets, written in {time.perf_counter() - began:.0f} s"
        )
        question = measure_all(store, ids)
        store.close()
    return 0 if question <= FLOOR_MS else 1


def measure_all(store: storage.Store, ids: list[int]) -> float:
    """Print every figure; return that of the question for each outlet's newest word."""
    due = store.claim_due_slots(now=NOON + timedelta(days=1), lease=timedelta(hours=1), owner="me", limit=99)
    (slot_id,) = (job.id for job in due if store.load_slot(job.id).slot.claim_id == "alive")
    watch = model.Watch(
        topics=(model.Topic(id="story", title="The story", match="hostage*"),),
        claims=(CLAIM,),
        lexicons=LEXICONS,
    )
    own_brief = brief.build_brief(watch, policy.Policy())
    now = NOON + timedelta(hours=2)
    with store.database.read() as connection:
        plan = str(slots.POSITIONS.compile(dialect=connection.dialect)).replace("?", str(slot_id))
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {plan}"):
            print("   ", row[3])
        print(f"{'ms':32} {'CPU':>6} {'wall':>6} {'95th':>6}")
        question = take(
            "each outlet's newest word",
            lambda _: connection.execute(slots.POSITIONS, {"slot_id": slot_id}).all(),
        )
    take("load a slot, claims and all", lambda _: store.load_slot(slot_id))
    known = store.load_slot(slot_id)
    take("decide", lambda _: consensus.decide_compare(own_brief, known, now=now))
    step = len(ids) // (3 * RUNS) * 3
    moved, edited, quiet = ids[::step], ids[1::step], ids[2::step]
    take("check whose figure moved", lambda n: save(store, moved[n], version(2, 30, at=now), at=now, base=1))
    counts = dict(zip(edited, (_count_of(store, one) for one in edited), strict=True))
    take(
        "check with another edit",
        lambda n: save(store, edited[n], version(2, counts[edited[n]], at=now, words="x"), at=now, base=1),
    )
    take("quiet check", lambda n: save(store, quiet[n], None, at=now, base=1))
    return question


def _count_of(store: storage.Store, article_id: int) -> int:
    found = store.load_past(article_id).latest.claims[0].low
    return int(found or 0)


if __name__ == "__main__":
    sys.exit(main())
