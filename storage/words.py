"""Words: what an article says of each slot, written in the transaction of the check that read it.

Where a word is said, said otherwise or taken back, its slot is due to be compared at once, and where an edit leaves the figure that most moved
away from; a check that brings no believed text, and
no removal, costs nothing here. An article that comes to be of another topic speaks there from its next text on. Next: `slots`, which
reads them; `core.words`, which decides.
"""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from monitor import model
from monitor.core import dissent, words
from storage import codec, rows, tables

_WORD = tables.word
_SLOT = tables.slot
_ARTICLE = tables.article
_VERSION = tables.version
_ARTICLE_ID = sa.bindparam("article_id", type_=sa.Integer)
_OWN = sa.select(
    _ARTICLE.c.outlet_id,
    # Where nobody gives a date, it is as old as its entry.
    sa.func.coalesce(_ARTICLE.c.published_at, _ARTICLE.c.first_seen_at).label("published_at"),
    _VERSION.c.id.label("version_id"),
).join_from(
    _ARTICLE,
    _VERSION,
    sa.and_(
        _VERSION.c.article_id == _ARTICLE.c.id,
        _ARTICLE.c.id == _ARTICLE_ID,
        _VERSION.c.number == sa.bindparam("number"),
    ),
)
_KNOWN = (
    sa.select(_WORD, _SLOT.c.topic_id, _SLOT.c.claim_id, _SLOT.c.scope, _SLOT.c.unit, _SLOT.c.consensus)
    .join_from(_WORD, _SLOT, _SLOT.c.id == _WORD.c.slot_id)
    .where(_WORD.c.article_id == _ARTICLE_ID)
)
_ADD = sa.insert(_WORD)
_OWN_SLOTS = sa.select(_WORD.c.slot_id).where(_WORD.c.article_id == _ARTICLE_ID)
_STAND_IN = (
    sa.update(_WORD)
    .where(_WORD.c.article_id == sa.bindparam("own_article_id"))
    .values(version_id=sa.bindparam("now_version_id", type_=sa.Integer))
)
_REWRITE = sa.update(_WORD).where(
    _WORD.c.slot_id == sa.bindparam("own_slot_id"), _WORD.c.article_id == sa.bindparam("own_article_id")
)
_SLOTS = sa.select(_SLOT).where(
    _SLOT.c.topic_id == sa.bindparam("topic_id"),
    _SLOT.c.claim_id.in_(sa.bindparam("claim_ids", expanding=True)),
)
_DUE = (
    sa.update(_SLOT)
    .where(_SLOT.c.id == sa.bindparam("slot_id", type_=sa.Integer))
    .values(due_at=sa.bindparam("now", type_=_SLOT.c.due_at.type), revision=_SLOT.c.revision + 1)
)
_NEWEST = _WORD.alias("newest")
_OTHER = _ARTICLE.alias("other")
#: An outlet's newest words on slots in other articles than one.
_NEWEST_ID = (
    sa.select(_NEWEST.c.id)
    .join_from(_NEWEST, _OTHER, _OTHER.c.id == _NEWEST.c.article_id)
    .where(
        _NEWEST.c.slot_id == _SLOT.c.id,
        _NEWEST.c.outlet_id == sa.bindparam("outlet_id"),
        _NEWEST.c.article_id != _ARTICLE_ID,
        _OTHER.c.same_as_id.is_(None),
    )
    .order_by(_NEWEST.c.said_at.desc(), _NEWEST.c.article_id.desc())
    .limit(1)
    .scalar_subquery()
)
_NEWEST_WORDS = (
    sa.select(_WORD, _ARTICLE.c.last_seen_at)
    .join_from(_SLOT, _WORD, _WORD.c.id == _NEWEST_ID)
    .join(_ARTICLE, _ARTICLE.c.id == _WORD.c.article_id)
    .where(_SLOT.c.id.in_(sa.bindparam("slot_ids", expanding=True)))
)
_MENTIONS = sa.select(tables.claim).where(
    tables.claim.c.version_id.in_(sa.bindparam("version_ids", expanding=True)),
    tables.claim.c.claim_id == sa.bindparam("claim_id"),
)
_COMES_AND_GOES = frozenset({model.EventKind.ARTICLE_REMOVED, model.EventKind.ARTICLE_RETURNED})


def save_words(connection: sa.Connection, outcome: model.CheckOutcome) -> None:
    """Write what a check's believed text says of each slot; and make due what it, or a removal, may have moved."""
    touched: set[int] = set()
    if outcome.change and any(event.kind in _COMES_AND_GOES for event in outcome.change.events):
        touched |= set(connection.execute(_OWN_SLOTS, {"article_id": outcome.article_id}).scalars())
    if outcome.believed is not None:
        touched |= _save_text(connection, outcome, outcome.believed)
    if touched:
        # By id, so that two checks never wait for each other's rows.
        due = [{"slot_id": slot_id, "now": outcome.checked_at} for slot_id in sorted(touched)]
        connection.execute(_DUE, due)


def _save_text(connection: sa.Connection, outcome: model.CheckOutcome, version: model.Version) -> set[int]:
    """Write an article's words that its text makes other than they were. Returns their slots."""
    asked = {"article_id": outcome.article_id}
    own = connection.execute(_OWN, asked | {"number": version.number}).one()
    reading = words.Reading(
        claims=version.claims,
        read_at=version.seen_at,
        published_at=own.published_at,
        last_otherwise_at=_find_last_otherwise(outcome),
    )
    known = {
        (row.topic_id, row.claim_id, row.scope, row.unit): row for row in connection.execute(_KNOWN, asked)
    }
    if known:
        stand_in = {"own_article_id": outcome.article_id, "now_version_id": own.version_id}
        connection.execute(_STAND_IN, stand_in)
    said = {
        (topic_id, *key): word
        for topic_id in outcome.topic_ids
        for key, word in words.find_words(
            reading, {slot[1:]: word_of(row) for slot, row in known.items() if slot[0] == topic_id}
        ).items()
    }
    slot_ids = _find_slots(connection, said)
    newest = _find_newest(connection, {*slot_ids.values()}, asked | {"outlet_id": own.outlet_id})
    for slot, word in said.items():
        if slot not in known or known[slot].figure != word.figure:
            said[slot] = words.date_word(word, newest.get(slot_ids[slot]))
    rewritten = [
        _columns(said[slot]) | {"own_slot_id": slot_ids[slot], "own_article_id": outcome.article_id}
        for slot in said.keys() & known.keys()
    ]
    whose = asked | {"outlet_id": own.outlet_id, "version_id": own.version_id}
    added = [
        _columns(said[slot]) | whose | {"slot_id": slot_ids[slot]} for slot in said.keys() - known.keys()
    ]
    for statement, written in ((_REWRITE, rewritten), (_ADD, added)):
        if written:
            connection.execute(statement, written)
    return {*slot_ids.values(), *(row.slot_id for row in known.values() if _may_be_last(row))}


def _may_be_last(row: rows.Row) -> bool:
    return dissent.may_be_last(codec.CONSENSUS.load_optional(row.consensus), row.figure)


def _find_last_otherwise(outcome: model.CheckOutcome) -> datetime | None:
    """Find when the article was last seen without the text that is believed now; None where it is its first."""
    change = outcome.change if outcome.version and outcome.believed is outcome.version else None
    change = change or (outcome.verdict.change if outcome.verdict else None)
    return change.last_seen_old_at if change and change.old_number else None


def _find_slots(
    connection: sa.Connection, slots: Iterable[tuple[str, str, str, str]]
) -> dict[tuple[str, str, str, str], int]:
    """Find the ids of slots (topic, claim, scope, unit), making those that are new."""
    asked = set(slots)
    found = {}
    for topic_id in sorted({slot[0] for slot in asked}):
        claim_ids = sorted({slot[1] for slot in asked if slot[0] == topic_id})
        for row in connection.execute(_SLOTS, {"topic_id": topic_id, "claim_ids": claim_ids}):
            found[row.topic_id, row.claim_id, row.scope, row.unit] = row.id
    for slot in sorted(asked - found.keys()):
        columns = dict(zip(("topic_id", "claim_id", "scope", "unit"), slot, strict=True))
        found[slot] = connection.execute(sa.insert(_SLOT).returning(_SLOT.c.id), columns).scalar_one()
    return {slot: found[slot] for slot in asked}


def _find_newest(
    connection: sa.Connection, slot_ids: set[int], asked: rows.Columns
) -> dict[int, words.Newest]:
    """Find an outlet's newest words on these slots in other articles than this, by slot."""
    if not slot_ids:
        return {}
    found = connection.execute(_NEWEST_WORDS, asked | {"slot_ids": sorted(slot_ids)})
    return {
        row.slot_id: words.Newest(word=word_of(row), last_seen_at=row.last_seen_at or row.said_at)
        for row in found
    }


def _columns(word: model.Word) -> rows.Columns:
    return {
        "figure": word.figure,
        "said": codec.STRINGS.dump(word.said),
        "said_at": word.said_at,
        "last_otherwise_at": word.last_otherwise_at,
        "since": word.since,
    }


def word_of(row: rows.Row) -> model.Word:
    """Return the word a row holds."""
    return model.Word(
        figure=row.figure,
        said=codec.STRINGS.load(row.said),
        said_at=row.said_at,
        last_otherwise_at=row.last_otherwise_at,
        since=row.since,
    )


def list_mentions(
    connection: sa.Connection, version_ids: Iterable[int], *, claim_id: str
) -> dict[int, tuple[model.Claim, ...]]:
    """List what versions say of one claim, by version."""
    found: dict[int, tuple[model.Claim, ...]] = {}
    for row in connection.execute(_MENTIONS, {"version_ids": list(version_ids), "claim_id": claim_id}):
        found[row.version_id] = (*found.get(row.version_id, ()), rows.claim_of(row))
    return found
