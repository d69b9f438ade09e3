"""Sending again what was given up, by a plain form: a delivery is due again, and the service sends it.

The gate has seen to it that an editor asks. Next: `api_marks`, the same for programs.
"""

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from report.access import visitor_of
from report.access.forms import Fields
from report.access.paths import safe_path
from report.desk import desk_of, work_of
from report.question import Id

log = structlog.get_logger()

router = APIRouter(include_in_schema=False)


@router.post("/deliveries/{delivery_id}/resend")
def resend_delivery(request: Request, delivery_id: Id, fields: Fields) -> Response:
    """Make one delivery due again."""
    resend(request, delivery_id)
    return RedirectResponse(safe_path(fields.get("back", ""), "/alerts"), status_code=303)


@router.post("/deliveries/resend-dead")
def resend_dead(request: Request, fields: Fields) -> Response:
    """Make all deliveries due again that were given up."""
    count = work_of(request).resend_dead(None, now=desk_of(request).clock.now())
    log.info("deliveries sent again", action="resend", count=count, user=visitor_of(request).name)
    return RedirectResponse(safe_path(fields.get("back", ""), "/alerts"), status_code=303)


def resend(request: Request, delivery_id: int) -> None:
    """Make one delivery due again, in a visitor's name. Raises NotFoundError."""
    work_of(request).resend(delivery_id, now=desk_of(request).clock.now())
    log.info("delivery sent again", action="resend", delivery=delivery_id, user=visitor_of(request).name)
