"""The roster: users and tokens by the users file as it is now, and passwords held against their argon2 hashes.

Who is taken off the file is out at the next request. A file that broke while the service runs changes nothing. Next: `users_file`.
"""

import hashlib
import hmac
import secrets
import threading
import unicodedata
from pathlib import Path

import argon2
import structlog

from monitor import errors, model
from monitor.app import users_file

log = structlog.get_logger()

#: 19 MiB, three passes, as OWASP has it or dearer: two at once stay far below what a request may hold.
_HASHER = argon2.PasswordHasher(time_cost=3, memory_cost=19_456, parallelism=1)
#: Checks of passwords at once.
_MOST_AT_ONCE = 2

_Stamp = tuple[int, int, int] | None


class FileRoster:
    """Answers by a users file. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Read the file, and say so where others could. Raises ConfigError."""
        self._path = path
        if path.is_file() and path.stat().st_mode & 0o077:
            log.warning(
                "the users file can be read by others", action="users", detail=f'"chmod 600 {path}" mends it'
            )
        self._turn = threading.Lock()
        self._checks = threading.BoundedSemaphore(_MOST_AT_ONCE)
        self._stamp = _stamp_of(path)
        self._register = users_file.read_register(path)
        self._decoy: str | None = None

    def has_users(self) -> bool:
        """Whether there is anybody."""
        return bool(self._read().users)

    def find_user(self, name: str) -> model.User | None:
        """Return the user of this name, whatever its capitals, or None."""
        wanted = name.casefold()
        return next((user for user in self._read().users if user.name.casefold() == wanted), None)

    def check_password(self, name: str, password: str) -> model.User | None:
        """Return the user whose name and password these are, or None. An unknown name takes as long as a known one."""
        user = self.find_user(name)
        with self._checks:
            # Made before it is needed: a first unknown name takes no longer than a first known one.
            decoy = self._decoy = self._decoy or hash_password(secrets.token_urlsafe())
            is_right = _is_password(password, (user and user.password_hash) or decoy)
        return user if user and user.password_hash and is_right else None

    def find_token(self, secret: str) -> model.Token | None:
        """Return the token whose secret this is, or None."""
        sha256 = hash_token(secret)
        return next(
            (token for token in self._read().tokens if hmac.compare_digest(token.sha256, sha256)), None
        )

    def _read(self) -> users_file.Register:
        with self._turn:
            stamp = _stamp_of(self._path)
            if stamp != self._stamp:
                self._stamp = stamp
                try:
                    self._register = users_file.read_register(self._path)
                except errors.ConfigError as error:
                    # The error says all there is: a trace would only hide it.
                    log.error(  # noqa: TRY400
                        "the users file cannot be read; what it said before goes on",
                        action="users",
                        detail=str(error),
                    )
            return self._register


def hash_password(password: str) -> str:
    """Return what a password is known by; letters typed in one way or another are the same."""
    return _HASHER.hash(unicodedata.normalize("NFC", password))


def hash_token(secret: str) -> str:
    """Return what a token is known by: it is as random as a key, so nothing slower is needed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def _is_password(password: str, hashed: str) -> bool:
    try:
        return _HASHER.verify(hashed, unicodedata.normalize("NFC", password).encode("utf-8", "replace"))
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False


def _stamp_of(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
