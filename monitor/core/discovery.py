"""Where a site's feeds may be: what its page announces, what it links to, what robots.txt names, where feeds usually are.

Addresses only: whether there is a feed behind one, `feeds` says once somebody has asked. Refuses feeds of readers'
comments. Next: `monitor.app.exploring`, which asks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from monitor.core import markup, sitemaps, urls


class Origin(StrEnum):
    """How an address came to be looked at, best first."""

    GIVEN = "given"
    ANNOUNCED = "announced"
    """By the page's head, as <link rel="alternate">."""
    LINKED = "linked"
    """By a link in the page whose address looks like a feed's."""
    SITEMAP = "sitemap"
    """By robots.txt, as a sitemap, or by a list of sitemaps."""
    GUESSED = "guessed"
    """One of the usual places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An address that may be a feed's."""

    url: str
    origin: Origin


_TYPES = frozenset(
    {
        *("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"),
        *("application/xml", "text/xml"),
    }
)
#: A path that ends as feeds' do ("/rss", "/feed/", "/rss2.xml", "/world.rss", "/rss/world.xml"), or a parameter.
_LOOKS_LIKE_A_FEED = re.compile(
    r"/(?:rss2?|feeds?|atom|rdf)(?:\.[a-z]{3,5})?/?(?:$|\?)|\.(?:rss|atom|rdf)(?:$|\?)"
    r"|[/_.-](?:rss2?|feeds?|atom)[/_.-][^?]*\.(?:xml|json)(?:$|\?)"
    r"|[?&](?:feed|format|output|outputtype)=(?:rss2?|atom|rdf)\b",
    re.IGNORECASE,
)
_OF_COMMENTS = re.compile(r"/comments?/", re.IGNORECASE)
#: Beside the section asked for, then at the root. WordPress, Drupal, Hugo, Jekyll, Ghost and their like.
_SECTION_PLACES = ("feed", "rss.xml")
_ROOT_PLACES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")
_SITEMAP_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_MOST_SITEMAPS = 3
#: "2025-09", "/2025/9/", "20250901", "-17.xml": but not "sitemap1.xml", which is often the only one.
_OF_A_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{6}|[-_/]\d+(?:\.xml|$|\.)")
#: What no watchlist takes in an address, as it stands.
_UNFIT = re.compile(r"[\s<>\"\x00-\x1f\x7f]")


def find_feed_links(html: str, *, base_url: str) -> tuple[Candidate, ...]:
    """Return what a page announces as its feeds, then what it links to that looks like one, each address once.

    `base_url` is where the page came from; a <base> element counts.
    """
    tree = LexborHTMLParser(html)
    base = tree.css_first("base[href]")
    if base is not None:
        base_url = _absolute(base.attributes.get("href"), base_url) or base_url
    found: dict[str, Candidate] = {}
    for origin, href in _find_hrefs(tree):
        url = _absolute(href, base_url)
        if url and not _OF_COMMENTS.search(url):
            found.setdefault(url, Candidate(url=url, origin=origin))
    return tuple(found.values())


def find_usual_places(url: str) -> tuple[Candidate, ...]:
    """Return where a site mostly has its feed, likeliest first: in the section that `url` names, then at the root."""
    section = urlsplit(url).path.rstrip("/")
    places = [f"{section}/{name}" for name in _SECTION_PLACES] if section else []
    found = (_absolute(place, url) for place in (*places, *_ROOT_PLACES))
    return tuple(Candidate(url=place, origin=Origin.GUESSED) for place in dict.fromkeys(found) if place)


def find_sitemaps(robots: str, *, base_url: str) -> tuple[Candidate, ...]:
    """Return the sitemaps that a robots.txt names, those first whose address speaks of news; of these and of the others
    at most three."""
    named = (_absolute(line[1], base_url) for line in _SITEMAP_LINE.finditer(robots))
    found = list(dict.fromkeys(url for url in named if url))
    of_news = [url for url in found if sitemaps.speaks_of_news(url)]
    others = [url for url in found if url not in of_news]
    chosen = (*of_news[:_MOST_SITEMAPS], *others[:_MOST_SITEMAPS])
    return tuple(Candidate(url=url, origin=Origin.SITEMAP) for url in chosen)


def is_for_a_day(url: str) -> bool:
    """Whether an address names a day, a month or a number in a row: tomorrow's news stands under another one."""
    return _OF_A_DAY.search(urlsplit(url).path) is not None


def find_site_name(html: str) -> str:
    """Return what a page says its site is called; "" when it does not."""
    tree = LexborHTMLParser(html)
    for selector in ('meta[property="og:site_name"]', 'meta[name="application-name"]'):
        found = tree.css_first(selector)
        name = markup.fold_space(found.attributes.get("content") or "") if found else ""
        if name:
            return name
    return ""


def _find_hrefs(tree: LexborHTMLParser) -> Iterator[tuple[Origin, str | None]]:
    for link in tree.css("link[rel][href]"):
        relations = (link.attributes.get("rel") or "").lower().split()
        kind = (link.attributes.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" in relations and kind in _TYPES:
            yield Origin.ANNOUNCED, link.attributes.get("href")
    for link in tree.css("a[href]"):
        href = (link.attributes.get("href") or "").strip().partition("#")[0]
        if len(href) <= urls.MAX_LENGTH and (href.startswith("feed:") or _LOOKS_LIKE_A_FEED.search(href)):
            yield Origin.LINKED, href


def _absolute(href: str | None, base_url: str) -> str:
    """Return an address as it is to be asked for, every parameter kept; "" where it cannot be, or bears a login."""
    # Some pages write "feed:" before the address or in place of "https:", for programs that subscribe.
    plain = re.sub(r"[\t\r\n]", "", (href or "").strip())
    plain = re.sub(r"^feed:(//)?", lambda scheme: "https://" if scheme[1] else "", plain)
    try:
        url = urldefrag(urljoin(base_url, plain)).url
        has_login = "@" in urlsplit(url).netloc
    except ValueError:
        return ""
    if not plain or has_login or not urls.canonical_url(url):
        return ""
    return _UNFIT.sub(lambda found: quote(found[0]), url)
