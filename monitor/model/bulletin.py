"""Bulletins: news that belongs to no one article, and what each outlet says of it.

One tells of an outlet that refuses us, of a claim that several outlets carry, or of the service itself; it goes by the same rules
and through the same outbox as a change. Refuses naive times. Next: `reach` and `consensus`, whose outcomes bring them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.change import Change, Event
from monitor.model.instant import refuse_naive


class Part(StrEnum):
    """The part an outlet has in a claim's move."""

    FIRST = "first"
    """It said the new value before all others."""
    NEW = "new"
    OLD = "old"
    """It says what most said before."""
    OPEN = "open"
    """It says something that leaves room for the new value."""
    OTHER = "other"
    """It says neither, and both cannot be true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What one outlet says of a claim, in one article: a row of a bulletin's evidence."""

    part: Part
    outlet_id: str
    outlet_name: str
    article_id: int
    #: The outlet's own page.
    url: str
    headline: str
    language: str | None = None
    #: The value as `core.claims.print_value` prints it: "20", ">=20".
    value: str
    #: The whole sentence it stands in, as written.
    sentence: str
    #: Who says so, as the sentence names them.
    source: str | None = None
    #: The window in which it began to say so: last seen without it (None: its first text has it), first seen with it.
    last_otherwise_at: datetime | None = None
    since: datetime
    #: The text it is a copy of, with others that have the same number; None where it is its own.
    origin_id: int | None = None

    def __post_init__(self) -> None:
        refuse_naive(last_otherwise_at=self.last_otherwise_at, since=self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """One event that belongs to no article, in its window: of an outlet, of a topic's claim, of both, or of the service."""

    #: Who or what it is about, by the name people know: the outlet's, else the topic's title, else the service's.
    about: str
    outlet_id: str | None = None
    #: For a claim across outlets; the claim is the event's.
    topic_id: str | None = None
    scope: str = ""
    #: The claim's values as they are printed: what most said before, "" where nobody moved; and what is said now. "" where it is about
    #: none.
    old_text: str = ""
    new_text: str = ""
    event: Event
    #: What more is to be said, in plain sentences.
    detail: str = ""
    #: The window: it was last otherwise then (None: never), and first so then.
    last_otherwise_at: datetime | None = None
    since: datetime
    created_at: datetime
    #: Who says what, the first mover first; and how many more there are than are kept.
    evidence: tuple[Saying, ...] = ()
    evidence_left_out: int = 0

    def __post_init__(self) -> None:
        refuse_naive(last_otherwise_at=self.last_otherwise_at, since=self.since, created_at=self.created_at)

    def as_change(self) -> Change:
        """Return it in the shape that rules and messages read: one event in its window, without a text."""
        return Change(
            old_number=0,
            last_seen_old_at=self.last_otherwise_at or self.since,
            first_seen_new_at=self.since,
            severity=self.event.severity,
            events=(self.event,),
        )
