"""All that the in-memory store holds, and how outlets and their hosts stand."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from monitor import model
from monitor.core import backoff, reach
from tests.fakes import store_items as items


class FakeHoldings:
    """What every port reads and writes."""

    def __init__(self) -> None:
        self._outlets: dict[str, model.Outlet] = {}
        self._listed: set[str] = set()
        self._holds: dict[str, backoff.Hold] = {}
        self._sights: dict[tuple[str, int], tuple[model.TextSight, datetime]] = {}
        self._heats: dict[tuple[str, str], datetime] = {}
        self._feeds: dict[int, items.Feed] = {}
        self._articles: dict[int, items.Article] = {}
        self._addresses: dict[tuple[str, str], int] = {}
        #: The form in which each address was first seen.
        self._address_urls: dict[tuple[str, str], str] = {}
        self._changes: dict[int, items.Change] = {}
        self._alerts: dict[int, items.Alert] = {}
        self._deliveries: dict[int, items.Delivery] = {}
        self._subscriptions: dict[int, model.Subscription] = {}
        self._mutes: dict[int, model.Mute] = {}
        self._ended: set[int] = set()
        self._marks: list[model.Mark] = []
        self._sessions: dict[str, model.Session] = {}
        self._bulletins: list[model.Bulletin] = []
        self._slots: dict[int, items.Slot] = {}
        self._threads: dict[tuple[str, str], str] = {}
        self._channels: dict[str, model.ChannelStanding] = {}
        #: How the service stands, and how often that was written.
        self._pulse: tuple[model.Pulse, int] = (model.Pulse(), 0)
        #: Each outlet's reach and how often it was written.
        self._reaches: dict[str, tuple[model.Reach, int]] = {}

    def _save_answer(self, host: str, failure: model.Failure | None, *, now: datetime) -> None:
        known = self._holds.get(host, backoff.Hold())
        self._holds[host] = backoff.next_hold(failure, refusal_count=known.refusal_count, now=now) or known

    def _is_held(self, host: str, *, now: datetime) -> bool:
        until = self._holds.get(host, backoff.Hold()).until
        return until is not None and until > now

    def load_outlets(self) -> tuple[model.OutletReading, ...]:
        listed = [outlet for outlet in self._outlets.values() if outlet.id in self._listed]
        return tuple(
            self._outlet_reading(outlet)
            for outlet in sorted(listed, key=lambda outlet: (outlet.name, outlet.id))
        )

    def count_looks(self, *, since: datetime) -> dict[str, model.Looks]:
        checks: defaultdict[str, list[model.CheckReading]] = defaultdict(list)
        for article in self._articles.values():
            checks[article.outlet_id] += [check for check in article.checks if check.checked_at >= since]
        return {outlet_id: _count_looks(found) for outlet_id, found in checks.items() if found}

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
            change_count=sum(
                item.article_id in ids and not item.change.is_coverage for item in self._changes.values()
            ),
            last_good_at=max((at for at in good if at), default=None),
            reach=self._reach_of(outlet.id),
            walled_count=sum(article.is_walled for article in articles),
            next_check_at=min(
                (one.due_at for one in articles if one.topic_ids and one.same_as is None and one.due_at),
                default=None,
            ),
            failing_count=sum(
                article.check is not None and article.check.failure is not None for article in articles
            ),
        )

    def _reach_of(self, outlet_id: str) -> model.Reach:
        return self._reaches.get(outlet_id, (model.OPEN, 0))[0]


def _count_looks(checks: Sequence[model.CheckReading]) -> model.Looks:
    failed = [check for check in checks if check.kind is model.CheckKind.FAILED]
    return model.Looks(
        count=len(checks),
        failed_count=len(failed),
        refused_count=sum(check.failure in reach.REFUSALS for check in failed),
    )


def _feed_reading(feed: items.Feed) -> model.FeedReading:
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
        moved_from=feed.listed_url if feed.listed_url != feed.url else None,
    )
