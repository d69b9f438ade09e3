"""Changes with their events, claim changes and unexplained words, and the alert and deliveries that tell of them.

Written in the transaction of the check that found them; a change in doubt is judged once, by a later check. An alert whose dedupe key exists is not written again.
Next: `outbox`, which sends the deliveries; `readings`, which shows the changes.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from monitor import errors, model
from storage import codec, digests, rows, tables

_CHANGE = sa.select(tables.change).where(tables.change.c.id == sa.bindparam("change_id"))
#: What was found in changes, in the order it was written.
_EVENTS, _CLAIM_CHANGES, _UNEXPLAINED = (
    sa.select(table)
    .where(table.c.change_id.in_(sa.bindparam("change_ids", expanding=True)))
    .order_by(table.c.id)
    for table in (tables.event, tables.claim_change, tables.unexplained)
)


def insert_change(connection: sa.Connection, article_id: int, change: model.Change) -> int:
    """Write a change with all that was found in it. Returns its id."""
    change_id: int = connection.execute(
        sa.insert(tables.change).returning(tables.change.c.id),
        {"article_id": article_id, **rows.change_columns(change)},
    ).scalar_one()
    _insert_events(connection, change_id, change)
    if change.claim_changes:
        connection.execute(
            sa.insert(tables.claim_change),
            [
                {
                    "change_id": change_id,
                    "claim_id": item.claim_id,
                    "tier": item.tier,
                    "body": codec.CLAIM_CHANGE.dump(item),
                }
                for item in change.claim_changes
            ],
        )
    if change.unexplained:
        connection.execute(
            sa.insert(tables.unexplained),
            [
                {"change_id": change_id, "kind": delta.kind, "body": codec.DELTA.dump(delta)}
                for delta in change.unexplained
            ],
        )
    return change_id


def judge_change(connection: sa.Connection, change_id: int, *, change: model.Change) -> None:
    """Write what became of a change in doubt: how it stands, and which of its events are told."""
    connection.execute(
        sa.update(tables.change)
        .where(tables.change.c.id == change_id)
        .values(severity=int(change.severity), **rows.doubt_columns(change.doubt))
    )
    connection.execute(sa.delete(tables.event).where(tables.event.c.change_id == change_id))
    _insert_events(connection, change_id, change)


def _insert_events(connection: sa.Connection, change_id: int, change: model.Change) -> None:
    if change.events:
        connection.execute(
            sa.insert(tables.event),
            [{"change_id": change_id, **rows.event_columns(event)} for event in change.events],
        )


def insert_alert(
    connection: sa.Connection, told: rows.Columns, *, alert: model.Alert, due_at: datetime
) -> None:
    """Write an alert and its deliveries, due at this time, unless its dedupe key is there already.

    `told`: the id of what it tells of, as `change_id` or `bulletin_id`.
    """
    known = sa.select(tables.alert.c.id).where(tables.alert.c.dedupe_key == alert.dedupe_key)
    if connection.execute(known).first() is not None:
        return
    alert_id = connection.execute(
        sa.insert(tables.alert).returning(tables.alert.c.id),
        {
            **told,
            "dedupe_key": alert.dedupe_key,
            "severity": int(alert.severity),
            "title": alert.title,
            "rule_ids": codec.STRINGS.dump(alert.rule_ids),
            "created_at": alert.created_at,
        },
    ).scalar_one()
    deliveries = [
        _delivery_row(connection, alert_id, recipient, due_at=due_at)
        # The same recipient twice is one delivery.
        for recipient in dict.fromkeys(alert.recipients)
    ]
    if deliveries:
        connection.execute(sa.insert(tables.delivery), deliveries)


def _delivery_row(
    connection: sa.Connection, alert_id: int, recipient: model.Recipient, *, due_at: datetime
) -> rows.Columns:
    """Return the row of an alert's delivery: due at this time, or held in a digest, which is opened where it has to be."""
    hold = recipient.hold
    return {
        "alert_id": alert_id,
        "key": f"{alert_id}:{recipient.channel_id}:{recipient.address}",
        "channel_id": recipient.channel_id,
        "address": recipient.address,
        "state": model.DeliveryState.HELD if hold else model.DeliveryState.WAITING,
        "next_attempt_at": hold.until if hold else due_at,
        "digest_id": hold and digests.find_digest(connection, recipient, hold, alert_id=alert_id),
        "held_for": hold.reason if hold else "",
    }


def load_findings(connection: sa.Connection, change_ids: Sequence[int]) -> dict[int, rows.Findings]:
    """Load what was found in these changes, in the order it was written."""
    events: defaultdict[int, list[model.Event]] = defaultdict(list)
    claims: defaultdict[int, list[model.ClaimChange]] = defaultdict(list)
    deltas: defaultdict[int, list[model.UnexplainedDelta]] = defaultdict(list)
    asked = {"change_ids": change_ids}
    for row in connection.execute(_EVENTS, asked):
        events[row.change_id].append(rows.event_of(row))
    for row in connection.execute(_CLAIM_CHANGES, asked):
        claims[row.change_id].append(codec.CLAIM_CHANGE.load(row.body))
    for row in connection.execute(_UNEXPLAINED, asked):
        deltas[row.change_id].append(codec.DELTA.load(row.body))
    return {
        one: rows.Findings(
            events=tuple(events[one]), claim_changes=tuple(claims[one]), unexplained=tuple(deltas[one])
        )
        for one in change_ids
    }


def load_change(connection: sa.Connection, change_id: int) -> model.Change:
    """Load one change whole, its diff included. Raises NotFoundError."""
    row = connection.execute(_CHANGE, {"change_id": change_id}).one_or_none()
    if row is None:
        raise errors.NotFoundError(f"There is no change {change_id}.")
    return rows.change_of(row, load_findings(connection, [change_id])[change_id])
