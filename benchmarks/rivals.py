"""Rivals from PyPI on the same 500 pages as ours, in one run: CPU and wall of both passes, changes found, false ones, bytes stored.

`python benchmarks/rivals.py FOLDER [--pages 500] [--only NAME ...]`. FOLDER, outside the repository, gets an environment for each rival
(`FOLDER/NAME`), made where it is missing, and their data. Rivals get the best that a careful user gives them: the article element as
text, their own pauses switched off. One that does not install or run says why in the table.
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pages
import passes
import recheck_500
import server

HERE = Path(__file__).parent
#: What pip is asked for, one call each, where it is more than the rival's name.
INSTALLS: dict[str, tuple[tuple[str, ...], ...]] = {
    # It asks for htmldiff 0.2, where PyPI has only 0.1; htmldiff2 is its author's own, made for it.
    "diffengine": (
        ("--no-deps", "diffengine"),
        ("htmldiff2", "bleach", "jinja2", "peewee", "pyyaml", "tweepy", "requests", "selenium", "feedparser", "readability-lxml"),
    ),
}  # fmt: skip
#: What a user must do beyond installing it, for the table.
NEEDED = {
    "webchanges": "nothing",
    "urlwatch": "nothing",
    "diffengine": "htmldiff2 in place of htmldiff 0.2, which PyPI lacks; its pauses, pictures (Firefox) and archive.org off",
    "changedetection.io": "its two public sites left out, loopback addresses allowed",
    "claimwatch": "nothing",
}
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


def run_jobs(
    folder: Path, urls: list[str], turn: Callable[[], None], *, command: list[str], query: str
) -> passes.Row:
    """Run webchanges or urlwatch, which share their job files and keep each text in SQLite."""
    jobs = "\n---\n".join(f"url: {url}\nfilter:\n  - css: article\n  - html2text" for url in urls)
    (folder / "jobs.yaml").write_text(jobs)
    cpu, wall = passes.time_passes(command, folder, turn)
    with sqlite3.connect(folder / "seen.db") as database:
        changed = set(passes.decode_guids(urls, database.execute(query)))
    return passes.Row(cpu=cpu, wall=wall, found=passes.count_kinds(changed), stored=passes.size_of(folder))


def run_webchanges(folder: Path, urls: list[str], turn: Callable[[], None]) -> passes.Row:
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


def run_urlwatch(folder: Path, urls: list[str], turn: Callable[[], None]) -> passes.Row:
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


def run_diffengine(folder: Path, urls: list[str], turn: Callable[[], None]) -> passes.Row:
    """diffengine follows feeds, so the pages of whole feeds are what it sees; it finds the article by itself."""
    feeds = dict.fromkeys(f"{url.partition('/news/')[0]}/rss" for url in urls)
    listed = "".join(f"- name: o{n}\n  url: {url}\n" for n, url in enumerate(feeds))
    (folder / "config.yaml").write_text(f"feeds:\n{listed}")
    command = [str(folder.parent / "bin" / "python"), "-c", _START_DIFFENGINE, str(folder)]
    cpu, wall = passes.time_passes(command, folder, turn)
    with sqlite3.connect(folder / "diffengine.db") as database:
        found = database.execute(
            "SELECT diff.id, url FROM diff JOIN entryversion ON entryversion.id = new_id"
        ).fetchall()
        (seen,) = database.execute("SELECT count(DISTINCT url) FROM entryversion").fetchone()
    if seen < len(urls):
        raise passes.NotRunError(f"it saw {seen} of {len(urls)} pages")
    # It leaves the row of a diff that it then found empty; only those with a page are shown.
    changed = {url for key, url in found if (folder / f"diffs/{key % 257}/{key}.html").exists()}
    return passes.Row(cpu=cpu, wall=wall, found=passes.count_kinds(changed), stored=passes.size_of(folder))


def run_changedetection(folder: Path, urls: list[str], turn: Callable[[], None]) -> passes.Row:
    """changedetection.io is a server: pages and passes are asked for over its API, what it did is read from the files it keeps.

    Its start is not counted. Pages are fetched without a browser; the second pass may follow the first at once.
    """
    port, store = passes.free_port(), folder / "store"
    environ = os.environ | {
        "ALLOW_IANA_RESTRICTED_ADDRESSES": "true", "FETCH_WORKERS": "16", "MINIMUM_SECONDS_RECHECK_TIME": "0",
        "DISABLE_VERSION_CHECK": "true", "LOGGER_LEVEL": "ERROR", "HOME": str(folder),
    }  # fmt: skip
    program = [str(folder.parent / "bin" / "changedetection.io"), "-C", "-d", str(store)]
    program += ["-h", "127.0.0.1", "-p", str(port)]
    # A first start with an address makes its store without the two public sites that it would watch otherwise.
    first_start = environ | {"TESTING_SHUTDOWN_AFTER_DATASTORE_LOAD": "1"}
    passes.time_command([*program, "-u", urls[0]], folder, environ=first_start)
    settings = json.loads((store / "changedetection.json").read_text())["settings"]
    key = settings["application"]["api_access_token"]

    def ask(path: str, body: bytes | None = None) -> bytes:
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/v1/{path}",
            data=body,
            headers={"x-api-key": key, "content-type": "text/plain"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()

    def time_pass(number: int, path: str, body: bytes | None = None) -> tuple[float, float]:
        before, began = passes.tree_cpu(process.pid), time.monotonic()
        ask(path, body)
        passes.wait_for(lambda: _checks_in(store, pages=len(urls)) >= number)
        return passes.tree_cpu(process.pid) - before, time.monotonic() - began

    process = subprocess.Popen(
        program, env=environ, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        passes.wait_for(lambda: ask("systeminfo"))
        wanted = "import?include_filters=article&fetch_backend=html_requests"
        first = time_pass(1, wanted, "\n".join(urls).encode())
        time.sleep(2)  # it would skip a page that it has not let go of yet
        turn()
        second = time_pass(2, "watch?recheck_all=1")
    finally:
        process.terminate()
        process.wait(20)
    return passes.Row(
        cpu=[first[0], second[0]],
        wall=[first[1], second[1]],
        found=passes.count_kinds(_changed_in(store)),
        stored=passes.size_of(store),
    )


def _checks_in(store: Path, *, pages: int) -> int:
    """Return how often changedetection.io has checked the page that it checked least; 0 while it does not know all."""
    counts = [json.loads(path.read_text()).get("check_count", 0) for path in store.glob("*/watch.json")]
    return min(counts) if len(counts) == pages else 0


def _changed_in(store: Path) -> set[str]:
    """Return the addresses with more than one text in changedetection.io's store. Raises passes.NotRunError if a page failed."""
    changed = set()
    for path in store.glob("*/watch.json"):
        watch = json.loads(path.read_text())
        if watch.get("last_error"):
            raise passes.NotRunError(f"{watch['url']} failed: {watch['last_error']}")
        if len((path.parent / "history.txt").read_text().splitlines()) > 1:
            changed.add(watch["url"])
    return changed


def run_ours(folder: Path, urls: list[str], _turn: Callable[[], None]) -> passes.Row:
    """Claimwatch, as in `recheck_500.py`; it turns the server itself.

    It tells numbers from style: an edit that it takes for the other kind is counted as false here.
    """
    port = urls[0].partition("/news/")[0].rpartition(":")[2]
    code = (
        "import json, sys, bench_service; from pathlib import Path; folder, port, count = sys.argv[1:];"
        "print(json.dumps(bench_service.run(Path(folder), int(port), outlet_count=int(count))))"
    )
    command = [sys.executable, "-c", code, str(folder), port, str(len(urls) // pages.ARTICLES_EACH)]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    if done.returncode:
        raise passes.NotRunError(passes.last_line(done.stderr))
    measured = json.loads(done.stdout.splitlines()[-1])
    first, again = measured["first"], measured["recheck"]
    return passes.Row(
        cpu=[first["cpu"], again["cpu"]],
        wall=[first["wall"], again["wall"]],
        found=(again["found"], again["cosmetic"], again["false"]),
        stored=int(again["stored"]),
    )


RIVALS: dict[str, Callable[[Path, list[str], Callable[[], None]], passes.Row]] = {
    "webchanges": run_webchanges,
    "urlwatch": run_urlwatch,
    "diffengine": run_diffengine,
    "changedetection.io": run_changedetection,
    "claimwatch": run_ours,
}


def run(name: str, folder: Path, count: int) -> passes.Row:
    """Run one of them against a server of its own. Raises passes.NotRunError."""
    home = folder / name
    if name != "claimwatch":
        _install(name, home)
    work = home / "data"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    port = passes.free_port()
    serving = subprocess.Popen(
        [sys.executable, "server.py", str(port)], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        serving.stdout.readline()
        urls = recheck_500.page_urls(port)

        def turn() -> None:
            urllib.request.urlopen(f"http://{server.address_of(0)}:{port}/phase/1").read()

        return RIVALS[name](work, urls[:count], turn)
    except (OSError, subprocess.SubprocessError, sqlite3.Error) as error:
        raise passes.NotRunError(f"{type(error).__name__}: {error}") from error
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
            raise passes.NotRunError(f"does not install: {passes.last_line(done.stderr)}")
    (home / "installed").touch()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--pages", type=int, default=pages.OUTLETS * pages.ARTICLES_EACH, help="whole feeds of 25 are taken"
    )
    parser.add_argument("--only", nargs="*", choices=RIVALS, default=list(RIVALS))
    chosen = parser.parse_args()
    count = -(-chosen.pages // pages.ARTICLES_EACH) * pages.ARTICLES_EACH
    edited = sum(map(pages.has_number_changed, range(count))), sum(map(pages.has_cosmetic_edit, range(count)))
    print(f"{count} pages, {edited[0]} with another number, {edited[1]} with a cosmetic edit")
    print(
        "| | first pass, CPU s | wall s | second, CPU s | wall s | numbers found | cosmetic edits | false | stored MB | needed |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name in chosen.only:
        try:
            row = run(name, chosen.folder.resolve(), count)
        except passes.NotRunError as error:
            print(f"| {name} | not run: {error} | | | | | | | | {NEEDED[name]} |", flush=True)
            continue
        times = " | ".join(f"{row.cpu[n]:.1f} | {row.wall[n]:.1f}" for n in range(2))
        found = " | ".join(map(str, row.found))
        print(f"| {name} | {times} | {found} | {row.stored / 1e6:.1f} | {NEEDED[name]} |", flush=True)
    print(f"load when it ended: {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
