"""The API's writing part: marks of changes, and deliveries sent again. A token of scope write is asked for.

The gate has seen to it. Next: `marking` and `resending`, the same by forms.
"""

from typing import Annotated, Any

import pydantic
from fastapi import APIRouter, Request

from monitor import model
from report import marking, records, resending
from report.desk import work_of
from report.question import Id
from report.refusals import Refusal
from report.views import marks

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": description, "content": {"application/problem+json": {"schema": _schema}}}
    for _schema in [records.Problem.model_json_schema()]
    for status, description in {
        401: "No token, or one that is not known",
        403: "The token may only read",
        404: "Nothing is stored under that id",
        422: "The question is not understood",
        503: "The database does not answer",
    }.items()
}

router = APIRouter(prefix="/api/v1", tags=["review"], responses=_PROBLEMS)


class NewMark(pydantic.BaseModel):
    """What is said of a change; `not_a_change` and `note` need a text."""

    model_config = pydantic.ConfigDict(extra="forbid")

    kind: model.MarkKind
    text: Annotated[str, pydantic.Field(max_length=model.MOST_MARK_CHARS)] = ""


@router.get("/changes/{change_id}/marks")
def list_marks(request: Request, change_id: Id) -> records.MarkList:
    """List what people said of a change, oldest first, and how it stands."""
    return records.list_marks(work_of(request).find_marks(change_id))


@router.post("/changes/{change_id}/marks", status_code=201)
def mark_change(request: Request, change_id: Id, new: NewMark) -> records.Mark:
    """Mark a change. Marks are never altered: a later one says otherwise. One that only repeats the last is that one."""
    text = marks.clean_text(new.text)
    if trouble := marks.find_trouble(new.kind, text):
        raise Refusal(422, trouble)
    return records.Mark.model_validate(marking.save_mark(request, change_id, kind=new.kind, text=text))


@router.post("/deliveries/{delivery_id}/resend", status_code=202)
def resend_delivery(request: Request, delivery_id: Id) -> records.Resent:
    """Make a delivery due again that was sent or given up; the service sends it."""
    resending.resend(request, delivery_id)
    return records.Resent(id=delivery_id, state=model.DeliveryState.WAITING)
