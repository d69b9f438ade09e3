"""Unexplained deltas: words that carry weight, changed between two versions, and that no claim change explains.

They measure what the watchlist does not see, and are the queue for its next words. Made by `core.unexplained`.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from monitor.model.claim import TextField

#: How far back the count of what waits for review reaches.
REVIEW_SPAN = timedelta(days=7)


class DeltaKind(StrEnum):
    """What kind of word changed."""

    NUMBER = "number"
    MODAL = "modal"
    """Will, would, may, must …: how certain a thing is to happen."""
    POLARITY = "polarity"
    """Not and never; or a word exchanged for its opposite: accepted, rejected."""
    HEDGE = "hedge"
    """At least, about, reportedly …: how sure a number or statement is."""


class ReviewKind(StrEnum):
    """What the review list can be asked for: a kind of delta, or claim changes whose evidence is weak."""

    NUMBER = "number"
    MODAL = "modal"
    POLARITY = "polarity"
    HEDGE = "hedge"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnexplainedDelta:
    """One word or number that changed. At least one of `old` and `new` is not empty."""

    kind: DeltaKind
    #: The words as written, "" where the other side has nothing in their place.
    old: str = ""
    new: str = ""
    #: The aligned sentences, "" where the whole sentence is on the other side only.
    old_sentence: str = ""
    new_sentence: str = ""
    #: Where the words begin in their sentence, in characters; 0 where there are none.
    old_start: int = 0
    new_start: int = 0
    field: TextField = TextField.BODY

    def __post_init__(self) -> None:
        sides = ((self.old, self.old_sentence, self.old_start), (self.new, self.new_sentence, self.new_start))
        if not (self.old or self.new):
            raise ValueError("a delta needs words on one side at least")
        if any(not sentence.startswith(words, start) for words, sentence, start in sides):
            raise ValueError("the words of a delta do not stand in their sentence where it says")
