"""What the in-memory store holds."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit

from monitor import errors, model, policy
from monitor.core import turns

T = TypeVar("T")


@dataclass(kw_only=True)
class Item:
    id: int
    due_at: datetime | None
    reason: str = ""
    leased_until: datetime | None = None
    lease_owner: str | None = None


@dataclass(kw_only=True)
class Feed(Item):
    outlet_id: str
    listed_url: str
    url: str
    is_listed: bool = True
    poll: model.PollOutcome | None = None
    read: model.PollOutcome | None = None
    last_good_at: datetime | None = None


@dataclass(kw_only=True)
class Article(Item):
    outlet_id: str
    url: str
    canonical_url: str
    entry: model.Entry
    topic_ids: tuple[str, ...]
    first_seen_at: datetime
    updated_at: datetime | None
    titles: tuple[str, ...] = ()
    bumped_number: int = 0
    vain_bump_count: int = 0
    check: model.CheckOutcome | None = None
    checks: list[model.CheckReading] = field(default_factory=list)
    versions: list[model.Version] = field(default_factory=list)
    pages: dict[int, model.Snapshot] = field(default_factory=dict)
    rereadings: dict[int, model.Rereading] = field(default_factory=dict)
    #: The fingerprint that came with a rereading of the newest version; until the next check.
    reread_fingerprint: str | None = None
    last_seen_at: datetime | None = None
    whole_at: datetime | None = None
    heated_at: datetime | None = None
    last_revised_at: datetime | None = None
    same_as: int | None = None
    is_woken: bool = False
    guid: str | None = None
    bands: set[int] = field(default_factory=set)
    copy_of: int | None = None
    share: float = 0.0
    band: int = turns.TOLD

    @property
    def believed(self) -> list[model.Version]:
        return [version for version in self.versions if version.standing in model.BELIEVED]

    @property
    def is_walled(self) -> bool:
        return bool(self.topic_ids and self.due_at and self.check and self.check.is_blocked)

    @property
    def published_at(self) -> datetime | None:
        dates = [self.entry.published_at, *(version.article.published_at for version in self.versions)]
        return next((date for date in dates if date is not None), None)

    @property
    def headline(self) -> str:
        return self.believed[-1].article.headline if self.versions else self.entry.title

    @property
    def language(self) -> str | None:
        return self.believed[-1].article.language if self.versions else None


@dataclass(kw_only=True)
class Slot(Item):
    slot: model.Slot
    consensus: model.Consensus | None = None
    revision: int = 0
    #: Each article's word.
    words: dict[int, model.Word] = field(default_factory=dict)


@dataclass(kw_only=True)
class Change:
    id: int
    article_id: int
    change: model.Change


@dataclass(kw_only=True)
class Alert:
    id: int
    #: One of the two.
    change_id: int | None
    bulletin_id: int | None
    alert: model.Alert


@dataclass(kw_only=True)
class Delivery(Item):
    #: None of a digest.
    alert_id: int | None
    key: str
    digest_id: int | None = None
    held_for: str = ""
    gathered_until: datetime | None = None
    recipient: model.Recipient
    state: model.DeliveryState = model.DeliveryState.WAITING
    attempt_count: int = 0
    last_attempt_at: datetime | None = None
    failure: model.Failure | None = None
    last_failure: model.Failure | None = None


DueItem = TypeVar("DueItem", bound=Item)


def find(items: dict[int, T], item_id: int, noun: str) -> T:
    if item_id not in items:
        raise errors.NotFoundError(f"There is no {noun} {item_id}.")
    return items[item_id]


def find_due(items: Iterable[DueItem], *, now: datetime) -> list[DueItem]:
    due = [
        item
        for item in items
        if item.due_at and item.due_at <= now and (item.leased_until is None or item.leased_until <= now)
    ]
    return sorted(due, key=lambda item: (item.due_at, item.id))


def claim(
    due: Iterable[DueItem],
    *,
    until: datetime,
    owner: str,
    limit: int,
    lanes: model.LaneRoom,
    lane_of: Callable[[DueItem], str],
) -> list[DueItem]:
    """Lease what is due, in this order, as far as there is room for it and in its lane."""
    taken = Counter(dict(lanes.taken))
    found: list[DueItem] = []
    for item in due:
        if len(found) < limit and taken[lane_of(item)] < lanes.limit:
            taken[lane_of(item)] += 1
            item.leased_until, item.lease_owner = until, owner
            found.append(item)
    return found


def follow(article: Article, url: str, canonical_url: str) -> None:
    article.url, article.canonical_url = url, canonical_url
    if article.check is not None:
        article.check = replace(article.check, etag=None, last_modified=None)


def wake(article: Article, topic_ids: tuple[str, ...], *, now: datetime, reason: str) -> None:
    article.topic_ids = merge_topics(article.topic_ids, topic_ids)
    is_doubted = article.check is not None and article.check.doubt_count > 0
    soon = now + policy.SuspectPolicy().spacing if is_doubted else now
    article.due_at = min(article.due_at or soon, soon)
    article.reason, article.is_woken = reason, True
    article.band = turns.TOLD if article.topic_ids else turns.CANDIDATE


def merge_topics(known: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(known + new))


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url
