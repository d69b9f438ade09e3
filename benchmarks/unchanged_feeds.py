"""What an unchanged feed costs: `python benchmarks/unchanged_feeds.py [--polls 300]`.

One feed of 100 entries is polled again and again, through the reading process and the database, without a network:
with another body each time, with the same body, and with 304. Prints CPU milliseconds a poll, and how many bodies were read,
counted where they are decoded. Exits 1 if an unchanged one was.
"""

import argparse
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import measure

import storage
from monitor import model, policy
from monitor.app import judge

URL = "https://ledger.example/rss"
START = datetime(2025, 9, 1, 12, 0, tzinfo=UTC)
WATCH = model.Watch(topics=(model.Topic(id="talks", title="Talks", match="hostage*"),), lexicons={})
ITEM = (
    "<item><title>Envoys meet for talks on the {n} who are held</title><link>https://ledger.example/{n}</link>"
    "<guid>https://ledger.example/{n}</guid><pubDate>Mon, 01 Sep 2025 10:00:00 GMT</pubDate><description>{text}</description></item>"
)
TEXT = "The mediators said on Sunday that the list would be read line by line before anybody signs. " * 8
ITEMS = "".join(ITEM.format(n=number, text=TEXT) for number in range(100))


def feed_of(poll: int) -> bytes:
    return f'<rss version="2.0"><channel><title>Ledger</title><lastBuildDate>{poll}</lastBuildDate>{ITEMS}</channel></rss>'.encode()


class Body(bytes):
    """Bytes that know how often they were handed to the reading process."""

    sent_count = 0

    def __reduce__(self) -> tuple[type[bytes], tuple[bytes]]:
        type(self).sent_count += 1
        return bytes, (bytes(self),)


def answer(kind: str, poll: int) -> model.FetchedPage:
    return model.FetchedPage(
        url=URL,
        final_url=URL,
        status=304 if kind == "304" else 200,
        headers=(("etag", f'"{poll if kind == "another body" else 0}"'),),
        body=Body(b"" if kind == "304" else feed_of(poll if kind == "another body" else 0)),
        fetched_at=START,
    )


def run(kind: str, polls: int, reader: judge.PooledJudge) -> tuple[float, int]:
    with tempfile.TemporaryDirectory() as folder:
        store = storage.build_store(f"sqlite:///{Path(folder) / 'claimwatch.db'}")
        store.save_outlets((model.Outlet(id="ledger", name="Ledger", feeds=(URL,)),), now=START)
        store.save_poll(reader.decide_poll(store.load_feed(1), answer("the same body", 0), now=START))
        Body.sent_count, before = 0, measure.cpu_seconds()
        for number in range(1, polls + 1):
            now = START + timedelta(minutes=number)
            page = replace(answer(kind, number), fetched_at=now)
            store.save_poll(reader.decide_poll(store.load_feed(1), page, now=now))
        spent = measure.cpu_seconds() - before
        store.close()
    return 1000 * spent / polls, Body.sent_count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polls", type=int, default=300)
    polls = parser.parse_args().polls
    reader = judge.PooledJudge(WATCH, policy.Policy(), processes=1, limit=timedelta(seconds=10))
    counts = {}
    try:
        run("another body", 20, reader)  # the reading process is up and warm
        for kind in ("another body", "the same body", "304"):
            cost, counts[kind] = run(kind, polls, reader)
            print(f"{kind:>14}: {cost:6.2f} CPU ms a poll, {counts[kind]} of {polls} read")
    finally:
        reader.stop()
    return 0 if counts == {"another body": polls, "the same body": 0, "304": 0} else 1


if __name__ == "__main__":
    sys.exit(main())
