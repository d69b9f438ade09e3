"""Forms: what a page's form brings back, once it is sure that the form was ours. Refuses large bodies, and forms of others."""

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from report.access.visitor import visitor_of
from report.refusals import Refusal

#: The name of the hidden field.
TOKEN = "form_token"  # noqa: S105 - a name, no secret
MOST_BYTES = 64_000
_MOST_FIELDS = 20


async def read_form(request: Request) -> dict[str, str]:
    """Read a form's fields, the last of each name. Raises Refusal where it is too large, or not one we gave this visitor."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise Refusal(413, "The form holds too much.")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Refusal(415, "It was not sent by one of our forms.")
    try:
        fields = dict(
            parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
        )
    except ValueError:
        raise Refusal(422, "The form cannot be read.") from None
    if not visitor_of(request).has_sent(fields.pop(TOKEN, "")):
        raise Refusal(
            403,
            "The form is out of date. Go back, keep what you wrote, load the page again, and send it then.",
        )
    return fields


Fields = Annotated[dict[str, str], Depends(read_form)]
