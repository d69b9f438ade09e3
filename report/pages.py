"""Pages for people: load readings, lay them out with a view, fill a template. No judgement here. Next: `views`."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from monitor import errors, model, ports
from report.desk import desk_of
from report.question import Id, Name, Question, ReviewQuestion
from report.views import article, board, bulletin, change, claim, coverage, listing, marks, outbox, review

router = APIRouter(include_in_schema=False)

#: Reads back far enough for a day of any story; more are counted as "500 or more".
_FRESH_LIMIT = 500
_BULLETIN_LIMIT = 20
#: Returns of outlets, newest first: a week's of any watchlist.
_RETURN_LIMIT = 500
#: Of a claim, the newest so many are drawn and listed; the API has the rest.
_OBSERVATION_LIMIT = 600


@router.get("/")
def show_board(request: Request, topic: str = "", view: str = "") -> Response:
    """Show what changed overnight and what outlets say now."""
    desk = desk_of(request)
    chosen = _find_topic(desk.watch, topic)
    topic_id = chosen.id if chosen else None
    now = desk.clock.now()
    current = desk.readings.find_standings(topic_id, since=now - board.SPAN) if topic_id else ()
    page = board.build_board(
        now=now,
        watch=desk.watch,
        totals=desk.readings.load_totals(now=now),
        changes=desk.readings.find_changes(model.ChangeFilter(topic_id=topic_id, limit=_FRESH_LIMIT)),
        history=_find_history(desk.readings, current),
        current=current,
        outlets=desk.readings.load_outlets(),
    )
    return _render(
        request, "board.html", section="board", page=page, topic=chosen, is_by_value=view == "values"
    )


@router.get("/changes")
def list_changes(request: Request, question: Annotated[Question, Query()]) -> Response:
    """List changes under the filters in the address, newest first."""
    desk = desk_of(request)
    found = desk.readings.find_changes(question.to_filter())
    page = listing.show_listing(found, question=question, watch=desk.watch)
    return _render(request, "changes.html", section="changes", page=page)


@router.get("/changes/{change_id}")
def show_change(request: Request, change_id: Id, view: str = "inline") -> Response:
    """Show one change with its evidence."""
    return render_change(request, change_id, is_side=view == "side")


def render_change(
    request: Request,
    change_id: int,
    *,
    is_side: bool = False,
    draft: marks.Draft = marks.NO_DRAFT,
    status: int = 200,
) -> Response:
    """Show one change, with a mark that could not be kept where there is one. Raises NotFoundError."""
    desk = desk_of(request)
    page = change.show_change(desk.readings.load_change(change_id), watch=desk.watch, draft=draft)
    return _render(request, "change.html", section="changes", page=page, is_side=is_side, status=status)


@router.get("/review")
def list_review(request: Request, question: Annotated[ReviewQuestion, Query()]) -> Response:
    """List what a person should judge: changed words without a claim, claim changes on weak evidence."""
    desk = desk_of(request)
    page = review.show_review(
        desk.readings.find_changes(question.to_filter()),
        question=question,
        watch=desk.watch,
        week_count=desk.readings.load_totals(now=desk.clock.now()).review_count,
    )
    return _render(request, "review.html", section="review", page=page)


@router.get("/articles/{article_id}")
def show_article(
    request: Request,
    article_id: Id,
    from_number: Annotated[Id | None, Query(alias="from")] = None,
    to_number: Annotated[Id | None, Query(alias="to")] = None,
    view: str = "inline",
) -> Response:
    """Show one article over time, and two of its versions compared."""
    desk = desk_of(request)
    detail = desk.readings.load_article_detail(article_id)
    compare = None
    if from_number is not None and to_number is not None:
        compare = (from_number, to_number)
        missing = set(compare) - {version.number for version in detail.versions}
        if missing:
            raise errors.NotFoundError(f"This article has no version {min(missing)}.")
    page = article.show_article(detail, watch=desk.watch, compare=compare)
    return _render(request, "article.html", section="", page=page, is_side=view == "side")


@router.get("/claims/{claim_id}")
def show_claim(request: Request, claim_id: Name) -> Response:
    """Show what every outlet said of one claim, over time."""
    desk = desk_of(request)
    observations = desk.readings.find_observations(claim_id=claim_id, limit=_OBSERVATION_LIMIT)
    if not observations and claim_id not in {definition.id for definition in desk.watch.claims}:
        raise errors.NotFoundError("No claim of this name is watched.")
    page = claim.show_claim(
        observations,
        claim_id=claim_id,
        watch=desk.watch,
        now=desk.clock.now(),
        is_whole=len(observations) < _OBSERVATION_LIMIT,
    )
    bulletins = desk.readings.find_bulletins(claim_id=claim_id, limit=_BULLETIN_LIMIT)
    return _render(request, "claim.html", section="", page=page, bulletins=bulletins)


@router.get("/outlets")
def list_outlets(
    request: Request, page: Annotated[int, Query(ge=1, le=1000)] = 1, outlet: str = ""
) -> Response:
    """Show the coverage ledger, MOST_OUTLETS at a time; the page that an outlet stands on, where one is named."""
    desk = desk_of(request)
    readings, now = desk.readings, desk.clock.now()
    lines = coverage.list_coverage(
        readings.load_outlets(),
        looks=readings.count_looks(since=now - coverage.LOOK_SPAN),
        returns=readings.find_bulletins(kind=model.EventKind.OUTLET_REACHABLE, limit=_RETURN_LIMIT),
        now=now,
    )
    bulletins = readings.find_bulletins(limit=_BULLETIN_LIMIT)
    places = [place for place, one in enumerate(lines) if one.line.id == outlet]
    page = places[0] // coverage.MOST_OUTLETS + 1 if places else page
    begin = (page - 1) * coverage.MOST_OUTLETS
    return _render(
        request,
        "outlets.html",
        section="outlets",
        outlets=lines[begin : begin + coverage.MOST_OUTLETS],
        page=page,
        has_more=len(lines) > begin + coverage.MOST_OUTLETS,
        outlet_count=len(lines),
        bulletins=bulletins,
    )


@router.get("/bulletins/{bulletin_id}")
def show_bulletin(request: Request, bulletin_id: Id) -> Response:
    """Show news that belongs to no one article: what, since when, who says what, and who was told."""
    desk = desk_of(request)
    page = bulletin.show_bulletin(desk.readings.load_bulletin(bulletin_id), watch=desk.watch)
    return _render(request, "bulletin.html", section="", page=page)


@router.get("/alerts")
def list_alerts(request: Request, state: model.DeliveryState | None = None) -> Response:
    """Show what was sent, what waits and what was given up."""
    desk = desk_of(request)
    page = outbox.show_outbox(
        desk.readings.find_alerts(state=state),
        totals=desk.readings.load_totals(now=desk.clock.now()),
        state=state,
        watch=desk.watch,
        off_channels=desk.readings.load_off_channels(),
        mutes=desk.readings.find_mutes(since=desk.clock.now()),
    )
    return _render(request, "alerts.html", section="alerts", page=page)


def _find_history(
    readings: ports.Readings, current: Sequence[model.ClaimObservation]
) -> tuple[model.ClaimObservation, ...]:
    """Find what those articles said before that are in a later version than their first."""
    revised = {one.article_id for one in current if one.version_number > 1}
    return readings.find_observations(article_ids=sorted(revised)) if revised else ()


def _find_topic(watch: model.Watch, topic_id: str) -> model.Topic | None:
    """Find the topic asked for, else the first, else None in an empty watchlist."""
    chosen = [topic for topic in watch.topics if topic.id == topic_id]
    return next(iter(chosen or watch.topics), None)


def _render(request: Request, template: str, *, section: str, status: int = 200, **context: Any) -> Response:
    """Fill a template; `section` is the entry of the navigation it stands under."""
    desk = desk_of(request)
    return desk.templates.TemplateResponse(
        request,
        template,
        {"desk": desk, "section": section, "now": desk.clock.now(), **context},
        status_code=status,
    )
