"""The ordinary service over the benchmark's outlets: what `claimwatch run` wires, with a clock that can be set ahead."""

import time
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import measure
import pages
import server

from monitor import model, policy
from monitor.app import bootstrap, heap, logs, settings, watchlist

CLAIM_EVENTS = frozenset(kind for kind in model.EventKind if kind.value.startswith("claim_"))


class BenchClock:
    """The machine's clock, set ahead."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


def run(folder: Path, port: int, *, outlet_count: int = pages.OUTLETS) -> dict[str, object]:
    """Run both passes over the first outlets; returns figures for each."""
    logs.build_logs(level="error", log_format="json")
    shipped = watchlist.load_definitions(settings.shipped_watchlist())
    outlets = tuple(
        model.Outlet(id=f"o{n}", name=f"Outlet {n}", feeds=(f"http://{server.address_of(n)}:{port}/rss",))
        for n in range(outlet_count)
    )
    clock = BenchClock()
    service = bootstrap.build_service(
        settings.Settings(
            _env_file=None,
            data_dir=folder,
            database_url=f"sqlite:///{folder / 'claimwatch.db'}",
            host_gap=0,
            allowed_addresses=(ip_network("127.0.0.0/8"),),
        ),
        watchlist.Loaded(
            watch=replace(shipped, outlets=outlets, rules=(), channels=()), channels={}, path=folder
        ),
        knobs=policy.Policy(),
        run_clock=clock,
        price=lambda _: 0.0,
    )
    try:
        service.prepare()
        heap.settle_heap()  # as `claimwatch run` does
        service.pipeline.poll_feed(1)  # the reading process is up before time is taken
        startup_cpu = measure.cpu_seconds()
        first = measure_pass(service, folder)
        urllib.request.urlopen(f"http://{server.address_of(0)}:{port}/phase/1").read()
        clock.ahead += timedelta(minutes=6)
        again = measure_pass(service, folder)
        return {
            "startup_cpu": startup_cpu,
            "first": first,
            "recheck": again | count_changes(service, outlet_count=outlet_count),
        }
    finally:
        service.stop()


def measure_pass(service: bootstrap.Service, folder: Path) -> dict[str, float]:
    cpu, began = measure.cpu_seconds(), time.perf_counter()
    # As the running service does, a tick a second; the next one comes at once where all is done sooner.
    while service.scheduler.tick() or service.dispatcher.outstanding_count:
        service.dispatcher.wait_idle(bootstrap.TICK.total_seconds())
    return {
        "cpu": measure.cpu_seconds() - cpu,
        "wall": time.perf_counter() - began,
        "stored": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
    }


def count_changes(service: bootstrap.Service, *, outlet_count: int) -> dict[str, int]:
    """Hold the stored changes against what was edited."""
    totals = service.store.load_totals(now=service.clock.now())
    assert totals.article_count == outlet_count * pages.ARTICLES_EACH, totals
    found = cosmetic = false = 0
    changes = service.store.find_changes(model.ChangeFilter(limit=2 * totals.article_count))
    for reading in changes:
        outlet = int(reading.article.outlet_id[1:])
        index = pages.index_of(outlet, int(reading.article.url.rpartition("/")[2].partition("?")[0]))
        has_claim = any(event.kind in CLAIM_EVENTS for event in reading.change.events)
        if pages.has_number_changed(index) and has_claim:
            found += 1
        elif pages.has_cosmetic_edit(index) and not has_claim:
            cosmetic += 1
        else:
            false += 1
    return {"found": found, "cosmetic": cosmetic, "false": false}
