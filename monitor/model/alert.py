"""Alerts: a change that somebody is to be told of, its deliveries, and how each of them ended.

One alert per change: the events that matched, and every channel that is to carry it. Refuses naive times.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from monitor.model.bulletin import Bulletin
from monitor.model.change import Change, Severity
from monitor.model.channel import ChannelStanding
from monitor.model.instant import refuse_naive
from monitor.model.origin import Origin
from monitor.model.page import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """That an alert waits to be told together with others."""

    until: datetime
    #: What for: "daily digest", "quiet hours 22:00-07:00".
    reason: str

    def __post_init__(self) -> None:
        refuse_naive(until=self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One address on one channel: an email address, or "" where the channel itself is the address."""

    channel_id: str
    address: str = ""
    #: None: told at once.
    hold: Hold | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A row before it is a message."""

    #: Unique: the same change of the same article never alerts twice.
    dedupe_key: str
    severity: Severity
    #: The subject line: "The Coastal Ledger: 22 -> 20 living hostages".
    title: str
    #: Which rules asked for it.
    rule_ids: tuple[str, ...]
    recipients: tuple[Recipient, ...]
    created_at: datetime

    def __post_init__(self) -> None:
        refuse_naive(created_at=self.created_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPoint:
    """What one version of one article said of a claim, and when that was first seen."""

    at: datetime
    article_id: int
    outlet_id: str
    outlet_name: str
    #: Both ends, one of them None for "at least" and "at most".
    low: Decimal | None
    high: Decimal | None
    #: As changes print it: "20", ">=20".
    text: str

    def __post_init__(self) -> None:
        refuse_naive(at=self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertForSend:
    """An alert with all that a message shows."""

    id: int
    alert: Alert
    #: The change it tells of, 0 where it tells of a bulletin.
    change_id: int
    #: The bulletin it tells of; `change` then has its event and window, and there is no article.
    bulletin_id: int | None = None
    bulletin: Bulletin | None = None
    change: Change
    article_id: int
    #: "" where it tells of no one outlet.
    outlet_id: str
    #: The outlet's, or what else a bulletin is about.
    outlet_name: str
    topic_ids: tuple[str, ...] = ()
    #: The outlet's own page.
    article_url: str
    headline: str
    language: str | None = None
    #: The text it has with articles of other outlets, where the alert tells of new coverage.
    origin: Origin | None = None
    #: What was said of the claim the alert is about up to the change, by every outlet, oldest first; () where it is
    #: about no number.
    history: tuple[ClaimPoint, ...] = ()


class DeliveryState(StrEnum):
    WAITING = "waiting"
    HELD = "held"
    """Goes with the digest it belongs to, and ends as that ends."""
    SENT = "sent"
    DEAD = "dead"
    """Given up: a dead letter, shown on the page and resendable."""


#: Alerts of a digest that are loaded and told one by one; of more there is only the number.
MOST_IN_DIGEST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestForSend:
    """Several alerts on their way to one recipient together."""

    #: What they waited for: "daily digest", "quiet hours 22:00-07:00".
    reason: str
    #: When they were due.
    until: datetime
    #: Two at least, the weightiest first; and how many more there are than are loaded.
    alerts: tuple[AlertForSend, ...]
    left_out_count: int = 0
    #: Id and title of the stories, in the order of the watchlist.
    topics: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        refuse_naive(until=self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryForSend:
    """One alert, or one digest of several, on its way to one recipient."""

    id: int
    #: Unique per alert, channel and recipient; the Message-ID and the idempotency key are made from it.
    key: str
    recipient: Recipient
    #: Tries so far, the one in hand among them.
    attempt_count: int = 0
    #: Of a digest: the weightiest.
    alert: AlertForSend
    digest: DigestForSend | None = None
    #: Somebody asked for it by hand: it waits for no quiet hours.
    is_asked_for: bool = False
    #: What is known against its channel; None: nothing.
    standing: ChannelStanding | None = None

    @property
    def dated_at(self) -> datetime:
        """When it was raised, a digest when it was due: the same on every try."""
        return self.digest.until if self.digest else self.alert.alert.created_at


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOutcome:
    """How one try ended: sent, to be tried again, or given up."""

    delivery_id: int
    attempted_at: datetime
    state: DeliveryState
    attempt_count: int
    failure: Failure | None = None
    #: Set while waiting.
    next_attempt_at: datetime | None = None
    #: What the server said, or why it was given up.
    reason: str = ""
    #: It was not tried after all: it waits for others until then, a digest as it is.
    hold: Hold | None = None
    #: Its server is back after a while in which nobody answered: what waits for that need not wait on.
    is_back: bool = False
    #: What becomes of the channel; None: it stands as before.
    standing: ChannelStanding | None = None
    #: News of the channel's trouble, and the alert that tells of it over another one.
    bulletin: Bulletin | None = None
    alert: Alert | None = None

    def __post_init__(self) -> None:
        refuse_naive(attempted_at=self.attempted_at, next_attempt_at=self.next_attempt_at)
