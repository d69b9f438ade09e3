"""`make bench`: 500 pages of about 100 KB, first seen and then re-checked, beside the least anybody could spend.

Prints, for the first pass and the re-check: articles a second, CPU seconds, peak memory, bytes stored, changes found
and false ones; beside them bare `httpx` GETs of the same pages and bare `trafilatura` on them, in processes of their
own. Exits 1 when a stated floor is not met.
"""

import json
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import measure
import pages
import server

HERE = Path(__file__).parent
ARTICLES = pages.OUTLETS * pages.ARTICLES_EACH
THREADS = 16
REPEATS = 3

FLOOR_FIRST = 1.5
FLOOR_RECHECK = 3.0
FLOOR_MEMORY_MB = 350


def page_urls(port: int) -> list[str]:
    return [
        f"http://{server.address_of(outlet)}:{port}/news/{number}"
        for outlet in range(pages.OUTLETS)
        for number in range(pages.ARTICLES_EACH)
    ]


def run_gets(port: int) -> dict[str, float]:
    """GET every page with one shared client, nothing else. Meant for a process of its own."""
    import httpx

    with httpx.Client(timeout=30) as client, ThreadPoolExecutor(THREADS) as pool:
        urls = page_urls(port)
        list(pool.map(client.get, urls[:: pages.ARTICLES_EACH]))  # connections are open before time is taken
        before, began = _own_cpu(), time.perf_counter()
        sizes = [len(response.content) for response in pool.map(client.get, urls)]
        return {
            "cpu": _own_cpu() - before,
            "wall": time.perf_counter() - began,
            "bytes": sum(sizes) / len(sizes),
        }


def run_extraction(port: int) -> dict[str, float]:
    """Extract every page with trafilatura and its metadata, nothing else."""
    import httpx
    import trafilatura

    with httpx.Client(timeout=30) as client:
        bodies = [client.get(url).text for url in page_urls(port)]
    trafilatura.bare_extraction(bodies[0], with_metadata=True)
    before, began = _own_cpu(), time.perf_counter()
    for body in bodies:
        trafilatura.bare_extraction(body, with_metadata=True)
    return {"cpu": _own_cpu() - before, "wall": time.perf_counter() - began}


def run_claimwatch(port: int) -> dict[str, object]:
    """Run the ordinary service over the feeds: first pass, then everything due again an hour later."""
    import bench_service

    with tempfile.TemporaryDirectory() as folder:
        return bench_service.run(Path(folder), port)


RUNS = {"gets": run_gets, "extraction": run_extraction, "claimwatch": run_claimwatch}


def in_process(name: str, port: int) -> dict[str, float]:
    """Run one of RUNS in a fresh interpreter and return what it printed."""
    process = subprocess.Popen(
        [sys.executable, __file__, name, str(port)], stdout=subprocess.PIPE, text=True, cwd=HERE
    )
    printed, peak = measure.wait_and_watch(process)
    if process.returncode:
        raise SystemExit(f"{name} failed")
    return json.loads(printed.splitlines()[-1]) | {"peak": peak}


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serving = subprocess.Popen(
        [sys.executable, "server.py", str(port)], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        serving.stdout.readline()
        print(f"{ARTICLES} pages, {THREADS} threads; each figure from a process of its own", file=sys.stderr)
        gets = [in_process("gets", port) for _ in range(REPEATS)]
        extraction = in_process("extraction", port)
        ours = in_process("claimwatch", port)
        gets += [in_process("gets", port) for _ in range(REPEATS)]
    finally:
        serving.stdin.close()
        serving.wait(timeout=10)
    return report(gets, extraction, ours)


def report(gets: list[dict[str, float]], extraction: dict[str, float], ours: dict) -> int:
    get_cpu = statistics.median(run["cpu"] for run in gets)
    get_wall = statistics.median(run["wall"] for run in gets)
    first, again = ours["first"], ours["recheck"]
    first_ratio = first["cpu"] / (get_cpu + extraction["cpu"])
    again_ratio = again["cpu"] / get_cpu
    rows = [
        ("", "articles/s", "CPU s", "ms CPU each"),
        ("bare GETs", ARTICLES / get_wall, get_cpu, 1000 * get_cpu / ARTICLES),
        (
            "bare extraction",
            ARTICLES / extraction["wall"],
            extraction["cpu"],
            1000 * extraction["cpu"] / ARTICLES,
        ),
        ("first pass", ARTICLES / first["wall"], first["cpu"], 1000 * first["cpu"] / ARTICLES),
        ("re-check", ARTICLES / again["wall"], again["cpu"], 1000 * again["cpu"] / ARTICLES),
    ]
    print(f"pages of {gets[0]['bytes'] / 1000:.0f} kB on average")
    print("{:18}{:>12}{:>10}{:>14}".format(*rows[0]))
    for name, *figures in rows[1:]:
        print("{:18}{:>12.0f}{:>10.2f}{:>14.2f}".format(name, *figures))
    print(f"start-up: {ours['startup_cpu']:.2f} CPU s")
    print(f"peak memory, all processes: {ours['peak'] / 1e6:.0f} MB")
    print(
        f"stored: {first['stored'] / 1e6:.1f} MB after the first pass, {again['stored'] / 1e6:.1f} MB in the end"
    )
    print(
        f"changes: {again['found']} of {pages.NUMBERS_CHANGED} numbers found, {again['cosmetic']} of "
        f"{pages.COSMETIC_EDITS} cosmetic edits stored without a claim event, {again['false']} false"
    )
    floors = [
        (
            f"first pass / (GETs + extraction) = {first_ratio:.2f}, at most {FLOOR_FIRST}",
            first_ratio <= FLOOR_FIRST,
        ),
        (f"re-check / GETs = {again_ratio:.2f}, at most {FLOOR_RECHECK}", again_ratio <= FLOOR_RECHECK),
        (f"peak memory at most {FLOOR_MEMORY_MB} MB", ours["peak"] / 1e6 <= FLOOR_MEMORY_MB),
        ("every number found, nothing else", again["found"] == pages.NUMBERS_CHANGED and not again["false"]),
    ]
    for text, is_met in floors:
        print(f"{'met ' if is_met else 'MISSED'}  {text}")
    return 0 if all(is_met for _, is_met in floors) else 1


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(RUNS[sys.argv[1]](int(sys.argv[2]))))
    else:
        sys.exit(main())
