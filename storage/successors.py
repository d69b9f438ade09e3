"""Successors: an article whose address is gone goes on in the one that took its text over, at another address.

Two rows that are one article are never merged: the later is retired with a pointer, the older goes on at the living address,
and each keeps its versions and its chain of evidence. Next: `addresses`, which joins them; `core.successors` decides.
"""

from collections.abc import Sequence

import sqlalchemy as sa

from monitor import model
from monitor.core import likeness, successors
from storage import addresses, origins, tables, versions

_ARTICLE = tables.article
_VERSION = tables.version
_LIKENESS = tables.likeness
_OWN = _ARTICLE.alias("own")
_ID = sa.bindparam("article_id", type_=sa.Integer)
_IS_GONE = sa.or_(_ARTICLE.c.missing_count >= successors.MISSED_CHECKS, _ARTICLE.c.is_removed.is_(True))
_IS_THERE = sa.and_(_ARTICLE.c.missing_count == 0, _ARTICLE.c.is_removed.is_(False))
#: A text in doubt may be another article's; an article that was retired meanwhile goes on in the one it points to.
_BELIEVED = sa.select(_ARTICLE.c.believed_number).where(_ARTICLE.c.id == _ID, _ARTICLE.c.same_as_id.is_(None))
_CANDIDATES = 5
#: When articles were listed first, read first and seen last.
_STAYS = (
    sa.select(
        _ARTICLE.c.id,
        _ARTICLE.c.first_seen_at.label("listed_at"),
        sa.func.min(_VERSION.c.seen_at).label("first_at"),
        sa.func.coalesce(_ARTICLE.c.last_seen_at, sa.func.max(_VERSION.c.seen_at)).label("last_at"),
    )
    .join(_VERSION, _VERSION.c.article_id == _ARTICLE.c.id)
    .where(_ARTICLE.c.id.in_(sa.bindparam("ids", expanding=True)))
    .group_by(_ARTICLE.c.id)
)
#: Other articles of the outlet that share bands.
_ALIKE = (
    sa.select(_LIKENESS.c.article_id)
    .join(_ARTICLE, _ARTICLE.c.id == _LIKENESS.c.article_id)
    .where(
        _LIKENESS.c.band.in_(sa.bindparam("bands", type_=sa.BigInteger, expanding=True)),
        _LIKENESS.c.article_id != _ID,
        _ARTICLE.c.outlet_id == sa.select(_OWN.c.outlet_id).where(_OWN.c.id == _ID).scalar_subquery(),
        _ARTICLE.c.same_as_id.is_(None),
    )
    .group_by(_LIKENESS.c.article_id)
    .having(sa.func.count() >= likeness.MIN_SHARED_BANDS)
    .order_by(sa.func.count().desc(), _LIKENESS.c.article_id)
    .limit(_CANDIDATES)
)
#: Those of them that are gone, and those that are not.
_LIKE = {True: _ALIKE.where(_IS_GONE), False: _ALIKE.where(_IS_THERE)}
_URL = sa.select(_ARTICLE.c.canonical_url).where(_ARTICLE.c.id == _ID)
#: Of the article that one was joined with.
_JOINED_URL = sa.select(_OWN.c.canonical_url).join_from(
    _ARTICLE, _OWN, sa.and_(_OWN.c.id == _ARTICLE.c.same_as_id, _ARTICLE.c.id == _ID)
)


def join_successor(connection: sa.Connection, outcome: model.CheckOutcome) -> None:
    """Join the article of a check, already written, with the one it goes on in, or that goes on in it, if there is one.

    Asked when an article is missing again, and when one is read for the first time."""
    is_missing = outcome.failure is not None and outcome.failure.kind in model.MISSING_KINDS
    is_gone = is_missing and outcome.missing_count >= successors.MISSED_CHECKS
    if is_gone and outcome.base_number:
        believed = connection.execute(_BELIEVED, {"article_id": outcome.article_id}).scalar() or 0
        known = versions.load_version(connection, outcome.article_id, believed)
        text = None if known is None else known.article
        bands = likeness.find_bands(text) if text else ()
    else:
        is_first = outcome.kind is model.CheckKind.FIRST_VERSION and outcome.version is not None
        text = outcome.version.article if outcome.version and is_first else None
        bands = outcome.bands
    if text is None or not bands:
        return
    asked = {"article_id": outcome.article_id, "bands": bands}
    ids = list(connection.execute(_LIKE[not is_gone], asked).scalars())
    other_id = _find_successor(connection, outcome.article_id, text=text, ids=ids) if ids else None
    if other_id is not None:
        gone_id, heir_id = (outcome.article_id, other_id) if is_gone else (other_id, outcome.article_id)
        addresses.follow_article(connection, gone_id, heir_id=heir_id, now=outcome.checked_at)


def find_repeated(connection: sa.Connection, outcome: model.CheckOutcome) -> str | None:
    """Find where the first text of an article stood before: at the article of its outlet that it turned out to be, or at one
    of nearly the same text. None where it is new."""
    asked = {"article_id": outcome.article_id, "bands": outcome.bands}
    joined: str | None = connection.execute(_JOINED_URL, asked).scalar()
    if joined or outcome.version is None or not outcome.bands:
        return joined
    others = origins.load_texts(connection, connection.execute(_ALIKE, asked).scalars().all())
    other_id = successors.find_repeated(outcome.version.article, others)
    return None if other_id is None else connection.execute(_URL, {"article_id": other_id}).scalar_one()


def _find_successor(
    connection: sa.Connection, article_id: int, *, text: model.Article, ids: Sequence[int]
) -> int | None:
    """Find which of these articles is the one that an article of this text goes on in, or that goes on in it."""
    texts = {other.id: other.article for other in origins.load_texts(connection, ids)} | {article_id: text}
    found = connection.execute(_STAYS, {"ids": list(texts)}).mappings()
    stays = {row["id"]: successors.Stay(text=texts[row["id"]], **row) for row in found}
    return successors.find_successor(stays.pop(article_id), list(stays.values()))
