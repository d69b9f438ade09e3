"""Passes of a rival: its command timed, its pages counted, its data weighed. Next: `rivals`, which runs each."""

import hashlib
import os
import re
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import measure
import pages

#: One pass of one rival may take so long.
LIMIT_S = 900.0


@dataclass(kw_only=True)
class Row:
    """What one of them did."""

    cpu: list[float]
    wall: list[float]
    #: Pages that it says have changed: those whose number was edited, those with another edit, those with none.
    found: tuple[int, int, int]
    stored: int


class NotRunError(Exception):
    """A rival that could not be run; the text says why."""


def time_passes(
    command: list[str], folder: Path, turn: Callable[[], None]
) -> tuple[list[float], list[float]]:
    """Run a command before and after the pages change; returns CPU seconds and wall seconds of both."""
    first = time_command(command, folder)
    turn()
    second = time_command(command, folder)
    return [first[0], second[0]], [first[1], second[1]]


def time_command(
    command: list[str], folder: Path, *, environ: dict[str, str] | None = None
) -> tuple[float, float]:
    """Run a command to its end; returns CPU and wall seconds. Raises NotRunError."""
    before, began = os.times(), time.monotonic()
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
        env=environ or os.environ | {"HOME": str(folder)},
    )
    took, after = time.monotonic() - began, os.times()
    if done.returncode:
        raise NotRunError(last_line(done.stderr) or f"ended with {done.returncode}")
    return (
        after.children_user + after.children_system - before.children_user - before.children_system,
        took,
    )


def decode_guids(urls: list[str], found: sqlite3.Cursor) -> list[str]:
    """Both know a page by the SHA-1 of its address."""
    known = {hashlib.sha1(url.encode()).hexdigest(): url for url in urls}
    return [known.get(guid, guid) for (guid,) in found]


def count_kinds(changed: set[str]) -> tuple[int, int, int]:
    """Count the pages by what was edited on them: numbers, cosmetic edits, nothing."""
    kinds = [kind_of(url) for url in changed]
    return kinds.count("number"), kinds.count("cosmetic"), kinds.count("")


def kind_of(url: str) -> str:
    """What was edited on a page: number, cosmetic, or nothing."""
    found = re.fullmatch(r"http://127\.0\.0\.(\d+):\d+/news/(\d+).*", url)
    if found is None:
        return ""
    index = pages.index_of(int(found[1]) - 21, int(found[2]))
    return (
        "number" if pages.has_number_changed(index) else "cosmetic" if pages.has_cosmetic_edit(index) else ""
    )


def wait_for(look: Callable[[], object]) -> object:
    """Look again and again until something is found. Raises NotRunError."""
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


def tree_cpu(root: int) -> float:
    """Return the CPU seconds of a process and all that descend from it, children that have ended included."""
    total = 0
    for pid in measure.tree(root):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(map(int, fields[11:15]))
    return total / os.sysconf("SC_CLK_TCK")


def size_of(folder: Path) -> int:
    """Return the bytes below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def last_line(text: str) -> str:
    """Return the last line of what a program printed, shortened."""
    return (text.strip().splitlines() or [""])[-1][:160]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
