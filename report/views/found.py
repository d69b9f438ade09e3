"""What a search found: one page of versions with the sentences that hold the words, and the menus that narrow it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from monitor import model
from monitor.core import search_marks
from report.views import listing, words

Pieces = tuple[tuple[str, bool], ...]

_LANGUAGES = {
    "ar": "Arabic",
    "en": "English",
    "he": "Hebrew",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "fa": "Persian",
    "ru": "Russian",
    "tr": "Turkish",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One version in the list."""

    article_id: int
    outlet_name: str
    headline: Pieces
    language: str | None
    number: int
    version_count: int
    seen_at: datetime
    #: "In doubt" and the like; "" for a text that nothing speaks against.
    standing: str
    #: Sentences in pieces: (text, whether it is marked).
    passages: tuple[Pieces, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """One page of what was found."""

    query: str
    since: str
    until: str
    is_best: bool
    found: tuple[Found, ...]
    menus: tuple[listing.Menu, ...]
    is_filtered: bool
    #: Whether there is a word to look for.
    is_asked: bool
    is_first: bool
    #: Query strings of the first page and the next; None where there is none.
    first_query: str
    next_query: str | None


def show_found(
    page: model.SearchPage, *, question: Mapping[str, Any], asked: model.SearchFilter, watch: model.Watch
) -> SearchView:
    """Lay one page out; `question` is what stands in the address."""
    next_place = write_place(page.next_place)
    return SearchView(
        query=question["q"],
        since=question["since"] or "",
        until=question["until"] or "",
        is_best=asked.order is model.SearchOrder.BEST,
        found=tuple(_show_hit(hit, asked) for hit in page.hits),
        menus=_list_menus(question, watch=watch),
        is_filtered=any(question[name] for name in ("outlet", "claim", "kind", "language", "since", "until")),
        is_asked=asked.has_words,
        is_first=asked.after is None,
        first_query=_write_query(question, after=None),
        next_query=_write_query(question, after=next_place) if next_place else None,
    )


def write_place(place: model.SearchPlace | None) -> str | None:
    """Write where a page ended, for the address of the next one."""
    if place is None:
        return None
    return f"{'h' if place.is_in_headline else 't'}{place.version_id}"


def _show_hit(hit: model.SearchHit, asked: model.SearchFilter) -> Found:
    version = hit.version
    headline = version.article.headline or hit.article.url
    return Found(
        article_id=hit.article.id,
        outlet_name=hit.article.outlet_name,
        headline=search_marks.mark_line(headline, asked.terms),
        language=version.article.language,
        number=version.number,
        version_count=hit.article.version_count,
        seen_at=version.seen_at,
        standing=words.STANDING_WORDS[version.standing],
        passages=tuple(
            passage.pieces for passage in search_marks.find_passages(version.article, asked.terms)
        ),
    )


def _write_query(question: Mapping[str, Any], *, after: str | None) -> str:
    fields = {**question, "after": after}
    if fields["order"] == model.SearchOrder.NEWEST:
        del fields["order"]
    return urlencode({name: value for name, value in fields.items() if value})


def _list_menus(question: Mapping[str, Any], *, watch: model.Watch) -> tuple[listing.Menu, ...]:
    claims = {one.id: words.claim_title(watch, one.id) for one in watch.claims}
    kinds = {kind.value: name for kind, name in words.EVENT_WORDS.items() if kind in _KINDS}
    rows: tuple[listing.MenuRow, ...] = (
        ("outlet", "Outlet", "All outlets", question["outlet"], {one.id: one.name for one in watch.outlets}),
        ("claim", "Claim in the text", "Any or none", question["claim"], claims),
        ("kind", "What happened", "Anything or nothing", question["kind"], kinds),
        ("language", "Language", "All languages", question["language"], _LANGUAGES),
    )
    return listing.list_menus(rows)


#: What can happen to an article with a new text of it.
_KINDS = frozenset(model.EventKind) - model.SERVICE_EVENTS - model.CONSENSUS_EVENTS - model.DELIVERY_EVENTS
