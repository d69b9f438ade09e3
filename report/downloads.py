"""Downloads: what a reader takes away as a file. Only loads, calls the builder, and answers. Next: `bundles`, `exports`."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Annotated

import pydantic
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from monitor import model
from report import bundles, exports, handover
from report.desk import desk_of
from report.question import Id, Instant, Name, Question, blank_is_any

router = APIRouter(include_in_schema=False)


class ChangesQuestion(Question):
    """Filters as on the page, and the time in which changes were first seen."""

    since: Instant = None
    until: Instant = None
    #: Whether the file begins with the mark that Excel knows UTF-8 by.
    excel: bool = False


class ClaimsQuestion(pydantic.BaseModel):
    """Which observations are asked for; None means any. A filter that there is none of is refused."""

    model_config = pydantic.ConfigDict(extra="forbid")

    topic: Annotated[Name | None, blank_is_any] = None
    outlet: Annotated[Name | None, blank_is_any] = None
    claim: Annotated[Name | None, blank_is_any] = None
    since: Instant = None
    until: Instant = None
    excel: bool = False


@router.get("/changes.csv")
def download_changes_csv(request: Request, question: Annotated[ChangesQuestion, Query()]) -> Response:
    """Hand out changes as CSV."""
    return _stream_changes(request, question, form=exports.Format.CSV)


@router.get("/changes.jsonl")
def download_changes_jsonl(request: Request, question: Annotated[ChangesQuestion, Query()]) -> Response:
    """Hand out changes as JSON Lines."""
    return _stream_changes(request, question, form=exports.Format.JSONL)


@router.get("/changes.parquet")
def download_changes_parquet(request: Request, question: Annotated[ChangesQuestion, Query()]) -> Response:
    """Hand out changes as Parquet."""
    return _stream_changes(request, question, form=exports.Format.PARQUET)


@router.get("/claims.csv")
def download_claims_csv(request: Request, question: Annotated[ClaimsQuestion, Query()]) -> Response:
    """Hand out observations of claims as CSV."""
    return _stream_claims(request, question, form=exports.Format.CSV)


@router.get("/claims.jsonl")
def download_claims_jsonl(request: Request, question: Annotated[ClaimsQuestion, Query()]) -> Response:
    """Hand out observations of claims as JSON Lines."""
    return _stream_claims(request, question, form=exports.Format.JSONL)


@router.get("/claims.parquet")
def download_claims_parquet(request: Request, question: Annotated[ClaimsQuestion, Query()]) -> Response:
    """Hand out observations of claims as Parquet."""
    return _stream_claims(request, question, form=exports.Format.PARQUET)


@router.get("/topics/{topic_id}/report.html")
def download_report(
    request: Request, topic_id: Name, since: Instant = None, until: Instant = None
) -> Response:
    """Hand out a topic's period as one page that stands alone; `until` left out: now."""
    desk = desk_of(request)
    now = desk.clock.now()
    body = handover.build_report(
        desk.readings,
        topic_id,
        since=since,
        until=until or now,
        now=now,
        watch=desk.watch,
        environment=desk.templates.env,
    )
    return Response(body, media_type="text/html; charset=utf-8", headers=attach("claimwatch-report.html"))


@router.get("/changes/{change_id}/bundle.zip")
def download_bundle(request: Request, change_id: Id) -> Response:
    """Hand out the evidence of a change."""
    desk = desk_of(request)
    name, packed = bundles.build_bundle(desk.readings, change_id, environment=desk.templates.env)
    return Response(packed, media_type="application/zip", headers=attach(name))


def attach(name: str) -> dict[str, str]:
    """Return the header that makes a browser keep a file instead of showing it; names are ASCII."""
    return {"content-disposition": f'attachment; filename="{name}"'}


def _stream_changes(request: Request, question: ChangesQuestion, *, form: exports.Format) -> Response:
    query = replace(question.to_filter(), since=question.since, until=question.until)
    pieces = exports.export_changes(desk_of(request).readings, query, form=form, is_for_excel=question.excel)
    return _stream(pieces, name="claimwatch-changes", form=form)


def _stream_claims(request: Request, question: ClaimsQuestion, *, form: exports.Format) -> Response:
    query = model.ObservationFilter(
        topic_id=question.topic,
        outlet_id=question.outlet,
        claim_id=question.claim,
        since=question.since,
        until=question.until,
    )
    pieces = exports.export_claims(desk_of(request).readings, query, form=form, is_for_excel=question.excel)
    return _stream(pieces, name="claimwatch-claims", form=form)


def _stream(pieces: Iterator[bytes], *, name: str, form: exports.Format) -> Response:
    # The first piece is asked for now: where the database does not answer, that is an error and no file cut short.
    first = next(pieces, b"")
    return StreamingResponse(
        chain([first], pieces), media_type=exports.MEDIA_TYPES[form], headers=attach(f"{name}.{form}")
    )
