"""JSON Feed 1 and 1.1 (jsonfeed.org): bytes in, entries out. feedparser does not know it.

As forgiving as feeds in the field need: a wrong type in one field loses that field, not the entry. Refuses JSON that
is no feed and says so. Next: `feeds`, which calls it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from monitor import model
from monitor.core import feed_terms, markup, timestamps, urls

_FORMATS = {"1": "json10", "1.0": "json10", "1.1": "json11"}
#: The specification's URL, or the bare number that some feeds give for it.
_VERSION = re.compile(r"(?:https?://(?:www\.)?jsonfeed\.org/version/)?(1(?:\.\d)?)/?")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def is_json(body: bytes) -> bool:
    """Whether bytes begin as a JSON object or array does, in UTF-8 as JSON must be."""
    return body[:64].removeprefix(_BYTE_ORDER_MARK).lstrip()[:1] in {b"{", b"["}


def parse_json_feed(body: bytes, *, url: str) -> model.ParsedFeed | model.Failure:
    """Read a JSON feed's bytes; `url` is where they came from. Returns NOT_A_FEED where they hold none."""
    try:
        read = json.loads(body.removeprefix(_BYTE_ORDER_MARK).decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return _not_a_feed(url, "broken JSON")
    if not isinstance(read, dict):
        return _not_a_feed(url, "a JSON list")
    version = _VERSION.fullmatch(_string(read, "version").strip())
    items = read.get("items")
    if version is None or not isinstance(items, list):
        return _not_a_feed(url, "JSON that names no JSON Feed version or has no items")
    entries = [_read_item(item, url=url) for item in items if isinstance(item, dict)]
    linked = tuple(entry for entry in entries if entry is not None)
    return model.ParsedFeed(
        format=_FORMATS.get(version[1], "json"),
        title=markup.fold_space(_string(read, "title")),
        language=markup.fold_space(_string(read, "language")) or None,
        entries=linked,
        hub_urls=tuple(_find_hubs(read, url=url)),
        self_url=feed_terms.find_address(read.get("feed_url"), url=url),
        older_url=feed_terms.find_address(read.get("next_url"), url=url),
        linkless_count=len(items) - len(linked),
    )


def _not_a_feed(url: str, what: str) -> model.Failure:
    return model.Failure(kind=model.FailureKind.NOT_A_FEED, detail=f"{url} gave {what}, not a feed.")


def _read_item(item: dict[str, Any], *, url: str) -> model.Entry | None:
    """Return an entry, or None when it has no usable link."""
    # The id is a URL in most feeds; an external_url is the page a link post speaks of.
    for name in ("url", "id", "external_url"):
        link = _string(item, name).strip()
        # Only a link may be relative: an id "20" is no address.
        canonical = urls.canonical_url(link, base=None if name == "id" else url) if link else None
        if canonical is not None:
            break
    else:
        return None
    summary = _string(item, "summary") or _string(item, "content_text")
    return model.Entry(
        url=canonical,
        link=link,
        guid=markup.fold_space(_string(item, "id")) or None,
        title=markup.fold_space(_string(item, "title")),
        summary=(markup.fold_space(summary) or markup.find_text(_string(item, "content_html")))[
            : markup.MAX_SUMMARY
        ],
        author=_author_of(item),
        published_at=timestamps.parse_timestamp(_string(item, "date_published")),
        updated_at=timestamps.parse_timestamp(_string(item, "date_modified")),
    )


def _find_hubs(read: dict[str, Any], *, url: str) -> Iterator[str]:
    hubs = read.get("hubs")
    for hub in hubs if isinstance(hubs, list) else ():
        is_one = isinstance(hub, dict) and _string(hub, "type").lower() == "websub"
        address = feed_terms.find_address(hub.get("url"), url=url) if is_one else None
        if address:
            yield address


def _author_of(item: dict[str, Any]) -> str | None:
    """Return the names of `authors` (1.1), or of `author` (1), joined by commas."""
    authors = item.get("authors")
    people = authors if isinstance(authors, list) else [item.get("author")]
    names = [markup.fold_space(_string(person, "name")) for person in people if isinstance(person, dict)]
    return ", ".join(name for name in names if name) or None


def _string(found: dict[str, Any], name: str) -> str:
    """Return a member as text: numbers are written out (some feeds give numeric ids), anything else is ""."""
    value = found.get(name)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
