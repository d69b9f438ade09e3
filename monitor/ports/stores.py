"""Stores: what is kept of feeds, subscriptions, articles, outlets and deliveries, and their schedule.

Each call is one transaction, whole or not at all. Next: `readings`, the read side.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from monitor import model


class FeedStore(Protocol):
    """Feeds and their schedule."""

    def save_outlets(self, outlets: Sequence[model.Outlet], *, now: datetime) -> None:
        """Make the stored outlets and feeds those of the watchlist: new feeds are due at once, feeds no longer
        listed are kept but never due, and state is kept where the URL stays."""
        ...

    def claim_due_feeds(
        self,
        *,
        now: datetime,
        lease: timedelta,
        owner: str,
        limit: int,
        lanes: model.LaneRoom = model.EMPTY_LANES,
    ) -> tuple[model.Job, ...]:
        """Claim feeds that are due and not under another's lease, most overdue first, as far as their lanes, the hosts,
        have room."""
        ...

    def load_feed(self, feed_id: int) -> model.FeedForPoll:
        """Load one feed. Raises NotFoundError."""
        ...

    def save_poll(self, outcome: model.PollOutcome) -> int:
        """Record a poll in one transaction and release the lease: feed state, new articles (due at once, by
        unique canonical URL per outlet), articles already known made due at once when the entry's `updated_at`
        moved. Returns how many articles are new."""
        ...


class SubscriptionStore(Protocol):
    """WebSub subscriptions of feeds; `FeedStore.save_poll` makes and ends them as a feed names its hub."""

    def load_subscription(self, feed_id: int) -> model.Subscription | None:
        """Load a feed's subscription; None where its hub is not known."""
        ...

    def find_subscription(self, token: str) -> model.Subscription | None:
        """Return the subscription whose callback has this token, where its feed is still in the watchlist, or None."""
        ...

    def save_subscription(self, subscription: model.Subscription, *, base: model.Subscription) -> bool:
        """Write a subscription that was made of `base`. False when another has written since; nothing is written
        then."""
        ...

    def save_push(self, feed_id: int, *, now: datetime, spacing: timedelta) -> None:
        """Record a genuine push, and make the feed due: now, but no earlier than `spacing` after its last poll."""
        ...


class ArticleStore(Protocol):
    """Articles, versions, and their schedule."""

    def claim_due_articles(
        self,
        *,
        now: datetime,
        lease: timedelta,
        owner: str,
        limit: int,
        lanes: model.LaneRoom = model.EMPTY_LANES,
    ) -> tuple[model.Job, ...]:
        """Claim articles that are due and not under another's lease, in the order of `core.turns`, as far as their
        lanes, the hosts, have room; each job brings its article loaded."""
        ...

    def load_article(self, article_id: int) -> model.ArticleForCheck:
        """Load one article. Raises NotFoundError."""
        ...

    def load_past(self, article_id: int, *, read_by: str | None = None) -> model.Past:
        """Load an article's newest version and the hashes of all, each as last read; with the page behind it where
        another than `read_by` read it. Raises NotFoundError where there is no version."""
        ...

    def save_rereadings(
        self, article_id: int, rereadings: Sequence[model.Rereading], *, fingerprint: str | None
    ) -> None:
        """Keep later readings beside the versions' first ones, in one transaction; what was written stays. Where the
        newest version is among them, the next check is held against it: its hash and this `fingerprint` become the
        article's. Raises NotFoundError for a version that is not there."""
        ...

    def find_echoes(
        self, article_id: int, sight: model.TextSight, *, since: datetime
    ) -> tuple[model.Echo, ...]:
        """Find the other articles of an article's outlet where a text was seen since then (`CheckOutcome.sight`), and those
        whose own it is, which may be the article itself; twenty of each at most. None for an article that is not there."""
        ...

    def find_article(self, url: str) -> int | None:
        """Return the id of the article known under this URL (canonical, as first given, or moved to), or None."""
        ...

    def save_check(self, outcome: model.CheckOutcome, *, page: model.FetchedPage | None) -> int | None:
        """Record a check in one transaction and release the lease: article state, check row, version with claims
        and snapshot of `page`, change, alert, deliveries (due at once). Returns the change's id, if any.
        Raises StaleError when the newest version is no longer `base_number`; nothing is written then.
        An alert whose dedupe key exists is not written again."""
        ...

    def save_quiet_checks(self, outcomes: Sequence[model.CheckOutcome]) -> None:
        """Record checks that found nothing new (`is_quiet`) in one transaction, and release their leases. Raises
        StaleError when anything happened to one of the articles since it was loaded; nothing is written then, and
        `save_check` tells of each what."""
        ...

    def sum_live_needs(self) -> Mapping[str, float]:
        """Return the sum of the stored `need` of all articles still scheduled, by host: budgets are shared out by it."""
        ...

    def release_leases(self, owner: str) -> int:
        """Give back every feed, article and delivery this owner holds; they are due as before. Returns how many."""
        ...


class OutletStore(Protocol):
    """How outlets answer."""

    def load_reach(self, outlet_id: str) -> model.OutletReach:
        """Load how an outlet answers, and what a bulletin says of it. Raises NotFoundError."""
        ...

    def save_reach(self, outcome: model.ReachOutcome) -> int | None:
        """Record what an answer made of an outlet's reach in one transaction: its state, the bulletin, the alert, its
        deliveries (due at once). Returns the bulletin's id, if any. Raises StaleError when another answer was recorded
        since `base_revision`; nothing is written then. An alert whose dedupe key exists is not written again."""
        ...


class MuteStore(Protocol):
    """What is told to nobody for a while. Articles and outlets are loaded with it."""

    def save_mute(self, mute: model.Mute) -> int:
        """Keep a mute. Returns its number. Raises NotFoundError where there is no such article."""
        ...

    def end_mute(self, mute_id: int, *, now: datetime) -> None:
        """End a mute before its time. Raises NotFoundError where there is none that lasts."""
        ...

    def find_mutes(self, *, since: datetime) -> tuple[model.Mute, ...]:
        """Find the mutes that lasted beyond an instant (now: that last), oldest first, each until it truly ended."""
        ...


class PulseStore(Protocol):
    """How the service itself stands."""

    def load_pulse(self, *, now: datetime) -> model.PulseForBeat:
        """Load how the service stands, with what is late at this time and whether any outlet answers."""
        ...

    def save_pulse(self, outcome: model.PulseOutcome) -> None:
        """Record a beat in one transaction: state, bulletins, alerts, deliveries (due at once). Raises StaleError when
        another beat was recorded since `base_revision`; nothing is written then."""
        ...


class ConsensusStore(Protocol):
    """What is compared across outlets: slots, made due by `ArticleStore.save_check` where a word on them changed."""

    def claim_due_slots(
        self,
        *,
        now: datetime,
        lease: timedelta,
        owner: str,
        limit: int,
        lanes: model.LaneRoom = model.EMPTY_LANES,
    ) -> tuple[model.Job, ...]:
        """Claim slots that are due and not under another's lease, as far as their lanes, the claims, have room."""
        ...

    def load_slot(self, slot_id: int) -> model.SlotForCompare:
        """Load a slot with each listed outlet's newest word on it. Raises NotFoundError."""
        ...

    def save_compare(self, outcome: model.CompareOutcome) -> tuple[int, ...]:
        """Record what a comparison came to in one transaction, and release the lease: state, bulletins, alerts, deliveries (due
        at once). Returns the bulletins' ids. Raises StaleError when a word or another comparison was recorded since
        `base_revision`; nothing is written then."""
        ...


class ThreadStore(Protocol):
    """Where messages on one subject hang together, for channels that must know the first of them."""

    def load_thread(self, place: str, subject: str) -> str | None:
        """Load what the first message on a subject is called in a place, as its server named it; None before it."""
        ...

    def save_thread(self, place: str, subject: str, *, anchor: str) -> None:
        """Keep it for the next message; it takes the place of what was kept before."""
        ...


class Outbox(Protocol):
    """Alerts on their way."""

    def claim_due_deliveries(
        self,
        *,
        now: datetime,
        lease: timedelta,
        owner: str,
        limit: int,
        lanes: model.LaneRoom = model.EMPTY_LANES,
    ) -> tuple[model.Job, ...]:
        """Claim waiting deliveries that are due, as far as their lanes, the channels, have room; none of a channel that is
        switched off."""
        ...

    def claim_try(self, delivery_id: int, *, now: datetime, lease: timedelta, owner: str) -> int | None:
        """Count the next try of a delivery that this owner was given, and hold it for a whole lease from now on. Returns
        the try's number, from 1; None where there is nothing to do: it was sent, given up, put off or claimed by another
        since. A try counts before it is made, so that a message which ends the process is not tried for ever."""
        ...

    def load_delivery(self, delivery_id: int) -> model.DeliveryForSend:
        """Load one delivery with its alert and change. Raises NotFoundError."""
        ...

    def count_sent(self, recipient: model.Recipient, *, since: datetime) -> tuple[int, datetime | None]:
        """Return how many messages were sent to a recipient after this time, and when the first of them; a digest is one."""
        ...

    def save_delivery(self, outcome: model.DeliveryOutcome) -> None:
        """Record one try and release the lease; with it what becomes of the channel, and the bulletin and alert that tell of
        it, unless another wrote of the channel since the delivery was loaded."""
        ...

    def resend(self, delivery_id: int, *, now: datetime) -> None:
        """Make a dead or sent delivery due again, its tries counted afresh. Raises NotFoundError."""
        ...

    def resend_dead(self, channel_id: str | None, *, now: datetime) -> int:
        """Make all dead deliveries due again, over one channel or all; a digest with what was in it. Returns how many."""
        ...

    def enable_channel(self, channel_id: str, *, now: datetime) -> bool:
        """Switch a channel on: what waited for it is due, its tries counted afresh. Returns whether it was off."""
        ...
