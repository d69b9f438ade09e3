"""WebSub subscriptions: the SubscriptionStore port. Next: `feeds`, whose polls make and end them."""

from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from monitor import model
from storage import engine, rows, tables

_SUBSCRIPTION = tables.subscription
_FEED = tables.feed
_LISTED = sa.select(_FEED.c.id).where(_FEED.c.is_listed.is_(True))


class Subscriptions:
    """Subscriptions of feeds with their hubs."""

    database: engine.Database

    def load_subscription(self, feed_id: int) -> model.Subscription | None:
        """Load a feed's subscription; None where its hub is not known."""
        return self._find(_SUBSCRIPTION.c.feed_id == feed_id)

    def find_subscription(self, token: str) -> model.Subscription | None:
        """Return the subscription whose callback has this token, where its feed is still in the watchlist, or None."""
        is_it = sa.and_(_SUBSCRIPTION.c.token == token, _SUBSCRIPTION.c.feed_id.in_(_LISTED))
        return self._find(is_it) if token else None

    def save_subscription(self, subscription: model.Subscription, *, base: model.Subscription) -> bool:
        """Write a subscription that was made of `base`. False when another has written since."""
        return self.database.write(partial(_save, subscription=subscription, base=base))

    def save_push(self, feed_id: int, *, now: datetime, spacing: timedelta) -> None:
        """Record a genuine push, and make the feed due: now, but no earlier than `spacing` after its last poll."""
        self.database.write(partial(_save_push, feed_id=feed_id, now=now, spacing=spacing))

    def _find(self, only: sa.ColumnElement[bool]) -> model.Subscription | None:
        with self.database.read() as connection:
            row = connection.execute(sa.select(_SUBSCRIPTION).where(only)).one_or_none()
        return None if row is None else subscription_of(row)


def subscription_of(row: rows.Row) -> model.Subscription:
    """Return the subscription a row holds."""
    return model.Subscription(
        feed_id=row.feed_id,
        hub=model.Hub(url=row.hub_url, topic_url=row.topic_url),
        state=model.SubscriptionState(row.state),
        token=row.token or "",
        secret=row.secret,
        asked_at=row.asked_at,
        next_at=row.next_at,
        lease_until=row.lease_until,
        pushed_at=row.pushed_at,
        failure_count=row.failure_count,
        detail=row.detail,
    )


def save_hub(connection: sa.Connection, feed_id: int, hub: model.Hub | None) -> None:
    """Make a feed's subscription one with this hub: the one there is, a new one, or none."""
    known = connection.execute(
        sa.select(_SUBSCRIPTION.c.hub_url, _SUBSCRIPTION.c.topic_url).where(
            _SUBSCRIPTION.c.feed_id == feed_id
        )
    ).one_or_none()
    if known is not None and (hub is None or tuple(known) != (hub.url, hub.topic_url)):
        connection.execute(sa.delete(_SUBSCRIPTION).where(_SUBSCRIPTION.c.feed_id == feed_id))
        known = None
    if known is None and hub is not None:
        new = model.Subscription(feed_id=feed_id, hub=hub)
        connection.execute(sa.insert(_SUBSCRIPTION), {"feed_id": feed_id, **_columns(new)})


def _save(connection: sa.Connection, *, subscription: model.Subscription, base: model.Subscription) -> bool:
    seen = _columns(base)
    # A push in between changes nothing of what was decided.
    unchanged = (
        _SUBSCRIPTION.c[name].is_not_distinct_from(seen[name]) for name in seen if name != "pushed_at"
    )
    written = {name: value for name, value in _columns(subscription).items() if name != "pushed_at"}
    result = connection.execute(
        sa.update(_SUBSCRIPTION).where(_SUBSCRIPTION.c.feed_id == base.feed_id, *unchanged).values(written)
    )
    return result.rowcount == 1


def _columns(subscription: model.Subscription) -> rows.Columns:
    return {
        "hub_url": subscription.hub.url,
        "topic_url": subscription.hub.topic_url,
        "state": subscription.state.value,
        "token": subscription.token or None,
        "secret": subscription.secret,
        "asked_at": subscription.asked_at,
        "next_at": subscription.next_at,
        "lease_until": subscription.lease_until,
        "pushed_at": subscription.pushed_at,
        "failure_count": subscription.failure_count,
        "detail": subscription.detail,
    }


def _save_push(connection: sa.Connection, *, feed_id: int, now: datetime, spacing: timedelta) -> None:
    own = _FEED.c.id == feed_id
    row = connection.execute(sa.select(_FEED).where(own).with_for_update()).one()
    earliest = now if row.last_polled_at is None else max(now, row.last_polled_at + spacing)
    due_at = earliest if row.next_poll_at is None else min(row.next_poll_at, earliest)
    connection.execute(
        sa.update(_FEED).where(own).values(next_poll_at=due_at, reason="its hub told of a change")
    )
    connection.execute(
        sa.update(_SUBSCRIPTION).where(_SUBSCRIPTION.c.feed_id == feed_id).values(pushed_at=now)
    )
