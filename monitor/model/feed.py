"""Feeds: the state a poll needs, the entries a feed held, and what a poll found.

Refuses naive times. Next: `article`, which entries become.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model.instant import refuse_naive
from monitor.model.page import Failure
from monitor.model.push import Hub, Subscription
from monitor.model.reach import OPEN, Reach, Silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed, with a usable absolute link."""

    #: The canonical form of the link (see `core.urls`): the article's identity until its page says otherwise.
    url: str
    #: The link as the feed gave it.
    link: str
    guid: str | None = None
    title: str = ""
    #: Plain text, no markup.
    summary: str = ""
    author: str | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None

    def __post_init__(self) -> None:
        refuse_naive(published_at=self.published_at, updated_at=self.updated_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed's bytes, read."""

    #: "rss20", "rss10", "atom10", "json11", … ("" when it could not be told).
    format: str
    title: str = ""
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    #: How often the feed asks to be polled at most, if it says.
    ttl: timedelta | None = None
    #: Hours of the day (UTC) and days of the week (0 is Monday) in which it asks not to be polled.
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    #: Where the entries before these are (RFC 5005's archive before or next page, JSON Feed's next_url); absolute.
    older_url: str | None = None
    #: The address it says it has moved to for good; absolute.
    new_url: str | None = None
    #: What holds the entries where this is a mere list of sitemaps: its most recent parts, best first; absolute.
    part_urls: tuple[str, ...] = ()
    #: Who tells of its changes (WebSub), and the address they know it by; absolute.
    hub_urls: tuple[str, ...] = ()
    self_url: str | None = None
    #: What was wrong with the bytes though they could be read ("" when nothing was).
    problem: str = ""
    #: Whether it ends before it is at its end: what else it holds is unknown.
    is_cut_short: bool = False
    #: Entries that were there but had no usable link.
    linkless_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The longest time without a new entry that ended in one week."""

    #: Weeks since the year 1.
    week: int
    span: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRhythm:
    """What is known of how a feed's entries come, and what it asked for when it was last read."""

    #: New entries an hour, lately; None while nothing is known.
    entries_per_hour: float | None = None
    #: How many it holds at once.
    window: int = 0
    ttl: timedelta | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    #: When the server last sent all of it, instead of its word that nothing changed.
    whole_at: datetime | None = None
    #: When it was first read, and when it last brought a new entry.
    first_at: datetime | None = None
    news_at: datetime | None = None
    #: How long its outlet listed nothing new, week by week.
    gaps: tuple[Gap, ...] = ()

    def __post_init__(self) -> None:
        refuse_naive(whole_at=self.whole_at, first_at=self.first_at, news_at=self.news_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """What polling a feed needs of another feed of its outlet."""

    rhythm: PollRhythm = PollRhythm()
    last_good_at: datetime | None = None

    def __post_init__(self) -> None:
        refuse_naive(last_good_at=self.last_good_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedForPoll:
    """Just what polling one feed needs."""

    id: int
    outlet_id: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    #: SHA-256 of the body last parsed, hex: an equal body is not parsed again.
    body_digest: str | None = None
    #: Short digests of the entries that stood first when it was last read: see `core.entries`.
    entry_keys: tuple[str, ...] = ()
    rhythm: PollRhythm = PollRhythm()
    #: Failed polls in a row.
    failure_count: int = 0
    #: When the last good poll was.
    last_good_at: datetime | None = None
    #: With its hub, where it has one.
    subscription: Subscription | None = None
    #: How its outlet answers, and its outlet's other feeds.
    reach: Reach = OPEN
    siblings: tuple[Sibling, ...] = ()
    #: The time the last poll asked for, before it was claimed.
    due_at: datetime | None = None

    def __post_init__(self) -> None:
        refuse_naive(last_good_at=self.last_good_at, due_at=self.due_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An entry that is to become an article, or that touches one we have."""

    entry: Entry
    #: Topics its title or summary matches; empty: fetched once, and watched only if its text matches.
    topic_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PollOutcome:
    """All that must be recorded of one poll, whatever happened."""

    feed_id: int
    outlet_id: str
    polled_at: datetime
    #: What the feed held; empty when unchanged or failed.
    sightings: tuple[Sighting, ...] = ()
    is_unchanged: bool = False
    failure: Failure | None = None
    format: str | None = None
    title: str | None = None
    problem: str = ""
    etag: str | None = None
    last_modified: str | None = None
    body_digest: str | None = None
    #: As in `FeedForPoll`.
    entry_keys: tuple[str, ...] = ()
    rhythm: PollRhythm = PollRhythm()
    #: For how long its outlet has listed nothing new; None where nobody can tell. Not stored with the poll.
    silence: Silence | None = None
    #: The feed's new address, when it moved for good.
    moved_to: str | None = None
    #: What is still to be read before the poll is whole, in order; empty once it may be saved.
    ahead_urls: tuple[str, ...] = ()
    #: What was read beyond the feed itself.
    read_urls: tuple[str, ...] = ()
    #: Whether its entries do not reach back to those of the last poll, or there was none.
    is_catching_up: bool = False
    #: The address the feed says it has moved to; taken once it has been read there.
    moving_to: str | None = None
    #: Who tells of its changes; None where nobody does, or the feed was not read.
    hub: Hub | None = None
    status: int | None = None
    failure_count: int = 0
    next_poll_at: datetime
    #: Why then, for the operator: "every 15 min", "Retry-After 600 s", ….
    reason: str

    def __post_init__(self) -> None:
        refuse_naive(polled_at=self.polled_at, next_poll_at=self.next_poll_at)
