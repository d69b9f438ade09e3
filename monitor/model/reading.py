"""Readings: what the page, the API and the command line show. Made by storage, shown by others, never written back.

Values of claims are given as `Claim`s; how they print is `core.claims.print_value`.
"""

from dataclasses import dataclass
from datetime import datetime

from monitor.model.alert import DeliveryState
from monitor.model.article import Version
from monitor.model.bulletin import Bulletin
from monitor.model.change import Change, EventKind, Severity
from monitor.model.check import CheckKind
from monitor.model.claim import Claim
from monitor.model.doubt import BELIEVED, Standing
from monitor.model.mark import Mark, ReviewState
from monitor.model.origin import Origin
from monitor.model.page import FailureKind
from monitor.model.reach import OPEN, Reach
from monitor.model.unexplained import ReviewKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReading:
    """An article in a list."""

    id: int
    outlet_id: str
    outlet_name: str
    url: str
    headline: str
    language: str | None
    topic_ids: tuple[str, ...]
    first_seen_at: datetime
    published_at: datetime | None
    last_checked_at: datetime | None
    #: When the newest version was last confirmed.
    last_seen_at: datetime | None
    next_check_at: datetime | None
    next_check_reason: str
    version_count: int
    is_removed: bool
    is_flapping: bool
    #: Whether its newest text is in doubt and waits for another check.
    is_in_doubt: bool = False
    #: Kind of the last check's failure, None when it was good.
    failure: FailureKind | None
    #: The older article this one turned out to be, which goes on in its place.
    same_as_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReading:
    """One check of an article, good or not."""

    checked_at: datetime
    kind: CheckKind
    status: int | None
    failure: FailureKind | None
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReading:
    """One delivery, as it stands."""

    id: int
    channel_id: str
    address: str
    state: DeliveryState
    attempt_count: int
    last_attempt_at: datetime | None
    next_attempt_at: datetime | None
    reason: str
    #: The delivery it goes with, and what that waits for: "daily digest", "quiet hours 22:00-07:00".
    digest_id: int | None = None
    held_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertReading:
    """One alert and its deliveries."""

    id: int
    #: What it tells of: a change, or else a bulletin, and the outlet that is about, where it is about one.
    change_id: int | None
    bulletin_id: int | None = None
    outlet_id: str | None = None
    title: str
    severity: Severity
    rule_ids: tuple[str, ...]
    created_at: datetime
    deliveries: tuple[DeliveryReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinReading:
    """One bulletin in a list."""

    id: int
    bulletin: Bulletin


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinDetail:
    """One bulletin, and who was told."""

    reading: BulletinReading
    alert: AlertReading | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeReading:
    """One change with its article; `change.diff` is None in lists."""

    id: int
    article: ArticleReading
    change: Change
    alert_id: int | None
    #: What somebody judged it to be, the last word of it; None while it is to be reviewed.
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDetail:
    """Everything about one change."""

    reading: ChangeReading
    old: Version
    #: None where no version came of it.
    new: Version | None
    alert: AlertReading | None
    #: The article's changes before and after this one.
    previous_id: int | None
    next_id: int | None
    #: Where the article's text is a copy of other outlets', all of them; None where it is its own.
    origin: Origin | None = None
    #: What people judged and noted, oldest first.
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDetail:
    """One article, all its versions (oldest first), its changes, and its last checks (newest first)."""

    article: ArticleReading
    versions: tuple[Version, ...]
    changes: tuple[ChangeReading, ...]
    checks: tuple[CheckReading, ...]
    #: Every address it is or was known under, in the order of their text.
    addresses: tuple[str, ...] = ()
    #: As in `ChangeDetail`.
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimObservation:
    """One claim in one version of one article, for as long as that version stood."""

    claim: Claim
    outlet_id: str
    outlet_name: str
    article_id: int
    headline: str
    version_number: int
    #: First seen; and when the version was last seen, None while it is the newest.
    from_at: datetime
    until_at: datetime | None
    #: The change that brought it, where a revision did.
    change_id: int | None
    #: By which lists of them go on; higher for what was written later.
    id: int = 0
    #: When it was last seen, where the article is gone since: removed, or followed under another number.
    gone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReading:
    """One feed's state."""

    id: int
    outlet_id: str
    url: str
    last_polled_at: datetime | None
    last_good_at: datetime | None
    next_poll_at: datetime | None
    reason: str
    failure_count: int
    failure: FailureKind | None
    detail: str
    entry_count: int
    #: The address the watchlist gives, where the feed is at another one now.
    moved_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletReading:
    """One outlet's coverage: what we see of it and since when we do not."""

    id: str
    name: str
    feeds: tuple[FeedReading, ...]
    article_count: int
    version_count: int
    change_count: int
    #: Last good answer to a poll or a check.
    last_good_at: datetime | None
    #: Articles whose last check failed.
    failing_count: int
    #: Whether it lets us in.
    reach: Reach = OPEN
    #: Articles read once that a wall stood before when they were last looked at.
    walled_count: int = 0
    #: When one of its articles is looked at next.
    next_check_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What the looks at one outlet's articles came to of late."""

    count: int
    #: No article came of these: walls, errors, pages not found.
    failed_count: int = 0
    #: Of those, the ones that say "not you" (`core.reach.REFUSALS`).
    refused_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFilter:
    """Which changes to list; None means any. Newest first, `before_id` pages on."""

    outlet_id: str | None = None
    claim_id: str | None = None
    topic_id: str | None = None
    kind: EventKind | None = None
    min_severity: Severity | None = None
    #: How the new text stands; changes in doubt, or not confirmed, are no news. None: however it stands.
    standings: tuple[Standing, ...] | None = BELIEVED
    #: Changes that hold something of one of these kinds for the review list.
    review: tuple[ReviewKind, ...] | None = None
    #: How they stand with those who review them.
    review_states: tuple[ReviewState, ...] | None = None
    #: Whether first readings of articles are listed too (`Change.is_coverage`); asked for by their kind they always are.
    with_coverage: bool = False
    #: Those first seen from this instant on, and before that one.
    since: datetime | None = None
    until: datetime | None = None
    before_id: int | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationFilter:
    """Which observations of claims to list; None means any. In the order they were stored, `after_id` pages on."""

    outlet_id: str | None = None
    claim_id: str | None = None
    topic_id: str | None = None
    #: Those of versions first seen from this instant on, and before that one.
    since: datetime | None = None
    until: datetime | None = None
    after_id: int = 0
    limit: int = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What proves one version, without its text."""

    number: int
    url: str
    headline: str
    language: str | None
    seen_at: datetime
    standing: Standing
    content_hash: str
    raw_sha256: str
    chain_sha256: str
    read_by: str
    #: When its page was fetched, None where no page is stored.
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much there is, and what is late."""

    article_count: int
    version_count: int
    change_count: int
    check_count: int
    alert_count: int
    waiting_delivery_count: int
    #: Those that go with a digest that is not due yet.
    held_delivery_count: int = 0
    dead_delivery_count: int
    #: The longest overdue poll or check, None when nothing is overdue.
    oldest_due_at: datetime | None
    #: The oldest delivery still waiting, None when none is.
    oldest_waiting_at: datetime | None
    #: The last check or poll of any kind.
    last_activity_at: datetime | None
    #: Changes of the last REVIEW_SPAN that hold something for the review list, and that nobody marked yet.
    review_count: int = 0
