"""Rivals from PyPI on the same 500 pages as ours, in one run: CPU and wall of both passes, changes found, false ones, bytes stored.

`python benchmarks/rivals.py FOLDER [--pages 500] [--only NAME ...]`. FOLDER, outside the repository, gets an environment for each rival
(`FOLDER/NAME`), made where it is missing, and their data. Rivals get the best that a careful user gives them: the article element as
text, their own pauses switched off. One that does not install or run says why in the table.
"""

import argparse
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import measure
import pages
import server

HERE = Path(__file__).parent
#: One pass of one rival may take so long.
LIMIT_S = 900.0
#: What pip is asked for, one call each, where it is more than the rival's name.
INSTALLS: dict[str, tuple[tuple[str, ...], ...]] = {
    # It asks for htmldiff 0.2, which PyPI never had (and 0.1 does not build); htmldiff2 is the same by the same hand.
    "diffengine": (
        ("--no-deps", "diffengine"),
        ("htmldiff2", "bleach", "jinja2", "peewee", "pyyaml", "tweepy", "requests", "selenium", "feedparser", "readability-lxml"),
    ),
}  # fmt: skip
#: diffengine without its pauses, without pictures of its diffs (which need Firefox) and without archive.org, which is not reached here.
_START_DIFFENGINE = """
import sys, time, types
import htmldiff2
sys.modules["htmldiff"] = htmldiff2
time.sleep = lambda _: None
import diffengine
diffengine.setup_browser = lambda: None
diffengine.browser = types.SimpleNamespace(quit=lambda: None)
diffengine.Diff._generate_diff_images = lambda diff: None
diffengine.EntryVersion.archive = lambda version: None
diffengine.main()
"""


@dataclass(kw_only=True)
class Row:
    """What one of them did."""

    cpu: list[float]
    wall: list[float]
    #: Addresses of the pages that it says have changed.
    changed: set[str]
    stored: int


class NotRunError(Exception):
    """A rival that could not be run; the text says why."""


def run_jobs(
    folder: Path, urls: list[str], turn: Callable[[], None], *, command: list[str], query: str
) -> Row:
    """Run webchanges or urlwatch, which share their job files and keep each text in SQLite."""
    jobs = "\n---\n".join(f"url: {url}\nfilter:\n  - css: article\n  - html2text" for url in urls)
    (folder / "jobs.yaml").write_text(jobs)
    cpu, wall = [], []
    for number in range(2):
        if number:
            turn()
        used, took = _time(command, folder)
        cpu.append(used)
        wall.append(took)
    with sqlite3.connect(folder / "seen.db") as database:
        changed = set(_decode_guids(urls, database.execute(query)))
    return Row(cpu=cpu, wall=wall, changed=changed, stored=_size_of(folder))


def run_webchanges(folder: Path, urls: list[str], turn: Callable[[], None]) -> Row:
    (folder / "config.yaml").write_text("report:\n  stdout:\n    enabled: false\n")
    program = folder.parent / "bin" / "webchanges"
    command = [str(program), "--jobs", "jobs.yaml", "--config", "config.yaml", "--database", "seen.db"]
    return run_jobs(
        folder,
        urls,
        turn,
        command=command,
        query="SELECT uuid FROM webchanges GROUP BY uuid HAVING count(*) > 1",
    )


def run_urlwatch(folder: Path, urls: list[str], turn: Callable[[], None]) -> Row:
    (folder / "config.yaml").write_text("report:\n  text: {}\n  stdout:\n    enabled: false\n")
    program = folder.parent / "bin" / "urlwatch"
    command = [str(program), "--urls", "jobs.yaml", "--config", "config.yaml", "--cache", "seen.db"]
    return run_jobs(
        folder,
        urls,
        turn,
        command=command,
        query="SELECT guid FROM CacheEntry GROUP BY guid HAVING count(*) > 1",
    )


def run_diffengine(folder: Path, urls: list[str], turn: Callable[[], None]) -> Row:
    """diffengine follows feeds, so the pages of whole feeds are what it sees; it finds the article by itself."""
    feeds = dict.fromkeys(f"{url.partition('/news/')[0]}/rss" for url in urls)
    listed = "".join(f"- name: o{n}\n  url: {url}\n" for n, url in enumerate(feeds))
    (folder / "config.yaml").write_text(f"feeds:\n{listed}")
    command = [str(folder.parent / "bin" / "python"), "-c", _START_DIFFENGINE, str(folder)]
    cpu, wall = [], []
    for number in range(2):
        if number:
            turn()
        used, took = _time(command, folder)
        cpu.append(used)
        wall.append(took)
    with sqlite3.connect(folder / "diffengine.db") as database:
        found = database.execute(
            "SELECT diff.id, url FROM diff JOIN entryversion ON entryversion.id = new_id"
        ).fetchall()
        (seen,) = database.execute("SELECT count(DISTINCT url) FROM entryversion").fetchone()
    if seen < len(urls):
        raise NotRunError(f"it saw {seen} of {len(urls)} pages")
    # It leaves the row of a diff that it then found empty; only those with a page are shown.
    changed = {url for key, url in found if (folder / f"diffs/{key % 257}/{key}.html").exists()}
    return Row(cpu=cpu, wall=wall, changed=changed, stored=_size_of(folder))


def run_changedetection(folder: Path, urls: list[str], turn: Callable[[], None]) -> Row:
    """changedetection.io is a server: pages are given to it over its API, and each pass is asked for there."""
    port = _free_port()
    program = str(folder.parent / "bin" / "changedetection.io")
    environ = os.environ | {
        "ALLOW_IANA_RESTRICTED_ADDRESSES": "true", "FETCH_WORKERS": "16", "MINIMUM_SECONDS_RECHECK_TIME": "0",
        "DISABLE_VERSION_CHECK": "true",
    }  # fmt: skip
    process = subprocess.Popen(
        [program, "-C", "-d", str(folder), "-p", str(port), "-h", "127.0.0.1"],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        key = _wait_for(lambda: _find_key(folder))

        def ask(path: str, body: bytes | None = None) -> bytes:
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/api/v1/{path}",
                data=body,
                headers={"x-api-key": key, "content-type": "text/plain"},
            )
            return urllib.request.urlopen(request, timeout=60).read()

        def checked_since(at: float) -> bool:
            watches = json.loads(ask("watch")).values()
            return len(watches) >= len(urls) and all(one["last_checked"] >= int(at) for one in watches)

        _wait_for(lambda: ask("systeminfo"))
        cpu, wall = [], []
        for number in range(2):
            if number:
                turn()
                time.sleep(2)  # its times are whole seconds
            before, began, at = _tree_cpu(process.pid), time.monotonic(), time.time()
            ask("watch?recheck_all=1") if number else ask("import", "\n".join(urls).encode())
            _wait_for(lambda at=at: checked_since(at))
            cpu.append(_tree_cpu(process.pid) - before)
            wall.append(time.monotonic() - began)
        changed = {one["url"] for one in json.loads(ask("watch")).values() if one["last_changed"]}
        return Row(cpu=cpu, wall=wall, changed=changed, stored=_size_of(folder))
    finally:
        process.terminate()
        process.wait(20)


def run_ours(folder: Path, urls: list[str], _turn: Callable[[], None]) -> Row:
    """Claimwatch, as in `recheck_500.py`: all pages of the feeds; it turns the server itself."""
    port = urls[0].partition("/news/")[0].rpartition(":")[2]
    code = (
        "import json, sys, bench_service; from pathlib import Path;"
        "print(json.dumps(bench_service.run(Path(sys.argv[1]), int(sys.argv[2]))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), port], cwd=HERE, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotRunError(_last_line(done.stderr))
    found = json.loads(done.stdout.splitlines()[-1])
    first, again = found["first"], found["recheck"]
    edited = [url for url in urls if _kind_of(url)]
    # It tells numbers from style itself; both are changes, and what it tells beyond them is false.
    changed = set(edited[: again["found"] + again["cosmetic"]]) | {
        f"false {n}" for n in range(again["false"])
    }
    return Row(
        cpu=[first["cpu"], again["cpu"]],
        wall=[first["wall"], again["wall"]],
        changed=changed,
        stored=int(again["stored"]),
    )


RIVALS: dict[str, Callable[[Path, list[str], Callable[[], None]], Row]] = {
    "webchanges": run_webchanges,
    "urlwatch": run_urlwatch,
    "diffengine": run_diffengine,
    "changedetection.io": run_changedetection,
    "claimwatch": run_ours,
}


def run(name: str, folder: Path, count: int) -> Row:
    """Run one of them against a server of its own. Raises NotRunError."""
    home = folder / name
    if name != "claimwatch":
        _install(name, home)
    work = home / "data"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    port = _free_port()
    serving = subprocess.Popen(
        [sys.executable, "server.py", str(port)], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        serving.stdout.readline()
        urls = [
            f"http://{server.address_of(outlet)}:{port}/news/{number}"
            for outlet in range(pages.OUTLETS)
            for number in range(pages.ARTICLES_EACH)
        ]

        def turn() -> None:
            urllib.request.urlopen(f"http://{server.address_of(0)}:{port}/phase/1").read()

        return RIVALS[name](work, urls[:count], turn)
    except (OSError, subprocess.SubprocessError, sqlite3.Error) as error:
        raise NotRunError(f"{type(error).__name__}: {error}") from error
    finally:
        serving.stdin.close()
        serving.wait(10)


def _install(name: str, home: Path) -> None:
    if (home / "installed").exists():
        return
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    for wanted in INSTALLS.get(name, ((name,),)):
        done = subprocess.run(
            [str(home / "bin" / "pip"), "install", "--quiet", *wanted],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NotRunError(f"does not install: {_last_line(done.stderr)}")
    (home / "installed").touch()


def _time(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command to its end; returns CPU and wall seconds. Raises NotRunError."""
    before, began = os.times(), time.monotonic()
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
        env=os.environ | {"HOME": str(folder)},
    )
    took, after = time.monotonic() - began, os.times()
    if done.returncode:
        raise NotRunError(_last_line(done.stderr) or f"ended with {done.returncode}")
    return (
        after.children_user + after.children_system - before.children_user - before.children_system,
        took,
    )


def _decode_guids(urls: list[str], found: sqlite3.Cursor) -> list[str]:
    """Both know a page by the SHA-1 of its address."""
    import hashlib

    known = {hashlib.sha1(url.encode()).hexdigest(): url for url in urls}
    return [known.get(guid, guid) for (guid,) in found]


def _kind_of(url: str) -> str:
    """What was edited on a page: number, cosmetic, or nothing."""
    found = re.fullmatch(r"http://127\.0\.0\.(\d+):\d+/news/(\d+).*", url)
    if found is None:
        return ""
    index = pages.index_of(int(found[1]) - 21, int(found[2]))
    return (
        "number" if pages.has_number_changed(index) else "cosmetic" if pages.has_cosmetic_edit(index) else ""
    )


def _find_key(folder: Path) -> str:
    for path in (folder / "changedetection.json", folder / "url-watches.json"):
        if path.exists():
            return json.loads(path.read_text())["settings"]["application"]["api_access_token"]
    raise OSError("no key yet")


def _wait_for(look: Callable[[], object]) -> object:
    until = time.monotonic() + LIMIT_S / 3
    while True:
        try:
            if found := look():
                return found
        except (OSError, KeyError, ValueError):
            pass
        if time.monotonic() > until:
            raise NotRunError("it does not get done")
        time.sleep(0.2)


def _tree_cpu(root: int) -> float:
    total = 0
    for pid in measure.tree(root):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(map(int, fields[11:15]))
    return total / os.sysconf("SC_CLK_TCK")


def _size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or [""])[-1][:160]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=pages.OUTLETS * pages.ARTICLES_EACH)
    parser.add_argument("--only", nargs="*", choices=RIVALS, default=list(RIVALS))
    chosen = parser.parse_args()
    print(
        "| | first pass, CPU s | wall s | second, CPU s | wall s | numbers found | cosmetic edits | false | stored MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name in chosen.only:
        try:
            row = run(name, chosen.folder.resolve(), chosen.pages)
        except NotRunError as error:
            print(f"| {name} | not run: {error} | | | | | | | |", flush=True)
            continue
        kinds = [_kind_of(url) for url in row.changed]
        times = " | ".join(f"{row.cpu[n]:.1f} | {row.wall[n]:.1f}" for n in range(2))
        found = " | ".join(str(kinds.count(kind)) for kind in ("number", "cosmetic", ""))
        print(f"| {name} | {times} | {found} | {row.stored / 1e6:.1f} |", flush=True)
    print(f"load when it ended: {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
