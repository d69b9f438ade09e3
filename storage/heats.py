"""Heats: a claim that moved at one outlet makes articles that carry it due at once, in the transaction that tells of it.

Looks at no more than the newest of the claim's finds, and heats no more than a few dozen articles: other outlets first,
then the newest. Next: `checks`, which saves them.
"""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from monitor import model
from storage import addresses, codec, pruning, rows, tables

#: Articles that one claim's move makes due.
MOST_HEATED = 30
#: Finds of a claim, the newest first, that are looked through for them: most are of articles that still stand.
_LOOKED_THROUGH = 2000
_HEAT = tables.heat
_ARTICLE = tables.article
_CLAIM = tables.claim
_KNOWN = sa.select(_HEAT.c.until).where(
    _HEAT.c.claim_id == sa.bindparam("claim_id"), _HEAT.c.value == sa.bindparam("value")
)
_NEWEST = (
    sa.select(_CLAIM.c.id)
    .where(_CLAIM.c.claim_id == sa.bindparam("claim_id"))
    .order_by(_CLAIM.c.id.desc())
    .limit(_LOOKED_THROUGH)
)
_CARRIERS = (
    sa.select(
        _ARTICLE.c.id,
        _ARTICLE.c.outlet_id,
        _ARTICLE.c.topic_ids,
        _CLAIM.c.low,
        _CLAIM.c.high,
        _CLAIM.c.value,
    )
    .join_from(_CLAIM, tables.version, tables.version.c.id == _CLAIM.c.version_id)
    .join(
        _ARTICLE,
        sa.and_(
            _ARTICLE.c.id == tables.version.c.article_id,
            _ARTICLE.c.believed_number == tables.version.c.number,
        ),
    )
    .where(
        _CLAIM.c.id.in_(_NEWEST),
        _ARTICLE.c.is_listed.is_(True),
        _ARTICLE.c.is_watched.is_(True),
        _ARTICLE.c.is_removed.is_(False),
        _ARTICLE.c.same_as_id.is_(None),
    )
    .order_by(_CLAIM.c.id.desc())
)


def save_heat(connection: sa.Connection, article_id: int, heat: model.Heat, *, now: datetime) -> None:
    """Make due at once who carries a claim that moved in this article, unless it is heated already."""
    key = {"claim_id": heat.claim_id, "value": heat.value}
    until = connection.execute(_KNOWN, key).scalar()
    if until is not None and until > now:
        return
    pruning.prune(connection, _HEAT, is_over=_HEAT.c.until <= now)
    connection.execute(sa.delete(_HEAT).where(_HEAT.c.claim_id == heat.claim_id, _HEAT.c.value == heat.value))
    connection.execute(sa.insert(_HEAT), key | {"until": heat.until})
    carriers = connection.execute(_CARRIERS, {"claim_id": heat.claim_id}).all()
    own_outlet = sa.select(_ARTICLE.c.outlet_id).where(_ARTICLE.c.id == article_id)
    outlet_id = connection.execute(own_outlet).scalar_one()
    chosen = _choose(carriers, heat, article_id=article_id, outlet_id=outlet_id)
    # By id, so that two checks never wait for each other's rows.
    for one, topic_ids in sorted(chosen.items()):
        addresses.wake(connection, one, topic_ids=topic_ids, now=now, reason=heat.reason)
    connection.execute(sa.update(_ARTICLE).where(_ARTICLE.c.id.in_(chosen)).values(heated_at=now))


def _choose(
    carriers: Iterable[rows.Row], heat: model.Heat, *, article_id: int, outlet_id: str
) -> dict[int, tuple[str, ...]]:
    """Return the articles to heat, with their topics; those that say the new value already are left out."""
    found: dict[int, tuple[str, ...]] = {}
    others: set[int] = set()
    said_so = {article_id}
    for row in carriers:
        if (row.low, row.high, row.value) == heat.said:
            said_so.add(row.id)
        topic_ids = codec.STRINGS.load(row.topic_ids)
        if not set(topic_ids).isdisjoint(heat.topic_ids):
            found[row.id] = topic_ids
            if row.outlet_id != outlet_id:
                others.add(row.id)
    order = sorted((one for one in found if one not in said_so), key=lambda one: one not in others)
    return {one: found[one] for one in order[:MOST_HEATED]}
