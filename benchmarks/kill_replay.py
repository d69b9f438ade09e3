"""`python benchmarks/kill_replay.py [--kills 50] [--seed 1]`: the demo killed again and again, against one left alone.

Kills the replay with SIGKILL at random moments, resumes it each time, and compares what is stored in the end (versions,
windows, claim changes, events, alerts) with an undisturbed run's. Every alert must have arrived at least once;
duplicates are counted. Exits 1 on any difference or loss.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import storage
from monitor import model
from monitor.app.demo import findings

#: A restart takes about this long before the replay moves; kills fall between start and some seconds of work.
LONGEST_LIFE_S = 6.0


def start_demo(folder: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "monitor", "demo", "--resume", "--no-page", "--folder", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def run_undisturbed(folder: Path) -> None:
    code = start_demo(folder).wait()
    if code not in (0, 1):
        raise SystemExit(f"the run that nobody killed did not finish: exit code {code}")


def run_killed(folder: Path, kills: int, chance: random.Random) -> int:
    """Run with this many kills at most; returns how many fell before the replay was over."""
    for count in range(kills):
        process = start_demo(folder)
        life = chance.uniform(0.3, LONGEST_LIFE_S)
        try:
            process.wait(timeout=life)
        except subprocess.TimeoutExpired:
            # The whole session: the reading processes die as they would in a power cut.
            subprocess.run(["pkill", "-KILL", "-s", str(process.pid)], check=False)
            process.send_signal(signal.SIGKILL)
            process.wait()
            print(f"\rkilled {count + 1} of {kills}", end="", file=sys.stderr, flush=True)
        else:
            print(file=sys.stderr)
            return count
    print(file=sys.stderr)
    run_undisturbed(folder)
    return kills


def read_state(folder: Path) -> dict[str, object]:
    """Read what is stored, without ids and ports, which may differ from run to run."""
    store = storage.build_store(f"sqlite:///{folder / 'claimwatch.db'}")
    try:
        state: dict[str, object] = {}
        before_id = None
        while articles := store.find_articles(before_id=before_id, limit=100):
            for article in articles:
                place = f"{article.outlet_id}{urlsplit(article.url).path}"
                detail = store.load_article_detail(article.id)
                for version in detail.versions:
                    state[f"{place} version {version.number}"] = (version.content_hash, version.seen_at)
            before_id = articles[-1].id
        for reading in findings.find_all_changes(store):
            place = f"{reading.article.outlet_id}{urlsplit(reading.article.url).path}"
            change = reading.change
            key = f"{place} change {change.old_number}-{change.new_number} {change.first_seen_new_at}"
            state[key] = (
                change.last_seen_old_at,
                change.severity,
                change.is_silent,
                change.reverts_to,
                tuple((c.claim_id, c.kind, c.old_text, c.new_text) for c in change.claim_changes),
                tuple((e.kind, e.summary, e.is_told) for e in change.events),
                reading.alert_id is not None,
            )
        return state
    finally:
        store.close()


def count_unsent(folder: Path) -> tuple[int, int]:
    """Return the number of deliveries, and of those not sent."""
    store = storage.build_store(f"sqlite:///{folder / 'claimwatch.db'}")
    try:
        deliveries = [d for alert in store.find_alerts(limit=10_000) for d in alert.deliveries]
        return len(deliveries), sum(d.state is not model.DeliveryState.SENT for d in deliveries)
    finally:
        store.close()


def count_arrivals(folder: Path) -> tuple[int, int]:
    """Return how many different messages arrived, and how many arrivals were doubles."""
    names = [
        path.stem.rpartition(".")[0] for kind in ("mail", "slack") for path in (folder / kind).glob("[!.]*.*")
    ]
    return len(set(names)), len(names) - len(set(names))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as parent:
        alone, killed = Path(parent, "alone"), Path(parent, "killed")
        began = time.perf_counter()
        run_undisturbed(alone)
        print(f"undisturbed: {time.perf_counter() - began:.0f} s")
        kill_count = run_killed(killed, options.kills, random.Random(options.seed))
        expected, found = read_state(alone), read_state(killed)
        differences = sorted(
            key for key in expected.keys() | found.keys() if expected.get(key) != found.get(key)
        )
        delivery_count, unsent_count = count_unsent(killed)
        arrived_count, double_count = count_arrivals(killed)
    for key in differences[:20]:
        print(f"differs: {key}\n  alone  {expected.get(key)}\n  killed {found.get(key)}")
    print(
        f"{kill_count} kills; {len(expected)} facts stored alone, {len(found)} after the kills, {len(differences)} differ"
    )
    print(
        f"{delivery_count} deliveries, {unsent_count} not sent; {arrived_count} different messages arrived, "
        f"{double_count} of them twice"
    )
    is_lost = unsent_count or arrived_count < delivery_count
    return 1 if differences or is_lost else 0


if __name__ == "__main__":
    sys.exit(main())
