"""WebSub subscriptions: where a feed's hub is, and how far a subscription with it has come.

Refuses naive times. Next: `monitor.core.websub`, which decides; `monitor.subscriber`, which asks.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from monitor.model.instant import refuse_naive


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """Who tells of a feed's changes, and under what address it knows the feed."""

    url: str
    topic_url: str


class SubscriptionState(StrEnum):
    """What a hub has said."""

    NONE = "none"
    """Nothing yet."""
    ACTIVE = "active"
    """It pushes, until the lease is over."""
    DENIED = "denied"
    """It will not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One feed's subscription with its hub."""

    feed_id: int
    hub: Hub
    state: SubscriptionState = SubscriptionState.NONE
    #: The part of the callback's address that nobody can guess; "" before the first request.
    token: str = ""
    #: What the hub signs with.
    secret: str = field(default="", repr=False)
    #: When we asked, as long as the hub has not come back to verify it; None otherwise.
    asked_at: datetime | None = None
    #: When to ask next; None: at once.
    next_at: datetime | None = None
    lease_until: datetime | None = None
    #: The last push with a good signature.
    pushed_at: datetime | None = None
    #: Requests in a row that the hub did not take, or did not come back for.
    failure_count: int = 0
    #: What went wrong last, for the operator.
    detail: str = ""

    def __post_init__(self) -> None:
        refuse_naive(
            asked_at=self.asked_at,
            next_at=self.next_at,
            lease_until=self.lease_until,
            pushed_at=self.pushed_at,
        )
