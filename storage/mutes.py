"""Mutes: the MuteStore port. Next: `articles` and `reaches`, which load them with what is decided on."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from monitor import errors, model
from storage import engine, rows, tables

_MUTE = tables.mute
#: One that ran out counts until the next is made: decisions look at the clock.
_OPEN = sa.select(_MUTE).where(_MUTE.c.ended_at.is_(None)).order_by(_MUTE.c.id)


class Mutes:
    """What is told to nobody for a while."""

    database: engine.Database

    def save_mute(self, mute: model.Mute) -> int:
        """Keep a mute. Returns its number. Raises NotFoundError where there is no such article."""

        def work(connection: sa.Connection) -> int:
            if mute.article_id is not None:
                _refuse_unknown(connection, mute.article_id)
            ran_out = sa.update(_MUTE).where(_MUTE.c.ended_at.is_(None), _MUTE.c.until <= mute.begun_at)
            connection.execute(ran_out.values(ended_at=_MUTE.c.until))
            number: int = connection.execute(
                sa.insert(_MUTE).returning(_MUTE.c.id), _columns(mute)
            ).scalar_one()
            return number

        return self.database.write(work)

    def end_mute(self, mute_id: int, *, now: datetime) -> None:
        """End a mute before its time. Raises NotFoundError where there is none that lasts."""
        lasting = (_MUTE.c.id == mute_id) & _MUTE.c.ended_at.is_(None) & (_MUTE.c.until > now)
        done = self.database.write(
            lambda connection: connection.execute(sa.update(_MUTE).where(lasting).values(ended_at=now))
        )
        if done.rowcount == 0:
            raise errors.NotFoundError(f"There is no mute {mute_id}, or it is over.")

    def find_mutes(self, *, since: datetime) -> tuple[model.Mute, ...]:
        """Find the mutes that lasted beyond an instant, oldest first, each until it truly ended."""
        end = sa.func.coalesce(_MUTE.c.ended_at, _MUTE.c.until, type_=_MUTE.c.until.type)
        query = sa.select(_MUTE).where(end > since).order_by(_MUTE.c.id)
        with self.database.read() as connection:
            return tuple(
                replace(_mute_of(row), until=row.ended_at or row.until) for row in connection.execute(query)
            )


def load_mutes(connection: sa.Connection) -> tuple[model.Mute, ...]:
    """Load the mutes that nobody ended, oldest first."""
    return tuple(_mute_of(row) for row in connection.execute(_OPEN))


def _refuse_unknown(connection: sa.Connection, article_id: int) -> None:
    known = sa.select(tables.article.c.id).where(tables.article.c.id == article_id)
    if connection.execute(known).first() is None:
        raise errors.NotFoundError(f"There is no article {article_id}.")


def _columns(mute: model.Mute) -> rows.Columns:
    return {
        "article_id": mute.article_id,
        "claim_id": mute.claim_id,
        "outlet_id": mute.outlet_id,
        "topic_id": mute.topic_id,
        "begun_at": mute.begun_at,
        "until": mute.until,
        "why": mute.why,
    }


def _mute_of(row: rows.Row) -> model.Mute:
    return model.Mute(
        id=row.id,
        article_id=row.article_id,
        claim_id=row.claim_id,
        outlet_id=row.outlet_id,
        topic_id=row.topic_id,
        begun_at=row.begun_at,
        until=row.until,
        why=row.why,
    )
