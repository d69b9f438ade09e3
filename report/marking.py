"""Marking changes by a plain form: what an editor says is kept, and the page is asked for again (POST, redirect, GET).

The gate has seen to it that an editor asks. Next: `api_marks`, the same for programs; `views.marks`, how it is shown.
"""

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from monitor import model
from report import pages
from report.access import visitor_of
from report.access.forms import Fields
from report.access.paths import safe_path
from report.desk import desk_of, work_of
from report.question import Id
from report.refusals import Refusal
from report.views import marks

log = structlog.get_logger()

router = APIRouter(include_in_schema=False)


@router.post("/changes/{change_id}/marks")
def mark_change(request: Request, change_id: Id, fields: Fields) -> Response:
    """Keep a mark and lead back to where it was made; show the change with what is missing where it cannot be kept."""
    try:
        kind = model.MarkKind(fields.get("kind", ""))
    except ValueError:
        raise Refusal(422, "That is no mark.") from None
    text = marks.clean_text(fields.get("text", ""))
    if trouble := marks.find_trouble(kind, text):
        draft = marks.Draft(text=text, trouble=trouble)
        return pages.render_change(request, change_id, draft=draft, status=422)
    save_mark(request, change_id, kind=kind, text=text)
    return RedirectResponse(safe_path(fields.get("back", ""), f"/changes/{change_id}#marks"), status_code=303)


def save_mark(request: Request, change_id: int, *, kind: model.MarkKind, text: str) -> model.Mark:
    """Keep what a visitor says of a change. Raises NotFoundError."""
    by = visitor_of(request).name
    kept = work_of(request).save_mark(
        model.Mark(change_id=change_id, kind=kind, text=text, by=by, at=desk_of(request).clock.now())
    )
    log.info("change marked", action="mark", change=change_id, mark=kind.value, user=by)
    return kept
