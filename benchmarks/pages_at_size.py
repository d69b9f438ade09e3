"""Every page and API route over a full database: `python benchmarks/pages_at_size.py [--versions N] [--url URL] [--rounds N]`.

Fills the database first (a SQLite file that is kept in --folder, or an empty PostgreSQL database), then asks each route in turn
and prints the server's own time (median and 95th percentile, from the request's arrival to the last byte), the most Python memory one
request held, and the weight of the answer. Default: 1,000,000 versions. Prints, writes nothing but the database.
"""

import argparse
import itertools
import os
import statistics
import time
import tracemalloc
import warnings
from datetime import datetime
from pathlib import Path

import size_seed
from starlette.types import ASGIApp, Receive, Scope, Send

import report
import storage

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient


class Desk:
    """The seed's clock."""

    def now(self) -> datetime:
        return size_seed.NOW


class Timed:
    """ASGI middleware that keeps how long each request took."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.seconds: list[float] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        await self._app(scope, receive, send)
        self.seconds.append(time.perf_counter() - began)


def list_routes(versions: int) -> dict[str, list[str]]:
    """Name what is asked: a route, and addresses that are asked of it in turn."""
    ids = list(size_seed.sample_ids(versions))
    edits = [size_seed.REVISION_EVERY * (number // size_seed.REVISION_EVERY or 1) for number in ids]
    deep = edits[0]
    claims = [f"claim_{number}" for number in range(0, size_seed.CLAIMS, 4)]
    filters = {
        "": "",
        "?outlet": "?outlet=outlet-7",
        "?claim": "?claim=claim_3",
        "?kind": "?kind=article_removed",
        "?severity": "?severity=high",
        "?before": f"?before={deep}",
    }
    routes: dict[str, list[str]] = {"/": ["/"], "/outlets": ["/outlets"], "/alerts": ["/alerts"]}
    routes |= {f"/changes{name}": [f"/changes{query}"] for name, query in filters.items()}
    routes |= {
        "/changes/{id}": [f"/changes/{number}" for number in edits],
        "/articles/{id}": [f"/articles/{number}" for number in ids],
        "/claims/{id}": [f"/claims/{name}" for name in claims],
        "/review": ["/review"],
        "/review?kind": ["/review?kind=modal"],
        "/bulletins/{id}": [f"/bulletins/{number}" for number in range(1, 20)],
        "/alerts?state=dead": ["/alerts?state=dead"],
        "/alerts?state=waiting": ["/alerts?state=waiting"],
        "/topics/{id}.atom": [f"/topics/{size_seed.TOPIC}.atom"],
        "/changes.json": ["/changes.json"],
        "/readyz": ["/readyz"],
    }
    api = ("/changes", "/review", "/outlets", "/alerts", "/bulletins", "/changes?claim")
    routes |= {f"/api/v1{name}": [f"/api/v1{path}" for path in routes.get(name, [name])] for name in api}
    for name in ("/changes/{id}", "/articles/{id}", "/claims/{id}", "/bulletins/{id}"):
        routes[f"/api/v1{name}"] = [f"/api/v1{path}" for path in routes[name]]
    return routes | list_searches()


def list_searches() -> dict[str, list[str]]:
    """Name searches: a word in every text, common and rare words, phrases, filters."""
    words = size_seed.write_words("en")
    asked = {
        "every text": "hostages",
        "common": words[0],
        "rare": words[15_000],
        "two": f"{words[3]} {words[40]}",
        "phrase": '"ceasefire lasts 42 days"',
        "arabic": "رهينه",
        "excluded": f"hostages -{words[1]}",
        "prefix": "host*",
    }
    routes = {f"search: {name}": [f"/search?q={query}"] for name, query in asked.items()}
    for name, more in {
        "best": "order=best",
        "outlet": "outlet=outlet-7",
        "claim": "claim=claim_3",
        "kind": "kind=text_changed",
        "no such kind": "kind=article_removed",
        "dates": "since=2025-10-01&until=2025-10-02",
        "language": "language=he",
    }.items():
        routes[f"search: every text, {name}"] = [f"/search?q=hostages&{more}"]
    return routes | {"/api/v1/search": ["/api/v1/search?q=hostages"]}


def measure(client: TestClient, timed: Timed, addresses: list[str], *, rounds: int) -> str:
    """Ask a route's addresses in turn, and print its line."""
    first = client.get(addresses[0])
    if first.status_code not in {200, 503}:
        return f"{'':>8} answers {first.status_code}"
    timed.seconds.clear()
    for address in itertools.islice(itertools.cycle(addresses), rounds):
        client.get(address)
    spent = sorted(seconds * 1000 for seconds in timed.seconds)
    tracemalloc.start()
    client.get(addresses[0])
    held = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    p95 = spent[max(0, round(0.95 * len(spent)) - 1)]
    return f"{statistics.median(spent):8.1f} {p95:8.1f} {held:7.1f} {len(first.content) / 1000:8.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--versions", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/claimwatch-at-size"))
    parser.add_argument("--url", help="an empty PostgreSQL database, or one that was filled before")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--only", default="", help="routes whose name contains this")
    asked = parser.parse_args()
    asked.folder.mkdir(exist_ok=True)
    url = asked.url or f"sqlite:///{asked.folder}/{asked.versions}.db"
    store = storage.build_store(url)
    if store.load_totals(now=size_seed.NOW).version_count == 0:
        began = time.perf_counter()
        size_seed.fill(url, versions=asked.versions)
        print(f"filled in {time.perf_counter() - began:.0f} s")
    timed = Timed(report.build_app(store, Desk(), watch=size_seed.write_watch()))
    client = TestClient(timed, raise_server_exceptions=False)
    print(f"load {os.getloadavg()[0]:.1f}")
    print(f"{'':32} {'p50 ms':>8} {'p95 ms':>8} {'MB':>7} {'kB':>8}")
    for name, addresses in list_routes(asked.versions).items():
        if asked.only in name:
            print(f"{name:32} {measure(client, timed, addresses, rounds=asked.rounds)}", flush=True)
    store.close()


if __name__ == "__main__":
    main()
