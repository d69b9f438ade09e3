"""What goes over the wire: a request, the page that came back, or the failure that came instead.

Refuses naive times. Holds no judgement: what a page really was is told by `monitor.core.outcome`.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus

from monitor.model.instant import refuse_naive


class FailureKind(StrEnum):
    """Why a request brought no usable page. The text is what operators see in logs, on the page and in the API."""

    BAD_URL = "bad_url"
    REFUSED_ADDRESS = "refused_address"
    """Our own guard refused: a private or reserved address, scheme or port."""
    ROBOTS = "robots"
    DNS = "dns"
    CONNECTION = "connection"
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    REDIRECT_LOOP = "redirect_loop"
    BAD_RESPONSE = "bad_response"
    """The bytes are no valid HTTP, or do not decompress."""
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    CLIENT_ERROR = "client_error"
    NOT_FOUND = "not_found"
    GONE = "gone"
    SOFT_404 = "soft_404"
    CONSENT_WALL = "consent_wall"
    PAYWALL = "paywall"
    BLOCKED = "blocked"
    """A bot check, captcha or access-denied page."""
    NOT_THE_OUTLET = "not_the_outlet"
    """Somebody else answered: a captive portal, a provider's or company's block page, a parked domain."""
    SHARED_TEXT = "shared_text"
    """What other addresses of the outlet show, too: a wall, an error page or a template in unforeseen words."""
    HOME_PAGE = "home_page"
    """Redirected to the outlet's front page or a section front."""
    NOT_AN_ARTICLE = "not_an_article"
    NOT_A_FEED = "not_a_feed"
    STALLED = "stalled"
    """Reading the bytes took too long and was stopped."""


#: The kinds that speak for the article being withdrawn (and so count towards "removed").
MISSING_KINDS = frozenset(
    {FailureKind.NOT_FOUND, FailureKind.GONE, FailureKind.SOFT_404, FailureKind.HOME_PAGE}
)


#: Nobody answered: trouble on the way, not with what was asked.
UNREACHED_KINDS = frozenset({FailureKind.DNS, FailureKind.CONNECTION, FailureKind.TLS, FailureKind.TIMEOUT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Expected trouble, as data."""

    kind: FailureKind
    #: Whether trying again later cannot help.
    is_permanent: bool = False
    #: Of a delivery: whether its whole channel is refused (the login, the sender, the webhook's address), whatever the message.
    is_of_channel: bool = False
    #: What the server asked us to wait, if it did.
    retry_after: timedelta | None = None
    #: One plain sentence: what, where, and what to do if anything can be done.
    detail: str = ""
    #: The HTTP status, where there was one.
    status: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """One GET, conditional when a validator is given."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    #: Extra headers the outlet's configuration asks for.
    headers: tuple[tuple[str, str], ...] = ()
    #: Whether robots.txt is asked first. A feed is published to be polled by machines, so polls are exempt.
    obeys_robots: bool = True
    #: Sent as a form, by POST, where there are any: redirects that would make a GET of it are not followed.
    form: tuple[tuple[str, str], ...] = ()
    #: Whether the page's scripts are to be run before it is read; see `fetch.browser`.
    is_rendered: bool = False
    #: Whether it is a part of a page whose turn has come: it waits for none of its own.
    is_part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPage:
    """A response read to its end; `body` is decompressed, `status` may be anything (304 has an empty body)."""

    #: The URL that was asked for.
    url: str
    #: The URL that answered, after redirects.
    final_url: str
    #: Where the URL has moved for good (a chain of 301/308 from the start), else None.
    moved_to: str | None = None
    status: int
    #: Lower-case names, in the order received.
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes
    fetched_at: datetime
    elapsed: timedelta = timedelta(0)
    #: SHA-256 of the body, hex; reckoned once.
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        refuse_naive(fetched_at=self.fetched_at)
        object.__setattr__(self, "sha256", hashlib.sha256(self.body).hexdigest())

    @property
    def is_not_modified(self) -> bool:
        """Whether the server said that nothing changed since our validators (304); there is no body then."""
        return self.status == HTTPStatus.NOT_MODIFIED

    def header(self, name: str) -> str | None:
        """Return the first header of this lower-case name, or None."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The evidence behind a version: raw bytes, headers, final URL, and its link in the article's chain."""

    page: FetchedPage
    #: SHA-256 of `page.body`, hex.
    sha256: str
    #: SHA-256 over the previous version's chain value and this snapshot's facts, hex; see `core.evidence`.
    chain_sha256: str
