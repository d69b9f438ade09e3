"""When to look again: at an article, at a feed, after a failure. Values in, an instant and its reason out.

The re-check policy and its constants come from a simulation of news edits; docs/recheck.md tells the story.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor import model, policy

#: A server may ask for a wait of days; we look again after a day at the latest.
LONGEST_RETRY_AFTER = timedelta(days=1)
#: How long a server is believed that nothing changed since it last sent the whole.
LONGEST_TRUST = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When next, and why."""

    #: None: never again.
    at: datetime | None
    reason: str
    #: Expected worth of that look, stored with the article; the budget is shared out by it.
    need: float = 0.0


def expected_rate(
    knobs: policy.RecheckPolicy,
    *,
    age: timedelta,
    revision_count: int,
    since_revision: timedelta | None,
    since_heat: timedelta | None = None,
) -> float:
    """Return the expected edits per hour now.

    Half of an article's edits are over after `half_life_h` (hyperbolic decay), how many it gets in all is learned
    from those seen (Gamma-Poisson), and an edit is often followed by another (burst), one elsewhere by ours (heat).
    """
    a = max(age, timedelta(0)) / timedelta(hours=1)
    c = knobs.half_life_h
    rate = (knobs.alpha + revision_count) / (knobs.beta + a / (a + c)) * c / (c + a) ** 2
    for since, extra in ((since_revision, knobs.burst), (since_heat, knobs.heat)):
        if since is not None:
            u = max(since, timedelta(0)) / timedelta(hours=1)
            rate += extra / (1 + u) ** 2
    return rate


def next_check(
    article: model.ArticleForCheck,
    knobs: policy.RecheckPolicy,
    *,
    now: datetime,
    price: float,
) -> Plan:
    """Return when to check an article that was just seen in good order.

    `price` is hours times need: the sum of all needs over the budget per hour. The article's revisions include one
    found just now.
    """
    if now - article.first_seen_at > knobs.give_up_after:
        return Plan(at=None, reason=f"first seen more than {knobs.give_up_after.days} days ago")
    born_at = article.published_at or article.first_seen_at
    rate = expected_rate(
        knobs,
        age=now - born_at,
        revision_count=article.revision_count,
        since_revision=None if article.last_revised_at is None else now - article.last_revised_at,
        since_heat=None if article.heated_at is None else now - article.heated_at,
    )
    need = rate**knobs.power
    # The longest interval that still ends before the article is given up keeps timedelta within bounds.
    hours = min(price / need, knobs.give_up_after / timedelta(hours=1)) if need > 0 else 0.0
    wait = max(knobs.floor, timedelta(hours=hours))
    return Plan(at=now + wait, need=need, reason=f"{rate:.3f} edits an hour expected")


def next_retry(
    failure: model.Failure, retry: policy.RetryPolicy, *, now: datetime, failure_count: int
) -> Plan:
    """Return when to try again after a failure that may pass; the server's own wish goes before our back-off."""
    if failure.retry_after is not None:
        wait = min(max(failure.retry_after, retry.base), LONGEST_RETRY_AFTER)
        return Plan(at=now + wait, reason=f"{failure.kind}: the server asked for {print_span(wait)}")
    wait = retry.wait_after(failure_count)
    return Plan(
        at=now + wait, reason=f"{failure.kind}: failed {failure_count} times, again in {print_span(wait)}"
    )


def is_whole_due(whole_at: datetime | None, *, now: datetime) -> bool:
    """Whether a feed or page is to be asked for whole, without the validators of its last answer: some servers say for
    ever that nothing changed (peers' issues tell of CDNs and of clocks set back)."""
    return whole_at is None or now - whole_at >= LONGEST_TRUST


def print_span(span: timedelta) -> str:
    """Return a span as people say it, in one unit or two: "45 s", "10 min", "2 h 30 min", "36 h", "2 days 8 h"."""
    seconds = round(span.total_seconds())
    minutes, hours = round(seconds / 60), round(seconds / 3600)
    if seconds < 120 and seconds != 60:
        return f"{seconds} s"
    if minutes < 120 and minutes != 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return _join_units(divmod(minutes, 60), "h", "min")
    return _join_units(divmod(hours, 24), "days", "h")


def _join_units(counts: tuple[int, int], large: str, small: str) -> str:
    return f"{counts[0]} {large}" + (f" {counts[1]} {small}" if counts[1] else "")
