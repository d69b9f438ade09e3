"""What a feed says of itself as a whole: when it may be polled, where its older entries are, where it moved to.

Reads feedparser's result; what that loses, the bytes. Refuses to follow or to wait: `polls` and `schedule` decide.
"""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

from monitor.core import urls

_PERIOD_HOURS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
_LONGEST_TTL = timedelta(days=7)
#: Where the entries before these are: the archive before (RFC 5005, section 4), which loses none, else the next page.
_OLDER = ("prev-archive", "next")
#: feedparser keeps only the last of several hours or days.
_SKIPPED = re.compile(rb"<skip(hours|days)>(.{0,2000}?)</skip", re.IGNORECASE | re.DOTALL)
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*<", re.IGNORECASE)
_DAY = re.compile(rb"<day>\s*([a-z]{3})", re.IGNORECASE)
_DAYS = (b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun")


def find_ttl(feed: Any) -> timedelta | None:
    """Return how long the feed asks to be left alone: RSS `ttl` in minutes, or RSS 1.0's syndication module."""
    try:
        if ttl := feed.get("ttl"):
            span = timedelta(minutes=float(ttl))
        elif period := _PERIOD_HOURS.get(feed.get("sy_updateperiod") or ""):
            span = timedelta(hours=period) / float(feed.get("sy_updatefrequency") or 1)
        else:
            return None
    except (ValueError, ArithmeticError):
        return None
    return min(span, _LONGEST_TTL) if span > timedelta(0) else None


def find_skipped(body: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the hours (0 to 23, UTC) and days (0 is Monday) in which RSS asks not to be polled, each in order.

    One that names every hour or every day asks for what cannot be meant, and is not heeded."""
    hours: set[int] = set()
    days: set[int] = set()
    for found in _SKIPPED.finditer(body):
        if found[1].lower() == b"hours":
            # 24 was midnight in RSS 0.91.
            hours |= {int(hour) % 24 for hour in _HOUR.findall(found[2]) if int(hour) <= 24}
        else:
            days |= {_DAYS.index(day.lower()) for day in _DAY.findall(found[2]) if day.lower() in _DAYS}
    return (
        tuple(sorted(hours)) if len(hours) < 24 else (),
        tuple(sorted(days)) if len(days) < 7 else (),
    )


def find_older_url(feed: Any, *, url: str) -> str | None:
    """Return where the feed's older entries are; None where it does not say, or says that it is whole."""
    if "fh_complete" in feed:
        return None
    for relation in _OLDER:
        for found in find_links(feed, relation, url=url):
            if found != url:
                return found
    return None


def find_new_address(feed: Any, *, url: str) -> str | None:
    """Return the address a feed says it has moved to (podcasts' `new-feed-url`), if it is another one."""
    said = find_address(feed.get("itunes_new-feed-url"), url=url)
    return said if said != url else None


def find_links(feed: Any, relation: str, *, url: str) -> tuple[str, ...]:
    """Return the addresses of a feed's links of one relation, absolute, in order."""
    links = (link for link in feed.get("links") or () if (link.get("rel") or "").lower() == relation)
    found = (find_address(link.get("href"), url=url) for link in links)
    return tuple(dict.fromkeys(address for address in found if address))


def find_address(said: object, *, url: str) -> str | None:
    """Return an address as it can be asked for; `said` may be relative to `url`. None where it is none."""
    if not isinstance(said, str) or not said.strip():
        return None
    try:
        address = urljoin(url, said.strip())
    except ValueError:
        return None
    return address if urls.canonical_url(address) else None
