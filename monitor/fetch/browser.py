"""The browser: Chromium, for outlets whose text is made by scripts. The optional extra `[browser]`.

It has no network of its own: its proxy leads nowhere and its resolver knows no name. Every request of a page is taken up
here and answered by our fetcher, so that the guard judges every address, and limits of time and size hold. What the fetcher
cannot do (sockets, posts, downloads, frames) is refused. Next: `visit`, one page in it.
"""

import asyncio
import contextlib
import os
import shutil
import threading
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from monitor import errors, model
from monitor.fetch import visit

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import BrowserContext

T = TypeVar("T")

#: Pages open at once; each is a process of its own, and hundreds of megabytes.
_MOST_OPEN = 2
#: Seconds for Chromium to start, and for a page to go.
_START_S = 30.0
_CLOSE_S = 5.0
#: A port that nothing listens on, and no name but the page's own answers: Chromium itself can reach nobody.
_FLAGS = (
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--js-flags=--max-old-space-size=512",
)
#: Names that Debian and others give it, where Playwright's own is not installed.
_NAMES = ("chromium", "chromium-browser", "google-chrome")
#: Where Playwright keeps its own, on Linux and macOS.
_OWN_FOLDERS = (
    Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "~/.cache/ms-playwright")),
    Path("~/Library/Caches/ms-playwright"),
)
HINT = (
    "pip install 'claimwatch[browser]', then playwright install chromium (or install your system's chromium)."
)


def find_chromium(configured: str = "") -> str | None:
    """Return the Chromium to run, None for Playwright's own. Raises ConfigError where the extra or Chromium is missing."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        raise errors.ConfigError("Rendering needs Playwright, which is not installed.", hint=HINT) from None
    if configured and shutil.which(configured) is None:
        raise errors.ConfigError(f"There is no Chromium at {configured}.", hint=HINT)
    found = next(filter(None, map(shutil.which, (configured, *_NAMES))), None)
    if found is None and not any(list(folder.expanduser().glob("chromium*")) for folder in _OWN_FOLDERS):
        raise errors.ConfigError("Rendering needs Chromium, and there is none.", hint=HINT)
    return found


class Browser:
    """One Chromium for the whole process, started when first needed and again when it has died. Safe to share between
    threads."""

    def __init__(
        self,
        ask: visit.Ask,
        *,
        user_agent: str,
        timeout: timedelta,
        max_bytes: int,
        executable: str | None,
    ) -> None:
        """`ask` fetches what a page asks for; `timeout` is for rendering one page."""
        self._ask = ask
        self._user_agent = user_agent
        self._limits = visit.Limits(seconds=timeout.total_seconds(), most_bytes=max_bytes)
        self._executable = executable
        self._loop = asyncio.new_event_loop()
        self._open = asyncio.Semaphore(_MOST_OPEN)
        self._starting = asyncio.Lock()
        self._playwright: Any = None
        self._chromium: Chromium | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, name="browser", daemon=True)
        self._thread.start()

    def render(
        self, request: model.FetchRequest, shell: model.FetchedPage
    ) -> model.FetchedPage | model.Failure:
        """Run the scripts of a page that was fetched; returns it with what they made of it."""
        return self._run(self._render(request, shell))

    def close(self) -> None:
        """End Chromium; nothing may be rendered afterwards."""
        with contextlib.suppress(Exception):  # whatever it says: it is to go
            self._run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_CLOSE_S)
        if not self._loop.is_running():
            self._loop.close()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _render(
        self, request: model.FetchRequest, shell: model.FetchedPage
    ) -> model.FetchedPage | model.Failure:
        from playwright.async_api import Error

        async with self._open:
            try:
                context = await self._open_context()
            except (Error, TimeoutError) as error:
                return _fail(shell, f"Chromium cannot be started ({_first_line(error)}). {HINT}")
            version = context.browser.version if context.browser else ""
            seen = visit.Visit(ask=self._ask, request=request, shell=shell, limits=self._limits)
            try:
                found = await seen.read(context)
            except TimeoutError:
                seconds = round(self._limits.seconds)
                return replace(
                    _fail(shell, f"its scripts took longer than {seconds} s"), kind=model.FailureKind.TIMEOUT
                )
            except Error as error:
                return _fail(shell, f"Chromium gave it up ({_first_line(error)})")
            finally:
                await self._leave(context)
            return _mark(found, version) if isinstance(found, model.FetchedPage) else found

    async def _open_context(self) -> "BrowserContext":
        """Open a context that nothing was kept in; a Chromium that has died is started again. Raises Error, TimeoutError."""
        from playwright.async_api import Error

        for is_last in (False, True):
            chromium = await self._start()
            try:
                return await chromium.new_context(
                    user_agent=self._user_agent, service_workers="block", accept_downloads=False
                )
            except Error:
                if is_last:
                    raise
                await self._end_chromium()
        raise AssertionError("the last try returns or raises")

    async def _start(self) -> "Chromium":
        from playwright.async_api import async_playwright

        async with self._starting, asyncio.timeout(_START_S):
            if self._chromium is None or not self._chromium.is_connected():
                if self._playwright is None:
                    self._playwright = await async_playwright().start()
                self._chromium = await self._playwright.chromium.launch(
                    executable_path=self._executable,
                    args=list(_FLAGS),
                    # Its sandbox refuses to run as root.
                    chromium_sandbox=os.geteuid() != 0,
                )
            return self._chromium

    async def _leave(self, context: "BrowserContext") -> None:
        """Close a page with all it kept. A page that will not go takes Chromium with it; the next one starts it again."""
        try:
            async with asyncio.timeout(_CLOSE_S):
                await context.close()
        except Exception:  # noqa: BLE001  # a dead browser says so in many ways
            await self._end_chromium()

    async def _end_chromium(self) -> None:
        chromium, self._chromium = self._chromium, None
        if chromium is not None:
            with contextlib.suppress(Exception):
                async with asyncio.timeout(_CLOSE_S):
                    await chromium.close()

    async def _stop(self) -> None:
        await self._end_chromium()
        if self._playwright is not None:
            await self._playwright.stop()


class RenderingFetcher:
    """The port `Fetcher`: pages that ask for it are rendered, all others fetched as they are."""

    def __init__(self, plain: "visit.Fetcher", build: Callable[[visit.Ask], Browser]) -> None:
        self._plain = plain
        self._browser = build(plain.fetch)

    def fetch(self, request: model.FetchRequest) -> model.FetchedPage | model.Failure:
        """GET one URL; where the request says so, run its scripts. An answer that is no page of text is left as it is."""
        if not request.is_rendered:
            return self._plain.fetch(request)
        # Validators would speak of the page before its scripts, which may fetch another text.
        shell = self._plain.fetch(replace(request, etag=None, last_modified=None))
        if isinstance(shell, model.Failure) or not _can_be_rendered(shell):
            return shell
        return self._browser.render(request, shell)

    def gap_of(self, url: str) -> timedelta:
        """Return how long a URL's host is left alone between two requests."""
        return self._plain.gap_of(url)

    def stop(self) -> None:
        """Let nothing wait for its turn any more."""
        self._plain.stop()

    def close(self) -> None:
        """End Chromium and close every connection."""
        self._browser.close()
        self._plain.close()


def _can_be_rendered(shell: model.FetchedPage) -> bool:
    return 200 <= shell.status < 300 and "html" in (shell.header("content-type") or "").lower()


def _mark(page: model.FetchedPage, version: str) -> model.FetchedPage:
    """Say in the evidence that this is what Chromium made of the page, not what the server sent."""
    return replace(page, headers=(*page.headers, ("claimwatch-rendered", f"Chromium/{version}")))


def _fail(shell: model.FetchedPage, what: str) -> model.Failure:
    return model.Failure(
        kind=model.FailureKind.STALLED,
        status=shell.status,
        detail=f"{shell.final_url} was not rendered: {what.rstrip('.')}.",
    )


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:300]
