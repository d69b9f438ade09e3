"""Versions with their claims and evidence: written once; only what became of a doubt is added. Stores what it is given.

Next: `articles`, which writes one in the transaction of its check.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from monitor import model
from storage import changes, rereadings, rows, search_index, snapshots, surroundings, tables

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
    sa.select(
        _VERSION.c.number,
        _VERSION.c.content_hash,
        _VERSION.c.headline,
        _VERSION.c.subheadline,
        _VERSION.c.byline,
        _VERSION.c.standing,
    )
    .where(_VERSION.c.article_id == sa.bindparam("article_id"))
    .order_by(_VERSION.c.number)
)


def insert_version(
    connection: sa.Connection, article_id: int, *, version: model.Version, snapshot: rows.Columns | None
) -> None:
    """Write one version, its claims, what it is found by, and the snapshot behind it where there is one."""
    columns = {"article_id": article_id, **rows.version_columns(version)}
    version_id = connection.execute(_INSERT, columns).scalar_one()
    if version.claims:
        connection.execute(
            _INSERT_CLAIM,
            [{"version_id": version_id, **rows.claim_columns(claim)} for claim in version.claims],
        )
    search_index.index_version(connection, version_id, article_id=article_id, version=version)
    if snapshot is not None:
        connection.execute(_INSERT_SNAPSHOT, {"version_id": version_id, **snapshot})


def judge_version(connection: sa.Connection, article_id: int, *, version: model.Version) -> None:
    """Write what became of a version that was in doubt."""
    connection.execute(
        sa.update(_VERSION)
        .where(_VERSION.c.article_id == article_id, _VERSION.c.number == version.number)
        .values(rows.doubt_columns(version.doubt))
    )


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
    """Load an article's newest believed version and the hashes, headlines and other lines of all of them, each as last read, and the one in doubt that
    waits; None where there is no version.

    The page behind the newest one comes with it where another than `read_by` read it.
    """
    stored = connection.execute(_HISTORY, {"article_id": article_id}).all()
    first_read = {row.number: row.content_hash for row in stored if row.standing in model.BELIEVED}
    latest = load_version(connection, article_id, max(first_read, default=0))
    if latest is None:
        return None
    reread = {one.number: one for one in rereadings.load_last(connection, article_id)}
    if last := reread.get(latest.number):
        latest = replace(latest, article=last.article, content_hash=last.content_hash, read_by=last.read_by)
    hashes = {
        number: reread[number].content_hash if number in reread else known
        for number, known in first_read.items()
    }
    # Each as last read, which has the lines of the row by the same names.
    shown = [
        (row.number, reread[row.number].article if row.number in reread else row)
        for row in stored
        if row.number in hashes
    ]
    is_ours = read_by in (None, latest.read_by)
    is_held = stored[-1].standing == model.Standing.WAITING
    return model.Past(
        latest=latest,
        history=tuple(hashes.items()),
        headlines=tuple((number, text.headline) for number, text in shown),
        subheadlines=tuple((number, text.subheadline) for number, text in shown),
        bylines=tuple((number, text.byline) for number, text in shown),
        page=None if is_ours else snapshots.find_page(connection, article_id, latest.number),
        surroundings=surroundings.load_surroundings(connection, article_id, number=latest.number),
        held=_load_held(connection, article_id, stored[-1].number) if is_held else None,
    )


def _load_held(connection: sa.Connection, article_id: int, number: int) -> model.Held:
    version = load_version(connection, article_id, number)
    assert version is not None  # noqa: S101  # its number was read in this transaction
    brought = sa.select(tables.change.c.id).where(
        tables.change.c.article_id == article_id, tables.change.c.new_number == number
    )
    change_id = connection.execute(brought).scalar_one()
    return model.Held(version=version, change_id=change_id, change=changes.load_change(connection, change_id))


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
