"""Doubt: why a new text is not believed at once, and what the next check said of it.

A version in doubt is stored and shown like any other, but nobody is told of it until another check confirms it. Refuses naive
times. Next: `core.doubts`, which finds them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.instant import refuse_naive


class DoubtKind(StrEnum):
    """What speaks against a new text."""

    COLLAPSED = "collapsed"
    """Most of the old text is gone, and little stands in its place."""
    REPLACED = "replaced"
    """Most of the old text is gone, and another of about its length stands in its place."""
    LOST = "lost"
    """We no longer read sentences that a second reading still finds on the page."""
    STRANGE = "strange"
    """Much of what is new is nothing that a second reading takes for the article."""


class Standing(StrEnum):
    """Whether a text counts."""

    SOUND = "sound"
    """It was never in doubt."""
    WAITING = "waiting"
    """In doubt: the next check will tell."""
    CONFIRMED = "confirmed"
    """It was in doubt, and another check found it again."""
    UNCONFIRMED = "unconfirmed"
    """It was in doubt, and no other check found it again."""


#: The texts that count as what the outlet said.
BELIEVED = (Standing.SOUND, Standing.CONFIRMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What speaks against one version, and what became of it."""

    kind: DoubtKind
    #: One plain sentence with the figures.
    detail: str
    standing: Standing = Standing.WAITING
    #: When a check confirmed it or did not; None while it waits.
    judged_at: datetime | None = None

    def __post_init__(self) -> None:
        refuse_naive(judged_at=self.judged_at)


def standing_of(doubt: Doubt | None) -> Standing:
    """Return how a text stands: sound where nothing speaks against it."""
    return Standing.SOUND if doubt is None else doubt.standing
