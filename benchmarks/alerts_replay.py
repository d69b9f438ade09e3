"""How soon an alert is told: `python benchmarks/alerts_replay.py [--edits 10] [--burst 40]`. A story of 2,000 edits at 20 outlets.

The ordinary service (embedded, SQLite) checks them as it does, and tells every event of an edit by mail over SMTP on loopback; outlets and mail server
are a process of their own. Printed: events told by kind, the time from the check that first saw a change to the server's answer for its mail, mails lost and doubled.
Exits 1 where one was lost or doubled, or the 99th percentile is 5 s or more.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import story
from bench_service import BenchClock

import alerts
from monitor import model, policy
from monitor.app import bootstrap, heap, logs, settings, watchlist

FLOOR_S = 5.0
PORT = 8930


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=story.EDITS)
    parser.add_argument(
        "--burst", type=int, default=40, choices=(20, 40, 100, 200), help="edits at one instant"
    )
    chosen = parser.parse_args()
    logs.build_logs(level="error", log_format="json")
    command = [sys.executable, str(Path(__file__).with_name("story.py")), str(PORT)]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as servers,
    ):
        assert servers.stdout
        servers.stdout.readline()
        clock = BenchClock()
        service = build_service(Path(folder), clock)
        try:
            wall = replay(service, clock, edits=chosen.edits, burst=chosen.burst)
            is_fine = report(service, wall=wall, edits=chosen.edits)
        finally:
            service.stop()
            servers.communicate()
    return 0 if is_fine else 1


def build_service(folder: Path, clock: BenchClock) -> bootstrap.Service:
    """Wire the service over the story's outlets, with one reader of mail who wants to know all but new coverage."""
    shipped = watchlist.load_definitions(settings.shipped_watchlist())
    mail = alerts.EmailChannel(host="127.0.0.1", port=PORT + 1, tls="none", sender="watch@news.example")
    watch = replace(
        shipped,
        outlets=tuple(
            model.Outlet(id=f"o{n}", name=f"Outlet {n}", feeds=(f"http://127.0.0.{21 + n}:{PORT}/rss",))
            for n in range(story.OUTLETS)
        ),
        channels=(model.ChannelAddress(id="desk", addresses=("desk@news.example",)),),
        rules=(model.AlertRule(id="all", min_severity=model.Severity.LOW, channels=("desk",)),),
    )
    found = settings.Settings(
        _env_file=None,
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'claimwatch.db'}",
        host_gap=0,
        allowed_addresses=(ip_network("127.0.0.0/8"),),
    )
    loaded = watchlist.Loaded(watch=watch, channels={"desk": mail}, path=folder)
    return bootstrap.build_service(found, loaded, knobs=policy.Policy(), run_clock=clock, price=lambda _: 0.0)


def replay(service: bootstrap.Service, clock: BenchClock, *, edits: int, burst: int) -> float:
    """See all articles, then each edit of all of them, so many at an instant; returns the seconds it took."""
    service.prepare()
    heap.settle_heap()  # as `claimwatch run` does
    work(service)
    began = time.perf_counter()
    group_count = story.OUTLETS * story.ARTICLES_EACH // burst
    for edit in range(1, edits + 1):
        for group in range(group_count):
            urllib.request.urlopen(f"http://127.0.0.21:{PORT}/edit/{group}/{group_count}/{edit}").read()
            clock.ahead += timedelta(minutes=11)
            work(service)
    return time.perf_counter() - began


def work(service: bootstrap.Service) -> None:
    """Do all that is due, with a tick a second as the running service has; no sooner, as it would flatter the delay."""
    while True:
        began = time.monotonic()
        count = service.scheduler.tick()
        rest = bootstrap.TICK.total_seconds() - (time.monotonic() - began)
        if not count and not service.dispatcher.outstanding_count:
            return
        time.sleep(max(0.0, rest))


def report(service: bootstrap.Service, *, wall: float, edits: int) -> bool:
    """Print what came of it; returns whether the floors hold."""
    told = service.store.find_alerts(limit=10**6)
    ids = [alert.change_id for alert in told if alert.change_id]
    changes = {number: service.store.load_change(number).reading.change for number in ids}
    kinds = Counter(
        event.kind.value for change in changes.values() for event in change.events if event.is_told
    )
    kinds.update(one.bulletin.event.kind.value for one in service.store.find_bulletins(limit=10**6))
    sent = [(alert, one) for alert in told for one in alert.deliveries]
    waits = sorted(
        (one.last_attempt_at - changes[alert.change_id].first_seen_new_at).total_seconds()
        for alert, one in sent
        if alert.change_id and one.last_attempt_at and one.state is model.DeliveryState.SENT
    )
    with urllib.request.urlopen(f"http://127.0.0.21:{PORT}/mails") as answer:
        mails: dict[str, int] = json.load(answer)
    doubled, lost = sum(mails.values()) - len(mails), len(sent) - len(mails)
    p50, p99 = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    load = os.getloadavg()[0]
    print(
        f"{os.cpu_count()} cores, load {load:.1f}, Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d}"
    )
    print(
        f"{story.OUTLETS * story.ARTICLES_EACH * edits} edits, {len(changes)} changes in {wall:.0f} s, {len(told)} alerts"
    )
    for kind, count in kinds.most_common():
        print(f"  {kind:22}{count:6}")
    print(f"mails taken {sum(mails.values())}, lost {lost}, doubled {doubled}")
    print(f"from first seen to handed over: p50 {p50:.2f} s, p99 {p99:.2f} s, longest {waits[-1]:.2f} s")
    return not lost and not doubled and p99 < FLOOR_S


if __name__ == "__main__":
    sys.exit(main())
