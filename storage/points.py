"""Points: what was said of a claim up to a change, by every outlet, for the message that tells of the change.

Bounded: a claim that is in the news for months costs a message no more than one of yesterday. Next: `outbox`.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from monitor import model
from monitor.core import alerting
from monitor.core.claims import printing
from storage import filters, rows, tables

#: The newest of these are loaded of all outlets, and as many of the article itself.
_LIMIT = 200
_CLAIM = tables.claim
_VERSION = tables.version
_ARTICLE = tables.article
_OUTLET = tables.outlet
_POINTS = (
    sa.select(
        _CLAIM.c.id,
        _CLAIM.c.low,
        _CLAIM.c.high,
        _CLAIM.c.hedge,
        _CLAIM.c.is_reported,
        _CLAIM.c.unit,
        _VERSION.c.seen_at,
        _VERSION.c.article_id,
        _ARTICLE.c.outlet_id,
        _OUTLET.c.name,
    )
    .join(_VERSION, _VERSION.c.id == _CLAIM.c.version_id)
    .join(_ARTICLE, _ARTICLE.c.id == _VERSION.c.article_id)
    .join(_OUTLET, _OUTLET.c.id == _ARTICLE.c.outlet_id)
    .where(
        _CLAIM.c.scope == sa.bindparam("scope"),
        _CLAIM.c.unit == sa.bindparam("unit"),
        _VERSION.c.seen_at <= sa.bindparam("until"),
        # What nobody confirmed is nothing that the outlet said.
        _VERSION.c.standing.in_(model.BELIEVED),
        _ARTICLE.c.same_as_id.is_(None),
    )
)
_NEWEST = (
    _POINTS.where(_CLAIM.c.claim_id == sa.bindparam("claim_id")).order_by(_CLAIM.c.id.desc()).limit(_LIMIT)
)
_NEWEST_OF_ARTICLE = (
    _POINTS.where(
        _VERSION.c.article_id == sa.bindparam("article_id"),
        # Not the bare column: SQLite would go through every find of the claim rather than the article's versions.
        _CLAIM.c.claim_id.concat("") == sa.bindparam("claim_id"),
    )
    .order_by(_VERSION.c.number.desc())
    .limit(_LIMIT)
)


def load_points(
    connection: sa.Connection, change: model.Change, *, article_id: int, topic_ids: Sequence[str]
) -> tuple[model.ClaimPoint, ...]:
    """Load how the claim that a change is about stood up to it in articles of its topics, oldest first; () where it is
    about no number."""
    claim = alerting.find_lead_number(change)
    if claim is None:
        return ()
    asked = {
        "claim_id": claim.claim_id,
        "scope": claim.scope,
        "unit": claim.unit,
        "until": change.first_seen_new_at,
    }
    # The same claim may be watched for in another story, where its number is another thing.
    found = {row.id: row for row in connection.execute(_newest_of(tuple(topic_ids)), asked).all()}
    found |= {
        row.id: row
        for row in connection.execute(_NEWEST_OF_ARTICLE, asked | {"article_id": article_id}).all()
    }
    in_order = sorted(found.values(), key=lambda row: (row.seen_at, row.id))
    return tuple(_point_of(row) for row in in_order if row.low is not None or row.high is not None)


@lru_cache(maxsize=100)
def _newest_of(topic_ids: tuple[str, ...]) -> sa.Select[*tuple[Any, ...]]:
    return _NEWEST.where(sa.or_(sa.false(), *(filters.has_topic(topic_id) for topic_id in topic_ids)))


def _point_of(row: rows.Row) -> model.ClaimPoint:
    return model.ClaimPoint(
        at=row.seen_at,
        article_id=row.article_id,
        outlet_id=row.outlet_id,
        outlet_name=row.name,
        low=row.low,
        high=row.high,
        text=_print_value(row.low, row.high, hedge=row.hedge, is_reported=row.is_reported, unit=row.unit),
    )


@lru_cache(maxsize=1_000)
def _print_value(
    low: Decimal | None, high: Decimal | None, *, hedge: str, is_reported: bool, unit: str
) -> str:
    """Print a value as changes do; a story's few values stand in many rows."""
    value = model.Claim(
        claim_id="",
        type=model.ClaimType.COUNT,
        low=low,
        high=high,
        hedge=model.Hedge(hedge),
        is_reported=is_reported,
        unit=unit,
        start=0,
        end=0,
        sentence="",
    )
    return printing.print_value(value)
