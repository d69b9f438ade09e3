"""Changes: what one check found to be new about an article, and the events in it.

A change always says whether it was told, and why or why not. Refuses naive times.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from monitor.model.claim import ClaimChange, Tier
from monitor.model.diff import Diff
from monitor.model.doubt import Doubt, Standing, standing_of
from monitor.model.instant import refuse_naive
from monitor.model.unexplained import ReviewKind, UnexplainedDelta


class EventKind(StrEnum):
    """What happened. The values are written in the watchlist's `[[alerts]]` rules."""

    CLAIM_CHANGED = "claim_changed"
    CLAIM_ADDED = "claim_added"
    CLAIM_REMOVED = "claim_removed"
    CLAIM_HEDGED = "claim_hedged"
    CLAIM_REATTRIBUTED = "claim_reattributed"
    CLAIM_INCONSISTENT = "claim_inconsistent"
    HEADLINE_CHANGED = "headline_changed"
    TEXT_CHANGED = "text_changed"
    NEW_COVERAGE = "new_coverage"
    SILENT_EDIT = "silent_edit"
    QUOTE_ALTERED = "quote_altered"
    CORRECTION_NOTICE = "correction_notice"
    VERSION_CONFIRMED = "version_confirmed"
    REVERTED = "reverted"
    FLAPPING = "flapping"
    ARTICLE_REMOVED = "article_removed"
    ARTICLE_RETURNED = "article_returned"
    ARTICLE_BLOCKED = "article_blocked"
    OUTLET_BLOCKED = "outlet_blocked"
    OUTLET_UNREACHABLE = "outlet_unreachable"
    OUTLET_REACHABLE = "outlet_reachable"
    OUTLET_SILENT = "outlet_silent"
    SERVICE_WAS_DOWN = "service_was_down"
    SERVICE_BLIND = "service_blind"
    SERVICE_STALLED = "service_stalled"
    SERVICE_RESUMED = "service_resumed"
    CONSENSUS_MOVED = "consensus_moved"
    OUTLET_DIVERGES = "outlet_diverges"
    OUTLET_LAST = "outlet_last"
    DELIVERY_FAILED = "delivery_failed"
    CHANNEL_OFF = "channel_off"


#: What happens to an outlet and to none of its articles; see `model.reach`.
OUTLET_EVENTS = frozenset(
    {
        EventKind.OUTLET_BLOCKED,
        EventKind.OUTLET_UNREACHABLE,
        EventKind.OUTLET_REACHABLE,
        EventKind.OUTLET_SILENT,
    }
)

#: What happens to the alerts themselves on their way; see `model.channel`.
DELIVERY_EVENTS = frozenset({EventKind.DELIVERY_FAILED, EventKind.CHANNEL_OFF})

#: What happens to the service itself; see `model.pulse`.
SERVICE_EVENTS = frozenset(
    {
        EventKind.SERVICE_WAS_DOWN,
        EventKind.SERVICE_BLIND,
        EventKind.SERVICE_STALLED,
        EventKind.SERVICE_RESUMED,
    }
)

#: What happens to a claim across outlets; see `model.consensus`.
CONSENSUS_EVENTS = frozenset({EventKind.CONSENSUS_MOVED, EventKind.OUTLET_DIVERGES, EventKind.OUTLET_LAST})


class Severity(IntEnum):
    """How much it matters; ordered."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleAnswer:
    """What one alert rule said of one event."""

    rule_id: str
    is_taken: bool
    #: Why it does not take it; "" or a remark where it does.
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to an article."""

    kind: EventKind
    severity: Severity
    #: One plain sentence: what is said now and what was said before.
    summary: str
    #: The claim it is about, for claim events.
    claim_id: str | None = None
    #: Whether it was told, and the rule or the reason ("rule counts-now", "no rule names headline_changed", …).
    is_told: bool = False
    reason: str = ""
    #: What each rule said of it; empty where it was decided before any rule was asked.
    answers: tuple[RuleAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one check found, in its honest window."""

    #: Number of the version before and after; `new_number` is None where no version came of it (removed, blocked).
    old_number: int
    new_number: int | None = None
    #: The window: the old state was last seen then, the new state first seen then.
    last_seen_old_at: datetime
    first_seen_new_at: datetime
    severity: Severity
    #: Whether the text changed without a correction notice that is new in it.
    is_silent: bool = False
    #: The text of a notice that is new, "" where there is none.
    notice: str = ""
    #: The version this one returns to, for a revert.
    reverts_to: int | None = None
    diff: Diff | None = None
    claim_changes: tuple[ClaimChange, ...] = ()
    events: tuple[Event, ...] = ()
    #: Words of weight that changed and that no claim change explains; and how many more there are than are kept.
    unexplained: tuple[UnexplainedDelta, ...] = ()
    unexplained_left_out: int = 0
    #: Characters of the new text that the claims engine's stated limits left unread; 0 for any ordinary article.
    unread_chars: int = 0
    #: What speaks, or spoke, against the new text; it is told to nobody before it is confirmed.
    doubt: Doubt | None = None

    def __post_init__(self) -> None:
        refuse_naive(last_seen_old_at=self.last_seen_old_at, first_seen_new_at=self.first_seen_new_at)

    @property
    def is_coverage(self) -> bool:
        """Whether it tells of an article read for the first time, and of no edit; lists of changes leave it out."""
        return self.old_number == 0 and self.severity is Severity.INFO

    @property
    def standing(self) -> Standing:
        """Whether the new text counts as what the outlet said."""
        return standing_of(self.doubt)

    @property
    def review_kinds(self) -> frozenset[ReviewKind]:
        """What the review list shows of it: kinds of words without a claim, and claim changes on weak evidence."""
        is_weak = any(change.tier is Tier.REVIEW for change in self.claim_changes)
        kinds = {ReviewKind(delta.kind.value) for delta in self.unexplained}
        return frozenset(kinds | {ReviewKind.CLAIM} if is_weak else kinds)
