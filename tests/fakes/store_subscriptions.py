"""The subscriptions of the in-memory store."""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor import model
from tests.fakes import store_outbox


class FakeSubscriptions(store_outbox.FakeOutbox):
    """The SubscriptionStore port on what is held."""

    def load_subscription(self, feed_id: int) -> model.Subscription | None:
        return self._subscriptions.get(feed_id)

    def find_subscription(self, token: str) -> model.Subscription | None:
        listed = (one for one in self._subscriptions.values() if self._feeds[one.feed_id].is_listed)
        return next((one for one in listed if token and one.token == token), None)

    def save_subscription(self, subscription: model.Subscription, *, base: model.Subscription) -> bool:
        known = self._subscriptions.get(base.feed_id)
        if known is None or replace(known, pushed_at=None) != replace(base, pushed_at=None):
            return False
        self._subscriptions[base.feed_id] = replace(subscription, pushed_at=known.pushed_at)
        return True

    def save_push(self, feed_id: int, *, now: datetime, spacing: timedelta) -> None:
        feed = self._feeds[feed_id]
        earliest = max(now, feed.poll.polled_at + spacing) if feed.poll else now
        feed.due_at, feed.reason = min(feed.due_at or earliest, earliest), "its hub told of a change"
        self._subscriptions[feed_id] = replace(self._subscriptions[feed_id], pushed_at=now)

    def _save_hub(self, feed_id: int, hub: model.Hub | None) -> None:
        known = self._subscriptions.get(feed_id)
        if known and known.hub != hub:
            del self._subscriptions[feed_id]
        if hub:
            self._subscriptions.setdefault(feed_id, model.Subscription(feed_id=feed_id, hub=hub))
