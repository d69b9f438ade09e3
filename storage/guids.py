"""Guids: a feed's entry that comes with another link than before is the article it was, where a second sign says so.

Keeps the digest of a guid, since guids may be of any length. Next: `sightings`, which asks; `core.successors` decides.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from monitor import model
from monitor.core import successors
from storage import addresses, codec, rows, tables

_ARTICLE = tables.article
#: A guid that several articles had is used again, or is a place in the list: it names none of them.
_USED_ONCE = (
    sa.select(sa.func.min(_ARTICLE.c.id))
    .where(
        _ARTICLE.c.outlet_id == sa.bindparam("outlet_id"),
        _ARTICLE.c.guid_sha256.in_(sa.bindparam("digests", expanding=True)),
        _ARTICLE.c.same_as_id.is_(None),
    )
    .group_by(_ARTICLE.c.guid_sha256)
    .having(sa.func.count() == 1)
)
_KNOWN = sa.select(
    _ARTICLE.c.id,
    _ARTICLE.c.guid_sha256,
    _ARTICLE.c.canonical_url,
    _ARTICLE.c.headline,
    _ARTICLE.c.published_at,
    _ARTICLE.c.topic_ids,
).where(_ARTICLE.c.id.in_(_USED_ONCE))


def find_digests(outcome: model.PollOutcome) -> dict[str, str]:
    """Find the digests of the guids of a poll that can be trusted, by the entry's URL."""
    found = successors.find_guids([sighting.entry for sighting in outcome.sightings])
    return {url: hashlib.sha256(guid.encode(errors="replace")).hexdigest() for url, guid in found.items()}


def follow_entries(
    connection: sa.Connection,
    outcome: model.PollOutcome,
    *,
    owners: Mapping[str, int],
    digests: Mapping[str, str],
) -> dict[str, int]:
    """Give articles the new links of their entries, and return which article owns which of them, by the link's key.

    `owners` are the articles of the links that are known: one whose own link is in the poll follows no other."""
    entries = [sighting.entry for sighting in outcome.sightings]
    present = frozenset(owners.values())
    new = [
        entry
        for entry in entries
        if entry.url in digests and owners.keys().isdisjoint(map(addresses.key_of, (entry.url, entry.link)))
    ]
    if not new:
        return {}
    asked = {"outlet_id": outcome.outlet_id, "digests": sorted({digests[entry.url] for entry in new})}
    known = {row.guid_sha256: row for row in connection.execute(_KNOWN, asked)}
    followed: dict[str, int] = {}
    for entry in new:
        row = known.pop(digests[entry.url], None)
        if row is None or row.id in present:
            continue
        if successors.is_same_entry(entry, _entry_of(row), others=entries):
            followed[addresses.key_of(entry.url)] = row.id
            _follow(connection, row, entry, now=outcome.polled_at)
    return followed


def _entry_of(row: rows.Row) -> successors.KnownEntry:
    return successors.KnownEntry(url=row.canonical_url, titles=(row.headline,), published_at=row.published_at)


def _follow(connection: sa.Connection, row: rows.Row, entry: model.Entry, *, now: datetime) -> None:
    addresses.move_article(connection, row.id, canonical_url=entry.url, moved_to=entry.link, now=now)
    connection.execute(
        sa.update(_ARTICLE).where(_ARTICLE.c.id == row.id).values(addresses.WITHOUT_VALIDATORS)
    )
    addresses.wake(
        connection,
        row.id,
        topic_ids=codec.STRINGS.load(row.topic_ids),
        now=now,
        reason="its feed entry has another link",
    )
