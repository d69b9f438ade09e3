"""Readings: the Readings port, what the page, the API and the command line show. Writes nothing.

A list costs a fixed number of queries, however long it is. Next: `counts`, for totals and coverage.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from monitor import errors, model
from monitor.core import marks as core_marks
from storage import (
    addresses,
    bulletins,
    changes,
    channels,
    codec,
    counts,
    engine,
    filters,
    marks,
    observing,
    origins,
    rereadings,
    rows,
    searches,
    shown,
    snapshots,
    tables,
    versions,
)

_ARTICLE = tables.article
_CHANGE = tables.change
_CHECK = tables.article_check
_ALERT = tables.alert
_DELIVERY = tables.delivery
_BULLETIN = tables.bulletin
_ALERTS = sa.select(_ALERT, _BULLETIN.c.outlet_id).outerjoin(
    _BULLETIN, _BULLETIN.c.id == _ALERT.c.bulletin_id
)
#: Checks that an article's page lists.
_CHECK_LIMIT = 100


class Pages:
    """The read side."""

    database: engine.Database

    def load_totals(self, *, now: datetime) -> model.Totals:
        """Count what there is and find what is late."""
        with self.database.read() as connection:
            return counts.load_totals(connection, now=now)

    def load_outlets(self) -> tuple[model.OutletReading, ...]:
        """Load all outlets of the watchlist, by name."""
        with self.database.read() as connection:
            return counts.load_outlets(connection)

    def count_looks(self, *, since: datetime) -> dict[str, model.Looks]:
        """Count what the looks at articles since then came to, by outlet."""
        with self.database.read() as connection:
            return counts.count_looks(connection, since=since)

    def find_changes(self, query: model.ChangeFilter) -> tuple[model.ChangeReading, ...]:
        """Find changes, newest first (by first_seen_new_at, then id); diffs are left out."""
        with self.database.read() as connection:
            return _read_changes(connection, filters.select_changes(query))

    def load_change(self, change_id: int) -> model.ChangeDetail:
        """Load everything about one change. Raises NotFoundError."""
        with self.database.read() as connection:
            change = changes.load_change(connection, change_id)
            row = connection.execute(sa.select(_CHANGE).where(_CHANGE.c.id == change_id)).one()
            alert = _read_alerts(connection, _ALERTS.where(_ALERT.c.change_id == change_id))
            article = _load_article(connection, row.article_id)
            old, new = _load_sides(connection, row.article_id, change)
            previous_id, next_id = _load_neighbours(connection, row)
            origin = origins.load_origin(connection, row.article_id)
            marked = marks.load_marks(connection, change_id)
        return model.ChangeDetail(
            reading=model.ChangeReading(
                id=change_id,
                article=article,
                change=change,
                alert_id=alert[0].id if alert else None,
                mark=core_marks.find_standing(marked),
            ),
            old=old,
            new=new,
            alert=alert[0] if alert else None,
            previous_id=previous_id,
            next_id=next_id,
            origin=origin,
            marks=marked,
        )

    def find_articles(
        self,
        *,
        outlet_id: str | None = None,
        before_id: int | None = None,
        limit: int = 50,
        with_retired: bool = False,
    ) -> tuple[model.ArticleReading, ...]:
        """Find watched articles, newest first; `with_retired`: those that are watched no more, too."""
        query = shown.select_articles()
        if not with_retired:
            query = query.where(_ARTICLE.c.is_watched.is_(True), _ARTICLE.c.same_as_id.is_(None))
        if outlet_id is not None:
            query = query.where(_ARTICLE.c.outlet_id == outlet_id)
        if before_id is not None:
            query = query.where(_ARTICLE.c.id < before_id)
        with self.database.read() as connection:
            found = connection.execute(query.order_by(_ARTICLE.c.id.desc()).limit(limit)).all()
        return tuple(shown.article_of(row) for row in found)

    def load_article_detail(self, article_id: int) -> model.ArticleDetail:
        """Load one article, its versions (oldest first), changes and last checks (newest first). Raises NotFoundError."""
        with self.database.read() as connection:
            article = _load_article(connection, article_id)
            checks = connection.execute(
                sa.select(_CHECK)
                .where(_CHECK.c.article_id == article_id)
                .order_by(_CHECK.c.id.desc())
                .limit(_CHECK_LIMIT)
            ).all()
            newest_first = filters.select_changes(model.ChangeFilter(limit=-1, standings=None)).where(
                _ARTICLE.c.id == article_id
            )
            return model.ArticleDetail(
                article=article,
                versions=versions.load_versions(connection, article_id),
                changes=_read_changes(connection, newest_first),
                checks=tuple(shown.check_of(row) for row in checks),
                addresses=addresses.list_addresses(connection, article_id),
                origin=origins.load_origin(connection, article_id),
            )

    def load_version_page(self, article_id: int, number: int) -> model.Snapshot:
        """Load the evidence behind one version. Raises NotFoundError."""
        with self.database.read() as connection:
            return snapshots.load_snapshot(connection, article_id, number)

    def load_rereadings(self, article_id: int) -> tuple[model.Rereading, ...]:
        """Load the last rereading of each version that has any, oldest version first."""
        with self.database.read() as connection:
            return rereadings.load_last(connection, article_id)

    def load_origin(self, article_id: int) -> model.Origin | None:
        """Load the origin an article's text is a copy of, with all its copies, or None."""
        with self.database.read() as connection:
            return origins.load_origin(connection, article_id)

    def find_origins(self, article_ids: Sequence[int]) -> dict[int, int]:
        """Find which of these articles are copies, and of which origin."""
        with self.database.read() as connection:
            return origins.find_origins(connection, article_ids)

    def find_observations(
        self,
        *,
        topic_id: str | None = None,
        claim_id: str | None = None,
        current_only: bool = False,
        article_ids: Sequence[int] | None = None,
        before_id: int | None = None,
        limit: int | None = None,
    ) -> tuple[model.ClaimObservation, ...]:
        """Find claims as they stood, oldest first; `current_only`: those of newest versions still shown; with a `limit`, the newest."""
        query = observing.select_observations(
            topic_id=topic_id, claim_id=claim_id, current_only=current_only, article_ids=article_ids
        )
        with self.database.read() as connection:
            return observing.read_page(connection, query, before_id=before_id, limit=limit)

    def find_standings(self, topic_id: str, *, since: datetime) -> tuple[model.ClaimObservation, ...]:
        """Find what each outlet's newest text with a word on a claim says of it."""
        with self.database.read() as connection:
            return observing.read_page(connection, observing.select_standings(topic_id, since=since))

    def find_texts(self, query: model.SearchFilter) -> model.SearchPage:
        """Find versions by the words in them."""
        with self.database.read() as connection:
            return searches.find_texts(connection, query)

    def find_bulletins(
        self,
        *,
        outlet_id: str | None = None,
        topic_id: str | None = None,
        claim_id: str | None = None,
        kind: model.EventKind | None = None,
        min_severity: model.Severity | None = None,
        before_id: int | None = None,
        limit: int = 50,
    ) -> tuple[model.BulletinReading, ...]:
        """Find bulletins, newest first."""
        query = sa.select(_BULLETIN).order_by(_BULLETIN.c.id.desc()).limit(limit)
        asked = (
            (_BULLETIN.c.outlet_id, outlet_id),
            (_BULLETIN.c.topic_id, topic_id),
            (_BULLETIN.c.claim_id, claim_id),
            (_BULLETIN.c.kind, kind),
        )
        for column, value in asked:
            if value is not None:
                query = query.where(column == value)
        if min_severity is not None:
            query = query.where(_BULLETIN.c.severity >= min_severity)
        if before_id is not None:
            query = query.where(_BULLETIN.c.id < before_id)
        with self.database.read() as connection:
            return tuple(bulletins.reading_of(row) for row in connection.execute(query))

    def load_bulletin(self, bulletin_id: int) -> model.BulletinDetail:
        """Load one bulletin and the alert that told of it. Raises NotFoundError."""
        with self.database.read() as connection:
            query = sa.select(_BULLETIN).where(_BULLETIN.c.id == bulletin_id)
            row = connection.execute(query).one_or_none()
            if row is None:
                raise errors.NotFoundError(f"There is no bulletin {bulletin_id}.")
            told = _read_alerts(connection, _ALERTS.where(_ALERT.c.bulletin_id == bulletin_id))
        return model.BulletinDetail(reading=bulletins.reading_of(row), alert=next(iter(told), None))

    def load_off_channels(self) -> tuple[model.ChannelStanding, ...]:
        """Load the channels that are switched off, by id."""
        query = (
            sa.select(tables.channel)
            .where(tables.channel.c.off_since.is_not(None))
            .order_by(tables.channel.c.id)
        )
        with self.database.read() as connection:
            return tuple(channels.standing_of(row) for row in connection.execute(query))

    def load_alerts(self, alert_ids: Sequence[int]) -> tuple[model.AlertReading, ...]:
        """Load these alerts with their deliveries, oldest first."""
        with self.database.read() as connection:
            return _read_alerts(connection, _ALERTS.where(_ALERT.c.id.in_(alert_ids)).order_by(_ALERT.c.id))

    def find_alerts(
        self, *, state: model.DeliveryState | None = None, before_id: int | None = None, limit: int = 100
    ) -> tuple[model.AlertReading, ...]:
        """Find alerts, newest first; with `state`, those that have a delivery in it."""
        query = _ALERTS.order_by(_ALERT.c.id.desc()).limit(limit)
        if state is not None:
            in_state = sa.select(_DELIVERY.c.alert_id).where(_DELIVERY.c.state == state)
            query = query.where(_ALERT.c.id.in_(in_state))
        if before_id is not None:
            query = query.where(_ALERT.c.id < before_id)
        with self.database.read() as connection:
            return _read_alerts(connection, query)


def _load_article(connection: sa.Connection, article_id: int) -> model.ArticleReading:
    row = connection.execute(shown.select_articles().where(_ARTICLE.c.id == article_id)).one_or_none()
    if row is None:
        raise errors.NotFoundError(f"There is no article {article_id}.")
    return shown.article_of(row)


def _load_sides(
    connection: sa.Connection, article_id: int, change: model.Change
) -> tuple[model.Version, model.Version | None]:
    new = (
        None
        if change.new_number is None
        else versions.load_version(connection, article_id, change.new_number)
    )
    # A change found in a first version has no older text: the page shows the one there is.
    old = versions.load_version(connection, article_id, change.old_number) or new
    if old is None:
        raise errors.NotFoundError(f"Article {article_id} has no version {change.old_number}.")
    return old, new


def _load_neighbours(connection: sa.Connection, row: rows.Row) -> tuple[int | None, int | None]:
    ids = sa.select(_CHANGE.c.id).where(_CHANGE.c.article_id == row.article_id, filters.is_edit())
    previous = ids.where(_CHANGE.c.id < row.id).order_by(_CHANGE.c.id.desc()).limit(1)
    following = ids.where(_CHANGE.c.id > row.id).order_by(_CHANGE.c.id).limit(1)
    return connection.execute(previous).scalar(), connection.execute(following).scalar()


def _read_changes(connection: sa.Connection, query: rows.Query) -> tuple[model.ChangeReading, ...]:
    found = connection.execute(query).all()
    ids = [row.change_id for row in found]
    findings, marked = changes.load_findings(connection, ids), marks.load_standing(connection, ids)
    return tuple(_change_reading(row, findings[row.change_id], marked.get(row.change_id)) for row in found)


def _change_reading(row: rows.Row, findings: rows.Findings, mark: model.Mark | None) -> model.ChangeReading:
    return model.ChangeReading(
        id=row.change_id,
        article=shown.article_of(row),
        change=rows.change_of(row, findings),
        alert_id=row.alert_id,
        mark=mark,
    )


def _read_alerts(connection: sa.Connection, query: rows.Query) -> tuple[model.AlertReading, ...]:
    found = connection.execute(query).all()
    deliveries = _deliveries_by_alert(connection, [row.id for row in found])
    return tuple(
        model.AlertReading(
            id=row.id,
            change_id=row.change_id,
            bulletin_id=row.bulletin_id,
            outlet_id=row.outlet_id,
            title=row.title,
            severity=model.Severity(row.severity),
            rule_ids=codec.STRINGS.load(row.rule_ids),
            created_at=row.created_at,
            deliveries=tuple(deliveries[row.id]),
        )
        for row in found
    )


def _deliveries_by_alert(
    connection: sa.Connection, alert_ids: Sequence[int]
) -> defaultdict[int, list[model.DeliveryReading]]:
    deliveries: defaultdict[int, list[model.DeliveryReading]] = defaultdict(list)
    query = sa.select(_DELIVERY).where(_DELIVERY.c.alert_id.in_(alert_ids)).order_by(_DELIVERY.c.id)
    for row in connection.execute(query):
        deliveries[row.alert_id].append(shown.delivery_of(row))
    return deliveries
