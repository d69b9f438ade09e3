"""An in-memory store: all four storage ports, held to the same suite as the real ones (tests/storage)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from monitor import errors, model
from tests.fakes import store_items as items
from tests.fakes import store_outbox

_SEEN = {
    model.CheckKind.FIRST_VERSION,
    model.CheckKind.NEW_VERSION,
    model.CheckKind.UNCHANGED,
    model.CheckKind.NOT_MODIFIED,
}


class FakeStore(store_outbox.FakeOutbox):
    """Not for threads."""

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
                    self._feeds[number] = items.Feed(
                        id=number, outlet_id=outlet.id, listed_url=url, url=url, due_at=now, reason="new"
                    )

    def claim_due_feeds(
        self, *, now: datetime, lease: timedelta, owner: str, limit: int
    ) -> tuple[model.Job, ...]:
        listed = [feed for feed in self._feeds.values() if feed.is_listed and feed.outlet_id in self._listed]
        found = items.claim(listed, now=now, lease=lease, owner=owner, limit=limit)
        return tuple(model.Job(kind=model.JobKind.POLL, id=feed.id, lane=_host(feed.url)) for feed in found)

    def load_feed(self, feed_id: int) -> model.FeedForPoll:
        feed = items.find(self._feeds, feed_id, "feed")
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
        feed = items.find(self._feeds, outcome.feed_id, "feed")
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
            self._articles[article_id] = items.Article(
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

    def _touch(self, article: items.Article, sighting: model.Sighting, *, now: datetime) -> None:
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
        found = items.claim(watched, now=now, lease=lease, owner=owner, limit=limit)
        found += items.claim(candidates, now=now, lease=lease, owner=owner, limit=limit - len(found))
        for article in found:
            article.is_woken = False
        return tuple(
            model.Job(kind=model.JobKind.CHECK, id=article.id, lane=_host(article.url)) for article in found
        )

    def load_article(self, article_id: int) -> model.ArticleForCheck:
        article = items.find(self._articles, article_id, "article")
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
            latest=_mark_of(article.versions[-1]) if article.versions else None,
            last_checked_at=None if state is None else state.checked_at,
            last_seen_at=article.last_seen_at,
            last_revised_at=article.last_revised_at,
            last_failure=None if state is None else state.failure,
            due_at=article.due_at,
            **page,
        )

    def load_past(self, article_id: int) -> model.Past:
        article = items.find(self._articles, article_id, "article")
        if not article.versions:
            raise errors.NotFoundError(f"There is no version of article {article_id}.")
        history = tuple((version.number, version.content_hash) for version in article.versions)
        return model.Past(latest=article.versions[-1], history=history)

    def find_article(self, url: str) -> int | None:
        return min((owner for (_, known), owner in self._addresses.items() if known == url), default=None)

    def save_check(self, outcome: model.CheckOutcome, *, page: model.FetchedPage | None) -> int | None:
        if outcome.alert is not None and outcome.change is None:
            raise ValueError("an alert needs a change to tell of")
        article = items.find(self._articles, outcome.article_id, "article")
        if outcome.base_number != (article.versions[-1].number if article.versions else 0):
            raise errors.StaleError(f"Article {article.id} has moved on.")
        article.check = outcome
        article.leased_until = article.lease_owner = None
        article.checks.append(_check_reading(outcome))
        if outcome.kind in _SEEN:
            article.last_seen_at = outcome.checked_at
        if outcome.kind is model.CheckKind.NEW_VERSION:
            article.last_revised_at = outcome.checked_at
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
        everything = (*self._feeds.values(), *self._articles.values(), *self._deliveries.values())
        held = [item for item in everything if item.lease_owner == owner]
        for item in held:
            item.leased_until = item.lease_owner = None
        return len(held)

    def _save_version(
        self, article: items.Article, version: model.Version, page: model.FetchedPage | None
    ) -> None:
        article.versions.append(version)
        if page is not None:
            article.pages[version.number] = model.Snapshot(
                page=page, sha256=version.raw_sha256, chain_sha256=version.chain_sha256
            )

    def _schedule(self, article: items.Article, outcome: model.CheckOutcome) -> None:
        if article.same_as is not None:
            article.topic_ids = outcome.topic_ids
        elif article.is_woken:
            article.topic_ids = _merge(outcome.topic_ids, article.topic_ids)
            article.due_at = outcome.checked_at
        else:
            article.topic_ids = outcome.topic_ids
            article.due_at, article.reason = outcome.next_check_at, outcome.reason

    def _save_addresses(self, article: items.Article, outcome: model.CheckOutcome) -> None:
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

    def _retire(self, later: items.Article, older: items.Article, outcome: model.CheckOutcome) -> None:
        later.same_as, later.due_at, later.reason = older.id, None, f"same article as #{older.id}"
        self._addresses |= {key: older.id for key, owner in self._addresses.items() if owner == later.id}
        if set(later.topic_ids) - set(older.topic_ids):
            reason = "an article of another topic is the same one"
            _wake(older, later.topic_ids, now=outcome.checked_at, reason=reason)

    def _save_change(self, article: items.Article, outcome: model.CheckOutcome) -> int | None:
        if outcome.change is None:
            return None
        change_id = len(self._changes) + 1
        self._changes[change_id] = items.Change(id=change_id, article_id=article.id, change=outcome.change)
        alert = outcome.alert
        keys = {stored.alert.dedupe_key for stored in self._alerts.values()}
        if alert is None or alert.dedupe_key in keys:
            return change_id
        recipients = tuple(dict.fromkeys(alert.recipients))
        stored = items.Alert(
            id=len(self._alerts) + 1, change_id=change_id, alert=replace(alert, recipients=recipients)
        )
        self._alerts[stored.id] = stored
        for recipient in recipients:
            number = len(self._deliveries) + 1
            self._deliveries[number] = items.Delivery(
                id=number, alert_id=stored.id, recipient=recipient, due_at=outcome.checked_at
            )
        return change_id


_PAGE_STATE = (
    "etag",
    "last_modified",
    "body_digest",
    "fingerprint",
    "revision_count",
    "failure_count",
    "missing_count",
    "missing_since",
    "is_removed",
    "is_flapping",
)


def _mark_of(version: model.Version) -> model.VersionMark:
    return model.VersionMark(
        number=version.number,
        content_hash=version.content_hash,
        chain_sha256=version.chain_sha256,
        seen_at=version.seen_at,
    )


def _wake(article: items.Article, topic_ids: tuple[str, ...], *, now: datetime, reason: str) -> None:
    article.topic_ids = _merge(article.topic_ids, topic_ids)
    article.due_at = min(article.due_at or now, now)
    article.reason, article.is_woken = reason, True


def _merge(known: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(known + new))


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
