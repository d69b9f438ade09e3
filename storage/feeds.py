"""Feeds: the FeedStore port. A poll is recorded whole in one transaction, its articles included.

Next: `sightings`, which turns a feed's entries into articles.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from monitor import errors, model
from monitor.core import urls
from storage import codec, engine, hosts, leases, rows, sightings, subscriptions, tables

_OUTLET = tables.outlet
_FEED = tables.feed
_LOAD = (
    sa.select(_FEED, _OUTLET.c.headers, _OUTLET.c.reach)
    .join(_OUTLET, _OUTLET.c.id == _FEED.c.outlet_id)
    .where(_FEED.c.id == sa.bindparam("feed_id"))
)
_DUE = leases.Claim(
    _FEED,
    due_at=_FEED.c.next_poll_at,
    lane=_FEED.c.host,
    only=sa.and_(_FEED.c.is_listed.is_(True), _FEED.c.host.not_in(hosts.HELD)),
)


class Feeds(subscriptions.Subscriptions):
    """Feeds and their schedule."""

    database: engine.Database

    def save_outlets(self, outlets: Sequence[model.Outlet], *, now: datetime) -> None:
        """Make the stored outlets and feeds those of the watchlist.

        New feeds are due at once; what is no longer listed is kept but never due, and comes back when listed again."""
        self.database.write(partial(_save_outlets, outlets=outlets, now=now))

    def claim_due_feeds(
        self,
        *,
        now: datetime,
        lease: timedelta,
        owner: str,
        limit: int,
        lanes: model.LaneRoom = model.EMPTY_LANES,
    ) -> tuple[model.Job, ...]:
        """Claim feeds that are due and not under another's lease, most overdue first, as far as their lanes, the hosts,
        have room."""
        found = self.database.write(
            partial(_DUE.claim_rows, now=now, lease=lease, owner=owner, limit=limit, lanes=lanes)
        )
        return tuple(model.Job(kind=model.JobKind.POLL, id=row.id, lane=row.lane) for row in found)

    def load_feed(self, feed_id: int) -> model.FeedForPoll:
        """Load one feed. Raises NotFoundError."""
        row = self.database.read_one(_LOAD, {"feed_id": feed_id})
        if row is None:
            raise _unknown(feed_id)
        siblings = self._load_siblings(row)
        return model.FeedForPoll(
            id=row.id,
            outlet_id=row.outlet_id,
            url=row.url,
            # What an outlet's configuration adds, a key perhaps, stays on the site it was given for.
            headers=codec.HEADERS.load(row.headers) if urls.is_same_site(row.url, row.listed_url) else (),
            etag=row.etag,
            last_modified=row.last_modified,
            body_digest=row.body_digest,
            entry_keys=codec.STRINGS.load(row.entry_keys),
            rhythm=codec.RHYTHM.load(row.rhythm),
            failure_count=row.failure_count,
            last_good_at=row.last_good_at,
            subscription=self.load_subscription(feed_id),
            reach=rows.reach_of(row),
            siblings=siblings,
            due_at=row.next_poll_at,
        )

    def _load_siblings(self, own: rows.Row) -> tuple[model.Sibling, ...]:
        query = (
            sa.select(_FEED.c.rhythm, _FEED.c.last_good_at)
            .where(_FEED.c.outlet_id == own.outlet_id, _FEED.c.id != own.id, _FEED.c.is_listed.is_(True))
            .order_by(_FEED.c.id)
        )
        with self.database.read() as connection:
            return tuple(
                model.Sibling(rhythm=codec.RHYTHM.load(row.rhythm), last_good_at=row.last_good_at)
                for row in connection.execute(query)
            )

    def save_poll(self, outcome: model.PollOutcome) -> int:
        """Record a poll in one transaction and release the lease. Returns how many articles are new.

        Raises NotFoundError."""
        return self.database.write(partial(_save_poll, outcome=outcome))


def _save_poll(connection: sa.Connection, *, outcome: model.PollOutcome) -> int:
    lock = sa.select(_FEED).where(_FEED.c.id == outcome.feed_id).with_for_update()
    row = connection.execute(lock).one_or_none()
    if row is None:
        raise _unknown(outcome.feed_id)
    connection.execute(sa.update(_FEED).where(_FEED.c.id == row.id).values(_feed_columns(row, outcome)))
    if outcome.failure is None and not outcome.is_unchanged:
        subscriptions.save_hub(connection, row.id, outcome.hub)
    hosts.save_answer(connection, row.host, outcome.failure, now=outcome.polled_at)
    return sightings.save_sightings(connection, outcome)


def _feed_columns(row: rows.Row, outcome: model.PollOutcome) -> rows.Columns:
    url = outcome.moved_to or row.url
    is_good = outcome.failure is None
    is_read = is_good and not outcome.is_unchanged
    return {
        "url": url,
        "host": rows.host_of(url),
        "etag": outcome.etag,
        "last_modified": outcome.last_modified,
        "body_digest": outcome.body_digest,
        "entry_keys": codec.STRINGS.dump(outcome.entry_keys),
        "rhythm": codec.RHYTHM.dump(outcome.rhythm),
        # An unchanged or failed poll does not say what the feed is.
        "format": outcome.format or row.format,
        "title": outcome.title or row.title,
        "problem": outcome.problem if is_read else row.problem,
        "entry_count": len(outcome.sightings) if is_read else row.entry_count,
        "status": outcome.status,
        "failure_count": outcome.failure_count,
        "last_failure": codec.FAILURE.dump_optional(outcome.failure),
        "last_polled_at": outcome.polled_at,
        "last_good_at": outcome.polled_at if is_good else row.last_good_at,
        "next_poll_at": outcome.next_poll_at,
        "reason": outcome.reason,
        **leases.FREE,
    }


def _save_outlets(connection: sa.Connection, *, outlets: Sequence[model.Outlet], now: datetime) -> None:
    known = set(connection.execute(sa.select(_OUTLET.c.id)).scalars())
    for outlet in outlets:
        columns = {"name": outlet.name, "headers": codec.HEADERS.dump(outlet.headers), "is_listed": True}
        if outlet.id in known:
            connection.execute(sa.update(_OUTLET).where(_OUTLET.c.id == outlet.id).values(columns))
        else:
            connection.execute(sa.insert(_OUTLET), {"id": outlet.id, **columns})
        _save_feeds(connection, outlet, now=now)
    listed = [outlet.id for outlet in outlets]
    gone = _OUTLET.c.id.not_in(listed)
    connection.execute(sa.update(_OUTLET).where(gone).values(is_listed=False))
    connection.execute(sa.update(_FEED).where(_FEED.c.outlet_id.not_in(listed)).values(is_listed=False))
    _list_articles(connection, listed)
    hosts.advance_listed(connection)


def _list_articles(connection: sa.Connection, listed: Sequence[str]) -> None:
    article = tables.article
    is_listed = article.c.outlet_id.in_(listed)
    # Only rows that differ: this runs at every start.
    connection.execute(
        sa.update(article).where(is_listed, article.c.is_listed.is_(False)).values(is_listed=True)
    )
    connection.execute(
        sa.update(article).where(~is_listed, article.c.is_listed.is_(True)).values(is_listed=False)
    )


def _save_feeds(connection: sa.Connection, outlet: model.Outlet, *, now: datetime) -> None:
    stored = connection.execute(
        sa.select(_FEED).where(_FEED.c.outlet_id == outlet.id).order_by(_FEED.c.id)
    ).all()
    # A feed listed anew under the address it had moved to is the same feed.
    by_url = {row.url: row.id for row in stored} | {row.listed_url: row.id for row in stored}
    kept = {by_url[url]: url for url in outlet.feeds if url in by_url}
    for row in stored:
        listed_url = kept.get(row.id, row.listed_url)
        connection.execute(
            sa.update(_FEED)
            .where(_FEED.c.id == row.id)
            .values(is_listed=row.id in kept, listed_url=listed_url)
        )
    new = [
        {
            "outlet_id": outlet.id,
            "listed_url": url,
            "url": url,
            "host": rows.host_of(url),
            "is_listed": True,
            "next_poll_at": now,
            "reason": "new",
        }
        for url in dict.fromkeys(outlet.feeds)
        if url not in by_url
    ]
    if new:
        connection.execute(sa.insert(_FEED), new)


def _unknown(feed_id: int) -> errors.NotFoundError:
    return errors.NotFoundError(f"There is no feed {feed_id}.")
