"""The page behind a version: its bytes as a download, and in a frame where it can be looked at and runs or loads nothing.

The frame is an answer of its own with a policy of its own: sandboxed without any leave, no source allowed but one style by
its digest. What would load is taken out before (`views.served`), so each of the two would be enough.
"""

import base64
import hashlib

from fastapi import APIRouter, Request
from fastapi.responses import Response

from report import mementos
from report.desk import desk_of
from report.headers import SAFE_HEADERS
from report.question import Id
from report.views import served as view

router = APIRouter(include_in_schema=False)

_POLICY = "content-security-policy"
_STYLE_DIGEST = base64.b64encode(hashlib.sha256(view.STYLE.encode()).digest()).decode()
_FRAME_POLICY = (
    f"sandbox; default-src 'none'; style-src 'sha256-{_STYLE_DIGEST}'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
_HOLDER_POLICY = f"{SAFE_HEADERS[_POLICY]}; frame-src 'self'"


@router.get("/articles/{article_id}/versions/{number}/raw")
def download_version(request: Request, article_id: Id, number: Id) -> Response:
    """Hand out the stored bytes behind a version, as a download that no browser will run."""
    snapshot = desk_of(request).readings.load_version_page(article_id, number)
    name = f"article-{article_id}-version-{number}.html.txt"
    return Response(
        snapshot.page.body,
        # No charset: the bytes are the outlet's own.
        headers={
            "content-type": "text/plain",
            "content-disposition": f'attachment; filename="{name}"',
            **mementos.describe_capture(request, article_id, snapshot.page),
        },
    )


@router.get("/articles/{article_id}/versions/{number}/page")
def show_version(request: Request, article_id: Id, number: Id) -> Response:
    """Show a version's page as it was served, in a frame, with what is known of the answer."""
    desk = desk_of(request)
    snapshot = desk.readings.load_version_page(article_id, number)
    page = view.show_served(desk.readings.load_article_detail(article_id), snapshot, number=number)
    context = {"desk": desk, "section": "", "now": desk.clock.now(), "page": page}
    answer = desk.templates.TemplateResponse(request, "served.html", context)
    answer.headers[_POLICY] = _HOLDER_POLICY
    return answer


@router.get("/articles/{article_id}/versions/{number}/frame")
def frame_version(request: Request, article_id: Id, number: Id) -> Response:
    """Hand out what the frame holds: the page's text and structure."""
    desk = desk_of(request)
    snapshot = desk.readings.load_version_page(article_id, number)
    context = {"style": view.STYLE, "body": view.clean_page(snapshot.page)}
    answer = desk.templates.TemplateResponse(request, "frame.html", context)
    answer.headers[_POLICY] = _FRAME_POLICY
    return answer
