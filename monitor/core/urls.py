"""URLs: the one form under which an address is known, and what can be told from it without asking the network.

Refuses anything that is not an absolute http(s) address of a nameable host. Next: `tracking` for what is dropped,
`twins` for which addresses are one article's; `monitor.fetch.guard` decides which of them may be asked.
"""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import quote, unquote, urljoin, urlsplit

import idna
import tld

from monitor.core import tracking

#: Longer addresses are refused: PostgreSQL's index rows end at about 2,700 bytes, and news URLs far below it.
MAX_LENGTH = 2048

_DEFAULT_PORTS = {"http": 80, "https": 443}
_PLAIN_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
_UNUSABLE = re.compile(r"[\x00-\x20\x7f]+")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"

_LOCALE = re.compile(r"[a-z]{2}([-_][a-z]{2,4})?")
_INDEX_FILE = re.compile(r"(index|default|home|main)\.[a-z]{3,5}")
#: Words that name a front page or a section front when a path holds nothing else.
_SECTION_WORDS = frozenset(
    [
        "home",
        "homepage",
        "frontpage",
        "front-page",
        "index",
        "latest",
        "live",
        "main",
        "start",
        "today",
        "edition",
        "international",
        "english",
        "arabic",
        "hebrew",
        "news",
        "world",
        "politics",
        "mideast",
        "middle-east",
        "middle_east",
        "middleeast",
        "israel",
        "palestine",
        "gaza",
        "region",
        "business",
        "opinion",
        "sport",
        "sports",
        "culture",
        "section",
        "sections",
        "topics",
        "category",
    ]
)
_ARTICLE_NUMBER = re.compile(r"\d{2}")


def canonical_url(url: str, *, base: str | None = None) -> str | None:
    """Return the canonical form of a URL, relative ones resolved against `base`; None when it is unusable.

    Host in lower case and IDNA, default port, credentials, fragment, tracking parameters and session ids dropped, escapes
    and dot segments as in RFC 3986 section 6.2.2; every other parameter is kept, in order. Applying it twice changes
    nothing.
    """
    canonical = _canonical_form(url, base=base)
    return canonical if canonical is not None and len(canonical) <= MAX_LENGTH else None


def is_web_url(url: str) -> bool:
    """Whether a URL can be asked over http(s), however long it is: absolute, with a host and a port that can be."""
    return _canonical_form(url, base=None) is not None


def host_of(url: str) -> str:
    """Return the host of a URL in lower case, without port; "" when it has none."""
    try:
        return urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""


def is_same_site(first: str, second: str) -> bool:
    """Whether two URLs are of one registrable domain (`edition.ledger.example`, `www.ledger.example`), by the Public
    Suffix List that comes with `tld`; under an unlisted suffix the last two labels decide, addresses must be equal."""
    ours = site_of(first)
    return ours != "" and ours == site_of(second)


def site_of(url: str) -> str:
    """Return the site a URL is of, as `is_same_site` tells them apart: registrable domain or address; "" for no host."""
    return _site_of(host_of(url))


def is_front_page(url: str) -> bool:
    """Whether a URL's form is that of a front page or a section front: nothing but a locale, an index file and words
    that name sections, and no parameter that could be an article's number. Strict: a slug is never one."""
    canonical = canonical_url(url)
    if canonical is None:
        return False
    parts = urlsplit(canonical)
    if _ARTICLE_NUMBER.search(parts.query):
        return False
    segments = [segment for segment in unquote(parts.path).lower().split("/") if segment]
    return all(_names_a_section(segment) for segment in segments)


def _canonical_form(url: str, *, base: str | None) -> str | None:
    # Browsers drop white space around an address and line breaks inside it; feeds are wrapped in both.
    trimmed = re.sub(r"[\t\r\n]", "", url.strip())
    try:
        parts = urlsplit(urljoin(base, trimmed) if base else trimmed)
        port = parts.port
        host = _canonical_host(parts.hostname or "")
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or host is None or port == 0:
        return None
    authority = host if port in {None, _DEFAULT_PORTS[parts.scheme]} else f"{host}:{port}"
    asked = tracking.drop_path_session(parts.path)
    path = _without_dots(_canonical_escapes(asked, safe=_PATH_SAFE)) or "/"
    query = _canonical_escapes(tracking.drop_tracking(parts.query), safe=_PATH_SAFE + "?")
    return f"{parts.scheme}://{authority}{path}" + (f"?{query}" if query else "")


def _names_a_section(segment: str) -> bool:
    return bool(
        segment in _SECTION_WORDS or _LOCALE.fullmatch(segment) or _INDEX_FILE.fullmatch(segment),
    )


def _canonical_host(host: str) -> str | None:
    """Return a host in lower case and IDNA, an IPv6 address in brackets; None when it is none. May raise ValueError."""
    if ":" in host:
        return f"[{ipaddress.IPv6Address(host).compressed}]"
    host = host.rstrip(".")
    if not host.isascii():
        host = idna.encode(host, uts46=True, transitional=False).decode("ascii")
    host = host.lower()
    return host if len(host) <= 253 and _PLAIN_HOST.fullmatch(host) else None


@lru_cache(maxsize=1024)
def _site_of(host: str) -> str:
    """Return the registrable domain of a host, or what stands for it; "" for no host."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        site = tld.get_fld(host, fix_protocol=True, fail_silently=True, search_private=True)
        return site or ".".join(host.split(".")[-2:])


def _canonical_escapes(text: str, *, safe: str) -> str:
    """Escape what must be, unescape what need not be, and write escapes in upper case (RFC 3986 6.2.2)."""
    escaped = quote(_STRAY_PERCENT.sub("%25", text), safe=safe, errors="replace")
    return _ESCAPE.sub(_canonical_escape, escaped)


def _canonical_escape(match: re.Match[str]) -> str:
    character = chr(int(match[0][1:], 16))
    return character if character in _UNRESERVED else match[0].upper()


def _without_dots(path: str) -> str:
    """Remove "." and ".." segments (RFC 3986 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)
