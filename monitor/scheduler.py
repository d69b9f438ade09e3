"""Ticks: claim what is due, hand it to the dispatcher. No state of its own: the schedule is a column.

Next: `app.bootstrap`, which starts it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from monitor import errors, model, ports

log = structlog.get_logger()

BEAT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduler:
    """Claims due polls, checks, comparisons and deliveries under this owner's name."""

    clock: ports.Clock
    feeds: ports.FeedStore
    articles: ports.ArticleStore
    outbox: ports.Outbox
    slots: ports.ConsensusStore
    dispatcher: ports.Dispatcher
    owner: str
    lease: timedelta
    #: Most jobs in hand at once, deliveries apart: few enough that the last of them begins well within its lease.
    capacity: int = 128
    #: Most of them on one host, so that a slow one does not hold every place; more than it gets through in a tick.
    lane_capacity: int = 8
    #: Most deliveries in hand on one channel, and on all: a server that stalls holds up neither the other channels nor the checks.
    #: More of one channel than it gets through in a tick.
    channel_capacity: int = 128
    delivery_capacity: int = 2048
    #: Called at the start and once a minute: feels the pulse. Raises StorageError.
    beat: Callable[[], object] = field(default=lambda: None)
    #: Told after every tick how many jobs it claimed.
    on_tick: Callable[[int], None] = field(default=lambda _: None)
    _ticker: BackgroundScheduler = field(
        default_factory=lambda: BackgroundScheduler(timezone="UTC"), repr=False
    )

    def tick(self) -> int:
        """Claim what is due, as far as there is room, and dispatch it. Returns how many jobs. Raises StorageError."""
        count = self._claim(
            self.outbox.claim_due_deliveries,
            room=self.delivery_capacity - self.dispatcher.delivering_count,
            lane_limit=self.channel_capacity,
        )
        for claim in (
            self.slots.claim_due_slots,
            self.feeds.claim_due_feeds,
            self.articles.claim_due_articles,
        ):
            at_work = self.dispatcher.outstanding_count - self.dispatcher.delivering_count
            count += self._claim(claim, room=self.capacity - at_work, lane_limit=self.lane_capacity)
        self.on_tick(count)
        return count

    def _claim(self, claim: Callable[..., tuple[model.Job, ...]], *, room: int, lane_limit: int) -> int:
        """Claim and dispatch jobs of one kind. Returns how many."""
        if room <= 0:
            return 0
        lanes = model.LaneRoom(limit=lane_limit, taken=self.dispatcher.count_lanes())
        jobs = claim(now=self.clock.now(), lease=self.lease, owner=self.owner, limit=room, lanes=lanes)
        self.dispatcher.dispatch(jobs)
        return len(jobs)

    def start(self, every: timedelta) -> None:
        """Tick again and again in a thread of its own, and beat in another; what is late is not made up for."""
        _try_safely(self.beat, "beat")
        for work, action, span in ((self.tick, "tick", every), (self.beat, "beat", BEAT)):
            self._ticker.add_job(
                partial(_try_safely, work, action),
                "interval",
                seconds=span.total_seconds(),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._ticker.start()

    def stop(self) -> None:
        """Tick no more; a tick in hand is finished."""
        if self._ticker.running:
            self._ticker.shutdown(wait=True)


def _try_safely(work: Callable[[], object], action: str) -> None:
    try:
        work()
    except errors.StorageError as error:  # expected trouble: the next time tries again
        log.warning("scheduled work failed", action=action, detail=str(error))
