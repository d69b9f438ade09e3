"""Where hubs call (WebSub): they verify a subscription, deny one, or push a change.

A push is believed if its signature is right, and makes its feed due: what it brings is not read. One that is not is
answered alike, and ignored, as the specification says. Refuses bodies beyond a size, and addresses nobody gave out.
Next: `monitor.core.websub`, which decides.
"""

from datetime import timedelta
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import PlainTextResponse, Response

from monitor import model, ports
from monitor.core import websub
from report.desk import desk_of

log = structlog.get_logger()

#: As large as a feed may be.
MOST_BYTES = 10_000_000
#: A hub that pushes without end does not make us poll without end.
SPACING = timedelta(minutes=1)
_GONE = PlainTextResponse("Nobody is subscribed here.\n", status_code=410)
_NOT_ASKED = PlainTextResponse("Nobody asked for this.\n", status_code=404)

router = APIRouter(prefix="/websub", include_in_schema=False)


async def read_body(request: Request) -> bytes | None:
    """Read what is pushed; None where it is too large."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


@router.get("/{token}")
def verify(  # the parameters a hub sends
    request: Request,
    token: str,
    mode: Annotated[str, Query(alias="hub.mode")] = "",
    topic: Annotated[str, Query(alias="hub.topic")] = "",
    challenge: Annotated[str, Query(alias="hub.challenge", max_length=4096)] = "",
    lease_seconds: Annotated[int | None, Query(alias="hub.lease_seconds")] = None,
    reason: Annotated[str, Query(alias="hub.reason")] = "",
) -> Response:
    """Confirm a subscription that we asked for, or take note that it was denied."""
    desk = desk_of(request)
    store = _store_of(request)
    known = store.find_subscription(token)
    if known is None:
        return _NOT_ASKED
    now = desk.clock.now()
    decided = None
    if mode == "denied":
        decided = websub.decide_denied(known, topic=topic, reason=reason, now=now)
    elif mode == "subscribe":
        decided = websub.decide_verified(known, topic=topic, lease_seconds=lease_seconds, now=now)
    if decided is None or not store.save_subscription(decided, base=known):
        return _NOT_ASKED
    log.info("hub answered", action="subscribe", feed=known.feed_id, hub=known.hub.url, mode=mode)
    return PlainTextResponse(challenge)


@router.post("/{token}")
def take_push(request: Request, token: str, body: Annotated[bytes | None, Depends(read_body)]) -> Response:
    """Make a feed due whose change a hub tells of."""
    store = _store_of(request)
    known = store.find_subscription(token)
    if known is None or known.state is not model.SubscriptionState.ACTIVE:
        return _GONE
    signature = request.headers.get("x-hub-signature", "")
    if body is not None and websub.is_signed(body, signature, secret=known.secret):
        store.save_push(known.feed_id, now=desk_of(request).clock.now(), spacing=SPACING)
        log.info("push taken", action="push", feed=known.feed_id, hub=known.hub.url)
    else:
        detail = "it is too large" if body is None else "its signature is missing or wrong"
        log.warning("push ignored", action="push", feed=known.feed_id, hub=known.hub.url, detail=detail)
    return Response(status_code=202)


def _store_of(request: Request) -> ports.SubscriptionStore:
    store: ports.SubscriptionStore = request.app.state.subscriptions
    return store
