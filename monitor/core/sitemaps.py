"""Sitemaps (sitemaps.org, and Google's for news): bytes in, entries out, newest first, so that one can be a feed.

A sitemap of news gives its news. An ordinary one gives the pages it dates last, without their titles: an archive of
50,000 addresses is no feed, what moved last in it is. A list of sitemaps gives the parts to read. As forgiving as feeds
in the field need: what stood before broken XML is kept. Refuses sitemaps without news or dates, and XML with entities.
Next: `feeds`, which calls it; `polls`, which asks for parts.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime

from monitor import model
from monitor.core import feed_terms, markup, strict_xml, timestamps, urls, wholeness

NEWS = "news-sitemap"
DATED = "sitemap"
LIST = "sitemap-index"
#: Entries taken of an ordinary sitemap: those modified last.
MOST_DATED = 100
#: Parts taken of a list: those for news, if any are, and of these the newest.
MOST_PARTS = 3

_CDATA_OR_AMPERSAND = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)", re.DOTALL
)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_OF_NEWS = re.compile(r"news(?!letter)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,12}")


def parse_sitemap(
    body: bytes, *, url: str, content_type: str | None = None
) -> model.ParsedFeed | model.Failure:
    """Read a sitemap's bytes; `url` is where they came from. Returns NOT_A_FEED where they hold no entries to watch."""
    document = _parse(body, content_type)
    if document.root is None:
        return _not_a_feed(url, f"a sitemap that is not read ({document.problem})")
    read = _read_root(document.root, document.problem, url=url)
    if isinstance(read, model.Failure) or not document.problem:
        return read
    return replace(read, is_cut_short=wholeness.is_feed_cut_short(body))


def speaks_of_news(url: str) -> bool:
    """Whether a sitemap's path says that it is one of news."""
    return _OF_NEWS.search(url.partition("://")[2].partition("/")[2]) is not None


def _read_root(root: strict_xml.Element, problem: str, *, url: str) -> model.ParsedFeed | model.Failure:
    if root.name == "sitemapindex":
        return _read_list(root, problem, url=url)
    pages = list(root.find_children("url"))
    if problem:
        del pages[-1:]  # half of an address is another address
    news = [(page, found) for page in pages for found in page.find_children("news")]
    if news or not (pages or problem):
        return _read_news(root, news, problem, url=url)
    return _read_dated(pages, problem, url=url)


def _read_news(
    root: strict_xml.Element,
    news: list[tuple[strict_xml.Element, strict_xml.Element]],
    problem: str,
    *,
    url: str,
) -> model.ParsedFeed:
    entries = [_read_entry(page, found, url=url) for page, found in news]
    linked = [entry for entry in entries if entry is not None]
    # A sitemap has no order of its own, and only the first entries of a feed are taken.
    linked.sort(key=lambda entry: entry.published_at or _LONG_AGO, reverse=True)
    first = news[0][1] if news else root
    return model.ParsedFeed(
        format=NEWS,
        title=markup.fold_space(first.find_text("publication", "name")),
        language=markup.fold_space(first.find_text("publication", "language")) or None,
        entries=tuple(linked),
        problem=problem,
        linkless_count=len(entries) - len(linked),
    )


def _read_dated(
    pages: list[strict_xml.Element], problem: str, *, url: str
) -> model.ParsedFeed | model.Failure:
    """Read an ordinary sitemap: the pages it says were modified last."""
    dates = ((timestamps.parse_timestamp(page.find_text("lastmod")), page) for page in pages)
    dated = [(date, page) for date, page in dates if date is not None]
    if not dated:
        return _not_a_feed(url, "a sitemap without news and without dates")
    dated.sort(key=lambda pair: pair[0], reverse=True)
    nothing = strict_xml.Element("news", {}, 0)
    entries = [_read_entry(page, nothing, url=url) for _, page in dated[:MOST_DATED]]
    linked = tuple(entry for entry in entries if entry is not None)
    return model.ParsedFeed(
        format=DATED, entries=linked, problem=problem, linkless_count=len(entries) - len(linked)
    )


def _read_list(root: strict_xml.Element, problem: str, *, url: str) -> model.ParsedFeed | model.Failure:
    """Read a list of sitemaps: its parts for news, if any are, else all; the newest by date, then by number."""
    parts = list(root.find_children("sitemap"))
    if problem:
        del parts[-1:]  # as above
    found: dict[str, tuple[datetime, tuple[int, ...]]] = {}
    for part in parts:
        if address := feed_terms.find_address(part.find_text("loc"), url=url):
            numbers = tuple(map(int, _NUMBER.findall(address)))
            found[address] = (timestamps.parse_timestamp(part.find_text("lastmod")) or _LONG_AGO, numbers)
    found.pop(url, None)
    if not found:
        return _not_a_feed(url, "a list of sitemaps that names none")
    chosen = [address for address in found if speaks_of_news(address)] or list(found)
    chosen.sort(key=found.__getitem__, reverse=True)
    return model.ParsedFeed(format=LIST, part_urls=tuple(chosen[:MOST_PARTS]), problem=problem)


def _parse(body: bytes, content_type: str | None) -> strict_xml.Document:
    """Read XML; once more with bare ampersands escaped, if it is broken: addresses and titles are full of them."""
    document = strict_xml.parse_xml(body, content_type=content_type)
    if document.root is None or not document.problem:
        return document
    return strict_xml.parse_xml(_CDATA_OR_AMPERSAND.sub(_escape, body), content_type=content_type)


def _escape(match: re.Match[bytes]) -> bytes:
    return b"&amp;" if match[0] == b"&" else match[0]


def _not_a_feed(url: str, what: str) -> model.Failure:
    return model.Failure(kind=model.FailureKind.NOT_A_FEED, detail=f"{url} gave {what}.")


def _read_entry(page: strict_xml.Element, news: strict_xml.Element, *, url: str) -> model.Entry | None:
    """Return an entry, or None when it has no usable link."""
    link = page.find_text("loc")
    canonical = urls.canonical_url(link, base=url) if link else None
    if canonical is None:
        return None
    return model.Entry(
        url=canonical,
        link=link,
        title=markup.find_text(news.find_text("title")),
        published_at=timestamps.parse_timestamp(news.find_text("publication_date")),
        updated_at=timestamps.parse_timestamp(page.find_text("lastmod")),
    )
