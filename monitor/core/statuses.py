"""Statuses: what an answer that is no success means, by its status, its headers and the page that came with it.

An error page is looked at for one thing only: whether somebody stands in the way who says so with the wrong status. A
bot check that answers 404 is no evidence that an article is gone. Next: `outcome`.
"""

from monitor import model
from monitor.core import encoding, fingerprint, looks, retry_after, wall_signs, walls

Kind = model.FailureKind

#: A part of the page, which we never ask for.
PARTIAL = 206
#: Status -> (kind, is_permanent, what it means and whether trying again helps). Classes of statuses stand below.
_STATUSES: dict[int, tuple[Kind, bool, str]] = {
    206: (Kind.BAD_RESPONSE, False, "the server sent a part of the page that was not asked for"),
    401: (Kind.PAYWALL, False, "the server asks for a login, which Claimwatch has none for"),
    402: (Kind.PAYWALL, False, "the server asks for payment"),
    403: (Kind.BLOCKED, False, "the server refuses us; it may let us in later"),
    404: (Kind.NOT_FOUND, False, "the server has no page there"),
    407: (Kind.NOT_THE_OUTLET, False, "a proxy on the way asks for a login"),
    408: (Kind.TIMEOUT, False, "the server gave up waiting; trying again helps"),
    410: (Kind.GONE, True, "the server says the page is gone for good"),
    418: (Kind.BLOCKED, False, "the server takes us for a bot"),
    420: (Kind.RATE_LIMITED, False, "the server asks us to slow down"),
    425: (Kind.SERVER_ERROR, False, "the server is not ready; trying again helps"),
    429: (Kind.RATE_LIMITED, False, "the server asks us to slow down"),
    451: (Kind.BLOCKED, False, "the page is withheld for legal reasons"),
    503: (Kind.SERVER_ERROR, False, "the server is busy; trying again helps"),
    511: (Kind.NOT_THE_OUTLET, False, "the network this machine is in asks for a login"),
    999: (Kind.BLOCKED, False, "the server takes us for a bot"),
}
#: Statuses that say nothing about who refuses, or say it wrongly often enough.
_LOOKED_AT = frozenset({*range(400, 600)} - {401, 402, 407, 418, 451, 511})
#: What an error page may say that its status does not. A refusal that sells subscriptions is a paywall.
_BELIEVED = frozenset({Kind.BLOCKED, Kind.NOT_THE_OUTLET})
_BELIEVED_OF_REFUSALS = _BELIEVED | {Kind.PAYWALL, Kind.CONSENT_WALL}
#: Larger error pages, and those with more tags, have the site's menus around them; they are not looked at here, where
#: reading cannot be stopped.
_QUICK_BYTES = 200_000
_QUICK_TAGS = 5_000


def classify_error(page: model.FetchedPage) -> model.Failure:
    """Judge a response whose status is no success."""
    kind, is_permanent, meaning = _STATUSES.get(page.status) or _class_of(page.status)
    if walls.is_challenged(page):
        kind, is_permanent, meaning = Kind.BLOCKED, False, "a bot check stands before the page"
    elif wall := _find_wall(page, kind):
        kind, is_permanent, meaning = wall.kind, False, wall.meaning
    asked = page.header("retry-after")
    return model.Failure(
        kind=kind,
        is_permanent=is_permanent,
        retry_after=retry_after.parse_retry_after(asked, now=page.fetched_at) if asked else None,
        status=page.status,
        detail=f"HTTP {page.status} from {page.final_url}: {meaning}",
    )


def _class_of(status: int) -> tuple[Kind, bool, str]:
    if status >= 500:
        return Kind.SERVER_ERROR, False, "the server is in trouble; trying again helps"
    if status >= 400:
        return Kind.CLIENT_ERROR, False, "the server does not accept the request"
    return Kind.BAD_RESPONSE, False, "this status carries no page"


def _find_wall(page: model.FetchedPage, kind: Kind) -> wall_signs.Wall | None:
    """Find the wall that an error's page shows and that is believed rather than its status, or None."""
    is_quick = len(page.body) <= _QUICK_BYTES and page.body.count(b"<") <= _QUICK_TAGS
    if page.status not in _LOOKED_AT or not page.body or not is_quick:
        return None
    html = encoding.decode_page(page.body, content_type=page.header("content-type"))
    look = looks.look_at(html, paragraphs=(), part=fingerprint.find_part(html))
    wall = walls.find_wall(look)
    if kind is Kind.RATE_LIMITED and not walls.has_bot_check(look):
        return None  # such a page often says "blocked" and means "slow down"
    believed = _BELIEVED_OF_REFUSALS if kind is Kind.BLOCKED else _BELIEVED
    return wall if wall and wall.kind in believed else None
