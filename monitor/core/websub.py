"""WebSub (W3C Recommendation): who is a feed's hub, what to ask of it, what its answers mean, whether a push is genuine.

Refuses hubs without TLS for feeds that have it (the secret would be in the open), verifications nobody asked for, and
pushes whose signature is not right. Next: `monitor.subscriber`, which asks; `report.pushes`, where the hub calls.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus

from monitor import model
from monitor.core import feed_terms

#: What we ask for, and believe at most: a subscription that nobody renews should end.
WANTED_LEASE = timedelta(days=10)
_MOST_SECONDS = 30 * 24 * 60 * 60
#: A hub that took a request comes back to verify it within this.
PATIENCE = timedelta(hours=1)
_LONGEST_BACKOFF = timedelta(days=1)
#: A feed is taken to be pushed as long as its last push is no older.
_DELIVERS = timedelta(days=1)
#: By the specification, section 8; hub.secret must be shorter than 200 bytes.
_DIGESTS = frozenset({"sha1", "sha256", "sha384", "sha512"})
_LINK = re.compile(r"<([^>]{1,2048})>([^<]{0,500})")
_RELATION = re.compile(r"rel\s*=\s*\"?([^\",;]{1,100})", re.IGNORECASE)


def find_hub(page: model.FetchedPage, parsed: model.ParsedFeed) -> model.Hub | None:
    """Return the hub that a feed's headers name, or the feed itself: the first with TLS."""
    found = (*_find_linked(page, "hub"), *parsed.hub_urls)
    topics = (*_find_linked(page, "self"), parsed.self_url or page.final_url)
    is_open = page.final_url.startswith("http:")
    hub = next((hub for hub in found if hub.startswith("https:") or is_open), None)
    return None if hub is None else model.Hub(url=hub, topic_url=topics[0])


def _find_linked(page: model.FetchedPage, relation: str) -> Iterator[str]:
    """Yield what a page's Link headers (RFC 8288) name in one relation."""
    for name, value in page.headers:
        for link in _LINK.finditer(value) if name == "link" else ():
            said = _RELATION.search(link[2])
            is_it = said is not None and relation in said[1].lower().split()
            address = feed_terms.find_address(link[1], url=page.final_url)
            if is_it and address:
                yield address


def is_due(subscription: model.Subscription, *, now: datetime) -> bool:
    """Whether to ask the hub now."""
    return subscription.next_at is None or subscription.next_at <= now


def is_delivering(subscription: model.Subscription | None, *, now: datetime) -> bool:
    """Whether a feed's changes are told to us, so that it need not be polled as often."""
    return (
        subscription is not None
        and subscription.lease_until is not None
        and subscription.lease_until > now
        and subscription.pushed_at is not None
        and now - subscription.pushed_at < _DELIVERS
    )


def decide_asking(
    subscription: model.Subscription, *, now: datetime, token: str, secret: str
) -> model.Subscription:
    """Return the subscription as it is while the hub is asked; a hub may verify before it answers."""
    return replace(
        subscription,
        token=subscription.token or token,
        secret=subscription.secret or secret,
        asked_at=now,
        next_at=now + _wait_after(subscription.failure_count),
        # Counted until the hub has verified: a hub that never comes back is asked more and more seldom.
        failure_count=subscription.failure_count + 1,
        detail="",
    )


def next_request(subscription: model.Subscription, *, push_url: str) -> model.FetchRequest:
    """Return the request for a subscription, or for another lease of it."""
    return model.FetchRequest(
        url=subscription.hub.url,
        obeys_robots=False,
        form=(
            ("hub.mode", "subscribe"),
            ("hub.topic", subscription.hub.topic_url),
            ("hub.callback", f"{push_url}/websub/{subscription.token}"),
            ("hub.secret", subscription.secret),
            ("hub.lease_seconds", str(round(WANTED_LEASE.total_seconds()))),
        ),
    )


def find_refusal(answer: model.FetchedPage | model.Failure) -> str:
    """Say why a hub did not take a request; "" where it did."""
    if isinstance(answer, model.Failure):
        return answer.detail
    return (
        ""
        if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES
        else f"{answer.url} answered HTTP {answer.status}."
    )


def decide_verified(
    subscription: model.Subscription, *, topic: str, lease_seconds: int | None, now: datetime
) -> model.Subscription | None:
    """Return the subscription after a hub verified it; None where we did not ask for it."""
    if subscription.asked_at is None or topic != subscription.hub.topic_url:
        return None
    lease = PATIENCE if not lease_seconds else timedelta(seconds=min(lease_seconds, _MOST_SECONDS))
    return replace(
        subscription,
        state=model.SubscriptionState.ACTIVE,
        asked_at=None,
        lease_until=now + lease,
        # Polls come between now and then, and with them the next request.
        next_at=now + lease * 0.8,
        failure_count=0,
    )


def decide_denied(
    subscription: model.Subscription, *, topic: str, reason: str, now: datetime
) -> model.Subscription | None:
    """Return the subscription after a hub denied or ended it; None where it speaks of another feed."""
    if topic != subscription.hub.topic_url:
        return None
    return replace(
        subscription,
        state=model.SubscriptionState.DENIED,
        asked_at=None,
        lease_until=None,
        next_at=now + _LONGEST_BACKOFF,
        detail=f"The hub refused: {reason[:200] or 'no reason given'}.",
    )


def is_signed(body: bytes, signature: str, *, secret: str) -> bool:
    """Whether a push is signed with the secret ("sha256=…"), compared in constant time."""
    method, _, said = signature.strip().partition("=")
    method = method.lower()
    if not secret or method not in _DIGESTS:
        return False
    expected = hmac.new(secret.encode(), body, getattr(hashlib, method)).hexdigest()
    return hmac.compare_digest(expected.encode(), said.strip().lower().encode("utf-8", "replace"))


def find_next_poll(
    subscription: model.Subscription | None, polled: model.PollOutcome, *, last_polled_at: datetime | None
) -> timedelta | None:
    """Return how long to wait for the next poll of a feed that is pushed; None where it is polled as any other.

    Three times as long as otherwise, but no more than an hour unless it is anyway; a push that the poll did not find what for (a cache in
    between, as a rule) is followed up as usual."""
    now = polled.polled_at
    if subscription is None or polled.failure is not None or not is_delivering(subscription, now=now):
        return None
    is_followed_up = last_polled_at is None or (subscription.pushed_at or now) > last_polled_at
    if polled.is_unchanged and is_followed_up:
        return None
    span: timedelta = polled.next_poll_at - now
    return min(3 * span, max(timedelta(hours=1), span))


def _wait_after(failure_count: int) -> timedelta:
    return min(PATIENCE * (1 << min(failure_count, 10)), _LONGEST_BACKOFF)
