"""Finding the origin of a new version among many articles: `python benchmarks/origins.py [ARTICLES]` (default 1,000,000).

Fills a SQLite database with that many articles of two weeks, each with the bands of a text of its own, adds wire stories with
copies, and times what the check of a further copy, and of a text of its own, pays for its origin. Prints, writes nothing.
"""

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

import storage
from monitor import model
from monitor.core import likeness
from storage import engine, origins

NOW = datetime(2025, 9, 15, 12, 0, tzinfo=UTC)
OUTLETS = 200
STORIES, COPIES, TRIES = 50, 20, 200
WORDS = [f"{a}{b}{c}" for a in "bdgklmnprst" for b in ("a", "e", "i", "o", "ou") for c in "bdgklmnprst"]


def write_text(rng: random.Random, count: int = 300) -> model.Article:
    paragraphs = [" ".join(rng.choices(WORDS, k=40)) for _ in range(count // 40)]
    return model.Article(canonical_url="", headline="x", paragraphs=tuple(paragraphs))


def article_rows(count: int) -> Iterator[tuple[object, ...]]:
    for number in range(1, count + 1):
        seen = (NOW - timedelta(seconds=number % 1_000_000)).strftime("%Y-%m-%d %H:%M:%S.000000")
        yield number, f"o{number % OUTLETS}", f"https://o.example/{number}", "x", "x", "x", "x", seen, seen, 1


def band_rows(rng: random.Random, count: int) -> Iterator[tuple[int, int]]:
    """Bands of texts of their own are as good as random numbers, one in a hundred shared by chance; in ascending order, so
    that the table is filled in minutes."""
    step = 2**63 // (24 * count)
    for place in range(24 * count):
        band = place * step + rng.randrange(step)
        yield band, rng.randint(1, count)
        if rng.random() < 0.01:
            yield band, rng.randint(1, count)


def fill(path: Path, count: int) -> None:
    rng = random.Random(1)
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA synchronous=OFF")
        raw.executemany(
            "INSERT INTO outlet (id, name) VALUES (?, ?)", [(f"o{n}", f"O{n}") for n in range(OUTLETS)]
        )
        raw.executemany(
            "INSERT INTO article (id, outlet_id, url, canonical_url, host, headline, language, first_seen_at,"
            " latest_seen_at, latest_number, believed_number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
            article_rows(count),
        )
        raw.executemany(
            "INSERT OR IGNORE INTO likeness (band, article_id) VALUES (?, ?)", band_rows(rng, count)
        )


def write_version(connection: sa.Connection, number: int, text: model.Article) -> None:
    connection.execute(
        sa.text(
            "INSERT INTO version (article_id, number, content_hash, seen_at, raw_sha256, chain_sha256, canonical_url,"
            " headline, subheadline, byline, paragraphs) VALUES (:id, 1, '', :at, '', '', '', 'x', '', '', :text)"
        ),
        {
            "id": number,
            "at": NOW.strftime("%Y-%m-%d %H:%M:%S.000000"),
            "text": str(list(text.paragraphs)).replace("'", '"'),
        },
    )


def time_origin(database: engine.Database, number: int, text: model.Article) -> tuple[float, float]:
    """Return milliseconds for the bands (in the reading process) and for the origin (in the transaction)."""
    begun = time.perf_counter()
    bands = likeness.find_bands(text)
    banded = time.perf_counter()

    def work(connection: sa.Connection) -> float:
        write_version(connection, number, text)
        started = time.perf_counter()
        origins.save_origin(connection, number, text=text, bands=bands, now=NOW)
        return time.perf_counter() - started

    return (banded - begun) * 1e3, database.write(work) * 1e3


def describe(name: str, spans: list[float]) -> str:
    ordered = sorted(spans)
    return f"{name:44} median {statistics.median(ordered):7.2f} ms   95th {ordered[int(len(ordered) * 0.95)]:7.2f} ms"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "origins.db"
        storage.build_store(f"sqlite:///{path}").close()
        fill(path, count)
        size = path.stat().st_size
        database = engine.Database(engine.build_engine(f"sqlite:///{path}"))
        rng = random.Random(2)
        numbers = iter(rng.sample(range(1, count + 1), STORIES * COPIES + TRIES))
        alone = [time_origin(database, next(numbers), write_text(rng)) for _ in range(TRIES)]
        copied = []
        for _ in range(STORIES):
            wire = write_text(rng)
            copied += [time_origin(database, next(numbers), wire) for _ in range(COPIES)]
        with database.read() as connection:
            joined = connection.execute(sa.text("SELECT count(*) FROM copy")).scalar_one()
        print(f"{count:,} articles, {24 * count:,} bands, {size / 1e6:,.0f} MB")
        print(describe("bands of a text of 280 words", [one for one, _ in alone + copied]))
        print(describe("origin of a text of its own", [two for _, two in alone]))
        print(describe("origin of a copy, up to 19 others there", [two for _, two in copied]))
        print(f"articles that were joined: {joined} of {STORIES * COPIES}")
        database.close()


if __name__ == "__main__":
    main()
