"""Recorded coverage: invented outlets, their articles, every version of each, and what was planted in them.

Nothing here reads a file or a clock. Next: `coverage`, which loads it, `pages` and `answers`, which serve it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from monitor import model

#: The replay covers this long, from the instant at which nothing has been published yet.
STARTS_AT = datetime(2025, 8, 31, 18, 0, tzinfo=UTC)
SPAN = timedelta(hours=48)

#: The kinds of spell by which an outlet takes an article down, and not merely hides it from us.
WITHDRAWN_KINDS = frozenset({"gone", "not_found"})


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    STAMP = "stamp"
    """The time above a live-blog entry."""
    NOTICE = "notice"
    """A correction or editor's note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of a body."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One version of an article as the outlet published it, numbered from 1."""

    number: int
    starts_at: datetime
    headline: str
    subheadline: str
    byline: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A headline test."""

    starts_at: datetime
    until: datetime
    every: timedelta
    headline: str

    def shows_other(self, now: datetime) -> bool:
        """Return whether the other headline is up; the test begins with it."""
        return self.starts_at <= now < self.until and (now - self.starts_at) // self.every % 2 == 0

    def instants(self) -> Iterator[datetime]:
        """Yield each instant at which the headline turns over."""
        turn = self.starts_at
        while turn < self.until:
            yield turn
            turn += self.every
        if self.shows_other(turn - self.every):
            yield self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A time during which something else stands where the article was; `until` None: for good."""

    kind: str
    starts_at: datetime
    until: datetime | None

    def holds(self, now: datetime) -> bool:
        return self.starts_at <= now and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article through all its editions, oldest first."""

    id: str
    path: str
    section: str
    is_on_topic: bool
    editions: tuple[Edition, ...]
    touches: tuple[datetime, ...] = ()
    flips: tuple[Flip, ...] = ()
    spells: tuple[Spell, ...] = ()

    @property
    def published_at(self) -> datetime:
        return self.editions[0].starts_at

    def edition_at(self, now: datetime) -> Edition | None:
        """Return what is published at that instant, None before the first edition."""
        return next((edition for edition in reversed(self.editions) if edition.starts_at <= now), None)

    def headline_at(self, now: datetime) -> str:
        """Return the headline the page shows; during a test it may be the other one."""
        edition = self.edition_at(now) or self.editions[0]
        return next((flip.headline for flip in self.flips if flip.shows_other(now)), edition.headline)

    def modified_at(self, now: datetime) -> datetime:
        """Return the page's dateModified: the newest edition, or a touch without a new text."""
        past = [at for at in self._modifications() if at <= now]
        return max(past, default=self.published_at)

    def is_withdrawn(self, now: datetime) -> bool:
        """Return whether the outlet has taken it down; its feed and its lists then leave it out."""
        return any(spell.kind in WITHDRAWN_KINDS and spell.holds(now) for spell in self.spells)

    def instants(self) -> Iterator[datetime]:
        """Yield every instant at which what is served at this address changes."""
        yield from self._modifications()
        for flip in self.flips:
            yield from flip.instants()
        for spell in self.spells:
            yield from (at for at in (spell.starts_at, spell.until) if at is not None)

    def _modifications(self) -> Iterator[datetime]:
        yield from (edition.starts_at for edition in self.editions)
        yield from self.touches


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """One invented outlet."""

    id: str
    name: str
    language: str
    tagline: str
    layout: str
    feed_path: str
    feed_format: str
    feed_encoding: str
    has_validators: bool
    is_compressed: bool
    selectors: tuple[str, ...]
    sections: tuple[str, ...]
    teasers: tuple[str, ...]
    stories: tuple[Story, ...]
    spells: tuple[Spell, ...] = ()

    def published(self, now: datetime) -> tuple[Story, ...]:
        """Return the stories that are out and stand where they were, newest first."""
        out = (story for story in self.stories if story.published_at <= now)
        standing = (story for story in out if not story.is_withdrawn(now))
        return tuple(sorted(standing, key=lambda story: story.published_at, reverse=True))

    def spell_at(self, story: Story, now: datetime) -> Spell | None:
        """Return what stands instead of the story; the outlet's own trouble comes first."""
        return next((spell for spell in (*self.spells, *story.spells) if spell.holds(now)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Something the pipeline is expected to find, where it was put, and while it can be seen."""

    id: str
    outlet_id: str
    #: None: any article of the outlet.
    article_id: str | None
    #: Path of the article's page.
    path: str | None
    #: Number of the edition that brings it; None for a spell and a headline test.
    edition: int | None
    at: datetime
    #: When it can no longer be seen: the next edition, the end of the spell or of the replay.
    until: datetime
    kinds: tuple[model.EventKind, ...]
    claim_id: str | None
    #: In the print form of claim values: "20", ">=20", "?20", "10 deal"; "none" where absent.
    old: str
    new: str
    about: str
    is_alert: bool


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """All of it."""

    mastheads: tuple[Masthead, ...]
    planted: tuple[Planted, ...]
    starts_at: datetime = STARTS_AT
    ends_at: datetime = STARTS_AT + SPAN

    @cached_property
    def _instants(self) -> tuple[datetime, ...]:
        stories = (at for masthead in self.mastheads for story in masthead.stories for at in story.instants())
        troubles = (
            at
            for masthead in self.mastheads
            for spell in masthead.spells
            for at in (spell.starts_at, spell.until)
            if at is not None
        )
        return tuple(sorted({*stories, *troubles}))

    def next_event_after(self, instant: datetime) -> datetime | None:
        """Return the next instant at which anything but noise changes, None when nothing more will."""
        return next((at for at in self._instants if at > instant), None)

    def outlets(self, base_urls: Mapping[str, str]) -> tuple[model.Outlet, ...]:
        """Return the outlets as a watchlist would name them, given each one's base URL by its id."""
        return tuple(
            model.Outlet(
                id=masthead.id,
                name=masthead.name,
                feeds=(base_urls[masthead.id] + masthead.feed_path,),
                language=masthead.language,
                selectors=masthead.selectors,
            )
            for masthead in self.mastheads
        )
