"""Slots: the ConsensusStore port. What is due to be compared, all that a comparison needs, and what it came to.

Asks for each outlet's newest word by index: as many seeks as there are outlets, however many articles. Next: `words`, which makes
slots due; `bulletins`, which writes what is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa

from monitor import errors, model
from storage import bulletins, codec, columns, engine, leases, mutes, rows, tables, words

_SLOT = tables.slot
_WORD = tables.word
_ARTICLE = tables.article
_OUTLET = tables.outlet
_COPY = tables.copy
_CHANGE = tables.change
_DUE = leases.Claim(_SLOT, due_at=_SLOT.c.due_at, lane=_SLOT.c.claim_id, only=_SLOT.c.due_at.is_not(None))
_ONE = sa.select(_SLOT).where(_SLOT.c.id == sa.bindparam("slot_id"))
_NEWEST = _WORD.alias("newest")
_OTHER = _ARTICLE.alias("other")
#: An article that turned out to be another speaks no more.
_NEWEST_ID = (
    sa.select(_NEWEST.c.id)
    .join_from(_NEWEST, _OTHER, _OTHER.c.id == _NEWEST.c.article_id)
    .where(
        _NEWEST.c.slot_id == sa.bindparam("slot_id"),
        _NEWEST.c.outlet_id == _OUTLET.c.id,
        _OTHER.c.same_as_id.is_(None),
    )
    .order_by(_NEWEST.c.said_at.desc(), _NEWEST.c.article_id.desc())
    .limit(1)
    .scalar_subquery()
)
#: Each listed outlet's newest word on a slot.
POSITIONS = (
    sa.select(
        _WORD.c.outlet_id,
        _WORD.c.article_id,
        _WORD.c.version_id,
        _WORD.c.figure,
        _WORD.c.said_at,
        _WORD.c.last_otherwise_at,
        _WORD.c.since,
        _OUTLET.c.name.label("outlet_name"),
        _ARTICLE.c.canonical_url,
        _ARTICLE.c.headline,
        _ARTICLE.c.language,
        _ARTICLE.c.last_revised_at,
        _ARTICLE.c.is_removed,
        _COPY.c.origin_id,
    )
    .join_from(_OUTLET, _WORD, _WORD.c.id == _NEWEST_ID)
    .join(_ARTICLE, _ARTICLE.c.id == _WORD.c.article_id)
    .outerjoin(_COPY, sa.and_(_COPY.c.article_id == _WORD.c.article_id, _COPY.c.left_at.is_(None)))
    .where(_OUTLET.c.is_listed.is_(True))
    .order_by(_WORD.c.outlet_id)
)

#: Who was told of edits of a claim in these articles, by article and by when the edit was seen.
_TOLD = (
    sa.select(
        _CHANGE.c.id,
        _CHANGE.c.article_id,
        _CHANGE.c.first_seen_new_at,
        tables.delivery.c.channel_id,
        tables.delivery.c.address,
    )
    .join_from(_CHANGE, tables.alert, tables.alert.c.change_id == _CHANGE.c.id)
    .join(tables.delivery, tables.delivery.c.alert_id == tables.alert.c.id)
    .where(
        _CHANGE.c.article_id.in_(sa.bindparam("article_ids", expanding=True)),
        _CHANGE.c.first_seen_new_at >= sa.bindparam("since", type_=columns.Instant),
        sa.exists().where(
            tables.event.c.change_id == _CHANGE.c.id,
            tables.event.c.claim_id == sa.bindparam("claim_id"),
            tables.event.c.is_told.is_(True),
        ),
    )
)


class Slots:
    """What is compared across outlets."""

    database: engine.Database

    def claim_due_slots(
        self,
        *,
        now: datetime,
        lease: timedelta,
        owner: str,
        limit: int,
        lanes: model.LaneRoom = model.EMPTY_LANES,
    ) -> tuple[model.Job, ...]:
        """Claim slots that are due and not under another's lease, as far as their lanes, the claims, have room."""
        found = self.database.write(
            partial(_DUE.claim_rows, now=now, lease=lease, owner=owner, limit=limit, lanes=lanes)
        )
        return tuple(model.Job(kind=model.JobKind.COMPARE, id=row.id, lane=row.lane) for row in found)

    def load_slot(self, slot_id: int) -> model.SlotForCompare:
        """Load a slot with each listed outlet's newest word on it. Raises NotFoundError."""
        with self.database.read() as connection:
            row = connection.execute(_ONE, {"slot_id": slot_id}).one_or_none()
            if row is None:
                raise errors.NotFoundError(f"There is no slot {slot_id}.")
            muted = mutes.load_mutes(connection)
            found = connection.execute(POSITIONS, {"slot_id": slot_id}).all()
            said = words.list_mentions(
                connection, [one.version_id for one in found if one.figure], claim_id=row.claim_id
            )
            told = _list_told(connection, found, claim_id=row.claim_id)
        return model.SlotForCompare(
            id=row.id,
            slot=model.Slot(topic_id=row.topic_id, claim_id=row.claim_id, scope=row.scope, unit=row.unit),
            consensus=codec.CONSENSUS.load_optional(row.consensus),
            revision=row.revision,
            mutes=muted,
            positions=tuple(
                replace(_position_of(one, said), told=told.get((one.article_id, one.since))) for one in found
            ),
        )

    def save_compare(self, outcome: model.CompareOutcome) -> tuple[int, ...]:
        """Record what a comparison came to in one transaction, and release the lease: state, bulletins, alerts, deliveries (due
        at once). Returns the bulletins' ids. Raises StaleError when a word or another comparison was recorded since
        `base_revision`; nothing is written then."""
        return self.database.write(partial(_save_compare, outcome=outcome))


def _list_told(
    connection: sa.Connection, found: Sequence[rows.Row], *, claim_id: str
) -> dict[tuple[int, datetime], model.Told]:
    """List who was told of the edits that brought these words, by article and the time of the word."""
    edits = [one for one in found if one.figure and one.last_otherwise_at is not None]
    if not edits:
        return {}
    asked = {
        "article_ids": [one.article_id for one in edits],
        "since": min(one.since for one in edits),
        "claim_id": claim_id,
    }
    told: dict[tuple[int, datetime], model.Told] = {}
    for row in connection.execute(_TOLD, asked):
        key = (row.article_id, row.first_seen_new_at)
        known = told[key].recipients if key in told else frozenset()
        told[key] = model.Told(change_id=row.id, recipients=known | {(row.channel_id, row.address)})
    return told


def _position_of(row: rows.Row, said: Mapping[int, tuple[model.Claim, ...]]) -> model.Position:
    return model.Position(
        outlet_id=row.outlet_id,
        outlet_name=row.outlet_name,
        article_id=row.article_id,
        url=row.canonical_url,
        headline=row.headline,
        language=row.language,
        figure=row.figure,
        said_at=row.said_at,
        last_otherwise_at=row.last_otherwise_at,
        since=row.since,
        claims=said.get(row.version_id, ()),
        revised_at=row.last_revised_at,
        is_removed=row.is_removed,
        origin_id=row.origin_id,
    )


def _save_compare(connection: sa.Connection, *, outcome: model.CompareOutcome) -> tuple[int, ...]:
    done = connection.execute(
        sa.update(_SLOT)
        .where(_SLOT.c.id == outcome.slot_id, _SLOT.c.revision == outcome.base_revision)
        .values(
            consensus=codec.CONSENSUS.dump_optional(outcome.consensus),
            revision=outcome.base_revision + 1,
            due_at=outcome.next_at,
            **leases.FREE,
        )
    )
    if done.rowcount == 0:
        raise errors.StaleError(f"Another word on slot {outcome.slot_id} was recorded meanwhile.")
    return tuple(
        bulletins.insert_bulletin(connection, news.bulletin, alert=news.alert) for news in outcome.news
    )
