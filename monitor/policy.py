"""The knobs that decisions depend on: frozen values with defaults. Settings may replace some; the core only reads."""

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckPolicy:
    """When to look at an article again; the constants come from a simulation of news edits (docs/recheck.md)."""

    #: Hours by which half of an article's edits are over.
    half_life_h: float = 3.0
    #: Gamma-Poisson prior of the number of edits.
    alpha: float = 0.4
    beta: float = 0.5
    #: Extra expected edits an hour right after an edit.
    burst: float = 0.2
    #: 1 catches most, 1/2 has least delay.
    power: float = 0.75
    floor: timedelta = timedelta(minutes=5)
    #: Articles older than this are left alone.
    give_up_after: timedelta = timedelta(days=365)
    #: Checks an hour over all articles; the one thing a user sets.
    budget_per_hour: float = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PollPolicy:
    """When to poll a feed again."""

    interval: timedelta = timedelta(minutes=10)
    #: Most entries of one feed that are taken at once.
    max_entries: int = 500
    #: Most documents of one poll beyond the first: older pages, parts of a list of sitemaps.
    max_pages: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """When to try again after a failure: base * factor ** (failures - 1), at most `longest`."""

    base: timedelta
    factor: float
    longest: timedelta

    def wait_after(self, failure_count: int) -> timedelta:
        """Return how long to wait after this many failures in a row (at least 1)."""
        # Past 20 doublings every `longest` is reached, and timedelta overflows not much later.
        return min(self.longest, self.base * self.factor ** min(failure_count - 1, 20))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalPolicy:
    """How often, and for how long, an article must be missing before it is told as removed."""

    confirmations: int = 3
    span: timedelta = timedelta(hours=24)
    #: Least wait between two checks of an article that is missing.
    spacing: timedelta = timedelta(hours=2)
    #: Later the wait grows with the time it has been missing: that time over this.
    patience: float = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPolicy:
    """How often a delivery is tried before it becomes a dead letter."""

    max_attempts: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All of them."""

    recheck: RecheckPolicy = field(default_factory=RecheckPolicy)
    poll: PollPolicy = field(default_factory=PollPolicy)
    removal: RemovalPolicy = field(default_factory=RemovalPolicy)
    delivery: DeliveryPolicy = field(default_factory=DeliveryPolicy)
    check_retry: RetryPolicy = RetryPolicy(base=timedelta(minutes=5), factor=2.0, longest=timedelta(hours=12))
    #: A feed is one small request: after a night without a network, no outlet stays unseen for long.
    poll_retry: RetryPolicy = RetryPolicy(
        base=timedelta(minutes=5), factor=2.0, longest=timedelta(minutes=30)
    )
    delivery_retry: RetryPolicy = RetryPolicy(
        base=timedelta(seconds=30), factor=3.0, longest=timedelta(hours=4)
    )
    #: How long a claimed row is another worker's; longer than any one job can take.
    lease: timedelta = timedelta(minutes=10)
    #: The newest version's share of text that must be left, else the version is suspect.
    collapse_share: float = 0.4
