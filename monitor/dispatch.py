"""The in-process Dispatcher: a thread pool in which the jobs of one lane run one after the other.

Refuses jobs after `stop`. A job that raises is logged once and forgotten: its lease runs out and it comes back.
"""

import threading
from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import structlog

from monitor import errors, model

log = structlog.get_logger()

#: Channels at once. Threads begin as channels need them: deliveries wait neither for slow outlets nor for each other's servers.
_MOST_CHANNELS = 64


class LaneDispatcher:
    """One lane a host or channel: `threads` hosts at a time, and beside them every channel."""

    def __init__(
        self,
        run: Callable[[model.Job], None],
        *,
        threads: int,
        rest: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`rest` is told which channel has nothing more to deliver, before the last of its deliveries counts as done."""
        self._run = run
        self._rest = rest
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="lane")
        self._couriers = ThreadPoolExecutor(max_workers=_MOST_CHANNELS, thread_name_prefix="courier")
        self._lanes: dict[str, deque[model.Job]] = {}
        self._outstanding = 0
        self._delivering = 0
        self._counts: Counter[str] = Counter()
        self._is_stopped = False
        self._changed = threading.Condition()

    @property
    def outstanding_count(self) -> int:
        """How many jobs are waiting or running."""
        with self._changed:
            return self._outstanding

    @property
    def delivering_count(self) -> int:
        """How many of them are deliveries, which have threads of their own."""
        with self._changed:
            return self._delivering

    def count_lanes(self) -> tuple[tuple[str, int], ...]:
        """Return (lane, jobs waiting or running) of every lane that has any."""
        with self._changed:
            return tuple(self._counts.items())

    def dispatch(self, jobs: Sequence[model.Job]) -> None:
        """Queue the jobs, each behind the others of its lane; jobs given after `stop` are dropped."""
        with self._changed:
            if self._is_stopped:
                return
            for job in jobs:
                self._count(job, by=1)
                if job.lane in self._lanes:
                    self._lanes[job.lane].append(job)
                else:
                    self._lanes[job.lane] = deque([job])
                    self._pool_of(job).submit(self._run_lane, job.lane)

    def wait_idle(self, timeout: float) -> bool:
        """Wait until nothing is waiting or running; seconds; False when time ran out."""
        with self._changed:
            return self._changed.wait_for(lambda: self._outstanding == 0, timeout)

    def stop(self, timeout: float) -> bool:
        """Drop what has not begun and wait for what has; seconds; False when something was still running."""
        with self._changed:
            self._is_stopped = True
            for lane in self._lanes.values():
                for job in lane:
                    self._count(job, by=-1)
                lane.clear()
            self._changed.notify_all()
        is_done = self.wait_idle(timeout)
        for pool in (self._pool, self._couriers):
            pool.shutdown(wait=is_done, cancel_futures=True)
        return is_done

    def _run_lane(self, lane: str) -> None:
        # One job a turn, then to the back of the pool's queue: a long lane keeps no thread from the others.
        with self._changed:
            job = self._lanes[lane].popleft() if self._lanes[lane] else None
            if job is None:
                del self._lanes[lane]
                return
        try:
            self._do(job)
        except errors.ClaimwatchError as error:  # expected trouble: the database is away, the row is gone
            log.warning("job put off", action=job.kind.value, id=job.id, lane=job.lane, detail=str(error))
        except Exception:  # the one place where an unexpected error ends: the service goes on
            log.exception("job failed", action=job.kind.value, id=job.id, lane=job.lane)
        with self._changed:
            self._count(job, by=-1)
            self._changed.notify_all()
            if self._lanes[lane] and not self._is_stopped:
                self._pool_of(job).submit(self._run_lane, lane)
            else:
                del self._lanes[lane]

    def _do(self, job: model.Job) -> None:
        try:
            self._run(job)
        finally:
            if job.kind is model.JobKind.DELIVER and self._is_last(job):
                self._rest(job.lane)

    def _is_last(self, job: model.Job) -> bool:
        with self._changed:
            return not self._lanes[job.lane]

    def _pool_of(self, job: model.Job) -> ThreadPoolExecutor:
        return self._couriers if job.kind is model.JobKind.DELIVER else self._pool

    def _count(self, job: model.Job, *, by: int) -> None:
        self._outstanding += by
        self._delivering += by if job.kind is model.JobKind.DELIVER else 0
        self._counts[job.lane] += by
        self._counts += Counter()  # drops those that are none
