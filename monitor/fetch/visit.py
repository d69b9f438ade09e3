"""One page in Chromium: its requests answered by our fetcher, its document read when it has become quiet.

Refuses pictures, fonts and films, frames, popups, sockets, downloads, everything but GET, and pages that ask for too much.
Next: `browser`, which opens them.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from monitor import model
from monitor.core import urls

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Request, Route

#: Fetches what a page asks for; never raises for expected trouble.
Ask = Callable[[model.FetchRequest], model.FetchedPage | model.Failure]

#: The kinds of request a text can be made of; all others are refused.
_READ_KINDS = frozenset({"document", "script", "xhr", "fetch", "stylesheet"})
#: Requests of one page, and places its own scripts may lead it to.
_MOST_PARTS = 200
_MOST_PLACES = 5
#: All parts together may have so many times the bytes of one page.
_PARTS_BYTES = 4
#: A page that keeps asking is read after so long all the same.
_QUIET_MS = 5000
#: What a script says of itself to the server it asks, beside all `x-…` headers; no cookies.
_HEADERS_SENT = frozenset({"accept", "authorization", "origin", "referer"})
#: Spoken of bytes that are not those we hand on, or that must not be kept.
_HEADERS_DROPPED = frozenset(
    {
        "content-encoding",
        "content-length",
        "transfer-encoding",
        "connection",
        "set-cookie",
        "etag",
        "last-modified",
    }
)
_SIZE = "document.documentElement ? document.documentElement.outerHTML.length : 0"


class Fetcher(Protocol):
    """What a browser needs of the fetcher."""

    def fetch(self, request: model.FetchRequest) -> model.FetchedPage | model.Failure:
        """GET one URL through the guard."""
        ...

    def gap_of(self, url: str) -> timedelta:
        """Return how long a URL's host is left alone between two requests."""
        ...

    def stop(self) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one page may take."""

    seconds: float
    most_bytes: int


class Visit:
    """One page's stay in Chromium; used once."""

    def __init__(
        self, *, ask: Ask, request: model.FetchRequest, shell: model.FetchedPage, limits: Limits
    ) -> None:
        self._ask = ask
        self._request = request
        self._limits = limits
        #: The document last handed to Chromium, and how many there were.
        self._document = shell
        self._places = 0
        self._parts = 0
        self._part_bytes = 0
        self._tab: Page | None = None

    async def read(self, context: "BrowserContext") -> model.FetchedPage | model.Failure:
        """Open the page and return it as its scripts leave it. Raises TimeoutError, and Playwright's Error."""
        from playwright.async_api import TimeoutError as QuietTimeoutError

        started = time.monotonic()
        async with asyncio.timeout(self._limits.seconds):
            await context.route("**/*", self._answer)
            await context.route_web_socket("**/*", lambda socket: socket.close())
            self._tab = tab = await context.new_page()
            context.on("page", _close_popup)
            await tab.goto(self._document.final_url, wait_until="load", timeout=0)
            with contextlib.suppress(QuietTimeoutError):
                await tab.wait_for_load_state("networkidle", timeout=_QUIET_MS)
            # UTF-16 units; told before the text itself is brought over.
            if await tab.evaluate(_SIZE) > self._limits.most_bytes:
                return self._fail_as_large()
            body = (await tab.content()).encode("utf-8", "replace")
        if len(body) > self._limits.most_bytes:
            return self._fail_as_large()
        kept = [(name, value) for name, value in self._document.headers if name not in _HEADERS_DROPPED]
        return replace(
            self._document,
            url=self._request.url,
            headers=(
                *(one for one in kept if one[0] != "content-type"),
                ("content-type", "text/html; charset=utf-8"),
            ),
            body=body,
            elapsed=self._document.elapsed + timedelta(seconds=time.monotonic() - started),
        )

    async def _answer(self, route: "Route") -> None:
        """Answer one request of the page, or refuse it."""
        from playwright.async_api import Error

        with contextlib.suppress(Error):  # the page has gone meanwhile
            request = route.request
            page = None
            if request.method == "GET" and request.resource_type in _READ_KINDS:
                is_document = request.is_navigation_request()
                page = await (self._find_document(request) if is_document else self._find_part(request))
            if page is None:
                await route.abort()
                return
            headers = {name: value for name, value in page.headers if name not in _HEADERS_DROPPED}
            await route.fulfill(status=page.status, headers=headers, body=page.body)

    async def _find_document(self, request: "Request") -> model.FetchedPage | None:
        """Find what the page itself is led to; nothing for its frames and popups."""
        self._places += 1
        if request.frame.page is not self._tab or request.frame.parent_frame or self._places > _MOST_PLACES:
            return None
        if self._places > 1:
            ours = replace(self._request, url=request.url, etag=None, last_modified=None)
            found = await asyncio.to_thread(self._ask, ours)
            if isinstance(found, model.Failure):
                return None
            self._document = replace(found, moved_to=self._document.moved_to)
        return self._document

    async def _find_part(self, request: "Request") -> model.FetchedPage | None:
        self._parts += 1
        if self._parts > _MOST_PARTS or self._part_bytes > _PARTS_BYTES * self._limits.most_bytes:
            return None
        sent = tuple(
            (name, value)
            for name, value in request.headers.items()
            if name in _HEADERS_SENT or name.startswith("x-")
        )
        is_own = urls.is_same_site(request.url, self._document.final_url)
        ours = model.FetchRequest(
            url=request.url,
            headers=(*sent, *(self._request.headers if is_own else ())),
            obeys_robots=False,
            is_part=True,
        )
        found = await asyncio.to_thread(self._ask, ours)
        if isinstance(found, model.Failure):
            return None
        self._part_bytes += len(found.body)
        return found

    def _fail_as_large(self) -> model.Failure:
        return model.Failure(
            kind=model.FailureKind.TOO_LARGE,
            detail=f"{self._document.final_url} grew past the limit of {self._limits.most_bytes / 1e6:g} MB while its"
            " scripts ran.",
        )


async def _close_popup(popup: "Page") -> None:
    await popup.close()
