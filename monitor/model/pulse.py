"""Pulse: whether the service itself does its work, as one beat a minute finds it. Refuses naive times.

Next: `bulletin`, which tells of it; `core.pulse`, which decides.
"""

from dataclasses import dataclass
from datetime import datetime

from monitor.model.consensus import News
from monitor.model.instant import refuse_naive
from monitor.model.mute import Mute
from monitor.model.page import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """What the last beat left."""

    #: None: the service has never run on this database.
    beat_at: datetime | None = None
    #: Since when beats have come without a gap.
    up_since: datetime | None = None
    #: The first beat of those in a row that found work late.
    late_since: datetime | None = None
    #: Since when it is told that work is late, and that no outlet answers; None where it is not so.
    stalled_since: datetime | None = None
    blind_since: datetime | None = None

    def __post_init__(self) -> None:
        refuse_naive(
            beat_at=self.beat_at,
            up_since=self.up_since,
            late_since=self.late_since,
            stalled_since=self.stalled_since,
            blind_since=self.blind_since,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseForBeat:
    """The pulse as it is stored, with what a beat looks at."""

    pulse: Pulse = Pulse()
    #: Counts writes: saving is refused when it has moved on.
    revision: int = 0
    mutes: tuple[Mute, ...] = ()
    #: Outlets watched; those that were asked since the last good answer of any, in vain; and what one of them said.
    outlet_count: int = 0
    failing_count: int = 0
    failure: Failure | None = None
    last_good_at: datetime | None = None
    #: When anything was last checked or polled.
    last_activity_at: datetime | None = None
    #: Since when the oldest poll or check that is due has been so.
    oldest_due_at: datetime | None = None
    #: The alert that has waited longest for its delivery: since when, for which channel, and what that said last.
    oldest_waiting_at: datetime | None = None
    waiting_channel_id: str = ""
    waiting_failure: Failure | None = None

    def __post_init__(self) -> None:
        refuse_naive(
            last_good_at=self.last_good_at,
            last_activity_at=self.last_activity_at,
            oldest_due_at=self.oldest_due_at,
            oldest_waiting_at=self.oldest_waiting_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PulseOutcome:
    """What one beat came to. Saved in one transaction or not at all."""

    #: The revision it was decided on.
    base_revision: int
    pulse: Pulse
    #: Whether checks and deliveries go on as they should.
    is_well: bool
    news: tuple[News, ...] = ()
