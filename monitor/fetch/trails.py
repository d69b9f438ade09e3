"""Trails: one fetch's way through redirects. Where it is, where the page has moved to, and the cookies on the way.

Refuses cookies for more than one site, and addresses too long to be asked. Holds no judgement of an address: every hop
goes through `guard`. Next: `client`.
"""

from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy
from urllib.request import Request

import httpx

from monitor.core import urls

#: Characters of an address that a redirect may lead to; servers take no longer ones.
_LONGEST_TARGET = 8 * 1024
_PERMANENT_REDIRECTS = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})


class _SitePolicy(DefaultCookiePolicy):
    """Takes no cookie for more than a site: the library knows no list of public suffixes, and lets anybody below
    co.uk set one for all of it."""

    def set_ok(self, cookie: Cookie, request: Request) -> bool:
        is_own = not cookie.domain_specified or urls.is_same_site(
            f"http://{cookie.domain.lstrip('.')}", request.get_full_url()
        )
        return is_own and super().set_ok(cookie, request)


@dataclass(slots=True, kw_only=True)
class Trail:
    """Where one fetch has come to."""

    url: str
    #: When this thread's `Allowance.spent` is so much, time is up.
    spent_at_end: float
    #: The end of the chain of permanent redirects from the start; None once a temporary one has come.
    moved_to: str | None = None
    is_moving: bool = True
    #: Every address before this one, in order.
    passed: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    #: Those of this chain only: some sites redirect until their cookie comes back.
    cookies: httpx.Cookies = field(default_factory=lambda: httpx.Cookies(CookieJar(_SitePolicy())))

    def follow(self, response: httpx.Response, target: str) -> None:
        """Go where a redirect leads, with the cookies that came with it."""
        self.is_moving = self.is_moving and response.status_code in _PERMANENT_REDIRECTS
        self.moved_to = target if self.is_moving else self.moved_to
        self.cookies.extract_cookies(response)
        self.passed.append(self.url)
        self.url = target

    def find_circle(self) -> tuple[str, ...]:
        """Return the addresses from the first that came twice to when it came again; none where none did."""
        way = (*self.passed, self.url)
        start = next((place for place, url in enumerate(way) if url in way[place + 1 :]), None)
        return () if start is None else way[start : way.index(way[start], start + 1) + 1]


def find_target(response: httpx.Response) -> str | None:
    """Return the absolute URL a redirect leads to, without fragment; None when the response is none."""
    if not response.has_redirect_location:
        return None
    try:
        target = response.request.url.join(response.headers["location"])
    except httpx.InvalidURL as error:
        raise httpx.RemoteProtocolError(f"it redirects to no URL ({error})") from None
    address = str(target.copy_with(fragment=None))
    if len(address) > _LONGEST_TARGET:
        raise httpx.RemoteProtocolError(f"it redirects to an address of {len(address)} characters")
    return address
