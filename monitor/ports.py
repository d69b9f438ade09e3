"""Ports: what the inside asks of the outside. Adapters live in `fetch`, `storage`, `alerts` and `app`.

Each port has one hand-written fake in `tests/fakes`, held to the same contract suite as the real thing.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from monitor import model


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class Fetcher(Protocol):
    """Asks the network. Never raises for expected trouble."""

    def fetch(self, request: model.FetchRequest) -> model.FetchedPage | model.Failure:
        """GET one URL, following redirects within the guard; any status is a page, no answer is a failure."""
        ...


class Judge(Protocol):
    """Runs the core's decisions; what reads much of hostile bytes runs where it can be stopped. A decision that stalls
    gives the outcome of a `STALLED` failure."""

    def decide_poll(
        self, feed: model.FeedForPoll, response: model.FetchedPage | model.Failure, *, now: datetime
    ) -> model.PollOutcome:
        """Decide what a poll's response means; its `ahead_urls` are still to be read."""
        ...

    def decide_further(
        self,
        feed: model.FeedForPoll,
        polled: model.PollOutcome,
        response: model.FetchedPage | model.Failure,
    ) -> model.PollOutcome:
        """Add to a poll's outcome what the first of its `ahead_urls` gave."""
        ...

    def decide_quickly(
        self,
        article: model.ArticleForCheck,
        response: model.FetchedPage | model.Failure,
        *,
        now: datetime,
        price: float,
    ) -> model.CheckOutcome | None:
        """Decide what needs no text: a failure, an article that has not changed. None: it must be read.

        `price` is hours times need, see `core.schedule`.
        """
        ...

    def name_reader(self, outlet_id: str) -> str:
        """Name the way this outlet's pages are read now; see `core.fingerprint.reader_of`."""
        ...

    def decide_reach(self, known: model.OutletReach, answer: model.Answer) -> model.ReachOutcome:
        """Decide what an answer makes of an outlet's reach."""
        ...

    def decide_check(
        self,
        article: model.ArticleForCheck,
        response: model.FetchedPage,
        *,
        past: model.Past | None,
        now: datetime,
        price: float,
    ) -> model.CheckOutcome:
        """Decide what a page means; `past` is None before the first version."""
        ...


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
        """Return the subscription whose callback has this token, or None."""
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
        """Claim waiting deliveries that are due, as far as their lanes, the channels, have room."""
        ...

    def load_delivery(self, delivery_id: int) -> model.DeliveryForSend:
        """Load one delivery with its alert and change. Raises NotFoundError."""
        ...

    def save_delivery(self, outcome: model.DeliveryOutcome) -> None:
        """Record one try and release the lease."""
        ...

    def resend(self, delivery_id: int, *, now: datetime) -> None:
        """Make a dead or sent delivery due again, its tries counted afresh. Raises NotFoundError."""
        ...


class Readings(Protocol):
    """The read side: the page, the API and the command line."""

    def load_totals(self, *, now: datetime) -> model.Totals: ...

    def load_outlets(self) -> tuple[model.OutletReading, ...]:
        """All outlets of the watchlist, by name."""
        ...

    def find_changes(self, query: model.ChangeFilter) -> tuple[model.ChangeReading, ...]:
        """Newest first (by first_seen_new_at, then id); diffs are left out."""
        ...

    def load_change(self, change_id: int) -> model.ChangeDetail:
        """Raises NotFoundError."""
        ...

    def find_articles(
        self, *, outlet_id: str | None = None, before_id: int | None = None, limit: int = 50
    ) -> tuple[model.ArticleReading, ...]:
        """Watched articles, newest first."""
        ...

    def load_article_detail(self, article_id: int) -> model.ArticleDetail:
        """Raises NotFoundError."""
        ...

    def load_version_page(self, article_id: int, number: int) -> model.Snapshot:
        """Load the evidence behind one version. Raises NotFoundError."""
        ...

    def load_rereadings(self, article_id: int) -> tuple[model.Rereading, ...]:
        """Load the last rereading of each version that has any, oldest version first."""
        ...

    def load_origin(self, article_id: int) -> model.Origin | None:
        """Load the origin an article's text is a copy of, with all its copies; None where it is its own text, or where
        no such article is stored."""
        ...

    def find_origins(self, article_ids: Sequence[int]) -> dict[int, int]:
        """Find which of these articles are copies, and of which origin: twenty copies of one text count once."""
        ...

    def find_observations(
        self, *, topic_id: str | None = None, claim_id: str | None = None, current_only: bool = False
    ) -> tuple[model.ClaimObservation, ...]:
        """Claims as they stood, oldest first; `current_only`: those of the newest version of articles that are
        not removed."""
        ...

    def find_bulletins(self, *, outlet_id: str | None = None, limit: int = 50) -> tuple[model.Bulletin, ...]:
        """Newest first."""
        ...

    def find_alerts(
        self, *, state: model.DeliveryState | None = None, limit: int = 100
    ) -> tuple[model.AlertReading, ...]:
        """Newest first; with `state`, those that have a delivery in it."""
        ...


class Channel(Protocol):
    """A way to somebody's screen: renders an alert and hands it over."""

    def send(self, delivery: model.DeliveryForSend) -> str | model.Failure:
        """Hand one delivery over. Returns what the server said, or the failure. Never raises for expected trouble."""
        ...


class Dispatcher(Protocol):
    """Runs jobs, one at a time per lane."""

    @property
    def outstanding_count(self) -> int:
        """How many jobs are waiting or running."""
        ...

    def count_lanes(self) -> tuple[tuple[str, int], ...]:
        """Return (lane, jobs waiting or running) of every lane that has any."""
        ...

    def dispatch(self, jobs: Sequence[model.Job]) -> None:
        """Take jobs; returns at once."""
        ...

    def wait_idle(self, timeout: float) -> bool:
        """Wait until nothing is waiting or running; seconds; False when time ran out."""
        ...

    def stop(self, timeout: float) -> bool:
        """Take nothing more, drop what has not begun (its lease is given back by the caller), finish what has;
        seconds; False when something was still running at the end."""
        ...
