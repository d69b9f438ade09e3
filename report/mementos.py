"""Mementos (RFC 7089): an article's TimeMap, and the gate that leads to the version of a time. Next: `core.memento`."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from monitor import errors, model
from monitor.core import memento
from report import refusals
from report.desk import desk_of
from report.question import Id

router = APIRouter(include_in_schema=False)


@router.get("/articles/{article_id}/timemap")
def show_map(request: Request, article_id: Id) -> Response:
    """List an article's versions in the link format."""
    text = memento.write_links(_load_map(request, article_id))
    return PlainTextResponse(text, media_type="application/link-format")


@router.get("/articles/{article_id}/timemap.json")
def show_json_map(request: Request, article_id: Id) -> Response:
    """List an article's versions as JSON."""
    return JSONResponse(memento.state_map(_load_map(request, article_id)))


@router.get("/articles/{article_id}/timegate")
def pass_gate(request: Request, article_id: Id) -> Response:
    """Lead to the version that stood at `Accept-Datetime`, or to the newest."""
    asked = request.headers.get("accept-datetime")
    wanted = None if asked is None else memento.parse_date(asked)
    if asked is not None and wanted is None:
        raise refusals.Refusal(status_code=400, detail="Accept-Datetime is no HTTP date.")
    found = _load_map(request, article_id)
    relations = memento.write_relations(
        original=found.original, map_url=found.map_url, gate_url=found.gate_url
    )
    return RedirectResponse(
        memento.find_capture(found.captures, wanted).url,
        status_code=302,
        headers={"vary": "accept-datetime", "link": relations},
    )


def describe_capture(request: Request, article_id: int, page: model.FetchedPage) -> dict[str, str]:
    """Return the headers by which a version's bytes are known as a capture."""
    whole = f"{desk_of(request).address(request)}/articles/{article_id}"
    return {
        "memento-datetime": memento.print_date(page.fetched_at),
        "link": memento.write_relations(
            original=page.url, map_url=f"{whole}/timemap", gate_url=f"{whole}/timegate"
        ),
    }


def _load_map(request: Request, article_id: int) -> memento.TimeMap:
    """Load the captures of an article. Raises NotFoundError where no page of it is stored."""
    desk = desk_of(request)
    whole = f"{desk.address(request)}/articles/{article_id}"
    proofs = [proof for _, proof in sorted(desk.readings.load_proofs([article_id]).items())]
    captures = tuple(
        memento.Capture(url=f"{whole}/versions/{proof.number}/raw", at=proof.fetched_at)
        for proof in proofs
        if proof.fetched_at is not None
    )
    if not captures:
        raise errors.NotFoundError(f"No page of an article {article_id} is stored.")
    return memento.TimeMap(
        original=proofs[-1].url,
        map_url=f"{whole}/timemap",
        json_url=f"{whole}/timemap.json",
        gate_url=f"{whole}/timegate",
        captures=captures,
    )
