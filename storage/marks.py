"""Marks: the MarkStore port. A mark is written once; how its change stands is written beside it. Next: `readings`."""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from monitor import errors, model
from monitor.core import marks
from storage import engine, rows, tables

_MARK = tables.mark
_CHANGE = tables.change


class Marks:
    """What people judged of changes."""

    database: engine.Database

    def save_mark(self, mark: model.Mark) -> model.Mark:
        """Keep a mark, and make the change stand as it says; one that only repeats the last is that one. Raises NotFoundError."""

        def work(connection: sa.Connection) -> model.Mark:
            # Two who mark one change at once take turns, so that it stands as the later mark says.
            own = sa.select(_CHANGE.c.id).where(_CHANGE.c.id == mark.change_id).with_for_update()
            if connection.execute(own).first() is None:
                raise _unknown(mark.change_id)
            last = load_marks(connection, mark.change_id)[-1:]
            if marks.is_said_already(mark, last[0] if last else None):
                return last[0]
            number = connection.execute(sa.insert(_MARK).returning(_MARK.c.id), _columns(mark)).scalar_one()
            if mark.kind in marks.STATES:
                connection.execute(
                    sa.update(_CHANGE)
                    .where(_CHANGE.c.id == mark.change_id)
                    .values(review_state=marks.STATES[mark.kind])
                )
            return replace(mark, id=number)

        return self.database.write(work)

    def find_marks(self, change_id: int) -> tuple[model.Mark, ...]:
        """Find a change's marks, oldest first. Raises NotFoundError."""
        with self.database.read() as connection:
            if connection.execute(sa.select(_CHANGE.c.id).where(_CHANGE.c.id == change_id)).first() is None:
                raise _unknown(change_id)
            return load_marks(connection, change_id)


def load_marks(connection: sa.Connection, change_id: int) -> tuple[model.Mark, ...]:
    """Load a change's marks, oldest first."""
    query = sa.select(_MARK).where(_MARK.c.change_id == change_id).order_by(_MARK.c.id)
    return tuple(_mark_of(row) for row in connection.execute(query))


def load_standing(connection: sa.Connection, change_ids: Sequence[int]) -> dict[int, model.Mark]:
    """Load the mark that says how each of these changes stands; those to be reviewed have none."""
    # Of the marks that say how a change stands the last one counts.
    last = (
        sa.select(sa.func.max(_MARK.c.id))
        .where(_MARK.c.change_id.in_(change_ids), _MARK.c.kind.in_(list(marks.STATES)))
        .group_by(_MARK.c.change_id)
    )
    found = (_mark_of(row) for row in connection.execute(sa.select(_MARK).where(_MARK.c.id.in_(last))))
    return {mark.change_id: mark for mark in found if mark.kind is not model.MarkKind.REOPENED}


def _unknown(change_id: int) -> errors.NotFoundError:
    return errors.NotFoundError(f"There is no change {change_id}.")


def _columns(mark: model.Mark) -> rows.Columns:
    return {
        "change_id": mark.change_id,
        "kind": mark.kind,
        "text": mark.text,
        "by": mark.by,
        "at": mark.at,
    }


def _mark_of(row: rows.Row) -> model.Mark:
    return model.Mark(
        id=row.id,
        change_id=row.change_id,
        kind=model.MarkKind(row.kind),
        text=row.text,
        by=row.by,
        at=row.at,
    )
