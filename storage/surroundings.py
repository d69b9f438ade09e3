"""Surroundings: a few texts of an article's own past and of its outlet's other articles. Reads only, and never much.

Next: `monitor.core.rotation`, which tells from them what takes turns.
"""

import sqlalchemy as sa

from monitor import model
from storage import codec, tables

#: Versions before the newest, other articles with their text, and headlines: enough to know a box again.
EARLIER = 6
OTHERS = 8
TITLES = 200

_ARTICLE = tables.article
_VERSION = tables.version
_OWN = _ARTICLE.alias()
_EARLIER = (
    sa.select(_VERSION.c.paragraphs)
    .where(_VERSION.c.article_id == sa.bindparam("article_id"), _VERSION.c.number < sa.bindparam("number"))
    # A broken page that was seen once is no box that took its turn.
    .where(_VERSION.c.standing.in_(model.BELIEVED))
    .order_by(_VERSION.c.number.desc())
    .limit(EARLIER)
)
#: The newest of the outlet's other articles; an outlet has many that were never read.
_NEWEST = (
    sa.select(_ARTICLE.c.id, _ARTICLE.c.believed_number, _ARTICLE.c.headline)
    .where(
        _ARTICLE.c.outlet_id
        == sa.select(_OWN.c.outlet_id).where(_OWN.c.id == sa.bindparam("article_id")).scalar_subquery(),
        _ARTICLE.c.id != sa.bindparam("article_id"),
    )
    .order_by(_ARTICLE.c.id.desc())
    .limit(TITLES)
)
_TEXTS = sa.select(_VERSION.c.paragraphs).where(
    _VERSION.c.article_id == sa.bindparam("article_id"), _VERSION.c.number == sa.bindparam("number")
)


def load_surroundings(connection: sa.Connection, article_id: int, *, number: int) -> model.Surroundings:
    """Load what stands around version `number` of an article."""
    earlier = connection.execute(_EARLIER, {"article_id": article_id, "number": number}).scalars()
    newest = connection.execute(_NEWEST, {"article_id": article_id}).all()
    read = [row for row in newest if row.believed_number][:OTHERS]
    others = [
        connection.execute(_TEXTS, {"article_id": row.id, "number": row.believed_number}).scalar_one()
        for row in read
    ]
    return model.Surroundings(
        earlier=tuple(map(codec.STRINGS.load, earlier)),
        others=tuple(map(codec.STRINGS.load, others)),
        titles=tuple(row.headline for row in newest if row.headline),
    )
