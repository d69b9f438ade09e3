"""Feeds of events, as Atom (RFC 4287) and as JSON Feed 1.1: a topic's, an outlet's, a claim's, and whatever the filters in an address find.

A feed pages back by `next` (RFC 5005), so that a reader that was away misses nothing. Next: `feed` and `json_feed`, which write.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Annotated
from urllib.parse import quote

import pydantic
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from monitor import errors, model, ports
from monitor.core import controls
from report import etags, feed, json_feed
from report.desk import desk_of
from report.question import Id, Question
from report.views import entries, listing, words

router = APIRouter(include_in_schema=False)

#: Changes, and bulletins, on one page of a feed.
_COUNT = 50
#: What a feed without an entry says of its age: nothing happened yet, and the same bytes every time.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class FeedQuestion(Question):
    """Filters as on the page; changes and bulletins are paged each by their own numbers."""

    #: Only bulletins before this one.
    bulletin_before: Annotated[Id | None, pydantic.BeforeValidator(lambda value: value or None)] = None


@router.get("/topics/{topic_id}.atom")
def show_topic_atom(request: Request, topic_id: str, question: Annotated[FeedQuestion, Query()]) -> Response:
    """Give what happened in a topic as an Atom feed."""
    return _answer_atom(request, _build_topic_feed(request, topic_id, question=question, kind="atom"))


@router.get("/topics/{topic_id}.json")
def show_topic_json(request: Request, topic_id: str, question: Annotated[FeedQuestion, Query()]) -> Response:
    """Give what happened in a topic as a JSON feed."""
    return _answer_json(request, _build_topic_feed(request, topic_id, question=question, kind="json"))


@router.get("/outlets/{outlet_id}.atom")
def show_outlet_atom(
    request: Request, outlet_id: str, question: Annotated[FeedQuestion, Query()]
) -> Response:
    """Give what happened at an outlet as an Atom feed."""
    return _answer_atom(request, _build_outlet_feed(request, outlet_id, question=question, kind="atom"))


@router.get("/outlets/{outlet_id}.json")
def show_outlet_json(
    request: Request, outlet_id: str, question: Annotated[FeedQuestion, Query()]
) -> Response:
    """Give what happened at an outlet as a JSON feed."""
    return _answer_json(request, _build_outlet_feed(request, outlet_id, question=question, kind="json"))


@router.get("/claims/{claim_id}.atom")
def show_claim_atom(request: Request, claim_id: str, question: Annotated[FeedQuestion, Query()]) -> Response:
    """Give how a claim moved as an Atom feed."""
    return _answer_atom(request, _build_claim_feed(request, claim_id, question=question, kind="atom"))


@router.get("/claims/{claim_id}.json")
def show_claim_json(request: Request, claim_id: str, question: Annotated[FeedQuestion, Query()]) -> Response:
    """Give how a claim moved as a JSON feed."""
    return _answer_json(request, _build_claim_feed(request, claim_id, question=question, kind="json"))


@router.get("/changes.atom")
def show_changes_atom(request: Request, question: Annotated[FeedQuestion, Query()]) -> Response:
    """Give what fits the filters in the address as an Atom feed."""
    return _answer_atom(request, _build_filtered_feed(request, question=question, kind="atom"))


@router.get("/changes.json")
def show_changes_json(request: Request, question: Annotated[FeedQuestion, Query()]) -> Response:
    """Give what fits the filters in the address as a JSON feed."""
    return _answer_json(request, _build_filtered_feed(request, question=question, kind="json"))


def _build_topic_feed(request: Request, topic_id: str, *, question: FeedQuestion, kind: str) -> entries.Feed:
    topic = next((one for one in desk_of(request).watch.topics if one.id == topic_id), None)
    if topic is None:
        raise errors.NotFoundError("No topic of this name is watched.")
    return _build_feed(
        request,
        question.model_copy(update={"topic": topic_id}),
        path=f"{entries.topic_path(topic_id)}.{kind}",
        title=f"{topic.title}: changes in the coverage",
        named="topic",
    )


def _build_outlet_feed(
    request: Request, outlet_id: str, *, question: FeedQuestion, kind: str
) -> entries.Feed:
    outlet = next((one for one in desk_of(request).watch.outlets if one.id == outlet_id), None)
    if outlet is None:
        raise errors.NotFoundError("No outlet of this name is watched.")
    return _build_feed(
        request,
        question.model_copy(update={"outlet": outlet_id}),
        path=f"/outlets/{quote(outlet_id, safe='')}.{kind}",
        title=f"{outlet.name}: changes in its coverage",
        named="outlet",
    )


def _build_claim_feed(request: Request, claim_id: str, *, question: FeedQuestion, kind: str) -> entries.Feed:
    watch = desk_of(request).watch
    if claim_id not in {one.id for one in watch.claims}:
        raise errors.NotFoundError("No claim of this name is watched.")
    return _build_feed(
        request,
        question.model_copy(update={"claim": claim_id}),
        path=f"/claims/{quote(claim_id, safe='')}.{kind}",
        title=f"{words.claim_title(watch, claim_id)}: changes in the coverage",
        named="claim",
    )


def _build_filtered_feed(request: Request, *, question: FeedQuestion, kind: str) -> entries.Feed:
    title = f"{desk_of(request).title}: changes in the coverage"
    return _build_feed(request, question, path=f"/changes.{kind}", title=title)


def _build_feed(
    request: Request, question: FeedQuestion, *, path: str, title: str, named: str | None = None
) -> entries.Feed:
    """Build a feed; `named` is the filter that its path names, which is left out of what follows the path."""
    desk = desk_of(request)
    address = desk.address(request)
    changes = desk.readings.find_changes(question.to_filter(_COUNT))
    bulletins = _find_bulletins(desk.readings, question)
    listed = [entries.show_change(one, watch=desk.watch, address=address) for one in changes[:_COUNT]]
    listed += [entries.show_bulletin(one, watch=desk.watch, address=address) for one in bulletins[:_COUNT]]
    listed.sort(key=lambda entry: entry.updated_at, reverse=True)
    own = question.model_copy(update={named: None}) if named else question
    older = None
    if max(len(changes), len(bulletins)) > _COUNT:
        older = {
            "before": changes[:_COUNT][-1].id if changes else question.before,
            "bulletin_before": bulletins[:_COUNT][-1].id if bulletins else question.bulletin_before,
        }
    first_page = question.model_copy(update={"before": None, "bulletin_before": None})
    return entries.Feed(
        title=title,
        own_url=_join(address + path, own),
        page_url=_join(f"{address}/changes", first_page),
        older_url=_join(address + path, own.model_copy(update=older)) if older else None,
        icon_url=f"{address}/static/icon.svg",
        updated_at=max((entry.updated_at for entry in listed), default=_NEVER),
        items=tuple(_render(request, listed)),
    )


def _find_bulletins(readings: ports.Readings, question: FeedQuestion) -> tuple[model.BulletinReading, ...]:
    """Find one more than a page of the bulletins that the filters leave."""
    return readings.find_bulletins(
        topic_id=question.topic,
        outlet_id=question.outlet,
        claim_id=question.claim,
        kind=question.kind,
        min_severity=question.to_filter().min_severity,
        before_id=question.bulletin_before,
        limit=_COUNT + 1,
    )


def _join(url: str, question: FeedQuestion) -> str:
    query = listing.write_query(question, before=question.before)
    return f"{url}?{query}" if query else url


def _render(request: Request, listed: Sequence[entries.Entry]) -> list[tuple[entries.Entry, str, str]]:
    template = desk_of(request).templates.env.get_template("entry.html")
    return [
        (
            entry,
            controls.drop_controls(template.render(entry=entry)),
            controls.drop_controls(feed.summarise(entry)),
        )
        for entry in listed
    ]


def _answer_atom(request: Request, found: entries.Feed) -> Response:
    return _answer(request, found, feed.write_atom(found), media_type="application/atom+xml")


def _answer_json(request: Request, found: entries.Feed) -> Response:
    return _answer(request, found, json_feed.write_json(found), media_type="application/feed+json")


def _answer(request: Request, found: entries.Feed, body: bytes, *, media_type: str) -> Response:
    """Answer with the feed, or 304 where the reader has these very bytes.

    Only the ETag decides. By Last-Modified a change would be missed: one that was seen earlier may be written later.
    """
    etag = etags.etag_of(body)
    headers = {"etag": etag, "last-modified": format_datetime(found.updated_at, usegmt=True)}
    if etags.has_it(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)
