"""The subscriber: asks a feed's hub to tell of changes (WebSub), and again before the lease is over.

Rides on polls: after each one, whatever is due is asked for; a feed is polled more often than any lease is worth renewing.
Refuses to judge: `core.websub` does. Next: `pipeline`, which calls it; the hub calls back at `report.pushes`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import structlog

from monitor import ports
from monitor.core import websub

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Keeps the subscriptions of feeds."""

    clock: ports.Clock
    fetcher: ports.Fetcher
    subscriptions: ports.SubscriptionStore
    #: Where hubs reach us: the address before /websub/….
    push_url: str
    #: Draws what nobody can guess.
    draw: Callable[[], str]

    def keep(self, feed_id: int) -> None:
        """Ask a feed's hub for a subscription, where one is due. Raises StorageError."""
        known = self.subscriptions.load_subscription(feed_id)
        now = self.clock.now()
        if known is None or not websub.is_due(known, now=now):
            return
        asking = websub.decide_asking(known, now=now, token=self.draw(), secret=self.draw())
        # Before it is sent: the hub may come back to verify it before it answers.
        if not self.subscriptions.save_subscription(asking, base=known):
            return
        answer = self.fetcher.fetch(websub.next_request(asking, push_url=self.push_url))
        refusal = websub.find_refusal(answer)
        if refusal:
            self.subscriptions.save_subscription(replace(asking, asked_at=None, detail=refusal), base=asking)
        log.info(
            "hub asked",
            action="subscribe",
            feed=feed_id,
            hub=known.hub.url,
            detail=refusal or "it took the request",
        )
