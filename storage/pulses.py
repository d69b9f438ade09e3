"""Pulses: the PulseStore port. How the service itself stands, and the bulletins that say so, with their alerts.

Next: `counts`, which finds what is late; `bulletins`, which writes what is told.
"""

from datetime import datetime
from functools import partial
from typing import Any

import sqlalchemy as sa

from monitor import errors, model
from storage import bulletins, codec, counts, engine, mutes, tables

_PULSE = tables.pulse
_FEED = tables.feed
_CHECK = tables.article_check
_DELIVERY = tables.delivery
#: The newest checks, among which a good one is looked for.
_NEWEST = 200


class Pulses:
    """How the service stands."""

    database: engine.Database

    def load_pulse(self, *, now: datetime) -> model.PulseForBeat:
        """Load how the service stands, with what is late at this time and whether any outlet answers."""
        with self.database.read() as connection:
            row = connection.execute(sa.select(_PULSE)).one()
            due_at, waiting_at = counts.find_oldest(connection, now=now)
            return model.PulseForBeat(
                pulse=codec.PULSE.load(row.body),
                revision=row.revision,
                mutes=mutes.load_mutes(connection),
                last_activity_at=counts.find_last_activity(connection),
                oldest_due_at=due_at,
                oldest_waiting_at=waiting_at,
                **_load_answers(connection),
                **_load_waiting(connection, now=now),
            )

    def save_pulse(self, outcome: model.PulseOutcome) -> None:
        """Record a beat in one transaction: state, bulletins, alerts, deliveries (due at once). Raises StaleError when
        another beat was recorded since `base_revision`; nothing is written then."""
        self.database.write(partial(_save_pulse, outcome=outcome))


def _save_pulse(connection: sa.Connection, *, outcome: model.PulseOutcome) -> None:
    done = connection.execute(
        sa.update(_PULSE)
        .where(_PULSE.c.revision == outcome.base_revision)
        .values(body=codec.PULSE.dump(outcome.pulse), revision=outcome.base_revision + 1)
    )
    if done.rowcount == 0:
        raise errors.StaleError("Another beat was recorded meanwhile.")
    for news in outcome.news:
        bulletins.insert_bulletin(connection, news.bulletin, alert=news.alert)


def _load_answers(connection: sa.Connection) -> dict[str, Any]:
    """Load when any outlet answered last, and which were asked since."""
    listed = _FEED.c.is_listed.is_(True)
    newest = sa.select(_CHECK).order_by(_CHECK.c.id.desc()).limit(_NEWEST).subquery()
    checked = sa.select(sa.func.max(newest.c.checked_at)).where(newest.c.failure_kind.is_(None))
    polled = sa.select(sa.func.max(_FEED.c.last_good_at)).where(listed)
    good = (connection.execute(checked).scalar(), connection.execute(polled).scalar())
    last_good_at = max((at for at in good if at is not None), default=None)
    failing = sa.select(_FEED.c.outlet_id, _FEED.c.last_failure).where(
        listed, _FEED.c.last_failure.is_not(None)
    )
    if last_good_at is not None:
        failing = failing.where(_FEED.c.last_polled_at > last_good_at)
    found = connection.execute(failing.order_by(_FEED.c.last_polled_at.desc())).all()
    outlets = sa.select(sa.func.count()).select_from(tables.outlet).where(tables.outlet.c.is_listed.is_(True))
    return {
        "outlet_count": connection.execute(outlets).scalar_one(),
        "failing_count": len({row.outlet_id for row in found}),
        "failure": codec.FAILURE.load(found[0].last_failure) if found else None,
        "last_good_at": last_good_at,
    }


def _load_waiting(connection: sa.Connection, *, now: datetime) -> dict[str, Any]:
    """Load over which channel the alert that has waited longest is to go, and what that said."""
    row = connection.execute(
        sa.select(_DELIVERY.c.channel_id, _DELIVERY.c.last_failure)
        .outerjoin(tables.alert, tables.alert.c.id == _DELIVERY.c.alert_id)
        .where(counts.is_waiting(now))
        .order_by(sa.func.coalesce(tables.alert.c.created_at, _DELIVERY.c.gathered_until), _DELIVERY.c.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return {}
    failure = codec.FAILURE.load_optional(row.last_failure)
    return {"waiting_channel_id": row.channel_id, "waiting_failure": failure}
