"""Which entries of a feed become sightings, and by what an entry is known again from one poll to the next.

Refuses dates that lie far ahead. Next: `polls`, which decides what a poll came to.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor import model
from monitor.core import markup
from monitor.core.brief import Brief

#: Entries remembered until the next poll, to tell whether it goes on where this one ended.
MOST_KEYS = 50
#: Titles remembered of an article.
MOST_TITLES = 10
#: A date this far ahead of us is no date: clocks and zones go wrong by hours.
_FAR_AHEAD = timedelta(days=1)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def find_sightings(brief: Brief, parsed: model.ParsedFeed, *, now: datetime) -> tuple[model.Sighting, ...]:
    """Return the entries to take of a feed, with the topics they match; at most the policy's `max_entries`."""
    return tuple(
        model.Sighting(
            entry=_without_far_dates(entry, now=now), topic_ids=brief.find_topics(entry.title, entry.summary)
        )
        for entry in find_newest(parsed.entries, brief.policy.poll.max_entries)
    )


def find_newest(entries: Sequence[model.Entry], limit: int) -> tuple[model.Entry, ...]:
    """Return all entries, or the newest where they are too many; without dates, the new ones stand at either end."""
    if len(entries) <= limit:
        return tuple(entries)
    if not any(map(_date_of, entries)):
        return (*entries[: limit - limit // 2], *entries[len(entries) - limit // 2 :])
    return tuple(sorted(entries, key=lambda entry: _date_of(entry) or _LONG_AGO, reverse=True)[:limit])


def find_keys(entries: Sequence[model.Entry]) -> tuple[str, ...]:
    """Return short digests by which the first entries of a feed are known again, however its ids behave."""
    return tuple(_digest_of(entry.url) for entry in entries[:MOST_KEYS])


def add_title(known: tuple[str, ...], title: str) -> tuple[str, ...]:
    """Return the titles an article is known to have had in feeds (digests, the latest at the end) with this one; the
    same tuple where it is among them, or empty. Two feeds that title one article differently say nothing new."""
    digest = key_of_title(title)
    return known if not title.strip() or digest in known else (*known, digest)[-MOST_TITLES:]


def key_of_title(title: str) -> str:
    """Return the digest by which a title is known again: 12 hexadecimal digits."""
    return _digest_of(markup.fold_space(title))


def is_overlap(entries: Sequence[model.Entry], keys: Sequence[str]) -> bool:
    """Whether one of the entries is among those remembered."""
    known = frozenset(keys)
    return any(not known.isdisjoint(find_keys((entry,))) for entry in entries)


def _digest_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _date_of(entry: model.Entry) -> datetime | None:
    return entry.published_at or entry.updated_at


def _without_far_dates(entry: model.Entry, *, now: datetime) -> model.Entry:
    """Return an entry without dates that lie far ahead: no later one could be told from them."""
    latest = now + _FAR_AHEAD
    published_at, updated_at = entry.published_at, entry.updated_at
    return replace(
        entry,
        published_at=None if published_at and published_at > latest else published_at,
        updated_at=None if updated_at and updated_at > latest else updated_at,
    )
