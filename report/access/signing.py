"""Signing in and out: the form, what it is checked against, and the session it begins.

A name that is not known is refused in the same words and after the same time as a wrong password. Tries are counted by where they
come from and by name; from where a name signed in before it is never shut out for what others try. Next: `throttle`.
"""

import secrets
from datetime import timedelta

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from monitor import model
from report.access.door import Door
from report.access.forms import Fields
from report.access.paths import safe_path
from report.access.throttle import Throttle
from report.access.visitor import Visitor, digest, visitor_of
from report.desk import desk_of

log = structlog.get_logger()

SPAN = timedelta(minutes=15)
MOST_BY_ADDRESS = 20
MOST_BY_NAME = 10
#: Longer is no password, and would only take time.
MOST_CHARS = 1024
_WRONG = "The name or the password is wrong."


class SigningIn:
    """The routes with their counters, for one door."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._by_address = Throttle(most=MOST_BY_ADDRESS, span=SPAN)
        self._by_name = Throttle(most=MOST_BY_NAME, span=SPAN)
        self.router = APIRouter(include_in_schema=False)
        self.router.get("/sign-in")(self.show_form)
        self.router.post("/sign-in")(self.sign_in)
        self.router.post("/sign-out")(self.sign_out)

    def show_form(self, request: Request, next: str = "/") -> Response:  # noqa: A002 - the address's own word
        """Show the form, or lead on who is in already."""
        visitor = visitor_of(request)
        if visitor.may_read:
            return RedirectResponse(safe_path(next), status_code=303)
        return self._show(request, visitor, wanted=safe_path(next))

    def sign_in(self, request: Request, fields: Fields) -> Response:
        """Check a name and a password, and begin a session."""
        name, password = fields.get("name", "").strip(), fields.get("password", "")
        wanted, address = safe_path(fields.get("next", "/")), self._door.find_address(request)
        wait = self._count(request, name, address)
        if wait is not None:
            return self._refuse(request, wait, name=name, wanted=wanted, address=address)
        user = self._door.roster.check_password(name[:MOST_CHARS], password[:MOST_CHARS])
        if user is None:
            log.warning("sign-in refused", action="sign_in", address=address)
            return self._show(
                request, visitor_of(request), wanted=wanted, name=name, trouble=_WRONG, status=401
            )
        self._by_address.give_back(address)
        log.info("signed in", action="sign_in", user=user.name, address=address)
        response = RedirectResponse(wanted, status_code=303)
        self._begin(request, response, user=user, address=address)
        return response

    def sign_out(self, request: Request, _: Fields) -> Response:
        """End the session, here and in the browser."""
        visitor = visitor_of(request)
        if visitor.is_signed_in:
            self._door.sessions.end_session(digest(visitor.form_key), now=desk_of(request).clock.now())
            log.info("signed out", action="sign_out", user=visitor.name)
        response = RedirectResponse("/sign-in", status_code=303)
        response.delete_cookie(
            self._door.cookie, path="/", secure=self._door.is_secure, httponly=True, samesite="lax"
        )
        return response

    def _count(self, request: Request, name: str, address: str) -> timedelta | None:
        """Count a try. Returns None, or for how long none is taken."""
        now = desk_of(request).clock.now()
        wait = self._by_address.take(address, now=now)
        if wait is not None:
            return wait
        user = self._door.roster.find_user(name)
        # Asked of every name alike. Who signed in from here before is not shut out by what others try under the name.
        if self._door.sessions.has_session_from(user.name if user else "", address):
            return None
        return self._by_name.take(digest(name.casefold()), now=now)

    def _begin(self, request: Request, response: Response, *, user: model.User, address: str) -> None:
        """Begin a session under a new secret: one that was there before the sign-in is worth nothing after it."""
        now, secret = desk_of(request).clock.now(), secrets.token_urlsafe(32)
        self._door.sessions.save_session(
            model.Session(
                sha256=digest(secret),
                user_name=user.name,
                address=address,
                begun_at=now,
                ends_at=now + self._door.session_span,
            )
        )
        self._door.set_cookie(response, secret, lasts=self._door.session_span)

    def _refuse(self, request: Request, wait: timedelta, *, name: str, wanted: str, address: str) -> Response:
        minutes = max(1, -(-int(wait.total_seconds()) // 60))
        log.warning("sign-in refused: too many tries", action="sign_in", address=address)
        unit = "minute" if minutes == 1 else "minutes"
        trouble = f"Too many tries. Try again in {minutes} {unit}."
        response = self._show(
            request, visitor_of(request), wanted=wanted, name=name, trouble=trouble, status=429
        )
        response.headers["retry-after"] = str(minutes * 60)
        return response

    def _show(
        self,
        request: Request,
        visitor: Visitor,
        *,
        wanted: str,
        name: str = "",
        trouble: str = "",
        status: int = 200,
    ) -> Response:
        """Fill the form; a browser without a cookie gets one, by which the form is known again."""
        key = visitor.form_key or secrets.token_urlsafe(32)
        context = {
            "desk": desk_of(request),
            "section": "",
            "form_token": Visitor(form_key=key).form_token,
            "wanted": wanted,
            "name": name,
            "trouble": trouble,
        }
        response = desk_of(request).templates.TemplateResponse(
            request, "sign-in.html", context, status_code=status
        )
        if key != visitor.form_key:
            self._door.set_cookie(response, key)
        return response
