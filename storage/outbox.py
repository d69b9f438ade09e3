"""The outbox: the Outbox port. A delivery is claimed, loaded with all that a message shows, and its try recorded.

Next: `changes`, which writes the deliveries.
"""

from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from monitor import errors, model
from storage import bulletins, changes, codec, engine, leases, points, rows, tables

_DELIVERY = tables.delivery
_ALERT = tables.alert
_CHANGE = tables.change
_ARTICLE = tables.article
_OUTLET = tables.outlet
_DUE = leases.Claim(
    _DELIVERY,
    due_at=_DELIVERY.c.next_attempt_at,
    lane=_DELIVERY.c.channel_id,
    only=_DELIVERY.c.state == model.DeliveryState.WAITING,
)
_UPDATE = sa.update(_DELIVERY).where(_DELIVERY.c.id == sa.bindparam("delivery_id"))
_LOAD = (
    sa.select(
        _DELIVERY,
        _ALERT.c.change_id,
        _ALERT.c.bulletin_id,
        _ALERT.c.dedupe_key,
        _ALERT.c.severity.label("alert_severity"),
        _ALERT.c.title,
        _ALERT.c.rule_ids,
        _ALERT.c.created_at,
        _CHANGE.c.article_id,
        _OUTLET.c.id.label("outlet_id"),
        _ARTICLE.c.canonical_url,
        _ARTICLE.c.headline,
        _ARTICLE.c.language,
        _OUTLET.c.name.label("outlet_name"),
    )
    .join(_ALERT, _ALERT.c.id == _DELIVERY.c.alert_id)
    .outerjoin(_CHANGE, _CHANGE.c.id == _ALERT.c.change_id)
    .outerjoin(_ARTICLE, _ARTICLE.c.id == _CHANGE.c.article_id)
    .outerjoin(_OUTLET, _OUTLET.c.id == _ARTICLE.c.outlet_id)
    .where(_DELIVERY.c.id == sa.bindparam("id"))
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
        """Claim waiting deliveries that are due, most overdue first, as far as their lanes, the channels, have room."""
        found = self.database.write(
            partial(_DUE.claim_rows, now=now, lease=lease, owner=owner, limit=limit, lanes=lanes)
        )
        return tuple(model.Job(kind=model.JobKind.DELIVER, id=row.id, lane=row.lane) for row in found)

    def load_delivery(self, delivery_id: int) -> model.DeliveryForSend:
        """Load one delivery with its alert and change. Raises NotFoundError."""
        with self.database.read() as connection:
            row = connection.execute(_LOAD, {"id": delivery_id}).one_or_none()
            if row is None:
                raise _unknown(delivery_id)
            bulletin = row.bulletin_id and bulletins.load_bulletin(connection, row.bulletin_id)
            change = bulletin.as_change() if bulletin else changes.load_change(connection, row.change_id)
            history = points.load_points(connection, change, row.article_id) if row.article_id else ()
            recipients = connection.execute(
                sa.select(_DELIVERY.c.channel_id, _DELIVERY.c.address)
                .where(_DELIVERY.c.alert_id == row.alert_id)
                .order_by(_DELIVERY.c.id)
            ).all()
        return _delivery_for_send(
            row,
            bulletin=bulletin,
            change=change,
            history=history,
            recipients=tuple(_recipient(item) for item in recipients),
        )

    def save_delivery(self, outcome: model.DeliveryOutcome) -> None:
        """Record one try and release the lease. Raises NotFoundError."""
        columns = {
            "state": outcome.state,
            "attempt_count": outcome.attempt_count,
            "last_attempt_at": outcome.attempted_at,
            "next_attempt_at": outcome.next_attempt_at,
            "last_failure": codec.FAILURE.dump_optional(outcome.failure),
            "reason": outcome.reason,
        }
        self.database.write(partial(_update, delivery_id=outcome.delivery_id, columns=columns))

    def resend(self, delivery_id: int, *, now: datetime) -> None:
        """Make a dead or sent delivery due again, its tries counted afresh. Raises NotFoundError."""
        columns = {
            "state": model.DeliveryState.WAITING,
            "attempt_count": 0,
            "next_attempt_at": now,
            "last_failure": None,
            "reason": "to be sent again",
        }
        self.database.write(partial(_update, delivery_id=delivery_id, columns=columns))


def _update(connection: sa.Connection, *, delivery_id: int, columns: rows.Columns) -> None:
    done = connection.execute(_UPDATE, {"delivery_id": delivery_id, **columns, **leases.FREE})
    if done.rowcount == 0:
        raise _unknown(delivery_id)


def _delivery_for_send(
    row: rows.Row,
    *,
    bulletin: model.Bulletin | None,
    change: model.Change,
    history: tuple[model.ClaimPoint, ...],
    recipients: tuple[model.Recipient, ...],
) -> model.DeliveryForSend:
    alert = model.Alert(
        dedupe_key=row.dedupe_key,
        severity=model.Severity(row.alert_severity),
        title=row.title,
        rule_ids=codec.STRINGS.load(row.rule_ids),
        recipients=recipients,
        created_at=row.created_at,
    )
    return model.DeliveryForSend(
        id=row.id,
        key=row.key,
        recipient=_recipient(row),
        attempt_count=row.attempt_count,
        alert=model.AlertForSend(
            id=row.alert_id,
            alert=alert,
            change_id=row.change_id or 0,
            bulletin_id=row.bulletin_id,
            bulletin=bulletin,
            change=change,
            article_id=row.article_id or 0,
            outlet_id=(bulletin.outlet_id if bulletin else row.outlet_id) or "",
            outlet_name=bulletin.about if bulletin else row.outlet_name,
            article_url=row.canonical_url or "",
            headline=row.headline or "",
            language=row.language,
            history=history,
        ),
    )


def _recipient(row: rows.Row) -> model.Recipient:
    return model.Recipient(channel_id=row.channel_id, address=row.address)


def _unknown(delivery_id: int) -> errors.NotFoundError:
    return errors.NotFoundError(f"There is no delivery {delivery_id}.")
