"""`claimwatch run` as people start it: a process, its page, its end; and a network that is away."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

import storage
from monitor import model
from monitor.app import bootstrap, page_server
from monitor.app.cli import serving
from monitor.app.demo import replay
from tests.acceptance import outlet as outlets
from tests.acceptance.conftest import Build, build_loaded, build_settings
from tests.fakes.clock import FakeClock

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]

PATIENCE_S = 180.0
SMTP_PASSWORD = "correct-horse-battery"
WATCHLIST = """
[[topics]]
id = "talks"
title = "The talks"
match = "Gaza AND hostage*"
[[outlets]]
id = "gazette"
name = "The Harbour Gazette"
feeds = ["{feed}"]
[[channels]]
id = "mail"
type = "email"
to = ["desk@news.example"]
[[alerts]]
id = "all"
channels = ["mail"]
"""


def wait_for(is_true: Callable[[], bool]) -> None:
    """Look again and again until it is true."""
    until = time.monotonic() + PATIENCE_S
    while not is_true():
        assert time.monotonic() < until, "waited for too long"
        time.sleep(0.05)


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Process:
    """One `claimwatch …`, and the folder it works in."""

    folder: Path
    port: int
    popen: subprocess.Popen[str]

    def ask(self, path: str) -> httpx.Response | None:
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}{path}", timeout=10)
        except httpx.TransportError:
            return None

    def is_up(self) -> bool:
        assert self.popen.poll() is None, self.popen.communicate()[1]
        return self.ask("/healthz") is not None

    def end(self, *, within: float = 10.0) -> str:
        """Send SIGTERM; gives what it wrote to standard error. Fails when it takes longer, or ends badly."""
        self.popen.send_signal(signal.SIGTERM)
        _, written = self.popen.communicate(timeout=within)
        assert self.popen.returncode == 0, written
        return written


def write_watchlist(folder: Path, outlet: outlets.Outlet) -> None:
    (folder / "watchlist.toml").write_text(WATCHLIST.format(feed=outlet.feed))


def build_environ(folder: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMWATCH_")}
    return ours | {
        "CLAIMWATCH_DATA_DIR": str(folder / "data"),
        "CLAIMWATCH_ALLOWED_ADDRESSES": "127.0.0.0/8",
        "CLAIMWATCH_HOST_GAP": "0",
        "CLAIMWATCH_SMTP_HOST": "127.0.0.1",
        "CLAIMWATCH_SMTP_FROM": "alerts@news.example",
        "CLAIMWATCH_SMTP_USERNAME": "desk",
        "CLAIMWATCH_SMTP_PASSWORD": SMTP_PASSWORD,
        "CLAIMWATCH_LOG_LEVEL": "debug",
    }


@contextmanager
def start(command: str, folder: Path, *, port: int | None = None) -> Iterator[Process]:
    port = port or find_port()
    popen = subprocess.Popen(
        [sys.executable, "-m", "monitor", command, "--port", str(port)],
        cwd=folder,
        env=build_environ(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Process(folder, port, popen)
    finally:
        popen.kill()
        popen.communicate()


def open_store(folder: Path) -> storage.Store:
    return storage.build_store(f"sqlite:///{folder / 'data' / 'claimwatch.db'}")


def find_versions(folder: Path) -> list[int]:
    store = open_store(folder)
    try:
        return [article.version_count for article in store.find_articles()]
    finally:
        store.close()


def test_two_services_and_a_page_share_one_file_and_end_on_a_signal(tmp_path: Path, outlet: outlets.Outlet):
    write_watchlist(tmp_path, outlet)
    with ExitStack() as stack:
        first, second = [stack.enter_context(start("run", tmp_path)) for _ in range(2)]
        wait_for(lambda: first.is_up() and second.is_up())
        wait_for(lambda: find_versions(tmp_path) == [1])
        ready = first.ask("/readyz")
        assert ready.status_code == 200
        assert [found["is_reachable"] for found in ready.json()["outlets"]] == [True]

        page = stack.enter_context(start("page", tmp_path))
        wait_for(page.is_up)
        assert "The Harbour Gazette" in page.ask("/outlets").text
        assert httpx.post(f"http://127.0.0.1:{page.port}/").status_code == 405

        taken = subprocess.run(
            [sys.executable, "-m", "monitor", "run", "--port", str(first.port)],
            cwd=tmp_path,
            env=build_environ(tmp_path) | {"CLAIMWATCH_DATA_DIR": str(tmp_path / "other")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert taken.returncode == 2
        assert taken.stderr.startswith(
            f"The page cannot have 127.0.0.1:{first.port}: Address already in use."
        )
        assert taken.stderr.count("\n") == 1
        assert not (tmp_path / "other").exists()

        written = [process.end() for process in (page, second, first)]
    assert outlet.asked.count("/2026/talks") == 1
    assert not any("Traceback" in text or SMTP_PASSWORD in text for text in written)
    for text in written[1:]:
        events = {json.loads(line)["event"] for line in text.splitlines() if line.startswith("{")}
        assert {"ready", "stopped"} <= events


@pytest.mark.slow
def test_an_outlet_that_keeps_us_waiting_does_not_keep_the_service_from_ending(
    tmp_path: Path, outlet: outlets.Outlet
):
    write_watchlist(tmp_path, outlet)
    outlet.is_slow = True
    with start("run", tmp_path) as process:
        wait_for(lambda: "/2026/talks" in outlet.asked)
        process.end()
    store = open_store(tmp_path)
    (left,) = store.claim_due_articles(
        now=bootstrap.clock.SystemClock().now(), lease=timedelta(minutes=1), owner="next", limit=9
    )
    store.close()
    assert left.kind is model.JobKind.CHECK


def test_a_second_signal_ends_it_at_once(tmp_path: Path, outlet: outlets.Outlet):
    write_watchlist(tmp_path, outlet)
    outlet.is_slow = True
    with start("run", tmp_path) as process:
        wait_for(lambda: "/2026/talks" in outlet.asked)
        process.popen.send_signal(signal.SIGTERM)
        assert any("Stopping" in line for line in process.popen.stderr)
        process.popen.send_signal(signal.SIGINT)
        assert process.popen.wait(timeout=2) == -signal.SIGINT


def test_without_a_network_outlets_show_as_unreachable_until_it_is_back(tmp_path: Path, build_service: Build):
    away = outlets.Outlet(port=find_port())
    clock = FakeClock()
    settings = build_settings(tmp_path)
    service = build_service(settings, build_loaded(away), clock)
    server = page_server.build_page(settings, service.watch, service.store, clock)
    with (
        page_server.bind_page("127.0.0.1", 0) as bound,
        serving.serve_page(server, bound),
        httpx.Client(base_url=f"http://127.0.0.1:{bound.getsockname()[1]}") as page,
    ):
        for _ in range(3):
            replay.run_tick(service)
            clock.advance(timedelta(minutes=20))
        ready = page.get("/readyz").json()
        assert [found["is_reachable"] for found in ready["outlets"]] == [False]
        assert "No outlet can be reached right now." in page.get("/").text
        assert "Unreachable" in page.get("/outlets").text

        with outlets.run_outlet(away):
            replay.run_tick(service)
        ready = page.get("/readyz").json()
        assert [found["is_reachable"] for found in ready["outlets"]] == [True]
        assert "No outlet can be reached right now." not in page.get("/").text
        assert "Unreachable" not in page.get("/outlets").text
    assert [article.version_count for article in service.store.find_articles()] == [1]
