"""Feeds as outlets publish them: RSS 2.0, RSS 1.0, Atom and JSON Feed, with tracking parameters in the links.

Next: `answers`, which serves them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

import jinja2

from monitor.app.demo import recorded

#: Feeds hold no more than the newest.
_LENGTH = 20

_CONTENT_TYPES = {
    "rss": "application/rss+xml",
    "rdf": "application/rdf+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}

_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.PackageLoader("monitor.app.demo"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters["rfc822"] = lambda instant: format_datetime(instant, usegmt=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry."""

    guid: str
    url: str
    link: str
    title: str
    summary: str
    author: str
    section: str
    published_at: datetime
    updated_at: datetime


def feed_items(masthead: recorded.Masthead, *, base_url: str, now: datetime) -> tuple[Item, ...]:
    """Return the newest entries; the title is the article's own headline, never that of a headline test."""
    items = []
    for story in masthead.published(now)[:_LENGTH]:
        edition = story.edition_at(now) or story.editions[0]
        items.append(
            Item(
                guid=f"{masthead.id}-{story.id}",
                url=base_url + story.path,
                link=f"{base_url}{story.path}?utm_source={masthead.feed_format}&utm_medium=feed&utm_campaign=top",
                title=edition.headline,
                summary=edition.subheadline or edition.blocks[0].text,
                author=edition.byline,
                section=story.section,
                published_at=story.published_at,
                updated_at=story.modified_at(now),
            )
        )
    return tuple(items)


def render_feed(
    masthead: recorded.Masthead, items: Sequence[Item], *, base_url: str, built_at: datetime
) -> bytes:
    """Return the feed's bytes in the outlet's format and encoding."""
    if masthead.feed_format == "json":
        return _json_feed(masthead, items, base_url=base_url)
    text = _ENVIRONMENT.get_template(f"feed.{masthead.feed_format}.xml").render(
        site=masthead, items=items, base_url=base_url, built_at=built_at
    )
    return text.encode(masthead.feed_encoding, "xmlcharrefreplace")


def content_type(masthead: recorded.Masthead) -> str:
    """Return the feed's content type with its character set."""
    return f"{_CONTENT_TYPES[masthead.feed_format]}; charset={masthead.feed_encoding}"


def _json_feed(masthead: recorded.Masthead, items: Sequence[Item], *, base_url: str) -> bytes:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": masthead.name,
        "home_page_url": f"{base_url}/",
        "feed_url": base_url + masthead.feed_path,
        "description": masthead.tagline,
        "language": masthead.language,
        "items": [
            {
                "id": item.guid,
                "url": item.link,
                "title": item.title,
                "summary": item.summary,
                "content_text": item.summary,
                "authors": [{"name": item.author}],
                "tags": [item.section],
                "date_published": item.published_at.isoformat(),
                "date_modified": item.updated_at.isoformat(),
            }
            for item in items
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()
