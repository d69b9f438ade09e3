"""Counts: totals, and each outlet's coverage. Next: `readings`, which gives them out."""

from collections import defaultdict
from datetime import datetime

import sqlalchemy as sa

from monitor import model
from monitor.core import reach
from storage import channels, filters, hosts, rows, shown, tables

_ARTICLE = tables.article
_FEED = tables.feed
_OUTLET = tables.outlet
_DELIVERY = tables.delivery
_IS_WATCHED = sa.and_(_ARTICLE.c.is_watched.is_(True), _ARTICLE.c.same_as_id.is_(None))

#: Looks counted at most: the page that shows them is to be quick however many there were.
_MOST_LOOKS = 20_000
_IS_LOOKED_AT = sa.and_(_IS_WATCHED, _ARTICLE.c.next_check_at.is_not(None))


def load_totals(connection: sa.Connection, *, now: datetime) -> model.Totals:
    """Count what there is, and find what is late at this time."""
    for_review = (
        tables.change.c.first_seen_new_at >= now - model.REVIEW_SPAN,
        filters.is_for_review(tuple(model.ReviewKind)),
        tables.change.c.standing.in_(model.BELIEVED),
        tables.change.c.review_state == model.ReviewState.UNREVIEWED,
    )
    waiting = _DELIVERY.c.state == model.DeliveryState.WAITING
    # A digest is counted as the alerts that it holds.
    is_alert = _DELIVERY.c.alert_id.is_not(None)
    row = connection.execute(
        sa.select(
            _count(_ARTICLE, _IS_WATCHED).label("article_count"),
            _count(tables.version).label("version_count"),
            _count(tables.change, filters.is_edit()).label("change_count"),
            _count(tables.article_check).label("check_count"),
            _count(tables.alert).label("alert_count"),
            _count(_DELIVERY, waiting, is_alert).label("waiting_delivery_count"),
            _count(_DELIVERY, _DELIVERY.c.state == model.DeliveryState.HELD).label("held_delivery_count"),
            _count(_DELIVERY, _DELIVERY.c.state == model.DeliveryState.DEAD, is_alert).label(
                "dead_delivery_count"
            ),
            _count(tables.change, *for_review).label("review_count"),
        )
    ).one()
    oldest_due_at, oldest_waiting_at = find_oldest(connection, now=now)
    return model.Totals(
        **row._asdict(),
        oldest_due_at=oldest_due_at,
        oldest_waiting_at=oldest_waiting_at,
        last_activity_at=find_last_activity(connection),
    )


def is_waiting(now: datetime) -> sa.ColumnElement[bool]:
    """Whether a delivery waits to be sent. A digest that still gathers waits for nobody; what waits for a channel that is
    switched off is told so, and is not late."""
    # One that never was tried and is due later was put off, by quiet hours.
    is_tried = sa.or_(_DELIVERY.c.attempt_count > 0, _DELIVERY.c.next_attempt_at <= now)
    is_whole = sa.or_(_DELIVERY.c.alert_id.is_not(None), (_DELIVERY.c.gathered_until <= now) & is_tried)
    is_on = _DELIVERY.c.channel_id.not_in(channels.OFF)
    return sa.and_(_DELIVERY.c.state == model.DeliveryState.WAITING, is_on, is_whole)


def find_oldest(connection: sa.Connection, *, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Find since when the oldest poll or check is overdue, and since when the oldest delivery waits."""
    oldest_waiting = (
        sa.select(sa.func.min(tables.alert.c.created_at))
        .join(_DELIVERY, _DELIVERY.c.alert_id == tables.alert.c.id)
        .where(is_waiting(now))
    )
    oldest_digest = sa.select(sa.func.min(_DELIVERY.c.gathered_until)).where(is_waiting(now))
    return (
        _earliest(hosts.oldest_due(connection, now=now), _oldest_poll_due(connection, now=now)),
        _earliest(connection.execute(oldest_waiting).scalar(), connection.execute(oldest_digest).scalar()),
    )


def load_outlets(connection: sa.Connection) -> tuple[model.OutletReading, ...]:
    """Load the coverage of each outlet of the present watchlist, by name."""
    outlets = connection.execute(
        sa.select(_OUTLET.c.id, _OUTLET.c.name, _OUTLET.c.reach)
        .where(_OUTLET.c.is_listed.is_(True))
        .order_by(_OUTLET.c.name, _OUTLET.c.id)
    ).all()
    feeds = _feeds_by_outlet(connection)
    articles = {row.outlet_id: row for row in connection.execute(_COVERAGE)}
    changes = {row.outlet_id: row.change_count for row in connection.execute(_CHANGES)}
    return tuple(
        _outlet_reading(
            row, feeds=feeds[row.id], coverage=articles.get(row.id), change_count=changes.get(row.id, 0)
        )
        for row in outlets
    )


def count_looks(connection: sa.Connection, *, since: datetime) -> dict[str, model.Looks]:
    """Count what the looks at each outlet's articles since then came to."""
    check = tables.article_check
    # The newest check is the one written last.
    newest = sa.select(check).order_by(check.c.id.desc()).limit(_MOST_LOOKS).subquery()
    is_failed = newest.c.kind == model.CheckKind.FAILED
    is_refused = newest.c.failure_kind.in_([kind.value for kind in reach.REFUSALS])
    query = (
        sa.select(
            _ARTICLE.c.outlet_id,
            sa.func.count().label("count"),
            sa.func.sum(sa.case((is_failed, 1), else_=0)).label("failed_count"),
            sa.func.sum(sa.case((sa.and_(is_failed, is_refused), 1), else_=0)).label("refused_count"),
        )
        .join(_ARTICLE, _ARTICLE.c.id == newest.c.article_id)
        .where(newest.c.checked_at >= since)
        .group_by(_ARTICLE.c.outlet_id)
    )
    return {
        row.outlet_id: model.Looks(
            count=row[1], failed_count=row.failed_count, refused_count=row.refused_count
        )
        for row in connection.execute(query)
    }


_COVERAGE = sa.select(
    _ARTICLE.c.outlet_id,
    sa.func.sum(sa.case((_IS_WATCHED, 1), else_=0)).label("article_count"),
    sa.func.sum(_ARTICLE.c.latest_number).label("version_count"),
    sa.func.sum(sa.case((_ARTICLE.c.last_failure.is_not(None), 1), else_=0)).label("failing_count"),
    sa.func.sum(sa.case((sa.and_(_IS_LOOKED_AT, _ARTICLE.c.is_blocked.is_(True)), 1), else_=0)).label(
        "walled_count"
    ),
    sa.func.max(_ARTICLE.c.last_seen_at).label("last_seen_at"),
    sa.func.min(sa.case((_IS_WATCHED, _ARTICLE.c.next_check_at))).label("next_check_at"),
).group_by(_ARTICLE.c.outlet_id)
#: From the edits to their articles: read the other way, all articles would be gone through.
_OUTLET_OF = (
    sa.select(_ARTICLE.c.outlet_id)
    .where(_ARTICLE.c.id == tables.change.c.article_id)
    .correlate(tables.change)
    .scalar_subquery()
    .label("outlet_id")
)
_CHANGES = (
    sa.select(_OUTLET_OF, sa.func.count().label("change_count"))
    .select_from(tables.change)
    .where(filters.is_edit())
    .group_by(sa.text("1"))
)


def _outlet_reading(
    row: rows.Row, *, feeds: list[model.FeedReading], coverage: rows.Row | None, change_count: int
) -> model.OutletReading:
    good = [feed.last_good_at for feed in feeds] + ([coverage.last_seen_at] if coverage else [])
    return model.OutletReading(
        id=row.id,
        name=row.name,
        feeds=tuple(feeds),
        article_count=coverage.article_count if coverage else 0,
        version_count=coverage.version_count if coverage else 0,
        change_count=change_count,
        last_good_at=max((at for at in good if at is not None), default=None),
        failing_count=coverage.failing_count if coverage else 0,
        reach=rows.reach_of(row),
        walled_count=coverage.walled_count if coverage else 0,
        next_check_at=coverage.next_check_at if coverage else None,
    )


def _feeds_by_outlet(connection: sa.Connection) -> defaultdict[str, list[model.FeedReading]]:
    feeds: defaultdict[str, list[model.FeedReading]] = defaultdict(list)
    for row in connection.execute(sa.select(_FEED).where(_FEED.c.is_listed.is_(True)).order_by(_FEED.c.id)):
        feeds[row.outlet_id].append(shown.feed_of(row))
    return feeds


def _count(table: sa.Table, *conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count()).select_from(table).where(*conditions).scalar_subquery()


def _oldest_poll_due(connection: sa.Connection, *, now: datetime) -> datetime | None:
    due_at = _FEED.c.next_poll_at
    query = sa.select(sa.func.min(due_at)).where(_FEED.c.is_listed.is_(True), due_at <= now)
    found: datetime | None = connection.execute(query).scalar()
    return found


def find_last_activity(connection: sa.Connection) -> datetime | None:
    """Find when anything was last checked or polled."""
    # The newest check is the one written last: no need to look at every article.
    check = tables.article_check
    checked_at = connection.execute(
        sa.select(check.c.checked_at).order_by(check.c.id.desc()).limit(1)
    ).scalar()
    polled_at = connection.execute(sa.select(sa.func.max(_FEED.c.last_polled_at))).scalar()
    return max((at for at in (checked_at, polled_at) if at is not None), default=None)


def _earliest(*instants: datetime | None) -> datetime | None:
    return min((at for at in instants if at is not None), default=None)
