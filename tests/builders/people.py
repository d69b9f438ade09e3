"""Those who use the page: users, tokens, sessions and marks."""

import hashlib
from typing import Any

from monitor import model
from tests.builders.times import NOON, hours


def user(name: str = "dana", role: model.Role = model.Role.EDITOR, **fields: Any) -> model.User:
    return model.User(
        name=name, role=role, **({"password_hash": "a hash", "added_at": NOON - hours(48)} | fields)
    )


def token(
    name: str = "archive", scope: model.Scope = model.Scope.READ, *, secret: str = "cw_secret"
) -> model.Token:
    sha256 = hashlib.sha256(secret.encode()).hexdigest()
    return model.Token(name=name, scope=scope, sha256=sha256, added_at=NOON - hours(48))


def session(secret: str = "cookie", **fields: Any) -> model.Session:
    return model.Session(
        **(
            {
                "sha256": hashlib.sha256(secret.encode()).hexdigest(),
                "user_name": "dana",
                "address": "192.0.2.7",
                "begun_at": NOON,
                "ends_at": NOON + hours(24),
            }
            | fields
        )
    )


def mark(kind: model.MarkKind = model.MarkKind.SEEN, **fields: Any) -> model.Mark:
    return model.Mark(**({"change_id": 1, "kind": kind, "by": "dana", "at": NOON} | fields))
