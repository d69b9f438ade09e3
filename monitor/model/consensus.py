"""Consensus: what each outlet says of a claim now, what most of them say, and what was told of that.

Refuses naive times. Next: `core.consensus`, which decides; `bulletin`, which tells it.
"""

from dataclasses import dataclass
from datetime import datetime

from monitor.model.alert import Alert
from monitor.model.bulletin import Bulletin
from monitor.model.claim import Claim
from monitor.model.instant import refuse_naive
from monitor.model.mute import Mute


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What outlets are held against each other in: one claim of one topic, in one scope and unit."""

    topic_id: str
    claim_id: str
    scope: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What one article says of a slot."""

    #: The figure it puts first (`core.agreement.find_figure`); "" where it said one and took it back.
    figure: str
    #: All it says of the slot, as printed, in reading order: what changes here may change who agrees.
    said: tuple[str, ...] = ()
    #: When it was said, as far as known: an article's first text when it was published, an edit when it was seen.
    said_at: datetime
    #: The window in which the outlet began to say so, in this article or in one before: last seen otherwise (None: the
    #: first text has it), first seen so.
    last_otherwise_at: datetime | None = None
    since: datetime

    def __post_init__(self) -> None:
        refuse_naive(
            said_at=self.said_at,
            last_otherwise_at=self.last_otherwise_at,
            since=self.since,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """That an edit of a claim was told, and to whom."""

    change_id: int
    #: Channel and address of each.
    recipients: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """An outlet's newest word on a slot, and the article it stands in."""

    outlet_id: str
    outlet_name: str
    article_id: int
    url: str
    headline: str
    language: str | None = None
    #: As in its `Word`.
    figure: str
    said_at: datetime
    last_otherwise_at: datetime | None = None
    since: datetime
    #: The article's mentions of the claim, of every scope and unit.
    claims: tuple[Claim, ...]
    #: When the article got a text beyond its first last.
    revised_at: datetime | None = None
    is_removed: bool = False
    #: The text it is a copy of; None where it is its own.
    origin_id: int | None = None
    #: Who was told of the edit that brought the word; None: nobody, or its first text has it.
    told: Told | None = None

    def __post_init__(self) -> None:
        refuse_naive(
            said_at=self.said_at,
            last_otherwise_at=self.last_otherwise_at,
            since=self.since,
            revised_at=self.revised_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A value that most outlets gave, until they moved on."""

    claim: Claim
    left_at: datetime

    def __post_init__(self) -> None:
        refuse_naive(left_at=self.left_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent:
    """That an outlet was found to say a value that does not fit what most say."""

    outlet_id: str
    figure: str
    at: datetime
    #: Whether it was the first to say so; those who follow it are a move under way.
    is_first: bool = True

    def __post_init__(self) -> None:
        refuse_naive(at=self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus:
    """What most outlets say, with all that keeps it from being told twice."""

    #: One who says so in the words most use.
    claim: Claim
    #: When the first consensus of the slot was found; and when this one was.
    formed_at: datetime
    moved_at: datetime
    #: The newest word that it rested on when it was found: what was said before is no move away from it.
    said_at: datetime
    #: What it was before, the last one last.
    turns: tuple[Turn, ...] = ()
    #: When it was last told to go back and forth.
    flapping_at: datetime | None = None
    dissents: tuple[Dissent, ...] = ()
    #: Whether the last outlet on the old value was told.
    is_last_told: bool = False

    def __post_init__(self) -> None:
        refuse_naive(
            formed_at=self.formed_at,
            moved_at=self.moved_at,
            said_at=self.said_at,
            flapping_at=self.flapping_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotForCompare:
    """A slot with all that a comparison needs."""

    id: int
    slot: Slot
    consensus: Consensus | None = None
    #: Counts writes, of words too: saving is refused when it has moved on.
    revision: int = 0
    #: One for each listed outlet that ever said anything.
    positions: tuple[Position, ...] = ()
    #: What is told to nobody for a while.
    mutes: tuple[Mute, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A bulletin, and its alert where it is told."""

    bulletin: Bulletin
    alert: Alert | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareOutcome:
    """What a comparison came to. Saved in one transaction or not at all."""

    slot_id: int
    #: The revision it was decided on.
    base_revision: int
    consensus: Consensus | None
    news: tuple[News, ...] = ()
    #: When time alone may bring news; None: only another word can.
    next_at: datetime | None = None

    def __post_init__(self) -> None:
        refuse_naive(next_at=self.next_at)
