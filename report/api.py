"""The API for programs, version 1: read only, JSON, problem+json on trouble. Next: `records` for the shapes."""

from collections.abc import Sequence
from typing import Annotated, Any

import pydantic
from fastapi import APIRouter, Query, Request

from monitor import errors, model
from report import question as asked
from report import records, searching
from report.desk import desk_of
from report.question import Id, Name
from report.views import ledger, words

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": description, "content": {"application/problem+json": {"schema": _schema}}}
    for _schema in [records.Problem.model_json_schema()]
    for status, description in {
        422: "The question is not understood",
        404: "Nothing is stored under that id",
        503: "The database does not answer",
    }.items()
}

router = APIRouter(prefix="/api/v1", tags=["coverage"], responses=_PROBLEMS)


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


@router.get("/articles/{article_id}")
def show_article(request: Request, article_id: Id) -> records.ArticleDetail:
    """Give one article with all its versions."""
    return records.ArticleDetail.model_validate(desk_of(request).readings.load_article_detail(article_id))


@router.get("/claims/{claim_id}")
def show_claim(
    request: Request, claim_id: Name, since: pydantic.AwareDatetime | None = None
) -> records.ClaimDetail:
    """Give what every outlet said of one claim; `since` leaves out versions first seen before it."""
    desk = desk_of(request)
    observations = desk.readings.find_observations(claim_id=claim_id)
    if not observations and claim_id not in {definition.id for definition in desk.watch.claims}:
        raise errors.NotFoundError("No claim of this name is watched.")
    return records.ClaimDetail(
        claim_id=claim_id,
        title=words.claim_title(desk.watch, claim_id),
        observations=tuple(
            records.Observation.model_validate(one)
            for one in observations
            if since is None or one.from_at >= since
        ),
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
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> records.AlertList:
    """List the newest alerts; with `state`, those that have a delivery in it."""
    found = desk_of(request).readings.find_alerts(state=state, limit=limit)
    return records.AlertList(items=tuple(records.Alert.model_validate(alert) for alert in found))


@router.get("/bulletins")
def list_bulletins(
    request: Request,
    outlet: Name | None = None,
    claim: Name | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> records.BulletinList:
    """List news of no one article, newest first: of outlets, of claims across outlets, of the service."""
    found = desk_of(request).readings.find_bulletins(outlet_id=outlet, claim_id=claim, limit=limit)
    return records.BulletinList(items=tuple(_record_bulletin(reading) for reading in found))


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


def _list_page(found: Sequence[model.ChangeReading], limit: int) -> records.ChangeList:
    """Give one page of what may be one more than a page."""
    shown = found[:limit]
    return records.ChangeList(
        items=tuple(records.ListedChange.model_validate(reading) for reading in shown),
        next_before=shown[-1].id if len(found) > len(shown) else None,
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
