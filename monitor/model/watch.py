"""The watchlist as the core reads it: topics, outlets, claim definitions, channels, alert rules.

Plain values, validated before by `monitor.app.watchlist`. Holds no secret: a channel's settings stay in the app.
"""

from dataclasses import dataclass, field
from datetime import UTC, timedelta, tzinfo

from monitor.model.claim import NO_LEXICONS, ClaimDefinition, Lexicons
from monitor.model.mute import Mute
from monitor.model.rule import AlertRule, QuietHours


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A story."""

    id: str
    title: str
    #: A boolean query; see `core.topics`.
    match: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher and its feeds."""

    id: str
    name: str
    feeds: tuple[str, ...]
    #: Two-letter code where the outlet publishes in one language.
    language: str | None = None
    #: CSS selectors that name the article part, tried in order before the built-in ones.
    selectors: tuple[str, ...] = ()
    #: CSS selectors of what is never read, and of what is read whatever its names say.
    drop_selectors: tuple[str, ...] = ()
    keep_selectors: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    #: Whether its pages are made by scripts, so that a browser must run them.
    is_rendered: bool = False
    #: Most re-checks an hour on each of its hosts; None: as the pace and the budget of all allow.
    budget_per_hour: float | None = None
    #: A fixed time between two polls of its feeds; None: as their entries come.
    poll_every: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelAddress:
    """A channel and whom it reaches; ("",) where the channel itself is the address."""

    id: str
    addresses: tuple[str, ...] = ("",)
    #: The clock on its wall, by which digests come and quiet hours run.
    zone: tzinfo = UTC
    quiet: QuietHours | None = None
    #: Messages an hour to one address; what is above goes as one when the hour is over. None: however many.
    most_per_hour: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """All of it."""

    topics: tuple[Topic, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    claims: tuple[ClaimDefinition, ...] = ()
    lexicons: Lexicons = field(default_factory=lambda: NO_LEXICONS)
    rules: tuple[AlertRule, ...] = ()
    channels: tuple[ChannelAddress, ...] = ()
    #: What is told to nobody for a while; of no file, but of the store (see `core.brief.Brief.heed`).
    mutes: tuple[Mute, ...] = ()
