"""The outbox: the Outbox port. A delivery is claimed, loaded with all that a message shows, and its try recorded.

Next: `changes`, which writes the deliveries.
"""

from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from monitor import errors, model
from storage import (
    bulletins,
    changes,
    channels,
    codec,
    columns,
    digests,
    engine,
    leases,
    origins,
    points,
    rows,
    tables,
)

_DELIVERY = tables.delivery
_ALERT = tables.alert
_CHANGE = tables.change
_ARTICLE = tables.article
_OUTLET = tables.outlet
_DUE = leases.Claim(
    _DELIVERY,
    due_at=_DELIVERY.c.next_attempt_at,
    lane=_DELIVERY.c.channel_id,
    only=sa.and_(
        _DELIVERY.c.state == model.DeliveryState.WAITING, _DELIVERY.c.channel_id.not_in(channels.OFF)
    ),
)
#: Why a delivery waits that somebody sends again by hand.
_ASKED_FOR = "to be sent again"
_UPDATE = sa.update(_DELIVERY).where(_DELIVERY.c.id == sa.bindparam("delivery_id"))
_ID = sa.bindparam("delivery_id", type_=sa.Integer)
_SENT = sa.select(sa.func.count(), sa.func.min(_DELIVERY.c.last_attempt_at)).where(
    _DELIVERY.c.channel_id == sa.bindparam("channel_id"),
    _DELIVERY.c.address == sa.bindparam("address"),
    _DELIVERY.c.last_attempt_at > sa.bindparam("since", type_=columns.Instant),
    _DELIVERY.c.state == model.DeliveryState.SENT,
    _DELIVERY.c.digest_id.is_(None),
)
_TRY = (
    sa.update(_DELIVERY)
    .where(
        _DELIVERY.c.id == sa.bindparam("delivery_id"),
        _DELIVERY.c.state == model.DeliveryState.WAITING,
        _DELIVERY.c.lease_owner == sa.bindparam("owner"),
    )
    .values(attempt_count=_DELIVERY.c.attempt_count + 1, leased_until=sa.bindparam("until"))
    .returning(_DELIVERY.c.attempt_count)
)
_LOAD = (
    sa.select(
        _DELIVERY.c.alert_id,
        _ALERT.c.change_id,
        _ALERT.c.bulletin_id,
        _ALERT.c.dedupe_key,
        _ALERT.c.severity.label("alert_severity"),
        _ALERT.c.title,
        _ALERT.c.rule_ids,
        _ALERT.c.created_at,
        _CHANGE.c.article_id,
        _OUTLET.c.id.label("outlet_id"),
        _ARTICLE.c.topic_ids,
        _ARTICLE.c.canonical_url,
        _ARTICLE.c.headline,
        _ARTICLE.c.language,
        _OUTLET.c.name.label("outlet_name"),
    )
    .join(_ALERT, _ALERT.c.id == _DELIVERY.c.alert_id)
    .outerjoin(_CHANGE, _CHANGE.c.id == _ALERT.c.change_id)
    .outerjoin(_ARTICLE, _ARTICLE.c.id == _CHANGE.c.article_id)
    .outerjoin(_OUTLET, _OUTLET.c.id == _ARTICLE.c.outlet_id)
    # Of a digest the weightiest first, then as they came.
    .order_by(_ALERT.c.severity.desc(), _ALERT.c.id)
)
_IS_OWN = _DELIVERY.c.id == _ID
_IS_HELD_IN = sa.and_(_DELIVERY.c.digest_id == _ID, _DELIVERY.c.state == model.DeliveryState.HELD)
_OWN = sa.select(_DELIVERY).where(_IS_OWN)
_LOAD_OWN = _LOAD.where(_IS_OWN)
_LOAD_HELD = _LOAD.where(_IS_HELD_IN).limit(model.MOST_IN_DIGEST)
_COUNT_HELD = sa.select(sa.func.count()).where(_IS_HELD_IN)
_RECIPIENTS = (
    sa.select(_DELIVERY.c.channel_id, _DELIVERY.c.address)
    .where(_DELIVERY.c.alert_id == sa.bindparam("alert_id"))
    .order_by(_DELIVERY.c.id)
)


class Deliveries:
    """Alerts on their way."""

    database: engine.Database

    def claim_due_deliveries(
        self,
        *,
        now: datetime,
        lease: timedelta,
        owner: str,
        limit: int,
        lanes: model.LaneRoom = model.EMPTY_LANES,
    ) -> tuple[model.Job, ...]:
        """Claim waiting deliveries that are due, most overdue first, as far as their lanes, the channels, have room; none of a
        channel that is switched off."""
        found = self.database.write(
            partial(_DUE.claim_rows, now=now, lease=lease, owner=owner, limit=limit, lanes=lanes)
        )
        return tuple(model.Job(kind=model.JobKind.DELIVER, id=row.id, lane=row.lane) for row in found)

    def claim_try(self, delivery_id: int, *, now: datetime, lease: timedelta, owner: str) -> int | None:
        """Count the next try of a delivery that this owner was given, and hold it for a whole lease from now on. Returns
        the try's number, from 1; None where it was sent, given up, put off or claimed by another since."""
        asked = {"delivery_id": delivery_id, "until": now + lease, "owner": owner}
        return self.database.write(lambda connection: connection.execute(_TRY, asked).scalar_one_or_none())

    def load_delivery(self, delivery_id: int) -> model.DeliveryForSend:
        """Load one delivery with its alert and change, a digest with all of them; a digest of one as that one.

        Raises NotFoundError, for a digest with nothing left in it too."""
        with self.database.read() as connection:
            asked = {"delivery_id": delivery_id}
            own = connection.execute(_OWN, asked).one_or_none()
            if own is None:
                raise _unknown(delivery_id)
            is_digest = own.alert_id is None
            found = connection.execute(_LOAD_HELD if is_digest else _LOAD_OWN, asked).all()
            if not found:
                raise _unknown(delivery_id)
            count = connection.execute(_COUNT_HELD, asked).scalar_one() if is_digest else 1
            has_history = count == 1
            loaded = tuple(_load_alert(connection, row, has_history=has_history) for row in found)
            standing = channels.load_standing(connection, own.channel_id)
        return model.DeliveryForSend(
            id=own.id,
            key=own.key,
            recipient=_recipient(own),
            attempt_count=own.attempt_count,
            alert=loaded[0],
            digest=_digest_of(own, loaded, count=count) if count > 1 else None,
            is_asked_for=own.reason == _ASKED_FOR,
            standing=standing,
        )

    def count_sent(self, recipient: model.Recipient, *, since: datetime) -> tuple[int, datetime | None]:
        """Return how many messages were sent to a recipient after this time, and when the first of them; a digest is one."""
        asked = {"channel_id": recipient.channel_id, "address": recipient.address, "since": since}
        with self.database.read() as connection:
            count, first_at = connection.execute(_SENT, asked).one()
        return count, first_at

    def save_delivery(self, outcome: model.DeliveryOutcome) -> None:
        """Record one try, of a digest for all that is in it too, what it says of the channel, and release the lease. Raises
        NotFoundError."""
        written = {
            "state": outcome.state,
            "attempt_count": outcome.attempt_count,
            "last_attempt_at": outcome.attempted_at,
            "next_attempt_at": outcome.next_attempt_at,
            "last_failure": codec.FAILURE.dump_optional(outcome.failure),
            "reason": outcome.reason,
        }

        def work(connection: sa.Connection) -> None:
            held = digests.hold_back(connection, outcome) if outcome.hold else {}
            _update(connection, delivery_id=outcome.delivery_id, columns=written | held)
            digests.hand_down(connection, outcome.delivery_id, written | held)
            if outcome.is_back:
                channels.bring_forward(connection, outcome.delivery_id, now=outcome.attempted_at)
            # Another worker that wrote of the channel meanwhile has told it, too.
            if outcome.standing and channels.save_standing(connection, outcome.standing) and outcome.bulletin:
                bulletins.insert_bulletin(connection, outcome.bulletin, alert=outcome.alert)

        self.database.write(work)

    def resend(self, delivery_id: int, *, now: datetime) -> None:
        """Make a delivery due again, its tries counted afresh: one out of a digest by itself, a digest with all that was in
        it. Raises NotFoundError."""
        self.database.write(partial(_resend, delivery_id=delivery_id, now=now))

    def resend_dead(self, channel_id: str | None, *, now: datetime) -> int:
        """Make all dead deliveries due again, over one channel or all; a digest with what was in it. Returns how many."""
        digest = _DELIVERY.alias("digest")
        dead = model.DeliveryState.DEAD
        found = (
            sa.select(_DELIVERY.c.id)
            .outerjoin(digest, digest.c.id == _DELIVERY.c.digest_id)
            .where(_DELIVERY.c.state == dead, sa.or_(digest.c.id.is_(None), digest.c.state != dead))
            .order_by(_DELIVERY.c.id)
        )
        if channel_id is not None:
            found = found.where(_DELIVERY.c.channel_id == channel_id)

        def work(connection: sa.Connection) -> int:
            ids = connection.execute(found).scalars().all()
            for delivery_id in ids:
                _resend(connection, delivery_id=delivery_id, now=now)
            return len(ids)

        return self.database.write(work)

    def enable_channel(self, channel_id: str, *, now: datetime) -> bool:
        """Switch a channel on: what waited for it is due, its tries counted afresh. Returns whether it was off."""
        return self.database.write(partial(channels.switch_on, channel_id=channel_id, now=now))


def _resend(connection: sa.Connection, *, delivery_id: int, now: datetime) -> None:
    written = {
        "state": model.DeliveryState.WAITING,
        "attempt_count": 0,
        "next_attempt_at": now,
        "last_failure": None,
        "reason": _ASKED_FOR,
    }
    digests.let_go(connection, delivery_id)
    digests.gather_again(connection, delivery_id, now=now)
    _update(connection, delivery_id=delivery_id, columns=written)


def _update(connection: sa.Connection, *, delivery_id: int, columns: rows.Columns) -> None:
    done = connection.execute(_UPDATE, {"delivery_id": delivery_id, **columns, **leases.FREE})
    if done.rowcount == 0:
        raise _unknown(delivery_id)


def _load_alert(connection: sa.Connection, row: rows.Row, *, has_history: bool) -> model.AlertForSend:
    """Load what one alert tells, with how its claim stood before where it is told alone."""
    bulletin = row.bulletin_id and bulletins.load_bulletin(connection, row.bulletin_id)
    change = bulletin.as_change() if bulletin else changes.load_change(connection, row.change_id)
    recipients = connection.execute(_RECIPIENTS, {"alert_id": row.alert_id}).all()
    topic_ids = _topics(bulletin) if bulletin else codec.STRINGS.load(row.topic_ids)
    return model.AlertForSend(
        id=row.alert_id,
        alert=model.Alert(
            dedupe_key=row.dedupe_key,
            severity=model.Severity(row.alert_severity),
            title=row.title,
            rule_ids=codec.STRINGS.load(row.rule_ids),
            recipients=tuple(_recipient(item) for item in recipients),
            created_at=row.created_at,
        ),
        change_id=row.change_id or 0,
        bulletin_id=row.bulletin_id,
        bulletin=bulletin,
        change=change,
        article_id=row.article_id or 0,
        outlet_id=(bulletin.outlet_id if bulletin else row.outlet_id) or "",
        outlet_name=bulletin.about if bulletin else row.outlet_name,
        topic_ids=topic_ids,
        article_url=row.canonical_url or "",
        headline=row.headline or "",
        language=row.language,
        origin=origins.load_origin(connection, row.article_id)
        if change.is_coverage and row.article_id
        else None,
        history=points.load_points(connection, change, article_id=row.article_id, topic_ids=topic_ids)
        if has_history and row.article_id
        else (),
    )


def _topics(bulletin: model.Bulletin) -> tuple[str, ...]:
    return (bulletin.topic_id,) if bulletin.topic_id else ()


def _digest_of(row: rows.Row, loaded: tuple[model.AlertForSend, ...], *, count: int) -> model.DigestForSend:
    return model.DigestForSend(
        reason=row.held_for,
        until=row.gathered_until or row.next_attempt_at,
        alerts=loaded,
        left_out_count=count - len(loaded),
    )


def _recipient(row: rows.Row) -> model.Recipient:
    return model.Recipient(channel_id=row.channel_id, address=row.address)


def _unknown(delivery_id: int) -> errors.NotFoundError:
    return errors.NotFoundError(f"There is no delivery {delivery_id}.")
