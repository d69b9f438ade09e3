"""Rhythm: how often a feed is polled, from the entries it brought, what it asks for, and how many it holds at once.

A feed is asked about as often as an entry comes, often enough that none falls out of it unseen, and never more often than
it wishes. Refuses to leave one alone for more than the policy's `longest`: a breaking story starts anywhere. Next:
`schedule`, for articles and failures; docs/recheck.md tells what it brings.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import exp

from monitor import model, policy
from monitor.core import entries, retry_after, schedule

#: What was seen so long ago counts for a third: long beside two polls, short beside a day's ebb and flow.
MEMORY = timedelta(hours=3)
#: So many new entries in one poll are a rush, and believed at once; a lull is believed slowly.
_RUSH = 3
#: A feed is polled so many times while as many entries come as it holds.
_MARGIN = 3.0
#: Hours that are skipped at a feed's wish; a story may break at night.
_LONGEST_SKIP = 12
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_UNCACHED = re.compile(r"\bno-(?:store|cache)\b", re.IGNORECASE)


def next_rhythm(
    feed: model.FeedForPoll, parsed: model.ParsedFeed | None, *, now: datetime, is_whole: bool
) -> model.PollRhythm:
    """Return what is known of a feed after a good poll; `parsed` is None where it had not changed, `is_whole` says that
    the server sent all of it and not merely its word that nothing changed."""
    known = feed.rhythm
    learned = replace(known, whole_at=now if is_whole else known.whole_at)
    if parsed is not None:
        learned = replace(
            learned,
            window=len(parsed.entries),
            ttl=parsed.ttl,
            skip_hours=parsed.skip_hours,
            skip_days=parsed.skip_days,
        )
    if feed.last_good_at is None:
        return replace(learned, entries_per_hour=_rate_by_dates(parsed.entries if parsed else (), now=now))
    return replace(learned, entries_per_hour=_rate_by_news(feed, parsed, now=now))


def next_poll(
    knobs: policy.PollPolicy,
    rhythm: model.PollRhythm,
    *,
    now: datetime,
    fresh_for: timedelta = timedelta(0),
    set_to: timedelta | None = None,
) -> schedule.Plan:
    """Return when to poll a feed that answered well, and why then.

    `fresh_for` is how long its answer may be kept by caches, `set_to` what the watchlist says.
    """
    if set_to is not None:
        return schedule.Plan(
            at=now + set_to, reason=f"every {schedule.print_span(set_to)}, as the watchlist says"
        )
    wait, why = _wait_for_entries(knobs, rhythm)
    for asked, who in ((rhythm.ttl, "it asks for that"), (fresh_for, "its answer is kept by caches so long")):
        if asked is not None and wait < min(asked, knobs.longest):
            wait, why = min(asked, knobs.longest), who
    at = _after_skipped(rhythm, now + wait)
    if at > now + wait:
        return schedule.Plan(at=at, reason=f"it asks not to be polled before {at:%H:%M} UTC")
    return schedule.Plan(at=at, reason=f"{why}: every {schedule.print_span(wait)}")


def find_freshness(page: model.FetchedPage, *, now: datetime) -> timedelta:
    """Return how long a response may still be kept by caches (RFC 9111 4.2); no time where it does not say."""
    control = page.header("cache-control") or ""
    if _UNCACHED.search(control):
        return timedelta(0)
    if found := _MAX_AGE.search(control):
        age = page.header("age") or ""
        spent = int(age) if age.isdecimal() and len(age) < 10 else 0
        return timedelta(seconds=max(0, int(found[1]) - spent))
    # An HTTP date, read as Retry-After's is; a bare "0" or "-1" is no time, as RFC 9111 5.3 says.
    expires = page.header("expires") or ""
    return (retry_after.parse_retry_after(expires, now=now) if "," in expires else None) or timedelta(0)


def _rate_by_news(feed: model.FeedForPoll, parsed: model.ParsedFeed | None, *, now: datetime) -> float:
    """Return the entries an hour, what came since the last good poll weighed against what was known."""
    known, last_at = feed.rhythm.entries_per_hour, feed.last_good_at or now
    span = max(now - last_at, timedelta(minutes=1))
    first = parsed.entries[: entries.MOST_KEYS] if parsed else ()
    new_count = len(frozenset(entries.find_keys(first)) - frozenset(feed.entry_keys))
    seen = new_count / (span / _HOUR)
    if known is None:
        return seen
    rate = known + (seen - known) * (1 - exp(-span / MEMORY))
    return max(rate, seen) if new_count >= _RUSH else rate


def _rate_by_dates(found: Sequence[model.Entry], *, now: datetime) -> float | None:
    """Return the entries an hour as their dates tell, over a day and over the newest quarter; None without dates."""
    ages = sorted(
        max(now - dated, timedelta(minutes=1))
        for entry in found
        if (dated := entry.published_at or entry.updated_at)
    )
    if not ages:
        return None
    quarter = ages[: max(_RUSH, len(ages) // 4)]
    return max(sum(age <= _DAY for age in ages) / 24, len(quarter) / (quarter[-1] / _HOUR))


def _wait_for_entries(knobs: policy.PollPolicy, rhythm: model.PollRhythm) -> tuple[timedelta, str]:
    rate = rhythm.entries_per_hour
    if rate is None:
        return knobs.unknown, "not known yet how often entries come"
    # Rarer than one in so many hours is never; and no span overflows.
    wait = min(max(_HOUR / rate, knobs.shortest), knobs.longest) if rate > 0.001 else knobs.longest
    why = _say_rate(rate)
    if rhythm.window and rate > 0.001:
        in_time = max(_HOUR * rhythm.window / (_MARGIN * rate), knobs.shortest_in_rush)
        if in_time < wait:
            return in_time, f"{why}, and it holds only {rhythm.window}"
    return wait, why


def _say_rate(rate: float) -> str:
    if rate >= 1:
        return f"about {rate:.0f} {'entry' if round(rate) == 1 else 'entries'} an hour"
    count = round(rate * 24)
    return f"about {count} {'entry' if count == 1 else 'entries'} a day" if count else "hardly an entry a day"


def _after_skipped(rhythm: model.PollRhythm, at: datetime) -> datetime:
    """Return the first instant from then on that is in none of the hours and days the feed asks to be left alone; after
    half a day of them it is asked all the same."""
    later = at
    for _ in range(_LONGEST_SKIP):
        if later.hour not in rhythm.skip_hours and later.weekday() not in rhythm.skip_days:
            return later
        later = later.replace(minute=0, second=0, microsecond=0) + _HOUR
    return later
