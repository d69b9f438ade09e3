"""Reaches: the OutletStore port. How an outlet answers, and the bulletins that say so, with their alerts.

Next: `bulletins`, which writes them; `outbox`, which sends them.
"""

from functools import partial

import sqlalchemy as sa

from monitor import errors, model
from storage import bulletins, codec, engine, mutes, rows, tables

_OUTLET = tables.outlet
_ARTICLE = tables.article
_OTHER = _OUTLET.alias("other")
_IS_OWN = _ARTICLE.c.outlet_id == _OUTLET.c.id
# One that is looked at no more, for its age or as another's double, is not blind for a refusal.
_IS_LOOKED_AT = sa.and_(_IS_OWN, _ARTICLE.c.is_watched.is_(True), _ARTICLE.c.next_check_at.is_not(None))
_LOAD = sa.select(
    _OUTLET.c.reach,
    _OUTLET.c.reach_revision,
    sa.select(sa.func.count()).where(_IS_LOOKED_AT).scalar_subquery().label("article_count"),
    sa.select(sa.func.count())
    .where(_IS_LOOKED_AT, _ARTICLE.c.is_blocked.is_(True))
    .scalar_subquery()
    .label("walled_count"),
    sa.select(sa.func.max(_ARTICLE.c.last_seen_at)).where(_IS_OWN).scalar_subquery().label("check_at"),
    sa.select(sa.func.max(tables.feed.c.last_good_at))
    .where(tables.feed.c.outlet_id == _OUTLET.c.id)
    .scalar_subquery()
    .label("poll_at"),
    sa.select(sa.func.count())
    .select_from(_OTHER)
    .where(_OTHER.c.id != _OUTLET.c.id, _OTHER.c.is_listed.is_(True))
    .scalar_subquery()
    .label("other_count"),
    sa.select(sa.func.max(tables.feed.c.last_good_at))
    .where(tables.feed.c.outlet_id != _OUTLET.c.id, tables.feed.c.is_listed.is_(True))
    .scalar_subquery()
    .label("others_good_at"),
).where(_OUTLET.c.id == sa.bindparam("outlet_id"))


class Outlets:
    """How outlets answer."""

    database: engine.Database

    def load_reach(self, outlet_id: str) -> model.OutletReach:
        """Load how an outlet answers, and what a bulletin says of it. Raises NotFoundError."""
        with self.database.read() as connection:
            row = connection.execute(_LOAD, {"outlet_id": outlet_id}).one_or_none()
            muted = mutes.load_mutes(connection)
        if row is None:
            raise _unknown(outlet_id)
        return model.OutletReach(
            outlet_id=outlet_id,
            reach=rows.reach_of(row),
            revision=row.reach_revision,
            article_count=row.article_count,
            walled_count=row.walled_count,
            last_good_check_at=row.check_at,
            last_good_poll_at=row.poll_at,
            mutes=muted,
            other_count=row.other_count,
            others_good_at=row.others_good_at,
        )

    def save_reach(self, outcome: model.ReachOutcome) -> int | None:
        """Record what an answer made of an outlet's reach in one transaction. Returns the bulletin's id, if any.

        Raises StaleError when another answer was recorded since `base_revision`; nothing is written then."""
        return self.database.write(partial(_save_reach, outcome=outcome))


def _save_reach(connection: sa.Connection, *, outcome: model.ReachOutcome) -> int | None:
    done = connection.execute(
        sa.update(_OUTLET)
        .where(_OUTLET.c.id == outcome.outlet_id, _OUTLET.c.reach_revision == outcome.base_revision)
        .values(
            reach=None if outcome.reach.is_clear else codec.REACH.dump(outcome.reach),
            reach_revision=outcome.base_revision + 1,
        )
    )
    if done.rowcount == 0:
        raise errors.StaleError(f"Another answer of outlet {outcome.outlet_id} was recorded meanwhile.")
    if outcome.bulletin is None:
        return None
    return bulletins.insert_bulletin(connection, outcome.bulletin, alert=outcome.alert)


def _unknown(outlet_id: str) -> errors.NotFoundError:
    return errors.NotFoundError(f"There is no outlet {outlet_id}.")
