"""The written form of recorded coverage: one TOML file an outlet, as a person edits it.

A revision is written as the edits it makes to the text before it. Unknown keys and naive times are refused.
Next: `coverage`, which turns the form into the values the demo works with.
"""

from datetime import datetime
from typing import Annotated, Literal

import pydantic

from monitor import model


def _refuse_naive(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("write the time with its offset, for example 2025-09-01T06:30:00Z")
    return value


Instant = Annotated[datetime, pydantic.AfterValidator(_refuse_naive)]

#: What stands at an address instead of the article.
SpellKind = Literal["gone", "not_found", "soft_404", "consent", "captcha", "denied"]

FeedFormat = Literal["rss", "atom", "rdf", "json"]


class _Form(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


class PlantedForm(_Form):
    """What the pipeline is expected to find at the place where this is written."""

    id: str
    kinds: tuple[model.EventKind, ...]
    claim: str | None = None
    old: str = ""
    new: str = ""
    #: One plain sentence for people.
    about: str
    #: Whether somebody should be told; a typo is stored and not told.
    is_alert: bool = True


class VersionForm(_Form):
    """One revision: what it changes in the text before it, and from when."""

    at: Instant
    headline: str | None = None
    subheadline: str | None = None
    byline: str | None = None
    #: (old, new); the old words stand exactly once in the text before.
    edits: tuple[tuple[str, str], ...] = ()
    #: Paragraphs put at the top or at the end, divided by blank lines.
    prepend: str = ""
    append: str = ""
    planted: tuple[PlantedForm, ...] = ()


class FlipForm(_Form):
    """A headline test: the other headline is shown every second time `every_minutes` have gone by."""

    start: Instant
    until: Instant
    every_minutes: int = pydantic.Field(gt=0)
    headline: str
    planted: tuple[PlantedForm, ...] = ()


class SpellForm(_Form):
    """A time during which something else is served; without `until` it is for good."""

    kind: SpellKind
    start: Instant
    until: Instant | None = None
    planted: tuple[PlantedForm, ...] = ()
    #: What its end brings about.
    planted_at_end: tuple[PlantedForm, ...] = ()


class ArticleForm(_Form):
    """One article with its first text. Lines: `## ` a subhead, `@ ` a live-blog time, `! ` a correction notice."""

    id: str
    path: str = pydantic.Field(pattern=r"^/\S+$")
    section: str
    headline: str
    subheadline: str = ""
    byline: str = ""
    published_at: Instant
    is_on_topic: bool = True
    text: str
    #: Instants at which the page's dateModified moves and its text does not.
    touches: tuple[Instant, ...] = ()
    versions: tuple[VersionForm, ...] = ()
    flips: tuple[FlipForm, ...] = ()
    spells: tuple[SpellForm, ...] = ()


class FeedForm(_Form):
    """The outlet's feed."""

    format: FeedFormat
    path: str = pydantic.Field(pattern=r"^/\S+$")
    encoding: str = "utf-8"


class OutletForm(_Form):
    """One file."""

    id: str
    name: str
    language: Literal["en", "he", "ar"]
    tagline: str
    #: The page template's name.
    layout: str
    feed: FeedForm
    #: Whether feed and pages answer conditional requests, and whether they are compressed.
    has_validators: bool = False
    is_compressed: bool = False
    selectors: tuple[str, ...] = ()
    sections: tuple[str, ...]
    #: Headlines that stand around the article: related, most read, latest.
    teasers: tuple[str, ...]
    spells: tuple[SpellForm, ...] = ()
    articles: tuple[ArticleForm, ...] = pydantic.Field(min_length=1)
