"""Jobs: one piece of due work, claimed under a lease, and the lane it must run in.

Two jobs of one lane never run at the same time. Refuses an empty lane.
"""

from dataclasses import dataclass
from enum import StrEnum


class JobKind(StrEnum):
    POLL = "poll"
    CHECK = "check"
    DELIVER = "deliver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One due item."""

    kind: JobKind
    #: The feed's, article's or delivery's id.
    id: int
    #: The host it will ask, or the channel it will use.
    lane: str

    def __post_init__(self) -> None:
        if not self.lane:
            raise ValueError(f"a {self.kind} job needs a lane")
