"""Google News sitemaps: bytes in, entries out, newest first, so that a sitemap's address can be a feed of an outlet.

As forgiving as feeds in the field need: what stood before broken XML is kept. Refuses sitemaps without news (a whole
archive is no feed), lists of sitemaps, and XML with entities. Next: `feeds`, which calls it.
"""

import re
from datetime import UTC, datetime

from monitor import model
from monitor.core import markup, strict_xml, timestamps, urls

FORMAT = "news-sitemap"
_CDATA_OR_AMPERSAND = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)", re.DOTALL
)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def parse_news_sitemap(
    body: bytes, *, url: str, content_type: str | None = None
) -> model.ParsedFeed | model.Failure:
    """Read a sitemap's bytes; `url` is where they came from. Returns NOT_A_FEED where they hold no news."""
    document = _parse(body, content_type)
    root = document.root
    if root is None:
        return _not_a_feed(url, f"a sitemap that is not read ({document.problem})")
    if root.name == "sitemapindex":
        return _not_a_feed(url, "a list of sitemaps; name the one for news in it")
    pages = list(root.find_children("url"))
    if document.problem:
        del pages[-1:]  # half of an address is another address
    read = [(page, news) for page in pages for news in page.find_children("news")]
    if not read and (pages or document.problem):
        return _not_a_feed(url, "a sitemap without news")
    entries = [_read_entry(page, news, url=url) for page, news in read]
    linked = [entry for entry in entries if entry is not None]
    # A sitemap has no order of its own, and only the first entries of a feed are taken.
    linked.sort(key=lambda entry: entry.published_at or _LONG_AGO, reverse=True)
    first = read[0][1] if read else root
    return model.ParsedFeed(
        format=FORMAT,
        title=markup.fold_space(first.find_text("publication", "name")),
        language=markup.fold_space(first.find_text("publication", "language")) or None,
        entries=tuple(linked),
        problem=document.problem,
        linkless_count=len(entries) - len(linked),
    )


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
