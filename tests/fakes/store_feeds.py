"""The feeds of the in-memory store, and the articles seen in them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor import model
from monitor.core import bumps, successors, turns, twins, urls
from tests.fakes import store_items as items
from tests.fakes import store_subscriptions


class FakeFeeds(store_subscriptions.FakeSubscriptions):
    """The FeedStore port on what is held."""

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
        self,
        *,
        now: datetime,
        lease: timedelta,
        owner: str,
        limit: int,
        lanes: model.LaneRoom = model.EMPTY_LANES,
    ) -> tuple[model.Job, ...]:
        listed = [
            feed
            for feed in self._feeds.values()
            if feed.is_listed
            and feed.outlet_id in self._listed
            and not self._is_held(items.host_of(feed.url), now=now)
        ]
        found = items.claim(
            items.find_due(listed, now=now),
            until=now + lease,
            owner=owner,
            limit=limit,
            lanes=lanes,
            lane_of=lambda feed: items.host_of(feed.url),
        )
        return tuple(
            model.Job(kind=model.JobKind.POLL, id=feed.id, lane=items.host_of(feed.url)) for feed in found
        )

    def load_feed(self, feed_id: int) -> model.FeedForPoll:
        feed = items.find(self._feeds, feed_id, "feed")
        return model.FeedForPoll(
            id=feed.id,
            outlet_id=feed.outlet_id,
            url=feed.url,
            headers=self._outlets[feed.outlet_id].headers
            if urls.is_same_site(feed.url, feed.listed_url)
            else (),
            etag=feed.poll.etag if feed.poll else None,
            last_modified=feed.poll.last_modified if feed.poll else None,
            body_digest=feed.poll.body_digest if feed.poll else None,
            entry_keys=feed.poll.entry_keys if feed.poll else (),
            rhythm=feed.poll.rhythm if feed.poll else model.PollRhythm(),
            failure_count=feed.poll.failure_count if feed.poll else 0,
            last_good_at=feed.last_good_at,
            subscription=self.load_subscription(feed.id),
            reach=self._reach_of(feed.outlet_id),
            siblings=tuple(
                model.Sibling(
                    rhythm=other.poll.rhythm if other.poll else model.PollRhythm(),
                    last_good_at=other.last_good_at,
                )
                for other in self._feeds.values()
                if other.outlet_id == feed.outlet_id and other is not feed and other.is_listed
            ),
            due_at=feed.due_at,
        )

    def save_poll(self, outcome: model.PollOutcome) -> int:
        feed = items.find(self._feeds, outcome.feed_id, "feed")
        self._save_answer(items.host_of(feed.url), outcome.failure, now=outcome.polled_at)
        feed.poll, feed.url = outcome, outcome.moved_to or feed.url
        feed.due_at, feed.reason = outcome.next_poll_at, outcome.reason
        feed.leased_until = feed.lease_owner = None
        if outcome.failure is None:
            feed.last_good_at = outcome.polled_at
            if not outcome.is_unchanged:
                feed.read = outcome
                self._save_hub(feed.id, outcome.hub)
        guids = successors.find_guids([sighting.entry for sighting in outcome.sightings])
        self._follow_entries(outcome, guids)
        known = [
            (self._articles[article_id], sighting.entry)
            for sighting in outcome.sightings
            if (article_id := self._owner(sighting.entry, outcome)) is not None
        ]
        later = [_is_later(article, entry) for article, entry in known]
        is_bulk = bumps.is_bulk(known_count=len(later), later_count=sum(later))
        return sum(
            self._save_sighting(sighting, outcome, is_bulk=is_bulk, guid=guids.get(sighting.entry.url))
            for sighting in outcome.sightings
        )

    def _follow_entries(self, outcome: model.PollOutcome, guids: dict[str, str]) -> None:
        entries = [sighting.entry for sighting in outcome.sightings]
        present = {self._owner(entry, outcome) for entry in entries}
        for entry in (entry for entry in entries if entry.url in guids):
            had = [
                article
                for article in self._articles.values()
                if article.guid == guids[entry.url]
                and article.outlet_id == outcome.outlet_id
                and article.same_as is None
            ]
            if (
                self._owner(entry, outcome) is None
                and len(had) == 1
                and had[0].id not in present
                and successors.is_same_entry(entry, _entry_of(had[0]), others=entries)
            ):
                article = had[0]
                items.follow(article, entry.link, entry.url)
                for url in (entry.url, entry.link):
                    key = (outcome.outlet_id, twins.identity_of(url))
                    self._addresses.setdefault(key, article.id)
                    self._address_urls.setdefault(key, url)
                reason = "its feed entry has another link"
                items.wake(article, (), now=outcome.polled_at, reason=reason)

    def _owner(self, entry: model.Entry, outcome: model.PollOutcome) -> int | None:
        keys = [(outcome.outlet_id, twins.identity_of(url)) for url in (entry.url, entry.link)]
        return next((self._addresses[key] for key in keys if key in self._addresses), None)

    def _save_sighting(
        self, sighting: model.Sighting, outcome: model.PollOutcome, *, is_bulk: bool, guid: str | None
    ) -> bool:
        entry = sighting.entry
        keys = [(outcome.outlet_id, twins.identity_of(url)) for url in (entry.url, entry.link)]
        article_id = self._owner(entry, outcome)
        is_new = article_id is None
        if article_id is None:
            article_id = len(self._articles) + 1
            self._articles[article_id] = items.Article(
                id=article_id,
                outlet_id=outcome.outlet_id,
                url=entry.link,
                canonical_url=entry.url,
                guid=guid,
                entry=entry,
                topic_ids=sighting.topic_ids,
                first_seen_at=outcome.polled_at,
                updated_at=entry.updated_at,
                titles=(entry.title,) if entry.title else (),
                due_at=outcome.polled_at,
                reason="new in a feed",
                band=turns.TOLD if sighting.topic_ids else turns.CANDIDATE,
            )
        else:
            self._touch(self._articles[article_id], sighting, now=outcome.polled_at, is_bulk=is_bulk)
        for key, url in zip(keys, (entry.url, entry.link), strict=True):
            self._addresses.setdefault(key, article_id)
            self._address_urls.setdefault(key, url)
        return is_new

    def _touch(
        self, article: items.Article, sighting: model.Sighting, *, now: datetime, is_bulk: bool
    ) -> None:
        is_later = _is_later(article, sighting.entry)
        if is_later:
            article.updated_at = sighting.entry.updated_at
        is_updated = is_later and not is_bulk
        if is_updated:
            number = article.versions[-1].number if article.versions else 0
            article.vain_bump_count = bumps.next_vain_count(
                number=number,
                bumped_number=article.bumped_number,
                vain_count=article.vain_bump_count,
                is_waiting=article.is_woken,
            )
            article.bumped_number = number
            is_updated = article.vain_bump_count <= bumps.MOST_IN_VAIN
        title = " ".join(sighting.entry.title.split())
        is_retitled = bool(title and article.titles) and title not in article.titles
        if title and title not in article.titles:
            article.titles = (*article.titles, title)
        if is_updated or is_retitled or set(sighting.topic_ids) - set(article.topic_ids):
            reason = "its feed entry matches another topic"
            if is_retitled:
                reason = "its feed entry has a new title"
            elif is_updated:
                reason = "its feed entry was updated"
            items.wake(article, sighting.topic_ids, now=now, reason=reason)


def _is_later(article: items.Article, entry: model.Entry) -> bool:
    return entry.updated_at is not None and (
        article.updated_at is None or entry.updated_at > article.updated_at
    )


def _entry_of(article: items.Article) -> successors.KnownEntry:
    return successors.KnownEntry(
        url=article.canonical_url, titles=(article.headline,), published_at=article.published_at
    )
