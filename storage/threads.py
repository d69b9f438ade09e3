"""Threads of messages: the ThreadStore port."""

from functools import partial

import sqlalchemy as sa

from storage import engine, tables

_THREAD = tables.thread
_OWN = sa.and_(_THREAD.c.place == sa.bindparam("its_place"), _THREAD.c.subject == sa.bindparam("its_subject"))


class Threads:
    """The first message on each subject."""

    database: engine.Database

    def load_thread(self, place: str, subject: str) -> str | None:
        """Load what the first message on a subject is called in a place; None before it."""
        own = {"its_place": place, "its_subject": subject}
        with self.database.read() as connection:
            found: str | None = connection.execute(sa.select(_THREAD.c.anchor).where(_OWN), own).scalar()
        return found

    def save_thread(self, place: str, subject: str, *, anchor: str) -> None:
        """Keep it for the next message; it takes the place of what was kept before."""
        self.database.write(partial(_save, place=place, subject=subject, anchor=anchor))


def _save(connection: sa.Connection, *, place: str, subject: str, anchor: str) -> None:
    connection.execute(sa.delete(_THREAD).where(_OWN), {"its_place": place, "its_subject": subject})
    connection.execute(sa.insert(_THREAD), {"place": place, "subject": subject, "anchor": anchor})
