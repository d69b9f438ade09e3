"""ETags: an answer that the reader has already is not sent again. For everything the API answers with JSON, and for feeds."""

import hashlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def etag_of(body: bytes) -> str:
    """Return the tag of these very bytes."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def has_it(if_none_match: str, etag: str) -> bool:
    """Whether the reader says that it has an answer (RFC 9110, 13.1.2: compared weakly)."""
    known = {one.strip().removeprefix("W/") for one in if_none_match.split(",")}
    return not known.isdisjoint({etag, "*"})


class Etags:
    """ASGI middleware: tags what the API answers with 200 and JSON in one piece, and answers 304 to who has it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and hold the beginning of the answer back until its body is there."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope).get("if-none-match", "")
        held: list[Message] = []

        async def send_tagged(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_tagged(message):
                held.append(message)
                return
            if held:
                start = held.pop()
                body = message.get("body", b"")
                if not message.get("more_body", False):
                    message = _tag(start, message, body=body, asked=asked)
                await send(start)
            await send(message)

        await self._app(scope, receive, send_tagged)


def _is_tagged(start: Message) -> bool:
    kind = Headers(raw=start["headers"]).get("content-type", "")
    return start["status"] == 200 and kind.partition(";")[0] == "application/json"


def _tag(start: Message, message: Message, *, body: bytes, asked: str) -> Message:
    """Write the tag into the answer's beginning, and leave the body out where the reader has it."""
    headers, etag = MutableHeaders(raw=start["headers"]), etag_of(body)
    headers["etag"] = etag
    if not has_it(asked, etag):
        return message
    start["status"] = 304
    for name in ("content-length", "content-type"):
        del headers[name]
    return {**message, "body": b""}
