"""Origins: which articles are copies of one text. Bands find what may be like, `core.origins` decides.

Written in the transaction of the check that read the text. On PostgreSQL one such transaction at a time: two copies that come
at the same moment would not see each other. Next: `readings`, which shows them.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from monitor import model
from monitor.core import agencies, likeness, origins
from storage import codec, rows, tables

_ARTICLE = tables.article
_LIKENESS = tables.likeness
_COPY = tables.copy
_VERSION = tables.version
_WINDOW = timedelta(days=origins.WINDOW_DAYS)
#: Articles whose texts are held against a new one: those with most bands in common. One copy is enough to find the rest.
_CANDIDATES = 3
#: Any number of our own: who holds it on PostgreSQL is deciding an origin.
_LOCK = sa.select(sa.func.pg_advisory_xact_lock(0x636F7079))

_IS_COPY = _COPY.c.left_at.is_(None)
_ID = sa.bindparam("article_id", type_=sa.Integer)
_BANDS = sa.bindparam("bands", type_=sa.BigInteger, expanding=True)
_PRESENT = sa.select(_COPY.c.origin_id, _COPY.c.left_at).where(_COPY.c.article_id == _ID)
_KNOWN_BANDS = sa.select(_LIKENESS.c.band).where(_LIKENESS.c.band.in_(_BANDS), _LIKENESS.c.article_id == _ID)
_INSERT_BANDS = sa.insert(_LIKENESS).inline()
_OWN = _ARTICLE.alias("own")
#: Other outlets' articles that share bands and whose text is young enough, most bands first.
_LIKE = (
    sa.select(_LIKENESS.c.article_id)
    .join(_ARTICLE, _ARTICLE.c.id == _LIKENESS.c.article_id)
    .where(
        _LIKENESS.c.band.in_(_BANDS),
        _ARTICLE.c.outlet_id != sa.select(_OWN.c.outlet_id).where(_OWN.c.id == _ID).scalar_subquery(),
        _ARTICLE.c.same_as_id.is_(None),
        _ARTICLE.c.latest_seen_at >= sa.bindparam("since", type_=_ARTICLE.c.latest_seen_at.type),
    )
    .group_by(_LIKENESS.c.article_id)
    .having(sa.func.count() >= likeness.MIN_SHARED_BANDS)
    .order_by(sa.func.count().desc(), _LIKENESS.c.article_id)
    .limit(_CANDIDATES)
)
_CANDIDATE_TEXTS = (
    sa.select(_ARTICLE.c.id, _COPY.c.origin_id, _VERSION.c.headline, _VERSION.c.byline, _VERSION.c.paragraphs)
    .join(
        _VERSION,
        sa.and_(_VERSION.c.article_id == _ARTICLE.c.id, _VERSION.c.number == _ARTICLE.c.believed_number),
    )
    .outerjoin(_COPY, sa.and_(_COPY.c.article_id == _ARTICLE.c.id, _IS_COPY))
    .where(_ARTICLE.c.id.in_(sa.bindparam("ids", expanding=True)))
)
_COPIES = (
    sa.select(
        _COPY.c.article_id,
        _COPY.c.share,
        _COPY.c.credit,
        _ARTICLE.c.outlet_id,
        tables.outlet.c.name.label("outlet_name"),
        _ARTICLE.c.headline,
        _ARTICLE.c.first_seen_at,
    )
    .join(_ARTICLE, _ARTICLE.c.id == _COPY.c.article_id)
    .join(tables.outlet, tables.outlet.c.id == _ARTICLE.c.outlet_id)
    .where(_COPY.c.origin_id == sa.bindparam("origin_id"), _IS_COPY, _ARTICLE.c.same_as_id.is_(None))
    .order_by(_ARTICLE.c.first_seen_at, _COPY.c.article_id)
)


def save_origin(
    connection: sa.Connection, article_id: int, *, text: model.Article, bands: Sequence[int], now: datetime
) -> None:
    """Write the bands of an article's newest believed text, already stored, and which origin it is a copy of, if any."""
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK)
    present = connection.execute(_PRESENT, {"article_id": article_id}).one_or_none()
    origin_id = present.origin_id if present and present.left_at is None else None
    candidates = _find_candidates(connection, article_id, bands=bands, origin_id=origin_id, now=now)
    _insert_bands(connection, article_id, bands)
    kinship = origins.decide_origin(article_id, text, origin_id=origin_id, candidates=candidates)
    if kinship is None:
        if origin_id is not None:
            leaves = sa.update(_COPY).where(_COPY.c.article_id == article_id)
            connection.execute(leaves.values(left_at=now))
        return
    _write_copy(connection, article_id, kinship=kinship, text=text, now=now)
    for other in candidates:
        if other.id == kinship.like_id and other.origin_id is None:
            _write_copy(connection, other.id, kinship=kinship, text=other.article, now=now)


def load_origin(connection: sa.Connection, article_id: int) -> model.Origin | None:
    """Load the origin an article is a copy of, with all its copies, or None."""
    present = connection.execute(_PRESENT, {"article_id": article_id}).one_or_none()
    if present is None or present.left_at is not None:
        return None
    found = connection.execute(_COPIES, {"origin_id": present.origin_id}).mappings()
    copies = tuple(model.Copy(**row) for row in found)
    # What is left when the others were rewritten is a text of its own.
    return model.Origin(id=present.origin_id, copies=copies) if len(copies) > 1 else None


def find_origins(connection: sa.Connection, article_ids: Sequence[int]) -> dict[int, int]:
    """Find which of these articles are copies, and of which origin."""
    query = sa.select(_COPY.c.article_id, _COPY.c.origin_id).where(
        _COPY.c.article_id.in_(article_ids), _IS_COPY
    )
    return {row.article_id: row.origin_id for row in connection.execute(query)}


def load_texts(connection: sa.Connection, article_ids: Sequence[int]) -> tuple[model.LikeArticle, ...]:
    """Load the newest believed texts of these articles, with their origins."""
    if not article_ids:
        return ()
    return tuple(_candidate_of(row) for row in connection.execute(_CANDIDATE_TEXTS, {"ids": article_ids}))


def _find_candidates(
    connection: sa.Connection,
    article_id: int,
    *,
    bands: Sequence[int],
    origin_id: int | None,
    now: datetime,
) -> tuple[model.LikeArticle, ...]:
    """Find other outlets' articles of like text, and the one that gave the article's present origin its id."""
    asked = {"article_id": article_id, "bands": bands, "since": now - _WINDOW}
    ids = set(connection.execute(_LIKE, asked).scalars()) if bands else set()
    if origin_id is not None and origin_id != article_id:
        ids.add(origin_id)
    return load_texts(connection, sorted(ids))


def _candidate_of(row: rows.Row) -> model.LikeArticle:
    text = model.Article(
        canonical_url="",
        headline=row.headline,
        byline=row.byline,
        paragraphs=codec.STRINGS.load(row.paragraphs),
    )
    return model.LikeArticle(id=row.id, origin_id=row.origin_id, article=text)


def _insert_bands(connection: sa.Connection, article_id: int, bands: Sequence[int]) -> None:
    """Write bands that are not there yet. Those of earlier texts stay: a late copy may be one of them."""
    if not bands:
        return
    asked = {"article_id": article_id, "bands": bands}
    known = set(connection.execute(_KNOWN_BANDS, asked).scalars())
    if new := [{"band": band, "article_id": article_id} for band in {*bands} - known]:
        connection.execute(_INSERT_BANDS, new)


def _write_copy(
    connection: sa.Connection, article_id: int, *, kinship: model.Kinship, text: model.Article, now: datetime
) -> None:
    """Write that an article is a copy; it may have been one before."""
    values = {
        "origin_id": kinship.origin_id,
        "share": kinship.share,
        "credit": agencies.find_credit(text),
        "left_at": None,
    }
    known = sa.update(_COPY).where(_COPY.c.article_id == article_id)
    if not connection.execute(known.values(values)).rowcount:
        connection.execute(sa.insert(_COPY).values(article_id=article_id, joined_at=now, **values))
