"""What a reader gets instead of a page: not found, a wrong question, the database away, our own fault.

Pages are answered in the page's style, the API as problem+json (RFC 9457). Refuses to show any detail of a fault. Next: `access`, for
who may not ask at all.
"""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from monitor import errors
from report.desk import desk_of
from report.headers import SAFE_HEADERS

_TITLES = {
    401: "Sign in first",
    403: "You may not do this",
    404: "Nothing is here",
    405: "This page can only be read",
    413: "This is too much",
    415: "This cannot be read",
    421: "This is not the page you asked for",
    422: "That question cannot be answered",
    500: "Something went wrong on our side",
    503: "The database cannot be reached",
}
_ADVICE = {
    401: "Pages ask for a name and a password, the API for a token.",
    403: "Ask whoever runs this page, if you should be able to.",
    404: "The address may be mistyped, or what it named is no longer stored.",
    405: "Nothing can be sent to it.",
    421: "It answers by the names of this machine, and by the one in CLAIMWATCH_BASE_URL.",
    422: "Check the address: a number or a filter in it is not one we know.",
    500: "It has been logged. Trying again may help.",
    503: "Nothing is lost. The page comes back by itself as soon as the database answers.",
}


class Refusal(HTTPException):
    """Something that is not done, and why in words that may be shown."""


def install(app: FastAPI) -> None:
    """Answer every kind of trouble."""

    @app.exception_handler(errors.NotFoundError)
    def not_found(request: Request, error: errors.NotFoundError) -> Response:
        return refuse(request, status=404, detail=error.message)

    @app.exception_handler(errors.InputError)
    def not_possible(request: Request, error: errors.InputError) -> Response:
        return refuse(request, status=422, detail=str(error))

    @app.exception_handler(errors.StorageError)
    def storage_away(request: Request, _: errors.StorageError) -> Response:
        return refuse(request, status=503)

    @app.exception_handler(RequestValidationError)
    def wrong_question(request: Request, error: RequestValidationError) -> Response:
        return refuse(request, status=422, detail=_say_wrong(error))

    @app.exception_handler(Refusal)
    def refused_with_words(request: Request, error: Refusal) -> Response:
        return refuse(request, status=error.status_code, detail=error.detail)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        # Such as Allow, of what is not allowed.
        return refuse(request, status=error.status_code, headers=error.headers)

    @app.exception_handler(Exception)
    def own_fault(request: Request, _: Exception) -> Response:
        response = refuse(request, status=500)
        # This answer is given outside the middleware that sets them.
        response.headers.update(SAFE_HEADERS)
        return response


def refuse(
    request: Request, *, status: int, detail: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """Answer a request that is not done: a page for people, a problem for programs. `detail` is shown."""
    title, advice = _TITLES.get(status, "This cannot be done"), _ADVICE.get(status, "")
    if f"{request.url.path}/".startswith("/api/"):
        problem: dict[str, Any] = {
            "type": "about:blank",
            "title": title,
            "status": status,
            "detail": detail or advice,
            "instance": request.url.path,
        }
        return JSONResponse(
            problem, status_code=status, media_type="application/problem+json", headers=headers
        )
    desk = desk_of(request)
    context = {
        "desk": desk,
        "section": "",
        "heading": title,
        "detail": detail,
        "advice": advice,
        "status": status,
    }
    return desk.templates.TemplateResponse(
        request, "refusal.html", context, status_code=status, headers=headers
    )


def _say_wrong(error: RequestValidationError) -> str:
    """Name what was asked wrongly, without repeating what was sent."""
    names = dict.fromkeys(str(problem["loc"][-1]) for problem in error.errors())
    return f"Not understood: {', '.join(names)}."
