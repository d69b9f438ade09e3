"""Reading strangers' bytes for a command, in a process that is killed when it takes too long or too much memory.

The service has `judge` for that, which keeps its processes; a command reads a few files and is gone. Refuses to keep a
process that died: the next reading has a new one. Next: `exploring`, `cli.opml_lists`.
"""

import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeoutError
from datetime import timedelta
from typing import ParamSpec, Self, TypeVar

import pebble

from monitor import errors

#: As the service gives a page or a feed.
LIMIT = timedelta(seconds=10)
#: What the process may map: a third of it is there from the start, for Python and the parsers.
MEMORY_BYTES = 1536 * 1024 * 1024

P = ParamSpec("P")
T = TypeVar("T")


class Confined:
    """One process, for one reading after the other. Use in a `with` block."""

    def __init__(self, *, limit: timedelta = LIMIT, memory_bytes: int = MEMORY_BYTES) -> None:
        self._limit = limit
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["monitor.core.sites", "monitor.core.opml"])
        self._pool = pebble.ProcessPool(
            max_workers=1,
            context=context,
            initializer=_bound_memory,
            initargs=(memory_bytes,),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves this one bare
        self._pool.join()

    def read(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a function of some bytes returns, or raise what it raises. Raises StalledError where it takes too
        long or too much memory."""
        future = self._pool.schedule(
            function, args=list(args), kwargs=kwargs, timeout=self._limit.total_seconds()
        )
        try:
            found: T = future.result()
        except FutureTimeoutError:
            raise errors.StalledError(
                f"Reading it took longer than {self._limit.total_seconds():.0f} s and was stopped."
            ) from None
        except (MemoryError, pebble.ProcessExpired):
            raise errors.StalledError("Reading it took too much memory and was stopped.") from None
        return found


def _bound_memory(limit: int) -> None:
    """Let this process map no more than `limit` bytes."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
