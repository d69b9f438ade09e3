"""Digests: deliveries that gather others for one recipient, and hand down to them how they end.

A digest is a row of `delivery` without an alert of its own. It takes members until it is claimed for the first time, so that
one that is sent again holds what it held. Next: `outbox`, which sends them.
"""

from datetime import datetime

import sqlalchemy as sa

from monitor import errors, model
from storage import rows, tables

_DELIVERY = tables.delivery
_IS_HELD = _DELIVERY.c.state == model.DeliveryState.HELD


def find_digest(
    connection: sa.Connection, recipient: model.Recipient, hold: model.Hold, *, alert_id: int
) -> int:
    """Return the id of the digest that gathers for a recipient until then, made for this alert where none is open."""
    opened = (
        sa.select(_DELIVERY.c.id)
        .where(
            _DELIVERY.c.state == model.DeliveryState.WAITING,
            _DELIVERY.c.next_attempt_at == hold.until,
            _DELIVERY.c.gathered_until == hold.until,
            _DELIVERY.c.channel_id == recipient.channel_id,
            _DELIVERY.c.address == recipient.address,
            _DELIVERY.c.attempt_count == 0,
            _DELIVERY.c.lease_owner.is_(None),
        )
        # Nobody claims it while it gets another member; SQLite has one writer and leaves this out.
        .with_for_update()
    )
    found: int | None = connection.execute(opened).scalars().first()
    return _open_digest(connection, recipient, hold, alert_id=alert_id) if found is None else found


def _open_digest(
    connection: sa.Connection, recipient: model.Recipient, hold: model.Hold, *, alert_id: int
) -> int:
    # Two workers that open the same one at once meet at its key, and the later of them tries again.
    key = f"digest:{recipient.channel_id}:{recipient.address}:{hold.until:%Y%m%dT%H%M%SZ}"
    taken = sa.select(_DELIVERY.c.id).where(_DELIVERY.c.key == key)
    is_taken = connection.execute(taken).first() is not None
    row = {
        "key": f"{key}:{alert_id}" if is_taken else key,
        "channel_id": recipient.channel_id,
        "address": recipient.address,
        "state": model.DeliveryState.WAITING,
        "next_attempt_at": hold.until,
        "gathered_until": hold.until,
        "held_for": hold.reason,
    }
    digest_id: int = connection.execute(sa.insert(_DELIVERY).returning(_DELIVERY.c.id), row).scalar_one()
    return digest_id


def hold_back(connection: sa.Connection, outcome: model.DeliveryOutcome) -> rows.Columns:
    """Return what is to be written of a delivery that was not tried after all: it is in a digest now; one that is a digest
    itself only waits. Raises NotFoundError."""
    row = connection.execute(sa.select(_DELIVERY).where(_DELIVERY.c.id == outcome.delivery_id)).one_or_none()
    if row is None:
        raise errors.NotFoundError(f"There is no delivery {outcome.delivery_id}.")
    untouched = {
        "last_attempt_at": row.last_attempt_at,
        "last_failure": row.last_failure,
        "reason": row.reason,
    }
    if row.alert_id is None or outcome.hold is None:
        return untouched | {"state": model.DeliveryState.WAITING}
    whom = model.Recipient(channel_id=row.channel_id, address=row.address)
    digest_id = find_digest(connection, whom, outcome.hold, alert_id=row.alert_id)
    return untouched | {"digest_id": digest_id, "held_for": outcome.hold.reason}


def hand_down(connection: sa.Connection, digest_id: int, columns: rows.Columns) -> None:
    """Write how a try of a delivery ended to what it gathered, where it is a digest; members of one that will be tried
    again stay held."""
    is_over = columns["state"] != model.DeliveryState.WAITING
    state = columns["state"] if is_over else model.DeliveryState.HELD
    said = f"in digest {digest_id}: {columns['reason']}" if columns["reason"] else f"in digest {digest_id}"
    connection.execute(
        sa.update(_DELIVERY)
        .where(_DELIVERY.c.digest_id == digest_id, _IS_HELD)
        .values({**columns, "state": state, "reason": said})
    )


def gather_again(connection: sa.Connection, delivery_id: int, *, now: datetime) -> None:
    """Hold the members of a digest again, which is to be sent again; nothing for another delivery. Raises NotFoundError for a
    digest with nothing left in it."""
    gathered = connection.execute(
        sa.update(_DELIVERY)
        .where(_DELIVERY.c.digest_id == delivery_id)
        .values(state=model.DeliveryState.HELD, next_attempt_at=now, reason="")
    )
    is_digest = sa.select(_DELIVERY.c.id).where(_DELIVERY.c.id == delivery_id, _DELIVERY.c.alert_id.is_(None))
    if not gathered.rowcount and connection.execute(is_digest).first() is not None:
        raise errors.NotFoundError(f"There is nothing left in digest {delivery_id}.")


def let_go(connection: sa.Connection, delivery_id: int) -> None:
    """Take a delivery out of its digest, to go by itself; a digest that waits for nothing else is over."""
    own = sa.select(_DELIVERY.c.digest_id).where(_DELIVERY.c.id == delivery_id)
    digest_id = connection.execute(own).scalar_one_or_none()
    if digest_id is None:
        return
    connection.execute(
        sa.update(_DELIVERY).where(_DELIVERY.c.id == delivery_id).values(digest_id=None, held_for="")
    )
    others = sa.select(_DELIVERY.c.id).where(_DELIVERY.c.digest_id == digest_id, _IS_HELD)
    if connection.execute(others).first() is None:
        connection.execute(
            sa.update(_DELIVERY)
            .where(_DELIVERY.c.id == digest_id, _DELIVERY.c.state == model.DeliveryState.WAITING)
            .values(
                state=model.DeliveryState.SENT,
                next_attempt_at=None,
                reason="nothing left in it: each alert was sent by itself",
            )
        )
