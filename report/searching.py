"""Search: the page and the route of the API that find versions by their words. Judges nothing: `core.search_query` reads the question.

Next: `views.found`, which lays the page out.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Literal

import pydantic
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from monitor import model
from monitor.core import search_marks, search_query
from report import records
from report.desk import desk_of
from report.question import Name, blank_is_any
from report.views import found

PAGE_SIZE = 20

page_router = APIRouter(include_in_schema=False)
api_router = APIRouter(tags=["coverage"])

_TOP_ID = 2**31 - 1


def _read_place(text: str) -> str:
    """Refuse a cursor that none of our pages gave out."""
    if text[:1] not in {"h", "t"} or not text[1:].isascii() or not text[1:].isdigit():
        raise ValueError("not a cursor")
    if not 0 < int(text[1:]) <= _TOP_ID:
        raise ValueError("not a cursor")
    return text


class SearchQuestion(pydantic.BaseModel):
    """What is looked for; None means any. A filter that there is none of is refused."""

    model_config = pydantic.ConfigDict(extra="forbid")

    q: Annotated[str, pydantic.Field(max_length=200)] = ""
    outlet: Annotated[Name | None, blank_is_any] = None
    claim: Annotated[Name | None, blank_is_any] = None
    kind: Annotated[model.EventKind | None, blank_is_any] = None
    language: Annotated[str | None, pydantic.Field(pattern="^[a-z]{2,3}$"), blank_is_any] = None
    #: First seen on this day or later, and on this day or earlier; days of UTC.
    since: Annotated[date | None, blank_is_any] = None
    until: Annotated[date | None, blank_is_any] = None
    order: Literal["newest", "best"] = "newest"
    #: Only what comes after this place: `next_after` of the page before.
    after: Annotated[
        str | None,
        pydantic.Field(max_length=11),
        pydantic.AfterValidator(lambda one: one and _read_place(one)),
        blank_is_any,
    ] = None

    def to_filter(self, limit: int = PAGE_SIZE) -> model.SearchFilter:
        """Ask storage for one page."""
        return model.SearchFilter(
            terms=search_query.parse_query(self.q),
            outlet_id=self.outlet,
            claim_id=self.claim,
            kind=self.kind,
            language=self.language,
            since=_begin(self.since) if self.since else None,
            # The last day that there is has no next one.
            until=_begin(self.until + timedelta(days=1)) if self.until and self.until < date.max else None,
            order=model.SearchOrder(self.order),
            after=_place_of(self.after) if self.after else None,
            limit=limit,
        )


class ApiSearchQuestion(SearchQuestion):
    """The same, and how many to give at once."""

    limit: Annotated[int, pydantic.Field(ge=1, le=50)] = PAGE_SIZE


@page_router.get("/search")
def show_search(request: Request, question: Annotated[SearchQuestion, Query()]) -> Response:
    """Show the versions that hold what is asked for."""
    desk = desk_of(request)
    asked = question.to_filter()
    page = found.show_found(
        desk.readings.find_texts(asked),
        question=question.model_dump(mode="json"),
        asked=asked,
        watch=desk.watch,
    )
    context: dict[str, Any] = {"desk": desk, "section": "search", "now": desk.clock.now(), "page": page}
    return desk.templates.TemplateResponse(request, "search.html", context)


@api_router.get("/search")
def search_texts(request: Request, question: Annotated[ApiSearchQuestion, Query()]) -> records.SearchList:
    """Find versions by the words in them: words, "phrases", -excluded, begin*."""
    asked = question.to_filter(question.limit)
    page = desk_of(request).readings.find_texts(asked)
    return records.SearchList(
        items=tuple(_record_hit(hit, asked) for hit in page.hits),
        next_after=found.write_place(page.next_place),
    )


def _place_of(text: str) -> model.SearchPlace:
    return model.SearchPlace(version_id=int(text[1:]), is_in_headline=text[0] == "h")


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _record_hit(hit: model.SearchHit, asked: model.SearchFilter) -> records.SearchHit:
    text = hit.version.article
    return records.SearchHit(
        article=records.Article.model_validate(hit.article),
        version_number=hit.version.number,
        headline=text.headline,
        language=text.language,
        seen_at=hit.version.seen_at,
        raw_sha256=hit.version.raw_sha256,
        standing=hit.version.standing,
        passages=tuple(
            records.SearchPassage(
                field=passage.field,
                pieces=tuple(
                    records.SearchPiece(text=piece, is_match=is_match) for piece, is_match in passage.pieces
                ),
            )
            for passage in search_marks.find_passages(text, asked.terms)
        ),
    )
