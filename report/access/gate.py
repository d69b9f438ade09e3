"""The gate: every request passes it, so a route that nobody thought of is closed and not open.

It says who asks, and refuses what they may not: reading without a login where one is asked for, writing without the role or the
scope, forms of other sites, names that are not this page's. Next: `forms`, which checks what a form brings back.
"""

import base64
import binascii
import secrets
from urllib.parse import quote

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor import errors, model
from report import refusals
from report.access.door import Door
from report.access.visitor import NOBODY, Visitor, digest
from report.desk import desk_of

#: Asked by supervisors, browsers before a login, and hubs: they say nothing of what is watched but the outlets' names.
OPEN_PATHS = ("/healthz", "/readyz", "/sign-in")
OPEN_FOLDERS = ("/static/", "/websub/")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Gate:
    """ASGI middleware that lets requests pass, or answers them itself."""

    def __init__(self, app: ASGIApp, *, door: Door) -> None:
        self._app = app
        self._door = door
        #: For the forms of a page that asks for no login, and so gives nobody a cookie.
        self._form_key = secrets.token_urlsafe(32)
        self._has_asked = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its visitor, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        # Sessions and users are looked up, which may wait for a disk.
        judged = await run_in_threadpool(self._judge, request)
        if isinstance(judged, Response):
            await judged(scope, receive, send)
            return
        await self._app(scope, receive, self._greet(request, judged, send))

    def _judge(self, request: Request) -> Visitor | Response:
        # Answers given before it is known who asks show nothing of the inside.
        request.state.visitor = NOBODY
        try:
            if not self._asks_login() and self._door.is_loopback and not self._is_ours(request):
                return refusals.refuse(request, status=421)
            visitor = self._find_visitor(request)
        except errors.StorageError:
            # Health is asked most when the database is away.
            return NOBODY if _is_open(request) else refusals.refuse(request, status=503)
        if visitor is None:
            return _challenge(request, detail="The token is not known.")
        request.state.visitor = visitor
        return self._object(request, visitor) or visitor

    def _is_ours(self, request: Request) -> bool:
        hosts = request.headers.getlist("host")
        return len(hosts) == 1 and self._door.knows_host(hosts[0])

    def _asks_login(self) -> bool:
        """Whether anybody must sign in; a page that asked once goes on asking, whatever becomes of its users."""
        door = self._door
        may_be_open = door.is_loopback or door.is_open_allowed
        if door.proxy_header or not may_be_open or door.roster.has_users():
            self._has_asked = True
        return self._has_asked

    def _find_visitor(self, request: Request) -> Visitor | None:
        """Return who asks; None where a token is shown that is not known."""
        if "authorization" in request.headers:
            return self._by_token(request)
        if not self._asks_login():
            may_write = self._door.is_loopback
            return Visitor(may_read=True, may_write=may_write, form_key=self._form_key if may_write else "")
        return self._by_proxy(request) or self._by_session(request)

    def _by_token(self, request: Request) -> Visitor | None:
        found = self._door.roster.find_token(_find_secret(request))
        if found is None:
            return None
        # Browsers send Basic by themselves, so it never writes.
        is_bearer = request.headers["authorization"][:7].lower() == "bearer "
        return Visitor(
            name=f"token:{found.name}",
            may_read=True,
            may_write=is_bearer and found.scope is model.Scope.WRITE,
            is_program=True,
        )

    def _by_proxy(self, request: Request) -> Visitor | None:
        """Return whom a trusted proxy names. Users that are not on the roster read."""
        door = self._door
        if not door.proxy_header or not door.is_proxy(request.client.host if request.client else ""):
            return None
        names = request.headers.getlist(door.proxy_header)
        # Two of them: one may be the visitor's own.
        if len(names) != 1:
            return None
        name = names[0].encode("latin-1").decode("utf-8", "replace")
        if not model.is_name(name):
            return None
        user = door.roster.find_user(name)
        return Visitor(
            name=user.name if user else name,
            may_read=True,
            may_write=user is not None and user.role is model.Role.EDITOR,
            form_key=request.cookies.get(door.cookie) or secrets.token_urlsafe(32),
        )

    def _by_session(self, request: Request) -> Visitor:
        cookie = request.cookies.get(self._door.cookie, "")
        session = self._door.sessions.load_session(digest(cookie)) if cookie else None
        if session is None or session.ends_at <= desk_of(request).clock.now():
            return Visitor(form_key=cookie)
        user = self._door.roster.find_user(session.user_name)
        if user is None or user.added_at > session.begun_at:
            return Visitor(form_key=cookie)
        return Visitor(
            name=user.name,
            may_read=True,
            may_write=user.role is model.Role.EDITOR,
            is_signed_in=True,
            form_key=cookie,
        )

    def _object(self, request: Request, visitor: Visitor) -> Response | None:
        """Answer what this visitor may not ask; None where they may."""
        path, is_write = request.url.path, request.method not in _SAFE_METHODS
        if path.startswith("/websub/"):
            return None
        if is_write and not visitor.is_program and self._is_foreign(request):
            return refusals.refuse(request, status=403, detail="The form was sent from another site.")
        if _is_open(request):
            return None
        if not visitor.may_read:
            return _challenge(request)
        if not is_write or path == "/sign-out":
            return None
        return _object_to_write(request, visitor)

    def _is_foreign(self, request: Request) -> bool:
        """Whether a browser says that another site made it ask."""
        if request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
            return True
        origin = request.headers.get("origin")
        host = request.headers.get("host", "")
        return origin is not None and not self._door.is_own_origin(origin, host=host)

    def _greet(self, request: Request, visitor: Visitor, send: Send) -> Send:
        """Give whom a proxy named a cookie, for their forms; those who sign in get theirs with it."""
        has_cookie = self._door.cookie in request.cookies
        if has_cookie or visitor.is_signed_in or not (visitor.name and visitor.form_key):
            return send
        giving = Response()
        self._door.set_cookie(giving, visitor.form_key)

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", giving.headers["set-cookie"])
            await send(message)

        return send_with_cookie


def _is_open(request: Request) -> bool:
    return request.url.path in OPEN_PATHS or request.url.path.startswith(OPEN_FOLDERS)


def _object_to_write(request: Request, visitor: Visitor) -> Response | None:
    if request.url.path.startswith("/api/"):
        if not visitor.is_program:
            return _challenge(request, detail="What changes anything needs a token of scope write.")
        if not visitor.may_write:
            return refusals.refuse(request, status=403, detail="This token may only read.")
        return None
    # Pages are written by their forms, which no program has.
    if visitor.is_program or not visitor.may_write:
        return refusals.refuse(request, status=403, detail="Only an editor may do this.")
    return None


def _challenge(request: Request, *, detail: str = "") -> Response:
    """Say how to come in: pages lead to the form, the API asks for a token, feeds for a token as password."""
    path = request.url.path
    if path.startswith("/api/"):
        asked = {"www-authenticate": 'Bearer realm="Claimwatch"'}
        return refusals.refuse(request, status=401, detail=detail, headers=asked)
    if detail or path.endswith((".atom", ".json")):
        asked = {"www-authenticate": 'Basic realm="Claimwatch, a token as the password", charset="UTF-8"'}
        return refusals.refuse(request, status=401, detail=detail, headers=asked)
    if request.method not in _SAFE_METHODS:
        return refusals.refuse(request, status=401, detail="You are not signed in any more.")
    wanted = path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/sign-in?next={quote(wanted, safe='/')}", status_code=303)


def _find_secret(request: Request) -> str:
    """Return the token that a request shows: as Bearer, or as the password of Basic."""
    kind, _, value = request.headers["authorization"].partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""
