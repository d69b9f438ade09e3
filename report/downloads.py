"""Downloads: what a reader takes away as a file. Only loads, calls the builder, and answers. Next: `bundles`."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from report import bundles
from report.desk import desk_of
from report.question import Id

router = APIRouter(include_in_schema=False)


@router.get("/changes/{change_id}/bundle.zip")
def download_bundle(request: Request, change_id: Id) -> Response:
    """Hand out the evidence of a change."""
    desk = desk_of(request)
    name, packed = bundles.build_bundle(desk.readings, change_id, environment=desk.templates.env)
    return Response(packed, media_type="application/zip", headers=attach(name))


def attach(name: str) -> dict[str, str]:
    """Return the header that makes a browser keep a file instead of showing it; names are ASCII."""
    return {"content-disposition": f'attachment; filename="{name}"'}
