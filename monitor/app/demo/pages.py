"""Whole HTML pages in nine layouts: the article, and around it all that real pages carry.

A page is drawn once per state as a skeleton and filled with noise at each fetch. Holds no HTTP; next: `answers`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import jinja2

from monitor.app.demo import noise, recorded

#: Lists beside the article are drawn anew this often.
_SHUFFLE_EVERY = timedelta(minutes=30)

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.PackageLoader("monitor.app.demo"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A teaser: an article, or a headline that leads to a section."""

    title: str
    href: str
    summary: str = ""


def render_article(
    masthead: recorded.Masthead, story: recorded.Story, *, base_url: str, now: datetime, request_count: int
) -> str:
    """Return the article's page as it is at that instant, for that request."""
    edition = story.edition_at(now)
    if edition is None:
        raise ValueError(f"{story.id} is not published before {story.published_at}")
    skeleton = _article_skeleton(
        _Ref(masthead, story, edition),
        base_url=base_url,
        headline=story.headline_at(now),
        modified_at=story.modified_at(now),
        slot=now - (now - story.published_at) % _SHUFFLE_EVERY,
    )
    return noise.fill(
        skeleton,
        noise.page_noise(
            base_url + story.path,
            language=masthead.language,
            published_at=story.published_at,
            modified_at=story.modified_at(now),
            now=now,
            request_count=request_count,
        ),
    )


def render_front(masthead: recorded.Masthead, *, base_url: str, now: datetime, request_count: int) -> str:
    """Return the front page: the newest articles and the sections."""
    template = _ENVIRONMENT.get_template("front.html")
    links = [
        Link(title=story.headline_at(now), href=story.path, summary=story.editions[0].subheadline)
        for story in masthead.published(now)
    ]
    skeleton = template.render(site=masthead, base_url=base_url, links=links, noise=noise.MARKS)
    values = noise.page_noise(
        base_url,
        language=masthead.language,
        published_at=recorded.STARTS_AT,
        modified_at=now,
        now=now,
        request_count=request_count,
    )
    return noise.fill(skeleton, values)


def render_wall(masthead: recorded.Masthead, kind: str, *, now: datetime, request_count: int) -> str:
    """Return what stands instead of an article: not found, consent wall, captcha, access denied."""
    skeleton = _ENVIRONMENT.get_template("wall.html").render(site=masthead, kind=kind, noise=noise.MARKS)
    values = noise.page_noise(
        masthead.id + kind,
        language=masthead.language,
        published_at=recorded.STARTS_AT,
        modified_at=now,
        now=now,
        request_count=request_count,
    )
    return noise.fill(skeleton, values)


class _Ref:
    """An edition of a story as a cache key: by identity of its names, not by comparing whole texts."""

    def __init__(self, masthead: recorded.Masthead, story: recorded.Story, edition: recorded.Edition) -> None:
        self.masthead = masthead
        self.story = story
        self.edition = edition

    def __hash__(self) -> int:
        return hash((self.story.id, self.edition.number))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Ref)
            and self.story is other.story
            and self.edition.number == other.edition.number
        )


@lru_cache(maxsize=256)
def _article_skeleton(
    ref: _Ref, *, base_url: str, headline: str, modified_at: datetime, slot: datetime
) -> str:
    masthead, story, edition = ref.masthead, ref.story, ref.edition
    url = base_url + story.path
    words = sum(len(block.text.split()) for block in edition.blocks)
    return _ENVIRONMENT.get_template(f"{masthead.layout}.html").render(
        site=masthead,
        base_url=base_url,
        story=story,
        edition=edition,
        headline=headline,
        url=url,
        share_url=quote(url, safe=""),
        image=f"{base_url}/media/{story.id}.svg",
        published_at=story.published_at,
        modified_at=modified_at,
        reading_minutes=words // 220 + 1,
        linked_data=_linked_data(
            masthead, story, edition, headline=headline, url=url, modified_at=modified_at
        ),
        state=_state(masthead, story, slot),
        noise=noise.MARKS,
        **_surroundings(masthead, story, slot),
    )


def _surroundings(
    masthead: recorded.Masthead, story: recorded.Story, slot: datetime
) -> dict[str, Sequence[Link]]:
    """Return the lists beside the article; they turn with the half hour."""
    others = [
        Link(title=other.headline_at(slot), href=other.path, summary=other.editions[0].subheadline)
        for other in masthead.published(slot)
        if other is not story
    ]
    turn = int(slot.timestamp() // _SHUFFLE_EVERY.total_seconds()) % len(masthead.teasers)
    turned = masthead.teasers[turn:] + masthead.teasers[:turn]
    teasers = [Link(title=title, href=f"/{section_slug(title)}/") for title in turned]
    return {
        "related": (*others[:3], *teasers[:3]),
        "most_read": (*teasers[3:8], *others[:3]),
        "latest": (*others[:6], *teasers[6:]),
    }


def _linked_data(
    masthead: recorded.Masthead,
    story: recorded.Story,
    edition: recorded.Edition,
    *,
    headline: str,
    url: str,
    modified_at: datetime,
) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "headline": headline,
        "description": edition.subheadline,
        "inLanguage": masthead.language,
        "articleSection": story.section,
        "datePublished": story.published_at.isoformat(),
        "dateModified": modified_at.isoformat(),
        "author": [{"@type": "Person", "name": edition.byline}],
        "publisher": {"@type": "NewsMediaOrganization", "name": masthead.name},
        "isAccessibleForFree": True,
    }


def _state(masthead: recorded.Masthead, story: recorded.Story, slot: datetime) -> dict[str, Any]:
    """Return the script state that a page's framework would start from."""
    return {
        "page": {"type": "article", "id": story.id, "section": story.section, "template": masthead.layout},
        "flags": {
            f"{section_slug(name)}-rail": place % 2 == 0 for place, name in enumerate(masthead.sections)
        },
        "rails": [
            {
                "id": f"rail-{place}",
                "title": title,
                "href": f"/{section_slug(title)}/",
                "rank": (place * 7 + slot.hour) % len(masthead.teasers),
                "image": {"ratio": "16:9", "widths": [320, 480, 640, 960, 1280], "lazy": place > 2},
                "tracking": {"slot": f"rail-{place}", "module": "recirculation", "source": masthead.id},
            }
            for place, title in enumerate(masthead.teasers * 5)
        ],
    }


def section_slug(name: str) -> str:
    """Return a name as part of an address."""
    return quote("-".join(name.lower().split())[:60])


def long_date(instant: datetime) -> str:
    """Return "1 September 2025"."""
    return f"{instant.day} {_MONTHS[instant.month - 1]} {instant.year}"


def us_date(instant: datetime) -> str:
    """Return "Sept. 1, 2025"-like dates with the month in full."""
    return f"{_MONTHS[instant.month - 1]} {instant.day}, {instant.year}"


_ENVIRONMENT.filters.update(section_slug=section_slug, long_date=long_date, us_date=us_date)
