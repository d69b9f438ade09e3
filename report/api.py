"""The API for programs, version 1: read only, JSON, problem+json on trouble. Next: `records` for the shapes."""

from collections.abc import Sequence
from typing import Annotated, Any, Protocol

import pydantic
from fastapi import APIRouter, Query, Request

from monitor import errors, model
from report import question as asked
from report import records, searching
from report.desk import desk_of
from report.question import Id, Name
from report.views import ledger, words

_TROUBLE = {
    401: "A token is needed, where the page is guarded",
    403: "The token may not do this",
    404: "Nothing is stored under that id",
    405: "Nothing can be sent there",
    422: "The question is not understood",
    503: "The database does not answer",
}
_PROBLEM = {"application/problem+json": {"schema": records.Problem.model_json_schema()}}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    304: {"description": "The reader has this answer already (`If-None-Match`)"},
    **{status: {"description": why, "content": _PROBLEM} for status, why in _TROUBLE.items()},
}

router = APIRouter(prefix="/api/v1", tags=["coverage"], responses=_ANSWERS)
router.include_router(searching.api_router)


class Question(asked.Question):
    """Filters as on the page, and how many to give at once."""

    limit: Annotated[int, pydantic.Field(ge=1, le=200)] = 50


@router.get("/changes")
def list_changes(request: Request, question: Annotated[Question, Query()]) -> records.ChangeList:
    """List changes, newest first."""
    found = desk_of(request).readings.find_changes(question.to_filter(question.limit))
    return _list_page(found, question.limit)


@router.get("/changes/{change_id}")
def show_change(request: Request, change_id: Id) -> records.ChangeDetail:
    """Give one change with both versions, their difference and its alert."""
    detail = desk_of(request).readings.load_change(change_id)
    reading = detail.reading
    return records.ChangeDetail.model_validate(
        {
            "id": reading.id,
            "article": reading.article,
            "change": reading.change,
            "diff": reading.change.diff,
            "old": detail.old,
            "new": detail.new,
            "alert": detail.alert,
            "previous_id": detail.previous_id,
            "next_id": detail.next_id,
            "origin": detail.origin,
            "marks": detail.marks,
        }
    )


class ReviewQuestion(asked.ReviewQuestion):
    """Filters as on the page, and how many changes to give at once."""

    limit: Annotated[int, pydantic.Field(ge=1, le=200)] = 50


@router.get("/review")
def list_review(request: Request, question: Annotated[ReviewQuestion, Query()]) -> records.ChangeList:
    """List changes with words that no claim explains, or with claim changes of tier `review`, newest first."""
    found = desk_of(request).readings.find_changes(question.to_filter(question.limit))
    return _list_page(found, question.limit)


@router.get("/articles")
def list_articles(
    request: Request,
    outlet: Name | None = None,
    before: Id | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> records.ArticleList:
    """List watched articles, newest first."""
    found = desk_of(request).readings.find_articles(outlet_id=outlet, before_id=before, limit=limit + 1)
    return records.ArticleList(
        items=tuple(records.Article.model_validate(article) for article in found[:limit]),
        next_before=_next_before(found, limit),
    )


@router.get("/articles/{article_id}")
def show_article(request: Request, article_id: Id) -> records.ArticleDetail:
    """Give one article with all its versions."""
    return records.ArticleDetail.model_validate(desk_of(request).readings.load_article_detail(article_id))


@router.get("/claims/{claim_id}")
def show_claim(
    request: Request,
    claim_id: Name,
    since: pydantic.AwareDatetime | None = None,
    before: Id | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 500,
) -> records.ClaimDetail:
    """Give what every outlet said of one claim; `since` leaves out versions first seen before it."""
    desk = desk_of(request)
    found = desk.readings.find_observations(claim_id=claim_id, before_id=before, limit=limit + 1)
    if not found and claim_id not in {definition.id for definition in desk.watch.claims}:
        raise errors.NotFoundError("No claim of this name is watched.")
    shown = found[-limit:]
    # What was seen before the page is older than the span asked for, too.
    goes_on = len(found) > limit and (since is None or shown[0].from_at >= since)
    return records.ClaimDetail(
        claim_id=claim_id,
        title=words.claim_title(desk.watch, claim_id),
        observations=tuple(
            records.Observation.model_validate(one) for one in shown if since is None or one.from_at >= since
        ),
        next_before=min(one.id for one in shown) if goes_on else None,
    )


@router.get("/outlets")
def list_outlets(request: Request) -> records.OutletList:
    """Give each outlet's coverage."""
    outlets = desk_of(request).readings.load_outlets()
    return records.OutletList(items=tuple(_record_outlet(outlet) for outlet in outlets))


@router.get("/alerts")
def list_alerts(
    request: Request,
    state: model.DeliveryState | None = None,
    before: Id | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> records.AlertList:
    """List alerts, newest first; with `state`, those that have a delivery in it."""
    found = desk_of(request).readings.find_alerts(state=state, before_id=before, limit=limit + 1)
    return records.AlertList(
        items=tuple(records.Alert.model_validate(alert) for alert in found[:limit]),
        next_before=_next_before(found, limit),
    )


@router.get("/bulletins")
def list_bulletins(
    request: Request,
    outlet: Name | None = None,
    claim: Name | None = None,
    before: Id | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> records.BulletinList:
    """List news of no one article, newest first: of outlets, of claims across outlets, of the service."""
    found = desk_of(request).readings.find_bulletins(
        outlet_id=outlet, claim_id=claim, before_id=before, limit=limit + 1
    )
    return records.BulletinList(
        items=tuple(_record_bulletin(reading) for reading in found[:limit]),
        next_before=_next_before(found, limit),
    )


@router.get("/bulletins/{bulletin_id}")
def show_bulletin(request: Request, bulletin_id: Id) -> records.Bulletin:
    """Give one bulletin with what each outlet says."""
    return _record_bulletin(desk_of(request).readings.load_bulletin(bulletin_id).reading)


def _record_bulletin(reading: model.BulletinReading) -> records.Bulletin:
    told = reading.bulletin
    names = (
        "about",
        "outlet_id",
        "topic_id",
        "scope",
        "detail",
        "old_text",
        "new_text",
        "last_otherwise_at",
        "since",
    )
    more = ("created_at", "evidence", "evidence_left_out")
    event = ("kind", "severity", "summary", "claim_id", "is_told", "reason")
    return records.Bulletin.model_validate(
        {"id": reading.id}
        | {name: getattr(told, name) for name in (*names, *more)}
        | {name: getattr(told.event, name) for name in event}
    )


class _Numbered(Protocol):
    @property
    def id(self) -> int: ...


def _next_before(found: Sequence[_Numbered], limit: int) -> int | None:
    """Return the cursor behind a page, where one more than the page was found."""
    return found[limit - 1].id if len(found) > limit else None


def _list_page(found: Sequence[model.ChangeReading], limit: int) -> records.ChangeList:
    """Give one page of what may be one more than a page."""
    shown = found[:limit]
    return records.ChangeList(
        items=tuple(records.ListedChange.model_validate(reading) for reading in shown),
        next_before=_next_before(found, limit),
    )


def _record_outlet(outlet: model.OutletReading) -> records.Outlet:
    return records.Outlet(
        id=outlet.id,
        name=outlet.name,
        sight=ledger.find_sight(outlet),
        feeds=tuple(records.Feed.model_validate(feed) for feed in outlet.feeds),
        article_count=outlet.article_count,
        version_count=outlet.version_count,
        change_count=outlet.change_count,
        failing_count=outlet.failing_count,
        walled_count=outlet.walled_count,
        blocked_since=outlet.reach.blocked_since,
        last_good_at=outlet.last_good_at,
    )
