"""Channels: how each stands. Of one that always worked there is no row.

Written with the try that changed it; what another worker wrote meanwhile stays. Next: `outbox`, whose deliveries wait while a
channel is switched off.
"""

from datetime import datetime

import sqlalchemy as sa

from monitor import model
from storage import rows, tables

_CHANNEL = tables.channel
_DELIVERY = tables.delivery
#: Ids of the channels that are switched off.
OFF = sa.select(_CHANNEL.c.id).where(_CHANNEL.c.off_since.is_not(None))
_OWN = sa.select(_CHANNEL).where(_CHANNEL.c.id == sa.bindparam("channel_id"))
_UPDATE = sa.update(_CHANNEL).where(
    _CHANNEL.c.id == sa.bindparam("channel_id"), _CHANNEL.c.revision == sa.bindparam("base_revision")
)


def load_standing(connection: sa.Connection, channel_id: str) -> model.ChannelStanding | None:
    """Load how a channel stands; None where nothing is known against it."""
    row = connection.execute(_OWN, {"channel_id": channel_id}).one_or_none()
    return None if row is None else standing_of(row)


def standing_of(row: rows.Row) -> model.ChannelStanding:
    """Return the standing a row holds."""
    return model.ChannelStanding(
        channel_id=row.id,
        refusal_count=row.refusal_count,
        refused_since=row.refused_since,
        off_since=row.off_since,
        reason=row.reason,
        settings_digest=row.settings_digest,
        unreached_since=row.unreached_since,
        untold_dead_count=row.untold_dead_count,
        dead_told_at=row.dead_told_at,
        revision=row.revision,
    )


def save_standing(connection: sa.Connection, standing: model.ChannelStanding) -> bool:
    """Write how a channel stands, unless another wrote since it was loaded. Returns whether it was written."""
    columns = {
        "refusal_count": standing.refusal_count,
        "refused_since": standing.refused_since,
        "off_since": standing.off_since,
        "reason": standing.reason,
        "settings_digest": standing.settings_digest,
        "unreached_since": standing.unreached_since,
        "untold_dead_count": standing.untold_dead_count,
        "dead_told_at": standing.dead_told_at,
        "revision": standing.revision + 1,
    }
    base = {"channel_id": standing.channel_id, "base_revision": standing.revision}
    if connection.execute(_UPDATE, {**columns, **base}).rowcount:
        return True
    if load_standing(connection, standing.channel_id) is not None:
        return False
    connection.execute(sa.insert(_CHANNEL), {"id": standing.channel_id, **columns})
    return True


def switch_on(connection: sa.Connection, channel_id: str, *, now: datetime) -> bool:
    """Forget a channel's refusals, and make due what waited for it, its tries counted afresh. Returns whether it was off."""
    was_off = connection.execute(
        sa.update(_CHANNEL)
        .where(_CHANNEL.c.id == channel_id, _CHANNEL.c.off_since.is_not(None))
        .values(
            off_since=None,
            reason="",
            settings_digest="",
            refusal_count=0,
            refused_since=None,
            revision=_CHANNEL.c.revision + 1,
        )
    ).rowcount
    if was_off:
        connection.execute(
            sa.update(_DELIVERY)
            .where(
                _DELIVERY.c.channel_id == channel_id,
                _DELIVERY.c.state == model.DeliveryState.WAITING,
                # A digest that still gathers was never tried.
                _DELIVERY.c.attempt_count > 0,
            )
            .values(attempt_count=0, next_attempt_at=now)
        )
    return bool(was_off)


def bring_forward(connection: sa.Connection, delivery_id: int, *, now: datetime) -> None:
    """Make due what waits for the server that just took a delivery, since it could not be reached."""
    own = sa.select(_DELIVERY.c.channel_id).where(_DELIVERY.c.id == delivery_id).scalar_subquery()
    connection.execute(
        sa.update(_DELIVERY)
        .where(
            _DELIVERY.c.channel_id == own,
            _DELIVERY.c.state == model.DeliveryState.WAITING,
            _DELIVERY.c.next_attempt_at > now,
            _DELIVERY.c.lease_owner.is_(None),
            sa.or_(*(_DELIVERY.c.last_failure.like(f'%"kind": "{kind}"%') for kind in model.UNREACHED_KINDS)),
        )
        .values(next_attempt_at=now)
    )
