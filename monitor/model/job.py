"""Jobs: one piece of due work, claimed under a lease, and the lane it must run in.

Two jobs of one lane never run at the same time. Refuses an empty lane, and a check without its article.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.check import ArticleForCheck
from monitor.model.instant import refuse_naive


class JobKind(StrEnum):
    POLL = "poll"
    CHECK = "check"
    DELIVER = "deliver"
    COMPARE = "compare"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedArticle:
    """An article as it was when it was claimed."""

    article: ArticleForCheck
    at: datetime

    def __post_init__(self) -> None:
        refuse_naive(at=self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneRoom:
    """How many jobs of one lane may be in hand at once, so that one slow host does not hold every place."""

    limit: int = 8
    #: (lane, jobs in hand) of every lane that has any.
    taken: tuple[tuple[str, int], ...] = ()


#: Nothing is in hand.
EMPTY_LANES = LaneRoom()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One due item."""

    kind: JobKind
    #: The feed's, article's, delivery's or slot's id.
    id: int
    #: The host it will ask, the channel it will use, or the claim it compares.
    lane: str
    #: What a check is of; None for other jobs.
    claimed: ClaimedArticle | None = None

    def __post_init__(self) -> None:
        if not self.lane:
            raise ValueError(f"a {self.kind} job needs a lane")
        if (self.kind is JobKind.CHECK) != (self.claimed is not None):
            raise ValueError("a check job, and no other, comes with its article")
