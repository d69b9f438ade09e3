"""The client: one GET, conditional, through the guard, at the host's pace, within limits of size and time.

Follows redirects itself, so that every hop is guarded and permanent moves are seen. Any status is a page; no answer is
a failure, never an exception. Keeps no cookies from one request to the next. Refuses to judge what came: see
`monitor.core.outcome`.
"""

import random
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

import httpx

from monitor import model, ports
from monitor.core import retry_after, urls
from monitor.fetch import decode, guard, pace, robots, trails, transport, trouble

MAX_REDIRECTS = 10
#: Redirects come with small bodies; a larger one is cut off, and its connection with it.
_REDIRECT_BODY = 16 * 1024

#: In a host or login: programs differ on where the host begins and ends.
_UNCLEAR = re.compile(r"[\\\s]")
#: Read off the wire until an answer's head is there, and beyond the body for its framing.
_HEAD_BYTES = 256 * 1024

_SLOW_DOWN = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_VALIDATORS = frozenset({"if-none-match", "if-modified-since"})
_SAME_METHOD = frozenset({HTTPStatus.TEMPORARY_REDIRECT, HTTPStatus.PERMANENT_REDIRECT})
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.8"


def build_fetcher(
    *,
    clock: ports.Clock,
    user_agent: str,
    timeout: timedelta = timedelta(seconds=20),
    max_bytes: int = 10 * 1024 * 1024,
    allowed_addresses: Sequence[guard.Network] = (),
    host_gap: timedelta = timedelta(seconds=2),
    resolver: guard.Resolver = guard.resolve,
    outer_transport: httpx.BaseTransport | None = None,
) -> "HttpFetcher":
    """Build the fetcher. `timeout` is for a whole request, with redirects and the robots.txt of every host on the way;
    `max_bytes` holds for the wire and for the unpacked body; `allowed_addresses` may be asked though they are private,
    on any port. `outer_transport` takes the place of the network altogether."""
    allowance = guard.Allowance()
    if outer_transport is None:
        backend = guard.GuardedBackend(
            guard.Guard(allowed=tuple(allowed_addresses)), allowance=allowance, resolver=resolver
        )
        # SSL_CERT_FILE and SSL_CERT_DIR are respected; proxies of the environment are not: they would resolve names
        # behind the guard's back.
        outer_transport = transport.GuardedTransport(backend, ssl_context=httpx.create_ssl_context())
    return HttpFetcher(
        transport=outer_transport,
        headers={"User-Agent": user_agent, "Accept": _ACCEPT, "Accept-Encoding": decode.ACCEPTED},
        clock=clock,
        user_agent=user_agent,
        allowance=allowance,
        timeout=timeout,
        max_bytes=max_bytes,
        host_gap=host_gap,
    )


class HttpFetcher:
    """The port `Fetcher` on httpx. One for the whole process; safe to share between threads."""

    def __init__(  # the parts that `build_fetcher` puts together
        self,
        *,
        transport: httpx.BaseTransport,
        headers: Mapping[str, str],
        clock: ports.Clock,
        user_agent: str,
        allowance: guard.Allowance,
        timeout: timedelta,
        max_bytes: int,
        host_gap: timedelta,
    ) -> None:
        self._transport = transport
        self._headers = httpx.Headers(headers)
        self._clock = clock
        self._allowance = allowance
        self._timeout = timeout.total_seconds()
        self._limits = {"timeout": httpx.Timeout(self._timeout).as_dict()}
        self._max_bytes = max_bytes
        self._host_gap = host_gap
        self._pace = pace.Pace(host_gap, chance=random.random)
        self._robots = robots.Robots(self._ask_robots, clock=clock, user_agent=user_agent)

    def fetch(self, request: model.FetchRequest) -> model.FetchedPage | model.Failure:
        """GET one URL, following at most 10 redirects; any status is a page, no answer is a failure."""
        trail = trails.Trail(url=request.url, spent_at_end=self._allowance.spent + self._timeout)
        for _ in range(MAX_REDIRECTS + 1):
            refusal = self._find_refusal(request, trail)
            if refusal is not None:
                return refusal
            # What a page being rendered asks for is part of the turn that the page had.
            with nullcontext() if request.is_part else self._pace.alone(urls.host_of(trail.url)):
                answer = self._ask(request, trail)
            if answer is not None:
                return answer
        return _fail_to_arrive(request, trail)

    def gap_of(self, url: str) -> timedelta:
        """Return how long a URL's host is left alone between two requests: as set, or as its robots.txt asks."""
        return max(self._host_gap, self._robots.crawl_delay(url) or timedelta(0))

    def stop(self) -> None:
        """Let nothing wait for its turn any more; what is on the wire goes on."""
        self._pace.stop()

    def close(self) -> None:
        """Close every connection; nothing may be fetched afterwards."""
        self._transport.close()

    def _ask_robots(self, url: str) -> model.FetchedPage | model.Failure:
        return self.fetch(model.FetchRequest(url=url, obeys_robots=False))

    def _find_refusal(self, request: model.FetchRequest, trail: trails.Trail) -> model.Failure | None:
        """Wait for the host's turn; return why the next hop may not be asked, or None when it may."""
        if not urls.is_web_url(trail.url) or _UNCLEAR.search(urlsplit(trail.url).netloc):
            return model.Failure(
                kind=model.FailureKind.BAD_URL,
                is_permanent=trail.url == request.url,  # a redirect may lead elsewhere next time
                detail=f"{trouble.shorten(trail.url)!r} is no http(s) address.",
            )
        if request.obeys_robots and (refusal := self._robots.find_refusal(trail.url)):
            return refusal
        host = urls.host_of(trail.url)
        if request.is_part or host in trail.hosts:
            return None  # the next hop of one chain needs no new turn
        trail.hosts.add(host)
        wait = self._pace.wait_turn(host, gap=self._robots.crawl_delay(trail.url))
        if wait is None:
            return None
        return model.Failure(
            kind=model.FailureKind.RATE_LIMITED,
            retry_after=wait,
            detail=f"{host} asked to be left alone for another {round(wait.total_seconds())} s.",
        )

    def _ask(
        self, request: model.FetchRequest, trail: trails.Trail
    ) -> model.FetchedPage | model.Failure | None:
        """Ask the trail's URL; None when the answer was a redirect, which the trail has then followed."""
        started = time.monotonic()
        self._allowance.start(trail.spent_at_end - self._allowance.spent)
        self._allowance.let_read(_HEAD_BYTES)
        try:
            headers = httpx.Headers(self._headers)
            headers.update(_headers_for(request, trail))  # an outlet's own header takes the place of ours
            outgoing = httpx.Request(
                "POST" if request.form else "GET",
                trail.url,
                headers=headers,
                data=dict(request.form) or None,
                cookies=trail.cookies or None,
                extensions=self._limits,
            )
            if outgoing.url.userinfo:
                outgoing = next(
                    httpx.BasicAuth(outgoing.url.username, outgoing.url.password).auth_flow(outgoing)
                )
            response = self._transport.handle_request(outgoing)
            response.request = outgoing
            self._allowance.let_read(_HEAD_BYTES + 2 * self._max_bytes)
            try:
                return self._read(response, request, trail, started=started)
            finally:
                response.close()
        except trouble.EXPECTED as error:
            return trouble.failure_of(error, url=trail.url)
        finally:
            self._allowance.spent += time.monotonic() - started

    def _read(
        self, response: httpx.Response, request: model.FetchRequest, trail: trails.Trail, *, started: float
    ) -> model.FetchedPage | model.Failure | None:
        if response.status_code == HTTPStatus.NOT_MODIFIED and _VALIDATORS.isdisjoint(
            response.request.headers
        ):
            return model.Failure(
                kind=model.FailureKind.BAD_RESPONSE,
                status=response.status_code,
                detail=f"{trouble.shorten(trail.url)} answered 304 (not modified) to a request that did not say since when: nothing was seen.",
            )
        target = trails.find_target(response)
        if target is not None and (not request.form or response.status_code in _SAME_METHOD):
            _discard(response)
            trail.follow(response, target)
            return None
        body = decode.decode_body(
            _read_wire(response, limit=self._max_bytes),
            response.headers.get("content-encoding", ""),
            limit=self._max_bytes,
        )
        now = self._clock.now()
        self._remember_retry_after(response, trail.url, now=now)
        return model.FetchedPage(
            url=request.url,
            final_url=trail.url,
            moved_to=trail.moved_to,
            status=response.status_code,
            headers=tuple(response.headers.multi_items()),
            body=body,
            fetched_at=now,
            elapsed=timedelta(seconds=time.monotonic() - started),
        )

    def _remember_retry_after(self, response: httpx.Response, url: str, *, now: datetime) -> None:
        asked = response.headers.get("retry-after")
        if asked is not None and response.status_code in _SLOW_DOWN:
            wait = retry_after.parse_retry_after(asked, now=now)
            if wait is not None:
                self._pace.hold(urls.host_of(url), wait)


def _fail_to_arrive(request: model.FetchRequest, trail: trails.Trail) -> model.Failure:
    """Say through which addresses a request was led in a circle, or where it was after too many redirects."""
    # Told at the end alone: some sites redirect to the same address until their cookie comes back.
    circle = trail.find_circle()
    way = (
        f"redirects in a circle: {trouble.shorten(' → '.join(circle))}"
        if circle
        else f"redirects more than {MAX_REDIRECTS} times, last to {trouble.shorten(trail.url)}"
    )
    return model.Failure(kind=model.FailureKind.REDIRECT_LOOP, detail=f"{request.url} {way}.")


def _headers_for(request: model.FetchRequest, trail: trails.Trail) -> list[tuple[bytes, bytes]]:
    """Return a hop's own headers. What an outlet's configuration adds, a key perhaps, stays on the outlet's site, and
    inside TLS if it was."""
    is_at_home = trail.url == request.url or (
        urls.is_same_site(request.url, trail.url)
        and urlsplit(trail.url).scheme in {"https", urlsplit(request.url).scheme}
    )
    headers = list(request.headers) if is_at_home else []
    if request.etag is not None:
        headers.append(("If-None-Match", request.etag))
    if request.last_modified is not None:
        headers.append(("If-Modified-Since", request.last_modified))
    # As bytes: a validator goes back as it came, even one that is no ASCII.
    return [(name.encode("utf-8", "replace"), value.encode("utf-8", "replace")) for name, value in headers]


def _declared_size(response: httpx.Response) -> int | None:
    declared = response.headers.get("content-length", "")
    # Python refuses to read numbers of thousands of digits.
    return int(declared) if declared.isdecimal() and len(declared) < 20 else None


def _read_wire(response: httpx.Response, *, limit: int) -> bytes:
    """Read a body as it is on the wire. Raises TooLargeError."""
    if (_declared_size(response) or 0) > limit:
        raise decode.TooLargeError(limit)
    parts = []
    size = 0
    for part in response.iter_raw():
        size += len(part)
        if size > limit:
            raise decode.TooLargeError(limit)
        parts.append(part)
    return b"".join(parts)


def _discard(response: httpx.Response) -> None:
    """Read a redirect's body if it is small, so that the connection can be used again."""
    size = _declared_size(response)
    # Only HTTP/2 says where a body of no declared length ends, as a rule, without hanging up.
    is_open = size is None and response.http_version == "HTTP/2"
    if is_open or (size is not None and size <= _REDIRECT_BODY):
        read = 0
        for part in response.iter_raw():
            read += len(part)
            if read > _REDIRECT_BODY:
                break
