"""Other processes, forked from the test: each opens the database for itself."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any

_FORK = multiprocessing.get_context("fork")


def start(work: Callable[..., None], *arguments: Any) -> BaseProcess:
    process = _FORK.Process(target=work, args=arguments)
    process.start()
    return process


def run_together(work: Callable[..., None], arguments: list[tuple[Any, ...]]) -> list[int | None]:
    """Run work once for each row of arguments, all at the same time, and return the exit codes."""
    processes = [start(work, *row) for row in arguments]
    for process in processes:
        process.join(60)
    return [process.exitcode for process in processes]
