"""People: who may come in, their sessions, and what they judged of changes."""

from datetime import datetime
from typing import Protocol

from monitor import model


class Roster(Protocol):
    """Users and tokens, as they are now: whoever is taken off it is out at once."""

    def has_users(self) -> bool:
        """Whether there is anybody."""
        ...

    def find_user(self, name: str) -> model.User | None:
        """Return the user of this name, whatever its capitals, or None."""
        ...

    def check_password(self, name: str, password: str) -> model.User | None:
        """Return the user whose name and password these are, or None. An unknown name takes as long as a known one."""
        ...

    def find_token(self, secret: str) -> model.Token | None:
        """Return the token whose secret this is, or None."""
        ...


class SessionStore(Protocol):
    """Browsers that are signed in."""

    def save_session(self, session: model.Session) -> None:
        """Keep a new session; those that ended 30 days before it began are forgotten."""
        ...

    def load_session(self, sha256: str) -> model.Session | None:
        """Load a session, over or not; None where there is none."""
        ...

    def end_session(self, sha256: str, *, now: datetime) -> None:
        """End a session; one that is over, or is not there, is left as it is."""
        ...

    def has_session_from(self, user_name: str, address: str) -> bool:
        """Whether this user signed in from this address before, as far as sessions are remembered."""
        ...


class MarkStore(Protocol):
    """What people judged of changes: written once, never altered or taken away."""

    def save_mark(self, mark: model.Mark) -> model.Mark:
        """Keep a mark, and make the change stand as it says. Returns it with its number; where it only repeats the change's
        last mark, that one. Raises NotFoundError where there is no such change."""
        ...

    def find_marks(self, change_id: int) -> tuple[model.Mark, ...]:
        """Find a change's marks, oldest first. Raises NotFoundError."""
        ...


class EditorialStore(MarkStore, Protocol):
    """What an editor may change from the page: marks, and what is sent again."""

    def resend(self, delivery_id: int, *, now: datetime) -> None:
        """As `Outbox.resend`."""
        ...

    def resend_dead(self, channel_id: str | None, *, now: datetime) -> int:
        """As `Outbox.resend_dead`."""
        ...
