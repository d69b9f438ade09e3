"""The coverage ledger: which outlets we see, which we are blind to, since when and why.

An outlet is blind when it refuses us (`core.reach`) or when every feed of it failed at the last poll, dim when some did or when at least half of its
watched articles could not be read. Health reads the same judgement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor import model
from report.views import words


class Sight(StrEnum):
    """How well an outlet is seen."""

    CLEAR = "clear"
    DIM = "dim"
    BLIND = "blind"
    WAITING = "waiting"
    """Not polled yet."""


SIGHT_WORDS = {
    Sight.CLEAR: "Reached",
    Sight.DIM: "Partly reached",
    Sight.BLIND: "Unreachable",
    Sight.WAITING: "Not polled yet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """One feed's state."""

    url: str
    link: str | None
    last_good_at: datetime | None
    next_poll_at: datetime | None
    #: Why the next poll is when it is.
    reason: str
    failure_count: int
    #: Plain words, "" when the last poll was good.
    trouble: str
    #: The failure's own sentence, where it says more; or what was wrong with a feed that could be read.
    detail: str
    entry_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLine:
    """One outlet's coverage."""

    id: str
    name: str
    sight: Sight
    sight_words: str
    #: One plain sentence, "" when all is well.
    trouble: str
    #: Since when it is blind: its last good answer; None when it never answered, or answers.
    blind_since: datetime | None
    last_good_at: datetime | None
    article_count: int
    version_count: int
    change_count: int
    failing_count: int
    #: Articles behind a wall when last looked at.
    walled_count: int
    feeds: tuple[FeedLine, ...]


def list_outlets(outlets: Sequence[model.OutletReading]) -> tuple[OutletLine, ...]:
    """List outlets, the ones we cannot see first, then by name."""
    order = (Sight.BLIND, Sight.DIM, Sight.WAITING, Sight.CLEAR)
    lines = (list_outlet(outlet) for outlet in outlets)
    return tuple(sorted(lines, key=lambda line: (order.index(line.sight), line.name.casefold())))


def list_outlet(outlet: model.OutletReading) -> OutletLine:
    """Say how well one outlet is seen, since when and why not."""
    sight = find_sight(outlet)
    since = (outlet.reach.blocked_since or _last_answer(outlet)) if sight is Sight.BLIND else None
    return OutletLine(
        id=outlet.id,
        name=outlet.name,
        sight=sight,
        sight_words=SIGHT_WORDS[sight],
        trouble=_say_trouble(outlet, sight=sight, since=since),
        blind_since=since,
        last_good_at=outlet.last_good_at,
        article_count=outlet.article_count,
        version_count=outlet.version_count,
        change_count=outlet.change_count,
        failing_count=outlet.failing_count,
        walled_count=outlet.walled_count,
        feeds=tuple(_list_feed(feed) for feed in outlet.feeds),
    )


def find_sight(outlet: model.OutletReading) -> Sight:
    """Judge how well an outlet is seen from its feeds' last polls and its articles' last checks."""
    failing = [feed for feed in outlet.feeds if feed.failure is not None]
    if outlet.reach.blocked_since or (failing and len(failing) == len(outlet.feeds)):
        return Sight.BLIND
    if failing or 0 < outlet.article_count <= 2 * outlet.failing_count:
        return Sight.DIM
    if not any(feed.last_polled_at for feed in outlet.feeds):
        return Sight.WAITING
    return Sight.CLEAR


def _last_answer(outlet: model.OutletReading) -> datetime | None:
    return max((feed.last_good_at for feed in outlet.feeds if feed.last_good_at), default=None)


def _say_trouble(outlet: model.OutletReading, *, sight: Sight, since: datetime | None) -> str:
    if outlet.reach.blocked_since:
        return (
            f"Refuses us since {words.stamp_words(outlet.reach.blocked_since)}: {_say_refusal(outlet.reach)}."
        )
    if sight is Sight.BLIND:
        why = words.failure_words(outlet.feeds[0].failure)
        return (
            f"Unreachable since {words.stamp_words(since)}: {why}."
            if since
            else f"Never reached so far: {why}."
        )
    if sight is Sight.WAITING:
        return "Its feeds have not been polled yet."
    if sight is Sight.CLEAR:
        return ""
    parts = []
    failing = [feed for feed in outlet.feeds if feed.failure is not None]
    if failing:
        why = words.failure_words(failing[0].failure)
        parts.append(f"{len(failing)} of {words.count_words(len(outlet.feeds), 'feed')} failing: {why}.")
    if 0 < outlet.article_count <= 2 * outlet.failing_count:
        parts.append(
            f"{outlet.failing_count} of {words.count_words(outlet.article_count, 'article')} could not be read."
        )
    return " ".join(parts)


def _say_refusal(reach: model.Reach) -> str:
    last = reach.checks.failure or reach.polls.failure
    return words.failure_words(last.kind) if last else "it begins to answer again"


def _list_feed(feed: model.FeedReading) -> FeedLine:
    return FeedLine(
        url=feed.url,
        link=words.safe_link(feed.url),
        last_good_at=feed.last_good_at,
        next_poll_at=feed.next_poll_at,
        reason=feed.reason,
        failure_count=feed.failure_count,
        trouble=words.failure_words(feed.failure),
        detail=feed.detail,
        entry_count=feed.entry_count,
    )
