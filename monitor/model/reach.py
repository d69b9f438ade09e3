"""Reach: whether an outlet answers and lets us in, and what one answer makes of that. Refuses naive times.

Next: `bulletin`, which tells it; `core.reach`, which decides.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model.alert import Alert
from monitor.model.bulletin import Bulletin
from monitor.model.instant import refuse_naive
from monitor.model.mute import Mute
from monitor.model.page import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """For how long an outlet has listed nothing new."""

    since: datetime
    #: The longest such time of the last weeks.
    habit: timedelta = timedelta(0)
    #: Of how many feeds.
    feed_count: int = 1
    #: Whether it lasts longer than its habit.
    is_long: bool = False

    def __post_init__(self) -> None:
        refuse_naive(since=self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an outlet answered one check of an article, or one poll of a feed."""

    outlet_id: str
    url: str
    is_poll: bool
    at: datetime
    #: None: it answered well.
    failure: Failure | None = None
    #: What a good poll says of how long nothing new was listed.
    silence: Silence | None = None

    def __post_init__(self) -> None:
        refuse_naive(at=self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """Refusals with no good answer between them."""

    count: int = 0
    #: The addresses refused, a few of them.
    urls: tuple[str, ...] = ()
    since: datetime | None = None
    #: The last of them.
    failure: Failure | None = None

    def __post_init__(self) -> None:
        refuse_naive(since=self.since)


NO_REFUSALS = Refusals()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """Tries that no answer came of, of articles and feeds together, with no answer between them."""

    #: Those after which another outlet had answered well: the others may be our own network's.
    count: int = 0
    since: datetime | None = None
    #: The last one counted, and what was wrong then.
    last_at: datetime | None = None
    failure: Failure | None = None

    def __post_init__(self) -> None:
        refuse_naive(since=self.since, last_at=self.last_at)


NO_OUTAGE = Outage()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How an outlet answers: its articles and its feeds apart, since many block the one and not the other."""

    checks: Refusals = NO_REFUSALS
    polls: Refusals = NO_REFUSALS
    outage: Outage = NO_OUTAGE
    #: Since when it does not answer, and that was told; None: it does.
    unreachable_since: datetime | None = None
    #: Since when it lists nothing new, and that was told; None: it does.
    silent_since: datetime | None = None
    #: Since when it blocks us, and when that was told; None: it does not.
    blocked_since: datetime | None = None
    #: Good answers since then, with no refusal between them, and the first of them.
    good_count: int = 0
    good_since: datetime | None = None

    def __post_init__(self) -> None:
        refuse_naive(
            unreachable_since=self.unreachable_since,
            silent_since=self.silent_since,
            blocked_since=self.blocked_since,
            good_since=self.good_since,
        )

    @property
    def shut_since(self) -> datetime | None:
        """Since when it is told to refuse us or not to answer, the earlier of the two; None: neither."""
        return min(filter(None, (self.blocked_since, self.unreachable_since)), default=None)

    @property
    def is_clear(self) -> bool:
        """Whether nothing is known against it."""
        return self == OPEN


#: An outlet that nothing is known against.
OPEN = Reach()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletReach:
    """An outlet's reach as it is stored, with what a bulletin says of the outlet."""

    outlet_id: str
    reach: Reach = OPEN
    #: Counts writes: saving is refused when it has moved on.
    revision: int = 0
    #: Articles watched, and its last good answers.
    article_count: int = 0
    #: Of those, the ones a wall stood before when they were last looked at.
    walled_count: int = 0
    #: What is told to nobody for a while, of any outlet.
    mutes: tuple[Mute, ...] = ()
    last_good_check_at: datetime | None = None
    last_good_poll_at: datetime | None = None
    #: How many other outlets are watched, and the last good answer of any of their feeds, which are asked by the hour.
    other_count: int = 0
    others_good_at: datetime | None = None

    def __post_init__(self) -> None:
        refuse_naive(
            last_good_check_at=self.last_good_check_at,
            last_good_poll_at=self.last_good_poll_at,
            others_good_at=self.others_good_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachOutcome:
    """What one answer made of an outlet's reach. Saved in one transaction or not at all."""

    outlet_id: str
    #: The revision it was decided on.
    base_revision: int
    reach: Reach
    bulletin: Bulletin | None = None
    alert: Alert | None = None
