"""Sessions: the SessionStore port, browsers that are signed in."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from monitor import model
from storage import engine, tables

_SESSION = tables.session
#: How long one that is over is remembered: by it a place is known again that somebody signed in from.
KEPT = timedelta(days=30)


class Sessions:
    """Who is signed in."""

    database: engine.Database

    def save_session(self, session: model.Session) -> None:
        """Keep a new session; those that ended 30 days before it began are forgotten."""

        def work(connection: sa.Connection) -> None:
            connection.execute(sa.delete(_SESSION).where(_SESSION.c.ends_at < session.begun_at - KEPT))
            connection.execute(
                sa.insert(_SESSION),
                {
                    "sha256": session.sha256,
                    "user_name": session.user_name,
                    "address": session.address,
                    "begun_at": session.begun_at,
                    "ends_at": session.ends_at,
                },
            )

        self.database.write(work)

    def load_session(self, sha256: str) -> model.Session | None:
        """Load a session, over or not; None where there is none."""
        with self.database.read() as connection:
            row = connection.execute(sa.select(_SESSION).where(_SESSION.c.sha256 == sha256)).one_or_none()
        if row is None:
            return None
        return model.Session(
            sha256=row.sha256,
            user_name=row.user_name,
            address=row.address,
            begun_at=row.begun_at,
            ends_at=row.ends_at,
        )

    def end_session(self, sha256: str, *, now: datetime) -> None:
        """End a session; one that is over, or is not there, is left as it is."""
        lasting = (_SESSION.c.sha256 == sha256) & (_SESSION.c.ends_at > now)
        self.database.write(
            lambda connection: connection.execute(sa.update(_SESSION).where(lasting).values(ends_at=now))
        )

    def has_session_from(self, user_name: str, address: str) -> bool:
        """Whether this user signed in from this address before, as far as sessions are remembered."""
        query = sa.select(_SESSION.c.sha256).where(
            _SESSION.c.user_name == user_name, _SESSION.c.address == address
        )
        with self.database.read() as connection:
            return connection.execute(query.limit(1)).first() is not None
