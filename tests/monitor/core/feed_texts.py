"""Feeds as text, and what is read of them."""

from monitor import model
from monitor.core import feeds

URL = "https://ledger.example/news/rss.xml"


def read(body: str | bytes, *, content_type: str | None = None, encoding: str = "utf-8") -> model.ParsedFeed:
    raw = body.encode(encoding) if isinstance(body, str) else body
    parsed = feeds.parse_feed(raw, url=URL, content_type=content_type)
    assert isinstance(parsed, model.ParsedFeed), parsed
    return parsed


def rss(items: str, *, channel: str = "", root: str = '<rss version="2.0">') -> str:
    return f"{root}<channel><title>The Ledger</title>{channel}{items}</channel></rss>"


def atom(entries: str, *, attributes: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>The Ledger</title>{entries}</feed>'


def only(parsed: model.ParsedFeed) -> model.Entry:
    assert len(parsed.entries) == 1
    return parsed.entries[0]


ITEM = "<item><title>Talks</title><link>https://ledger.example/a</link></item>"
