"""Mutes: what is told to nobody for a while, and why. It is found, stored and shown as ever. Refuses naive times.

Next: `core.mutes`, which says what a mute is about.
"""

from dataclasses import dataclass
from datetime import datetime

from monitor.model.instant import refuse_naive


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """One mute. It is about the events of which all that is named is true; one that names nothing is refused."""

    #: 0 before it is stored.
    id: int = 0
    article_id: int | None = None
    claim_id: str | None = None
    outlet_id: str | None = None
    topic_id: str | None = None
    begun_at: datetime
    until: datetime
    #: In the words of whoever muted, "" where none were given.
    why: str = ""

    def __post_init__(self) -> None:
        refuse_naive(begun_at=self.begun_at, until=self.until)
        if self.article_id is None and not (self.claim_id or self.outlet_id or self.topic_id):
            raise ValueError("a mute names an article, a claim, an outlet or a topic")
