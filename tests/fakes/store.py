"""An in-memory store: all four storage ports, held to the same suite as the real ones (tests/storage)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar
from urllib.parse import urlsplit

from monitor import errors, model


@dataclass(kw_only=True)
class _Item:
    id: int
    due_at: datetime | None
    reason: str = ""
    leased_until: datetime | None = None
    lease_owner: str | None = None


@dataclass(kw_only=True)
class _Feed(_Item):
    outlet_id: str
    listed_url: str
    url: str
    is_listed: bool = True
    poll: model.PollOutcome | None = None
    read: model.PollOutcome | None = None
    last_good_at: datetime | None = None


@dataclass(kw_only=True)
class _Article(_Item):
    outlet_id: str
    url: str
    canonical_url: str
    entry: model.Entry
    topic_ids: tuple[str, ...]
    first_seen_at: datetime
    updated_at: datetime | None
    check: model.CheckOutcome | None = None
    checks: list[model.CheckReading] = field(default_factory=list)
    versions: list[model.Version] = field(default_factory=list)
    pages: dict[int, model.Snapshot] = field(default_factory=dict)
    last_seen_at: datetime | None = None
    revised_at: list[datetime] = field(default_factory=list)
    same_as: int | None = None
    is_woken: bool = False

    @property
    def published_at(self) -> datetime | None:
        dates = [self.entry.published_at, *(version.article.published_at for version in self.versions)]
        return next((date for date in dates if date is not None), None)

    @property
    def headline(self) -> str:
        return self.versions[-1].article.headline if self.versions else self.entry.title

    @property
    def language(self) -> str | None:
        return self.versions[-1].article.language if self.versions else None


@dataclass(kw_only=True)
class _Change:
    id: int
    article_id: int
    change: model.Change


@dataclass(kw_only=True)
class _Alert:
    id: int
    change_id: int
    alert: model.Alert


@dataclass(kw_only=True)
class _Delivery(_Item):
    alert_id: int
    recipient: model.Recipient
    state: model.DeliveryState = model.DeliveryState.WAITING
    attempt_count: int = 0
    last_attempt_at: datetime | None = None


I = TypeVar("I", bound=_Item)  # noqa: E741  an item
T = TypeVar("T")
_SEEN = {
    model.CheckKind.FIRST_VERSION,
    model.CheckKind.NEW_VERSION,
    model.CheckKind.UNCHANGED,
    model.CheckKind.NOT_MODIFIED,
}


class FakeStore:
    """Not for threads."""

    def __init__(self) -> None:
        self._outlets: dict[str, model.Outlet] = {}
        self._listed: set[str] = set()
        self._feeds: dict[int, _Feed] = {}
        self._articles: dict[int, _Article] = {}
        self._addresses: dict[tuple[str, str], int] = {}
        self._changes: dict[int, _Change] = {}
        self._alerts: dict[int, _Alert] = {}
        self._deliveries: dict[int, _Delivery] = {}

    def ping(self) -> None:
        pass

    def close(self) -> None:
        pass

    # Feeds

    def save_outlets(self, outlets: Sequence[model.Outlet], *, now: datetime) -> None:
        self._listed = {outlet.id for outlet in outlets}
        for feed in self._feeds.values():
            feed.is_listed = False
        for outlet in outlets:
            self._outlets[outlet.id] = outlet
            own = [feed for feed in self._feeds.values() if feed.outlet_id == outlet.id]
            by_url = {feed.url: feed for feed in own} | {feed.listed_url: feed for feed in own}
            for url in dict.fromkeys(outlet.feeds):
                if url in by_url:
                    by_url[url].is_listed, by_url[url].listed_url = True, url
                else:
                    number = len(self._feeds) + 1
                    self._feeds[number] = _Feed(
                        id=number, outlet_id=outlet.id, listed_url=url, url=url, due_at=now, reason="new"
                    )

    def claim_due_feeds(
        self, *, now: datetime, lease: timedelta, owner: str, limit: int
    ) -> tuple[model.Job, ...]:
        listed = [feed for feed in self._feeds.values() if feed.is_listed and feed.outlet_id in self._listed]
        found = _claim(listed, now=now, lease=lease, owner=owner, limit=limit)
        return tuple(model.Job(kind=model.JobKind.POLL, id=feed.id, lane=_host(feed.url)) for feed in found)

    def load_feed(self, feed_id: int) -> model.FeedForPoll:
        feed = _find(self._feeds, feed_id, "feed")
        return model.FeedForPoll(
            id=feed.id,
            outlet_id=feed.outlet_id,
            url=feed.url,
            headers=self._outlets[feed.outlet_id].headers,
            etag=feed.poll.etag if feed.poll else None,
            last_modified=feed.poll.last_modified if feed.poll else None,
            body_digest=feed.poll.body_digest if feed.poll else None,
            failure_count=feed.poll.failure_count if feed.poll else 0,
            last_good_at=feed.last_good_at,
            due_at=feed.due_at,
        )

    def save_poll(self, outcome: model.PollOutcome) -> int:
        feed = _find(self._feeds, outcome.feed_id, "feed")
        feed.poll, feed.url = outcome, outcome.moved_to or feed.url
        feed.due_at, feed.reason = outcome.next_poll_at, outcome.reason
        feed.leased_until = feed.lease_owner = None
        if outcome.failure is None:
            feed.last_good_at = outcome.polled_at
            if not outcome.is_unchanged:
                feed.read = outcome
        return sum(self._save_sighting(sighting, outcome) for sighting in outcome.sightings)

    def _save_sighting(self, sighting: model.Sighting, outcome: model.PollOutcome) -> bool:
        entry = sighting.entry
        keys = [(outcome.outlet_id, url) for url in (entry.url, entry.link)]
        article_id = next((self._addresses[key] for key in keys if key in self._addresses), None)
        is_new = article_id is None
        if article_id is None:
            article_id = len(self._articles) + 1
            self._articles[article_id] = _Article(
                id=article_id,
                outlet_id=outcome.outlet_id,
                url=entry.link,
                canonical_url=entry.url,
                entry=entry,
                topic_ids=sighting.topic_ids,
                first_seen_at=outcome.polled_at,
                updated_at=entry.updated_at,
                due_at=outcome.polled_at,
                reason="new in a feed",
            )
        else:
            self._touch(self._articles[article_id], sighting, now=outcome.polled_at)
        for key in keys:
            self._addresses.setdefault(key, article_id)
        return is_new

    def _touch(self, article: _Article, sighting: model.Sighting, *, now: datetime) -> None:
        updated_at = sighting.entry.updated_at
        is_updated = updated_at is not None and (
            article.updated_at is None or updated_at > article.updated_at
        )
        if is_updated:
            article.updated_at = updated_at
        if is_updated or set(sighting.topic_ids) - set(article.topic_ids):
            reason = "its feed entry was updated" if is_updated else "its feed entry matches another topic"
            _wake(article, sighting.topic_ids, now=now, reason=reason)

    # Articles

    def claim_due_articles(
        self, *, now: datetime, lease: timedelta, owner: str, limit: int
    ) -> tuple[model.Job, ...]:
        listed = [article for article in self._articles.values() if article.outlet_id in self._listed]
        watched = [article for article in listed if article.topic_ids]
        candidates = [article for article in listed if not article.topic_ids]
        found = _claim(watched, now=now, lease=lease, owner=owner, limit=limit)
        found += _claim(candidates, now=now, lease=lease, owner=owner, limit=limit - len(found))
        for article in found:
            article.is_woken = False
        return tuple(
            model.Job(kind=model.JobKind.CHECK, id=article.id, lane=_host(article.url)) for article in found
        )

    def load_article(self, article_id: int) -> model.ArticleForCheck:
        article = _find(self._articles, article_id, "article")
        state = article.check
        page = {} if state is None else {name: getattr(state, name) for name in _PAGE_STATE}
        return model.ArticleForCheck(
            id=article.id,
            outlet_id=article.outlet_id,
            url=article.url,
            headers=self._outlets[article.outlet_id].headers,
            topic_ids=article.topic_ids,
            first_seen_at=article.first_seen_at,
            published_at=article.published_at,
            latest=article.versions[-1] if article.versions else None,
            history=tuple((version.number, version.content_hash) for version in article.versions),
            last_seen_at=article.last_seen_at,
            revision_count=len(article.revised_at),
            last_revised_at=article.revised_at[-1] if article.revised_at else None,
            last_failure=None if state is None else state.failure,
            due_at=article.due_at,
            **page,
        )

    def find_article(self, url: str) -> int | None:
        return min((owner for (_, known), owner in self._addresses.items() if known == url), default=None)

    def save_check(self, outcome: model.CheckOutcome, *, page: model.FetchedPage | None) -> int | None:
        if outcome.alert is not None and outcome.change is None:
            raise ValueError("an alert needs a change to tell of")
        article = _find(self._articles, outcome.article_id, "article")
        if outcome.base_number != (article.versions[-1].number if article.versions else 0):
            raise errors.StaleError(f"Article {article.id} has moved on.")
        article.check = outcome
        article.leased_until = article.lease_owner = None
        article.checks.append(_check_reading(outcome))
        if outcome.kind in _SEEN:
            article.last_seen_at = outcome.checked_at
        if outcome.kind is model.CheckKind.NEW_VERSION:
            article.revised_at.append(outcome.checked_at)
        if outcome.version is not None:
            self._save_version(article, outcome.version, page)
        self._schedule(article, outcome)
        self._save_addresses(article, outcome)
        return self._save_change(article, outcome)

    def sum_live_need(self) -> float:
        return sum(
            article.check.need
            for article in self._articles.values()
            if article.check and article.due_at and article.outlet_id in self._listed
        )

    def release_leases(self, owner: str) -> int:
        items: list[_Item] = [*self._feeds.values(), *self._articles.values(), *self._deliveries.values()]
        held = [item for item in items if item.lease_owner == owner]
        for item in held:
            item.leased_until = item.lease_owner = None
        return len(held)

    def _save_version(
        self, article: _Article, version: model.Version, page: model.FetchedPage | None
    ) -> None:
        article.versions.append(version)
        if page is not None:
            article.pages[version.number] = model.Snapshot(
                page=page, sha256=version.raw_sha256, chain_sha256=version.chain_sha256
            )

    def _schedule(self, article: _Article, outcome: model.CheckOutcome) -> None:
        if article.same_as is not None:
            article.topic_ids = outcome.topic_ids
        elif article.is_woken:
            article.topic_ids = _merge(outcome.topic_ids, article.topic_ids)
            article.due_at = outcome.checked_at
        else:
            article.topic_ids = outcome.topic_ids
            article.due_at, article.reason = outcome.next_check_at, outcome.reason

    def _save_addresses(self, article: _Article, outcome: model.CheckOutcome) -> None:
        article.url = outcome.moved_to or article.url
        article.canonical_url = outcome.canonical_url or article.canonical_url
        if article.same_as is not None:
            return
        owned_by = article.id
        for url in filter(None, (outcome.canonical_url, outcome.moved_to)):
            owner = self._addresses.setdefault((article.outlet_id, url), owned_by)
            if owner != owned_by:
                older, later = sorted((owner, owned_by))
                self._retire(self._articles[later], self._articles[older], outcome)
                owned_by = older

    def _retire(self, later: _Article, older: _Article, outcome: model.CheckOutcome) -> None:
        later.same_as, later.due_at, later.reason = older.id, None, f"same article as #{older.id}"
        self._addresses |= {key: older.id for key, owner in self._addresses.items() if owner == later.id}
        if set(later.topic_ids) - set(older.topic_ids):
            reason = "an article of another topic is the same one"
            _wake(older, later.topic_ids, now=outcome.checked_at, reason=reason)

    def _save_change(self, article: _Article, outcome: model.CheckOutcome) -> int | None:
        if outcome.change is None:
            return None
        change_id = len(self._changes) + 1
        self._changes[change_id] = _Change(id=change_id, article_id=article.id, change=outcome.change)
        alert = outcome.alert
        keys = {stored.alert.dedupe_key for stored in self._alerts.values()}
        if alert is None or alert.dedupe_key in keys:
            return change_id
        recipients = tuple(dict.fromkeys(alert.recipients))
        stored = _Alert(
            id=len(self._alerts) + 1, change_id=change_id, alert=replace(alert, recipients=recipients)
        )
        self._alerts[stored.id] = stored
        for recipient in recipients:
            number = len(self._deliveries) + 1
            self._deliveries[number] = _Delivery(
                id=number, alert_id=stored.id, recipient=recipient, due_at=outcome.checked_at
            )
        return change_id

    # Outbox

    def claim_due_deliveries(
        self, *, now: datetime, lease: timedelta, owner: str, limit: int
    ) -> tuple[model.Job, ...]:
        waiting = [item for item in self._deliveries.values() if item.state is model.DeliveryState.WAITING]
        found = _claim(waiting, now=now, lease=lease, owner=owner, limit=limit)
        return tuple(
            model.Job(kind=model.JobKind.DELIVER, id=item.id, lane=item.recipient.channel_id)
            for item in found
        )

    def load_delivery(self, delivery_id: int) -> model.DeliveryForSend:
        item = _find(self._deliveries, delivery_id, "delivery")
        stored = self._alerts[item.alert_id]
        change = self._changes[stored.change_id]
        article = self._articles[change.article_id]
        return model.DeliveryForSend(
            id=item.id,
            key=f"{item.alert_id}:{item.recipient.channel_id}:{item.recipient.address}",
            recipient=item.recipient,
            attempt_count=item.attempt_count,
            alert=model.AlertForSend(
                id=stored.id,
                alert=stored.alert,
                change_id=change.id,
                change=change.change,
                article_id=article.id,
                outlet_id=article.outlet_id,
                outlet_name=self._outlets[article.outlet_id].name,
                article_url=article.canonical_url,
                headline=article.headline,
                language=article.language,
            ),
        )

    def save_delivery(self, outcome: model.DeliveryOutcome) -> None:
        item = _find(self._deliveries, outcome.delivery_id, "delivery")
        item.state, item.attempt_count = outcome.state, outcome.attempt_count
        item.last_attempt_at, item.due_at = outcome.attempted_at, outcome.next_attempt_at
        item.reason = outcome.reason
        item.leased_until = item.lease_owner = None

    def resend(self, delivery_id: int, *, now: datetime) -> None:
        item = _find(self._deliveries, delivery_id, "delivery")
        item.state, item.attempt_count, item.due_at = model.DeliveryState.WAITING, 0, now
        item.reason = "to be sent again"
        item.leased_until = item.lease_owner = None

    # Readings

    def load_totals(self, *, now: datetime) -> model.Totals:
        waiting = [item for item in self._deliveries.values() if item.state is model.DeliveryState.WAITING]
        due = [
            item.due_at
            for item in (*self._feeds.values(), *self._articles.values())
            if item.due_at and item.due_at <= now and item.outlet_id in self._listed
        ]
        polls = [feed.poll.polled_at for feed in self._feeds.values() if feed.poll]
        checks = [check.checked_at for article in self._articles.values() for check in article.checks]
        return model.Totals(
            article_count=len(self.find_articles(limit=len(self._articles))),
            version_count=sum(len(article.versions) for article in self._articles.values()),
            change_count=len(self._changes),
            check_count=len(checks),
            alert_count=len(self._alerts),
            waiting_delivery_count=len(waiting),
            dead_delivery_count=sum(
                item.state is model.DeliveryState.DEAD for item in self._deliveries.values()
            ),
            oldest_due_at=min(due, default=None),
            oldest_waiting_at=min(
                (self._alerts[item.alert_id].alert.created_at for item in waiting), default=None
            ),
            last_activity_at=max(polls + checks, default=None),
        )

    def load_outlets(self) -> tuple[model.OutletReading, ...]:
        listed = [outlet for outlet in self._outlets.values() if outlet.id in self._listed]
        return tuple(
            self._outlet_reading(outlet)
            for outlet in sorted(listed, key=lambda outlet: (outlet.name, outlet.id))
        )

    def _outlet_reading(self, outlet: model.Outlet) -> model.OutletReading:
        articles = [article for article in self._articles.values() if article.outlet_id == outlet.id]
        feeds = [feed for feed in self._feeds.values() if feed.outlet_id == outlet.id and feed.is_listed]
        good = [item.last_good_at for item in feeds] + [article.last_seen_at for article in articles]
        ids = {article.id for article in articles}
        return model.OutletReading(
            id=outlet.id,
            name=outlet.name,
            feeds=tuple(_feed_reading(feed) for feed in feeds),
            article_count=sum(bool(article.topic_ids) and article.same_as is None for article in articles),
            version_count=sum(len(article.versions) for article in articles),
            change_count=sum(item.article_id in ids for item in self._changes.values()),
            last_good_at=max((at for at in good if at), default=None),
            failing_count=sum(
                article.check is not None and article.check.failure is not None for article in articles
            ),
        )

    def find_changes(self, query: model.ChangeFilter) -> tuple[model.ChangeReading, ...]:
        found = sorted(self._changes.values(), key=_place, reverse=True)
        if query.before_id is not None:
            last = self._changes.get(query.before_id)
            found = [item for item in found if last is not None and _place(item) < _place(last)]
        matching = [item for item in found if self._matches(item, query)]
        return tuple(self._change_reading(item, with_diff=False) for item in matching[: query.limit])

    def _matches(self, item: _Change, query: model.ChangeFilter) -> bool:
        article, change = self._articles[item.article_id], item.change
        claim_ids = {each.claim_id for each in (*change.claim_changes, *change.events)}
        return (
            query.outlet_id in (None, article.outlet_id)
            and query.topic_id in (None, *article.topic_ids)
            and query.claim_id in (None, *claim_ids)
            and query.kind in (None, *(event.kind for event in change.events))
            and (query.min_severity is None or change.severity >= query.min_severity)
        )

    def load_change(self, change_id: int) -> model.ChangeDetail:
        item = _find(self._changes, change_id, "change")
        article = self._articles[item.article_id]
        versions = {version.number: version for version in article.versions}
        new = versions.get(item.change.new_number or 0)
        old = versions.get(item.change.old_number) or new
        if old is None:
            raise errors.NotFoundError(f"Article {article.id} has no version {item.change.old_number}.")
        own = [other for other in self._changes if self._changes[other].article_id == article.id]
        alerts = [stored for stored in self._alerts.values() if stored.change_id == change_id]
        return model.ChangeDetail(
            reading=self._change_reading(item, with_diff=True),
            old=old,
            new=new,
            alert=self._alert_reading(alerts[0]) if alerts else None,
            previous_id=max((other for other in own if other < change_id), default=None),
            next_id=min((other for other in own if other > change_id), default=None),
        )

    def _change_reading(self, item: _Change, *, with_diff: bool) -> model.ChangeReading:
        alerts = [stored.id for stored in self._alerts.values() if stored.change_id == item.id]
        return model.ChangeReading(
            id=item.id,
            article=self._article_reading(self._articles[item.article_id]),
            change=item.change if with_diff else replace(item.change, diff=None),
            alert_id=alerts[0] if alerts else None,
        )

    def find_articles(
        self, *, outlet_id: str | None = None, before_id: int | None = None, limit: int = 50
    ) -> tuple[model.ArticleReading, ...]:
        found = [
            article
            for article in reversed(self._articles.values())
            if article.topic_ids
            and article.same_as is None
            and outlet_id in (None, article.outlet_id)
            and (before_id is None or article.id < before_id)
        ]
        return tuple(self._article_reading(article) for article in found[:limit])

    def _article_reading(self, article: _Article) -> model.ArticleReading:
        state = article.check
        return model.ArticleReading(
            id=article.id,
            outlet_id=article.outlet_id,
            outlet_name=self._outlets[article.outlet_id].name,
            url=article.canonical_url,
            headline=article.headline,
            language=article.language,
            topic_ids=article.topic_ids,
            first_seen_at=article.first_seen_at,
            published_at=article.published_at,
            last_checked_at=None if state is None else state.checked_at,
            last_seen_at=article.last_seen_at,
            next_check_at=article.due_at,
            next_check_reason=article.reason,
            version_count=len(article.versions),
            is_removed=state is not None and state.is_removed,
            is_flapping=state is not None and state.is_flapping,
            failure=state.failure.kind if state is not None and state.failure else None,
        )

    def load_article_detail(self, article_id: int) -> model.ArticleDetail:
        article = _find(self._articles, article_id, "article")
        changes = [item for item in self._changes.values() if item.article_id == article_id]
        return model.ArticleDetail(
            article=self._article_reading(article),
            versions=tuple(article.versions),
            changes=tuple(
                self._change_reading(item, with_diff=False)
                for item in sorted(changes, key=_place, reverse=True)
            ),
            checks=tuple(article.checks[:-101:-1]),
        )

    def load_version_page(self, article_id: int, number: int) -> model.Snapshot:
        return _find(_find(self._articles, article_id, "article").pages, number, "page")

    def find_observations(
        self, *, topic_id: str | None = None, claim_id: str | None = None, current_only: bool = False
    ) -> tuple[model.ClaimObservation, ...]:
        found = [
            self._observation(article, index, claim)
            for article in self._articles.values()
            for index, version in enumerate(article.versions)
            for claim in version.claims
            if topic_id in (None, *article.topic_ids)
            and claim_id in (None, claim.claim_id)
            and not (current_only and (version is not article.versions[-1] or _is_hidden(article)))
        ]
        return tuple(sorted(found, key=lambda observation: observation.from_at))

    def _observation(self, article: _Article, index: int, claim: model.Claim) -> model.ClaimObservation:
        version, following = article.versions[index], article.versions[index + 1 : index + 2]
        brought = [
            item.id
            for item in self._changes.values()
            if item.article_id == article.id and item.change.new_number == version.number
        ]
        return model.ClaimObservation(
            claim=claim,
            outlet_id=article.outlet_id,
            outlet_name=self._outlets[article.outlet_id].name,
            article_id=article.id,
            headline=version.article.headline,
            version_number=version.number,
            from_at=version.seen_at,
            until_at=following[0].seen_at if following else None,
            change_id=brought[0] if brought else None,
        )

    def find_alerts(
        self, *, state: model.DeliveryState | None = None, limit: int = 100
    ) -> tuple[model.AlertReading, ...]:
        readings = [self._alert_reading(stored) for stored in reversed(self._alerts.values())]
        found = [
            reading
            for reading in readings
            if state is None or state in {delivery.state for delivery in reading.deliveries}
        ]
        return tuple(found[:limit])

    def _alert_reading(self, stored: _Alert) -> model.AlertReading:
        deliveries = [item for item in self._deliveries.values() if item.alert_id == stored.id]
        return model.AlertReading(
            id=stored.id,
            change_id=stored.change_id,
            title=stored.alert.title,
            severity=stored.alert.severity,
            rule_ids=stored.alert.rule_ids,
            created_at=stored.alert.created_at,
            deliveries=tuple(_delivery_reading(item) for item in deliveries),
        )


_PAGE_STATE = (
    "etag",
    "last_modified",
    "body_digest",
    "fingerprint",
    "failure_count",
    "missing_count",
    "missing_since",
    "is_removed",
    "is_flapping",
)


def _claim(items: Iterable[I], *, now: datetime, lease: timedelta, owner: str, limit: int) -> list[I]:
    due = [
        item
        for item in items
        if item.due_at and item.due_at <= now and (item.leased_until is None or item.leased_until <= now)
    ]
    found = sorted(due, key=lambda item: (item.due_at, item.id))[:limit]
    for item in found:
        item.leased_until, item.lease_owner = now + lease, owner
    return found


def _wake(article: _Article, topic_ids: tuple[str, ...], *, now: datetime, reason: str) -> None:
    article.topic_ids = _merge(article.topic_ids, topic_ids)
    article.due_at = min(article.due_at or now, now)
    article.reason, article.is_woken = reason, True


def _merge(known: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(known + new))


def _find(items: dict[int, T], item_id: int, noun: str) -> T:
    if item_id not in items:
        raise errors.NotFoundError(f"There is no {noun} {item_id}.")
    return items[item_id]


def _is_hidden(article: _Article) -> bool:
    return article.same_as is not None or (article.check is not None and article.check.is_removed)


def _place(item: _Change) -> tuple[datetime, int]:
    return item.change.first_seen_new_at, item.id


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _check_reading(outcome: model.CheckOutcome) -> model.CheckReading:
    failure = outcome.failure
    return model.CheckReading(
        checked_at=outcome.checked_at,
        kind=outcome.kind,
        status=outcome.status,
        failure=failure.kind if failure else None,
        detail=failure.detail if failure else "",
    )


def _feed_reading(feed: _Feed) -> model.FeedReading:
    failure = feed.poll.failure if feed.poll else None
    problem = feed.read.problem if feed.read else ""
    return model.FeedReading(
        id=feed.id,
        outlet_id=feed.outlet_id,
        url=feed.url,
        last_polled_at=feed.poll.polled_at if feed.poll else None,
        last_good_at=feed.last_good_at,
        next_poll_at=feed.due_at,
        reason=feed.reason,
        failure_count=feed.poll.failure_count if feed.poll else 0,
        failure=failure.kind if failure else None,
        detail=failure.detail if failure else problem,
        entry_count=len(feed.read.sightings) if feed.read else 0,
    )


def _delivery_reading(item: _Delivery) -> model.DeliveryReading:
    return model.DeliveryReading(
        id=item.id,
        channel_id=item.recipient.channel_id,
        address=item.recipient.address,
        state=item.state,
        attempt_count=item.attempt_count,
        last_attempt_at=item.last_attempt_at,
        next_attempt_at=item.due_at,
        reason=item.reason,
    )
