"""A feed as JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""

import json
from typing import Any

from report.views import entries


def write_json(found: entries.Feed) -> bytes:
    """Write one page of a feed as UTF-8."""
    page = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": found.title,
        "home_page_url": found.page_url,
        "feed_url": found.own_url,
        "next_url": found.older_url,
        "icon": found.icon_url,
        "language": "en",
        "items": [_write_item(entry, html=html, text=text) for entry, html, text in found.items],
    }
    kept = {name: value for name, value in page.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace")


def _write_item(entry: entries.Entry, *, html: str, text: str) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.article_url,
        "title": entry.title,
        "content_html": html,
        "content_text": text,
        "date_published": entry.published_at.isoformat(),
        "date_modified": entry.updated_at.isoformat(),
        "authors": [{"name": entry.author}],
        "tags": [label for _, label in entry.tags],
    }
    return {name: value for name, value in item.items() if value is not None}
