"""Versions with their claims and evidence: written once, never changed. Stores what it is given.

Next: `articles`, which writes one in the transaction of its check.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from monitor import model
from storage import rereadings, rows, snapshots, surroundings, tables

_VERSION = tables.version
_CLAIM = tables.claim
_INSERT = sa.insert(_VERSION).returning(_VERSION.c.id)
_INSERT_CLAIM = sa.insert(_CLAIM)
_INSERT_SNAPSHOT = sa.insert(tables.snapshot).inline()
_ONE = sa.select(_VERSION).where(
    _VERSION.c.article_id == sa.bindparam("article_id"), _VERSION.c.number == sa.bindparam("number")
)
_CLAIMS = sa.select(_CLAIM).where(_CLAIM.c.version_id == sa.bindparam("version_id")).order_by(_CLAIM.c.id)
_HISTORY = (
    sa.select(_VERSION.c.number, _VERSION.c.content_hash)
    .where(_VERSION.c.article_id == sa.bindparam("article_id"))
    .order_by(_VERSION.c.number)
)


def insert_version(
    connection: sa.Connection, article_id: int, *, version: model.Version, snapshot: rows.Columns | None
) -> None:
    """Write one version, its claims, and the snapshot behind it where there is one."""
    columns = {"article_id": article_id, **rows.version_columns(version)}
    version_id = connection.execute(_INSERT, columns).scalar_one()
    if version.claims:
        connection.execute(
            _INSERT_CLAIM,
            [{"version_id": version_id, **rows.claim_columns(claim)} for claim in version.claims],
        )
    if snapshot is not None:
        connection.execute(_INSERT_SNAPSHOT, {"version_id": version_id, **snapshot})


def load_version(connection: sa.Connection, article_id: int, number: int) -> model.Version | None:
    """Load one version, or None where there is none of this number."""
    if number == 0:  # Before the first version.
        return None
    row = connection.execute(_ONE, {"article_id": article_id, "number": number}).one_or_none()
    if row is None:
        return None
    claims = connection.execute(_CLAIMS, {"version_id": row.id})
    return rows.version_of(row, tuple(rows.claim_of(claim) for claim in claims))


def load_past(connection: sa.Connection, article_id: int, *, read_by: str | None) -> model.Past | None:
    """Load an article's newest version and the hashes of all, each as last read, or None where there is no version.

    The page behind the newest one comes with it where another than `read_by` read it.
    """
    found = connection.execute(_HISTORY, {"article_id": article_id})
    first_read = {row.number: row.content_hash for row in found}
    latest = load_version(connection, article_id, max(first_read, default=0))
    if latest is None:
        return None
    reread = {one.number: one for one in rereadings.load_last(connection, article_id)}
    if last := reread.get(latest.number):
        latest = replace(latest, article=last.article, content_hash=last.content_hash, read_by=last.read_by)
    hashes = first_read | {number: one.content_hash for number, one in reread.items()}
    is_ours = read_by in (None, latest.read_by)
    page = None if is_ours else snapshots.find_page(connection, article_id, latest.number)
    around = surroundings.load_surroundings(connection, article_id, number=latest.number)
    return model.Past(latest=latest, history=tuple(hashes.items()), page=page, surroundings=around)


def load_versions(connection: sa.Connection, article_id: int) -> tuple[model.Version, ...]:
    """Load every version of an article, oldest first."""
    found = connection.execute(
        sa.select(_VERSION).where(_VERSION.c.article_id == article_id).order_by(_VERSION.c.number)
    ).all()
    claims = _claims_by_version(connection, [row.id for row in found])
    return tuple(rows.version_of(row, tuple(claims[row.id])) for row in found)


def _claims_by_version(
    connection: sa.Connection, version_ids: Sequence[int]
) -> defaultdict[int, list[model.Claim]]:
    claims: defaultdict[int, list[model.Claim]] = defaultdict(list)
    query = sa.select(_CLAIM).where(_CLAIM.c.version_id.in_(version_ids)).order_by(_CLAIM.c.id)
    for row in connection.execute(query):
        claims[row.version_id].append(rows.claim_of(row))
    return claims
