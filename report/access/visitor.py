"""The visitor: who asks, and what they may do. Hung on each request by the gate, read by pages and templates."""

import hashlib
import hmac
from dataclasses import dataclass

from fastapi import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody, or a program, or nobody that is known."""

    #: The user's name, or "token:" and the token's; "" where the page asks for no login.
    name: str = ""
    may_read: bool = False
    may_write: bool = False
    #: Whether they signed in here, and so may sign out.
    is_signed_in: bool = False
    is_program: bool = False
    #: A secret between this browser and us: what its forms must bring back is made of it. "" where there is none.
    form_key: str = ""

    @property
    def form_token(self) -> str:
        """What each form of theirs carries; no other site can read or guess it."""
        return digest(f"form:{self.form_key}") if self.form_key else ""

    def has_sent(self, form_token: str) -> bool:
        """Whether a form that brought this back was ours, and theirs."""
        return bool(self.form_key) and hmac.compare_digest(form_token.encode(), self.form_token.encode())


NOBODY = Visitor()
#: Where no gate stands before the page, whoever reaches it reads.
_ANYBODY = Visitor(may_read=True)


def digest(secret: str) -> str:
    """Return what a secret as random as a key is known by: its SHA-256, in hex."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def visitor_of(request: Request) -> Visitor:
    """Return who asks; anybody where no gate stands before the page."""
    visitor: Visitor = getattr(request.state, "visitor", _ANYBODY)
    return visitor
