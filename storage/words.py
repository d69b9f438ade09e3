"""Words: what an article says of each slot, written in the transaction of the check that read it.

Where a word is said, said otherwise or taken back, its slot is due to be compared at once; a check that brings no believed text, and
no removal, costs nothing here. An article that comes to be of another topic speaks there from its next text on. Next: `slots`, which
reads them; `core.words`, which decides.
"""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from monitor import model
from monitor.core import words
from storage import codec, rows, tables

_WORD = tables.word
_SLOT = tables.slot
_ARTICLE = tables.article
_VERSION = tables.version
_OWN = sa.select(_ARTICLE.c.outlet_id, _ARTICLE.c.published_at, _VERSION.c.id.label("version_id")).join_from(
    _ARTICLE,
    _VERSION,
    sa.and_(_VERSION.c.article_id == _ARTICLE.c.id, _VERSION.c.number == sa.bindparam("number")),
)
_KNOWN = (
    sa.select(_WORD, _SLOT.c.topic_id, _SLOT.c.claim_id, _SLOT.c.scope, _SLOT.c.unit)
    .join_from(_WORD, _SLOT, _SLOT.c.id == _WORD.c.slot_id)
    .where(_WORD.c.article_id == sa.bindparam("article_id"))
)
#: An outlet's newest word on a slot in another article than this.
_NEWEST = (
    sa.select(_WORD, _ARTICLE.c.last_seen_at)
    .join_from(_WORD, _ARTICLE, _ARTICLE.c.id == _WORD.c.article_id)
    .where(
        _WORD.c.slot_id == sa.bindparam("slot_id"),
        _WORD.c.outlet_id == sa.bindparam("outlet_id"),
        _WORD.c.article_id != sa.bindparam("article_id"),
        _ARTICLE.c.same_as_id.is_(None),
    )
    .order_by(_WORD.c.said_at.desc(), _WORD.c.article_id.desc())
    .limit(1)
)
_FIND_SLOT = sa.select(_SLOT.c.id).where(
    _SLOT.c.topic_id == sa.bindparam("topic_id"),
    _SLOT.c.claim_id == sa.bindparam("claim_id"),
    _SLOT.c.scope == sa.bindparam("scope"),
    _SLOT.c.unit == sa.bindparam("unit"),
)
_OWN_SLOTS = sa.select(_WORD.c.slot_id).where(_WORD.c.article_id == sa.bindparam("article_id"))
_COMES_AND_GOES = frozenset({model.EventKind.ARTICLE_REMOVED, model.EventKind.ARTICLE_RETURNED})


def save_words(connection: sa.Connection, outcome: model.CheckOutcome) -> None:
    """Write what a check's believed text says of each slot; and make due what it, or a removal, may have moved."""
    touched: set[int] = set()
    if outcome.change and any(event.kind in _COMES_AND_GOES for event in outcome.change.events):
        touched |= set(connection.execute(_OWN_SLOTS, {"article_id": outcome.article_id}).scalars())
    if outcome.believed is not None:
        touched |= _save_text(connection, outcome, outcome.believed)
    # By id, so that two checks never wait for each other's rows.
    for slot_id in sorted(touched):
        due = {"due_at": outcome.checked_at, "revision": _SLOT.c.revision + 1}
        connection.execute(sa.update(_SLOT).where(_SLOT.c.id == slot_id).values(due))


def _save_text(connection: sa.Connection, outcome: model.CheckOutcome, version: model.Version) -> set[int]:
    article_id = outcome.article_id
    own = connection.execute(_OWN.where(_ARTICLE.c.id == article_id), {"number": version.number}).one()
    reading = words.Reading(
        claims=version.claims,
        read_at=version.seen_at,
        published_at=own.published_at,
        last_otherwise_at=_find_last_otherwise(outcome),
    )
    known = list(connection.execute(_KNOWN, {"article_id": article_id}))
    connection.execute(
        sa.update(_WORD).where(_WORD.c.article_id == article_id).values(version_id=own.version_id)
    )
    touched = set()
    for topic_id in outcome.topic_ids:
        mine = {(row.claim_id, row.scope, row.unit): row for row in known if row.topic_id == topic_id}
        found = words.find_words(reading, {key: word_of(row) for key, row in mine.items()})
        for key, word in found.items():
            slot_id = mine[key].slot_id if key in mine else _find_slot(connection, topic_id, key)
            row = {"slot_id": slot_id, "article_id": article_id, "outlet_id": own.outlet_id}
            is_new = key not in mine or mine[key].figure != word.figure
            dated = words.date_word(word, _find_newest(connection, row)) if is_new else word
            _write(connection, row | {"version_id": own.version_id}, dated, is_known=key in mine)
            touched.add(slot_id)
    return touched


def _find_last_otherwise(outcome: model.CheckOutcome) -> datetime | None:
    """Find when the article was last seen without the text that is believed now; None where it is its first."""
    change = outcome.change if outcome.version and outcome.believed is outcome.version else None
    change = change or (outcome.verdict.change if outcome.verdict else None)
    return change.last_seen_old_at if change and change.old_number else None


def _find_slot(connection: sa.Connection, topic_id: str, key: words.Key) -> int:
    """Find a slot's id, making the slot where it is new."""
    columns = dict(zip(("claim_id", "scope", "unit"), key, strict=True)) | {"topic_id": topic_id}
    found: int | None = connection.execute(_FIND_SLOT, columns).scalar()
    if found is None:
        found = connection.execute(sa.insert(_SLOT).returning(_SLOT.c.id), columns).scalar_one()
    return found


def _find_newest(connection: sa.Connection, row: rows.Columns) -> words.Newest | None:
    found = connection.execute(_NEWEST, row).one_or_none()
    if found is None:
        return None
    word = word_of(found)
    return words.Newest(word=word, last_seen_at=found.last_seen_at or word.read_at)


def _write(connection: sa.Connection, row: rows.Columns, word: model.Word, *, is_known: bool) -> None:
    columns = {
        "figure": word.figure,
        "said": codec.STRINGS.dump(word.said),
        "said_at": word.said_at,
        "read_at": word.read_at,
        "last_otherwise_at": word.last_otherwise_at,
        "since": word.since,
    }
    if is_known:
        own = sa.and_(_WORD.c.slot_id == row["slot_id"], _WORD.c.article_id == row["article_id"])
        connection.execute(sa.update(_WORD).where(own).values(columns))
    else:
        connection.execute(sa.insert(_WORD), row | columns)


def word_of(row: rows.Row) -> model.Word:
    """Return the word a row holds."""
    return model.Word(
        figure=row.figure,
        said=codec.STRINGS.load(row.said),
        said_at=row.said_at,
        read_at=row.read_at,
        last_otherwise_at=row.last_otherwise_at,
        since=row.since,
    )


def list_mentions(
    connection: sa.Connection, version_ids: Iterable[int], *, claim_id: str
) -> dict[int, tuple[model.Claim, ...]]:
    """List what versions say of one claim, by version."""
    query = sa.select(tables.claim).where(
        tables.claim.c.version_id.in_(list(version_ids)), tables.claim.c.claim_id == claim_id
    )
    found: dict[int, list[model.Claim]] = {}
    for row in connection.execute(query.order_by(tables.claim.c.id)):
        found.setdefault(row.version_id, []).append(rows.claim_of(row))
    return {version_id: tuple(claims) for version_id, claims in found.items()}
