"""Access: who may see the page and who may write, as users, tokens for programs, and sessions.

No password and no token is kept anywhere, only what they are known by. Next: `ports.Roster`, which knows them.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.instant import refuse_naive

#: Letters of any script, digits and . _ @ + -; a colon would make a user look like a token.
_NAME = re.compile(r"[\w.@+-]{1,64}")


class Role(StrEnum):
    """What a user may do."""

    READER = "reader"
    """Sees everything."""
    EDITOR = "editor"
    """Marks changes and sends alerts again, too."""


class Scope(StrEnum):
    """What a token may do."""

    READ = "read"
    WRITE = "write"


def is_name(text: str) -> bool:
    """Whether a user or a token may be called so."""
    return _NAME.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may come in."""

    name: str
    role: Role
    #: Argon2's own form; "" where a proxy alone says who is there.
    password_hash: str = ""
    #: Sessions begun before it are over: a user made anew has another password.
    added_at: datetime

    def __post_init__(self) -> None:
        refuse_naive(added_at=self.added_at)
        if not is_name(self.name):
            raise ValueError("a user's name is of letters, digits and . _ @ + -, at most 64")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A program that may ask the API."""

    name: str
    scope: Scope
    #: Of the secret, in hex. It is as random as a key, so nothing slower is needed.
    sha256: str
    added_at: datetime

    def __post_init__(self) -> None:
        refuse_naive(added_at=self.added_at)
        if not is_name(self.name):
            raise ValueError("a token's name is of letters, digits and . _ @ + -, at most 64")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser that somebody signed in with."""

    #: Of the cookie's value, in hex: who reads the database cannot come in with it.
    sha256: str
    user_name: str
    #: Where it signed in from.
    address: str
    begun_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        refuse_naive(begun_at=self.begun_at, ends_at=self.ends_at)
