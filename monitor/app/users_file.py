"""The users file: who may see the page, as TOML that the command line writes and its owner alone may read.

Refuses a file with anything in it that it does not know. It holds no password and no token, only what they are known by. Next: `roster`,
which answers by it.
"""

import fcntl
import json
import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pydantic

from monitor import errors, model
from monitor.app import problems

_HEAD = """\
# Who may see the page of Claimwatch, and which programs. Written by "claimwatch page add-user" and "claimwatch page add-token".
# It holds no password; keep it readable by its owner alone all the same.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Users and tokens, in the order they were added; no two users or tokens have one name."""

    users: tuple[model.User, ...] = ()
    tokens: tuple[model.Token, ...] = ()


class _Entry(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", strict=True)

    name: str = pydantic.Field(pattern=r"^[\w.@+-]{1,64}$")
    added_at: pydantic.AwareDatetime


class _UserEntry(_Entry):
    role: model.Role = pydantic.Field(strict=False)
    password: str = ""


class _TokenEntry(_Entry):
    scope: model.Scope = pydantic.Field(strict=False)
    sha256: str = pydantic.Field(pattern=r"^[0-9a-f]{64}$")


class _File(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid")

    users: list[_UserEntry] = []
    tokens: list[_TokenEntry] = []


def read_register(path: Path) -> Register:
    """Read the file; one that is not there names nobody. Raises ConfigError."""
    try:
        form = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Register()
    except OSError as error:
        raise _refuse(path, ("", f"it cannot be read: {error.strerror}")) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _refuse(path, ("", f"it is no TOML: {error}")) from None
    except pydantic.ValidationError as error:
        # The library's words repeat no value.
        found_wrong = [(".".join(map(str, one["loc"])), one["msg"]) for one in error.errors()]
        raise _refuse(path, *found_wrong) from None
    found = Register(
        users=tuple(
            model.User(
                name=one.name,
                role=one.role,
                password_hash=one.password,
                added_at=one.added_at.astimezone(UTC),
            )
            for one in form.users
        ),
        tokens=tuple(
            model.Token(
                name=one.name, scope=one.scope, sha256=one.sha256, added_at=one.added_at.astimezone(UTC)
            )
            for one in form.tokens
        ),
    )
    for kind, names in (
        ("users", [one.name for one in found.users]),
        ("tokens", [one.name for one in found.tokens]),
    ):
        if len({name.casefold() for name in names}) < len(names):
            raise _refuse(path, (kind, "two have one name"))
    return found


def change_register(path: Path, change: Callable[[Register], Register]) -> None:
    """Read the file, change what it says, and write it whole and for its owner alone. Raises ConfigError, InputError."""
    try:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            # Two commands at once take turns.
            fcntl.flock(folder, fcntl.LOCK_EX)
            _write(path, _render(change(read_register(path))))
        finally:
            os.close(folder)
    except OSError as error:
        raise errors.InputError(
            f"{path} cannot be written: {error.strerror}.",
            hint="Give this user write access to its folder, or let CLAIMWATCH_USERS_FILE name another one.",
        ) from None


def _write(path: Path, text: str) -> None:
    # Written beside and moved into place: who reads it meanwhile sees the old or the new one.
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    beside.touch(mode=0o600, exist_ok=False)
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _render(register: Register) -> str:
    users = (
        f"[[users]]\nname = {_quote(user.name)}\nrole = {_quote(user.role)}\n"
        f"password = {_quote(user.password_hash)}\nadded_at = {_stamp(user.added_at)}\n"
        for user in register.users
    )
    tokens = (
        f"[[tokens]]\nname = {_quote(token.name)}\nscope = {_quote(token.scope)}\n"
        f"sha256 = {_quote(token.sha256)}\nadded_at = {_stamp(token.added_at)}\n"
        for token in register.tokens
    )
    return "\n".join((_HEAD, *users, *tokens))


def _quote(text: str) -> str:
    """Write a basic string of TOML; what JSON escapes in names and hashes means the same there."""
    return json.dumps(text, ensure_ascii=False)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _refuse(path: Path, *wrong: tuple[str, str]) -> errors.ConfigError:
    """Return an error of what is wrong, as key and words."""
    fix = "claimwatch page add-user writes it; put right what was written by hand, or move the file away"
    return problems.build_error(
        str(path),
        [
            problems.Problem(where=problems.Place(file=str(path), key=key), what=what, fix=fix)
            for key, what in wrong
        ],
    )
