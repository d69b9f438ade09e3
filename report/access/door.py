"""The door: how people come in, as the operator set it, and what follows of that for cookies and addresses.

Refuses to decide about anybody. Next: `gate`.
"""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import Response

from monitor import ports


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Who is known, and from where the page can be reached."""

    roster: ports.Roster
    sessions: ports.SessionStore
    #: Whether only this machine reaches the page.
    is_loopback: bool
    #: Whether it may be read without a login elsewhere, too.
    is_open_allowed: bool = False
    #: The addresses it is known by outside, "https://claimwatch.news.example".
    base_urls: tuple[str, ...] = ()
    #: The header in which these proxies say who is there, "" for none.
    proxy_header: str = ""
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    session_span: timedelta = timedelta(days=7)

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach it by https."""
        return any(url.startswith("https://") for url in self.base_urls[:1])

    @property
    def cookie(self) -> str:
        """The cookie's name; with the prefix no other host of the same domain can set it."""
        return "__Host-claimwatch" if self.is_secure else "claimwatch"

    def knows_host(self, host: str) -> bool:
        """Whether a Host header names this page: this machine by a name or address of its own, or one that was set.

        Another name that leads here is how a strange site reads a page on loopback (DNS rebinding)."""
        name = _host_name(host)
        known = {_host_name(urlsplit(url).netloc) for url in self.base_urls}
        if name == "localhost" or name.endswith(".localhost") or name in known:
            return name != ""
        address = _parse_address(name)
        return address is not None and address.is_loopback

    def is_own_origin(self, origin: str, *, host: str) -> bool:
        """Whether an Origin header names the page that was asked."""
        parts = urlsplit(origin)
        own = {host.lower(), *(urlsplit(url).netloc.lower() for url in self.base_urls)}
        return parts.scheme in {"http", "https"} and parts.netloc.lower() in own

    def is_proxy(self, address: str) -> bool:
        """Whether an address is that of a trusted proxy."""
        parsed = _parse_address(address)
        return parsed is not None and any(parsed in network for network in self.proxies)

    def find_address(self, request: Request) -> str:
        """Return where a request comes from: the peer, or whom trusted proxies took it from. IPv6 is cut to a network of 64
        bits, the least that one customer has."""
        address = request.client.host if request.client else ""
        passed_on = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
        while self.is_proxy(address) and passed_on and _parse_address(passed_on[-1].strip()):
            address = passed_on.pop().strip()
        parsed = _parse_address(address)
        if isinstance(parsed, IPv6Address):
            return str(IPv6Network((parsed, 64), strict=False))
        return str(parsed or address)

    def set_cookie(self, response: Response, value: str, *, lasts: timedelta | None = None) -> None:
        """Give a browser its cookie, until it is closed or for a while. Links from a mail keep it, foreign forms do not."""
        response.set_cookie(
            self.cookie,
            value,
            max_age=int(lasts.total_seconds()) if lasts else None,
            path="/",
            secure=self.is_secure,
            httponly=True,
            samesite="lax",
        )


def _host_name(host: str) -> str:
    """Return a Host header's name, without port and brackets."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _parse_address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        parsed = ip_address(text)
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed
