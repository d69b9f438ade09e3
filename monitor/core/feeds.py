"""Feeds: bytes in, entries out. RSS 0.9 to 2.0, RDF and Atom through feedparser, JSON Feed in `json_feeds`,
sitemaps in `sitemaps`; what the feed says of itself in `feed_terms`.

Forgiving of ill-formed XML and wrongly declared encodings, as readers are; refuses what is no feed and says what it
was instead. Never raises, whatever the bytes; their size is the fetcher's business, their time the judge's
(`monitor.ports.Judge`). Entries stay in the feed's order, repeated ones included. Next: `polls`, which picks.
"""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser

from monitor import model
from monitor.core import encoding, feed_terms, json_feeds, markup, packed, sitemaps, urls, wholeness

#: What feedparser raises on hostile bytes: character references out of range, half-read declarations, elements where
#: it expects others, very deep nesting. It promises nothing here; a fuzz test keeps the list honest.
_PARSER_ERRORS = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
)
_XML_IN_UTF8 = "application/xml; charset=utf-8"
#: "<?xm" in EBCDIC, which feedparser knows.
_EBCDIC = b"\x4c\x6f\xa7\x94"
#: feedparser's notices that change nothing about what was read.
_HARMLESS = (feedparser.NonXMLContentType,)
_NUMBER_REFERENCE = re.compile(rb"&#(x[0-9a-fA-F]+|X[0-9a-fA-F]+|[0-9]+);?")
_ENTRY = re.compile(rb"<(/?)(?:[\w.-]{1,60}:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_ROOT = re.compile(rb"<([a-z_][\w:.-]{0,60})")
_SITEMAPS = frozenset({"urlset", "sitemapindex"})


def parse_feed(body: bytes, *, url: str, content_type: str | None = None) -> model.ParsedFeed | model.Failure:
    """Read a feed's bytes; `url` is where they came from, `content_type` the header's value.

    Returns a NOT_A_FEED failure that says what the bytes were where they hold no feed.
    """
    if not packed.is_packed(body):
        return _parse_plain(body, url=url, content_type=content_type)
    unpacked = packed.unpack(body)
    if unpacked is None:
        return _not_a_feed(url, f"a packed file that is broken or holds more than {packed.MAX_BYTES:,} bytes")
    return _parse_plain(unpacked, url=url, content_type=content_type)


def _parse_plain(body: bytes, *, url: str, content_type: str | None) -> model.ParsedFeed | model.Failure:
    if json_feeds.is_json(body):
        return json_feeds.parse_json_feed(body, url=url)
    if not body.strip():
        return _not_a_feed(url, "an empty answer, not a feed")
    if _root_of(body) in _SITEMAPS:
        return sitemaps.parse_sitemap(body, url=url, content_type=content_type)
    readable, content_type = _in_utf8(body, content_type)
    headers = {"content-location": url} | ({"content-type": content_type} if content_type else {})
    try:
        read = _parse(readable, headers)
        if not read.version and (_is_html(body) or not read.entries):
            return _not_a_feed(url, f"{_describe(body)}, not a feed")
        return _read_feed(read, body, url=url)
    except _PARSER_ERRORS as error:
        return _not_a_feed(url, f"bytes that the feed parser cannot read ({type(error).__name__})")


def _not_a_feed(url: str, what: str) -> model.Failure:
    return model.Failure(kind=model.FailureKind.NOT_A_FEED, detail=f"{url} gave {what}.")


def _parse(body: bytes, headers: dict[str, str]) -> Any:
    """Run feedparser; once more without character references that are no characters, if it trips over one."""
    try:
        return _run_feedparser(body, headers)
    except (ValueError, OverflowError):
        return _run_feedparser(_NUMBER_REFERENCE.sub(_character_reference, body), headers)


def _run_feedparser(body: bytes, headers: dict[str, str]) -> Any:
    return feedparser.parse(
        io.BytesIO(body),  # bare bytes would be taken for a file name first
        response_headers=headers,
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _character_reference(match: re.Match[bytes]) -> bytes:
    """Return a numeric reference as it is, or nothing where no text can hold its character (half an emoji, mostly)."""
    digits = match[1].lower()
    code = int(digits[1:], 16) if digits.startswith(b"x") else int(digits)
    return match[0] if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else b""


def _in_utf8(body: bytes, content_type: str | None) -> tuple[bytes, str | None]:
    """Return bytes and Content-Type that feedparser cannot misread. It believes declarations before bytes, and one
    broken character makes it take a whole feed of UTF-8 for windows-1252; pages are read better than that."""
    if body.isascii() or b"\0" in body[:64] or body.startswith(_EBCDIC):
        return body, content_type
    if encoding.find_encoding(body, content_type=content_type) is None:
        content_type = _XML_IN_UTF8  # XML's own default
    return encoding.decode_page(body, content_type=content_type).encode(), _XML_IN_UTF8


def _read_feed(read: Any, body: bytes, *, url: str) -> model.ParsedFeed:
    problem = _find_problem(read)
    is_cut_short = problem != "" and wholeness.is_feed_cut_short(body)
    found = read.entries[:-1] if is_cut_short and _ends_in_an_entry(body) else read.entries
    entries = [_read_entry(each, format_name=read.version, url=url) for each in found]
    linked = tuple(entry for entry in entries if entry is not None)
    skip_hours, skip_days = feed_terms.find_skipped(body)
    return model.ParsedFeed(
        format=read.version,
        title=_text_of(read.feed, "title"),
        language=read.feed.get("language") or None,
        entries=linked,
        ttl=feed_terms.find_ttl(read.feed),
        skip_hours=skip_hours,
        skip_days=skip_days,
        older_url=feed_terms.find_older_url(read.feed, url=url),
        hub_urls=feed_terms.find_links(read.feed, "hub", url=url),
        self_url=next(iter(feed_terms.find_links(read.feed, "self", url=url)), None),
        new_url=feed_terms.find_new_address(read.feed, url=url),
        problem=problem,
        is_cut_short=is_cut_short,
        linkless_count=len(entries) - len(linked),
    )


def _find_problem(read: Any) -> str:
    trouble = read.get("bozo_exception")
    return "" if trouble is None or isinstance(trouble, _HARMLESS) else markup.fold_space(str(trouble))


def _ends_in_an_entry(body: bytes) -> bool:
    """Whether bytes that were cut off end within an entry: half of an address is another address."""
    marks = [match[1] for match in _ENTRY.finditer(body.replace(b"\0", b""))]
    return bool(marks) and marks[-1] == b""


def _read_entry(found: Any, *, format_name: str, url: str) -> model.Entry | None:
    """Return an entry, or None when it has no usable link."""
    link, canonical = next(
        (
            (candidate, canonical)
            for candidate in _find_links(found, format_name)
            if candidate and (canonical := urls.canonical_url(candidate, base=url))
        ),
        ("", None),
    )
    if canonical is None:
        return None
    updated_at = _instant_of(found, "updated")
    published_at = _instant_of(found, "published") or _instant_of(found, "created")
    if published_at is None and not format_name.startswith("atom"):
        published_at = updated_at  # RSS and RDF know one date, which feedparser calls so when it is dc:date
    return model.Entry(
        url=canonical,
        link=link,
        guid=markup.fold_space(found.get("id") or "") or None,
        title=_text_of(found, "title"),
        summary=_text_of(found, "summary")[: markup.MAX_SUMMARY],
        author=markup.find_text(found.get("author") or "") or None,
        published_at=published_at,
        updated_at=updated_at,
    )


def _find_links(found: Any, format_name: str) -> Iterator[str]:
    """Yield what may be an entry's link, best first."""
    # FeedBurner's own links count the reader and lead on to the original.
    yield found.get("feedburner_origlink") or ""
    yield found.get("link") or ""
    links = found.get("links") or ()
    for link in links:
        if link.get("rel") == "alternate":
            yield link.get("href") or ""
    # feedparser forgets that a guid is a permalink once it has seen an empty <link/>; an item of RDF is named by its URL.
    if found.get("guidislink") or (links and not found.get("link")) or format_name in {"rss10", "rss090"}:
        yield found.get("id") or ""


def _text_of(found: Any, name: str) -> str:
    """Return a text construct as plain text; feedparser tells plain from markup."""
    value = (found.get(name) or "")[: markup.MAX_MARKUP]
    detail = found.get(f"{name}_detail") or {}
    return markup.fold_space(value) if detail.get("type") == "text/plain" else markup.find_text(value)


def _instant_of(found: Any, name: str) -> datetime | None:
    """Return a date as feedparser read it: in UTC, a naive one taken for UTC."""
    # Past feedparser's own get(), which answers for a missing `updated` with `published`, and a warning.
    parsed = dict.get(found, f"{name}_parsed")
    if parsed is None:
        return None
    year, month, day, hour, minute, second = parsed[:6]
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _is_html(body: bytes) -> bool:
    return b"<!doctype html" in _head_of(body) or _root_of(body) in {"html", "head", "body"}


def _describe(body: bytes) -> str:
    """Say in a few words what bytes are that are no feed."""
    if _is_html(body):
        return "an HTML page"
    if root := _root_of(body):
        return f"XML or markup that begins with <{root}>"
    return "plain text" if b"\0" not in body[:1024] else "binary data"


def _root_of(body: bytes) -> str:
    """Return the name of the first element in lower case; "" where there is none near the beginning."""
    root = _ROOT.search(_head_of(body))
    return root[1].decode("ascii", "replace") if root else ""


def _head_of(body: bytes) -> bytes:
    return body[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
