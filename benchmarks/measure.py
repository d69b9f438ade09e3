"""CPU seconds and memory of this process and all its children, read from /proc (Linux)."""

import os
import subprocess
import threading
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def tree(root: int | None = None) -> list[int]:
    """Return a process (this one if none is named) and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, waiting = [], [root or os.getpid()]
    while waiting:
        found.append(waiting.pop())
        waiting += parents.get(found[-1], [])
    return found


def cpu_seconds() -> float:
    """Return user and system time of the tree, children that have ended included."""
    total = 0
    for pid in tree():
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
        if pid == os.getpid():
            total += int(fields[13]) + int(fields[14])
    return total / _TICKS


def rss_bytes(root: int) -> int:
    """Return the resident memory summed over a tree; shared pages count in each process."""
    total = 0
    for pid in tree(root):
        try:
            total += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
        except OSError:
            continue
    return total


def wait_and_watch(process: subprocess.Popen, every_s: float = 0.1) -> tuple[str, int]:
    """Read a process to its end; returns what it printed and its tree's peak memory, sampled from outside, bytes."""
    peak = 0
    done = threading.Event()

    def sample() -> None:
        nonlocal peak
        while not done.wait(every_s):
            peak = max(peak, rss_bytes(process.pid))

    thread = threading.Thread(target=sample)
    thread.start()
    printed, _ = process.communicate()
    done.set()
    thread.join()
    return printed, peak
