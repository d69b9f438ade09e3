"""Faults of the machine: damaged rows, a full disk, SIGKILL, a clock that is set back, two workers. Next: `fault_cases`."""

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fault_rig
from fault_rig import MINUTE, PEOPLE, Rig
from fault_scene import Found, scene, tell_some
from fault_servers import HANG_UP, serve_mail

from monitor import errors, model
from monitor.app import clock
from tests.storage import processes

HOUR = timedelta(hours=1)


def run_poison(folder: Path, template: Path) -> Found:
    """One alert's row is damaged."""
    with scene(folder, template) as made:
        tell_some(made.rig)
        with sqlite3.connect(folder / "claimwatch.db") as damaged:
            damaged.execute(
                "UPDATE claim_change SET body = 'x' WHERE change_id = (SELECT min(change_id) FROM claim_change)"
            )
        return made.found(made.rig.settle())


def run_clock_back(folder: Path, template: Path) -> Found:
    """The clock is set back by two hours while alerts wait for their next try."""
    port = fault_rig.find_port()
    with scene(folder, template, mail_port=port) as made:
        tell_some(made.rig)
        made.rig.work()
        made.rig.clock.advance(-2 * HOUR)
        made.rig.work()
        with serve_mail(made.post, port=port):
            made.rig.tell(*PEOPLE)
            took = made.rig.settle()
        return made.found(took)


def run_killed_before_sending(folder: Path, template: Path) -> Found:
    """SIGKILL right after the alerts are committed; then again while the server has asked for no message yet."""
    with scene(folder, template) as made:
        made.rig.stop()

        def die() -> None:
            made.rig.start()
            tell_some(made.rig)
            os.kill(os.getpid(), signal.SIGKILL)

        kill(die)
        made.rig.raised = {(str(number), whom) for number in (1, 2, 3) for whom in PEOPLE}
        made.post.on_recipient = lambda _: kill_child(child.pid)
        child = processes.start(work_off, made.rig)
        child.join(30)
        made.post.on_recipient = lambda _: ""
        made.rig.start()
        return made.found(made.rig.settle())


def run_killed_before_recording(folder: Path, template: Path) -> Found:
    """SIGKILL when the server has taken the message, before that is written down."""
    with scene(folder, template) as made:
        tell_some(made.rig)
        made.rig.stop()
        made.post.on_message = lambda: HANG_UP if kill_child(child.pid) else ""
        child = processes.start(work_off, made.rig)
        child.join(30)
        made.post.on_message = lambda: ""
        made.rig.start()
        return made.found(made.rig.settle())


def kill(work: Callable[[], None]) -> None:
    """Run work in a process that kills itself."""
    child = processes.start(work)
    child.join(30)
    assert child.exitcode == -signal.SIGKILL


def kill_child(pid: int | None) -> str:
    """Kill a process from its server's side; an answer for whoever is left."""
    with suppress(ProcessLookupError):
        os.kill(pid or 0, signal.SIGKILL)
    return "421 4.3.2 later"


def work_off(rig: Rig) -> None:
    """Send what waits, in a process of its own."""
    rig.start()
    rig.settle()
    rig.stop()


def run_two_workers(folder: Path, template: Path) -> Found:
    """Two processes send from one database, on the machine's clock."""
    with scene(folder, template) as made:
        for _ in range(10):
            tell_some(made.rig, 1)
        made.rig.stop()
        made.rig.clock = clock.SystemClock()
        assert processes.run_together(work_together, [(made.rig,), (made.rig,)]) == [0, 0]
        made.rig.start()
        return made.found()


def work_together(rig: Rig) -> None:
    """Send what waits beside another, until nothing does."""
    rig.start()
    until = datetime.now(UTC) + MINUTE
    while rig.store.find_alerts(state=model.DeliveryState.WAITING, limit=1) and datetime.now(UTC) < until:
        rig.work()
        time.sleep(0.01)
    rig.stop()


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """Mount a disk of a few megabytes; None where this user may not."""
    place = folder / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path) -> None:
    """Leave no room on a disk."""
    with (place / "ballast").open("ab", buffering=0) as ballast:
        for size in (65_536, 4_096, 512, 1):
            with suppress(OSError):
                while True:
                    ballast.write(b"x" * size)


def run_disk_full(folder: Path, template: Path) -> Found | None:
    """The database's disk is full when alerts are raised and when they are to be sent."""
    with small_disk(folder) as place:
        if place is None:
            return None
        with scene(place, template) as made:
            tell_some(made.rig)
            fill(place)
            refused = False
            for _ in range(50):
                try:
                    made.rig.tell(*PEOPLE)
                except errors.StorageError:
                    refused = True
                    break
            assert refused, "the disk was not full"
            # What is sent now and cannot be written down would come twice.
            made.rig.work()
            (place / "ballast").unlink()
            return made.found(made.rig.settle())


def run_disk_full_after_sending(folder: Path, template: Path) -> Found | None:
    """The disk fills up while the server takes the message, so that it cannot be written down."""
    with small_disk(folder) as place:
        if place is None:
            return None
        with scene(place, template) as made:
            made.rig.tell(PEOPLE[0])

            def take() -> str:
                fill(place)
                return ""

            made.post.on_message = take
            made.rig.work()
            made.post.on_message = lambda: ""
            (place / "ballast").unlink()
            return made.found(made.rig.settle())
