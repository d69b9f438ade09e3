"""Rereadings: what later releases read from the page of a version, beside the text that was first read from it.

Written by `claimwatch db reextract --apply` alone; nothing here is ever changed. Next: `versions`, which holds a new
text against the last reading.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from monitor import errors, model
from storage import rows, tables

_REREADING = tables.rereading
_VERSION = tables.version
_ARTICLE = tables.article
_LATER = _REREADING.alias()
_IS_LAST = ~sa.exists().where(_LATER.c.version_id == _REREADING.c.version_id, _LATER.c.id > _REREADING.c.id)
_LAST = (
    sa.select(_REREADING, _VERSION.c.number)
    .join(_VERSION, _VERSION.c.id == _REREADING.c.version_id)
    .where(_VERSION.c.article_id == sa.bindparam("article_id"), _IS_LAST)
    .order_by(_VERSION.c.number)
)


def insert_rereadings(
    connection: sa.Connection,
    article_id: int,
    *,
    rereadings: Sequence[model.Rereading],
    fingerprint: str | None,
) -> None:
    """Write rereadings; where the newest version is among them, the next check is held against it.

    Raises NotFoundError for a version that is not there; the caller's transaction then writes nothing.
    """
    found = connection.execute(
        sa.select(_VERSION.c.number, _VERSION.c.id).where(_VERSION.c.article_id == article_id)
    )
    ids = {row.number: row.id for row in found}
    for one in rereadings:
        if one.number not in ids:
            raise errors.NotFoundError(f"Article {article_id} has no version {one.number}.")
        columns = rows.rereading_columns(one) | {"version_id": ids[one.number]}
        connection.execute(sa.insert(_REREADING), columns)
        connection.execute(
            sa.update(_ARTICLE)
            .where(_ARTICLE.c.id == article_id, _ARTICLE.c.believed_number == one.number)
            .values(latest_content_hash=one.content_hash, fingerprint=fingerprint)
        )


def load_last(connection: sa.Connection, article_id: int) -> tuple[model.Rereading, ...]:
    """Load the last rereading of each version that has any, oldest version first."""
    found = connection.execute(_LAST, {"article_id": article_id})
    return tuple(rows.rereading_of(row) for row in found)
