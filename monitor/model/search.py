"""Searches: what is looked for in the texts, and what was found. Refuses naive times.

Next: `core.search_words` for how words compare, `core.search_query` for how a search is read.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.article import Version
from monitor.model.change import EventKind
from monitor.model.claim import TextField
from monitor.model.instant import refuse_naive
from monitor.model.reading import ArticleReading


class SearchOrder(StrEnum):
    """What is found first."""

    NEWEST = "newest"
    BEST = "best"
    """Texts with every word in the headline, then the others; the newest first in each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTerm:
    """One word or phrase of a search, in the form that `core.search_words` gives."""

    #: Any of these is it; the words of one follow each other.
    alternatives: tuple[tuple[str, ...], ...]
    #: Whether the last word may go on.
    is_prefix: bool = False
    #: Whether a text must not hold it.
    is_excluded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPlace:
    """Where a page of a search ended; the next one goes on behind it."""

    version_id: int
    #: Of a search for the best: whether it ended among the texts with every word in the headline.
    is_in_headline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFilter:
    """Which versions to find; None means any. Without a word that must be there, none are found."""

    terms: tuple[SearchTerm, ...]
    outlet_id: str | None = None
    #: Versions in which this claim was found.
    claim_id: str | None = None
    #: Versions that came with an event of this kind.
    kind: EventKind | None = None
    language: str | None = None
    #: First seen from then on, and before then.
    since: datetime | None = None
    until: datetime | None = None
    order: SearchOrder = SearchOrder.NEWEST
    after: SearchPlace | None = None
    limit: int = 20

    def __post_init__(self) -> None:
        refuse_naive(since=self.since, until=self.until)

    @property
    def has_words(self) -> bool:
        """Whether anything is looked for."""
        return any(not term.is_excluded for term in self.terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One version that was found; its claims are left out."""

    version_id: int
    article: ArticleReading
    version: Version


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """One page of what was found. It may hold fewer than were asked for, or none, and yet not be the last."""

    hits: tuple[SearchHit, ...]
    #: Where to go on; None at the end.
    next_place: SearchPlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of a text, in pieces; a piece that was looked for is marked."""

    field: TextField
    #: (text, whether it is marked).
    pieces: tuple[tuple[str, bool], ...]
