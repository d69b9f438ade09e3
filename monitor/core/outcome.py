"""Outcomes: what a response really was when it is no article: an error, a wall, a block, a soft 404, the front page.

Judged by evidence: status and address first, then title and wording of a *short* text. A long article that mentions a
captcha, cookies or a page not found is an article. Refuses nothing. Next: `walls` for the wording.
"""

from monitor import model
from monitor.core import fingerprint, retry_after, urls, walls

#: Status -> (kind, is_permanent, what it means and whether trying again helps). Classes of statuses stand below.
_STATUSES: dict[int, tuple[model.FailureKind, bool, str]] = {
    401: (
        model.FailureKind.PAYWALL,
        False,
        "the server asks for a login, which Claimwatch has none for",
    ),
    402: (model.FailureKind.PAYWALL, False, "the server asks for payment"),
    403: (model.FailureKind.BLOCKED, False, "the server refuses us; it may let us in later"),
    404: (model.FailureKind.NOT_FOUND, False, "the server has no page there"),
    407: (model.FailureKind.BLOCKED, False, "a proxy asks for a login"),
    408: (model.FailureKind.TIMEOUT, False, "the server gave up waiting; trying again helps"),
    410: (model.FailureKind.GONE, True, "the server says the page is gone for good"),
    418: (model.FailureKind.BLOCKED, False, "the server takes us for a bot"),
    425: (model.FailureKind.SERVER_ERROR, False, "the server is not ready; trying again helps"),
    429: (model.FailureKind.RATE_LIMITED, False, "the server asks us to slow down"),
    451: (model.FailureKind.BLOCKED, False, "the page is withheld for legal reasons"),
    503: (model.FailureKind.SERVER_ERROR, False, "the server is busy; trying again helps"),
}


def classify_response(page: model.FetchedPage, *, is_feed: bool) -> model.Failure | None:
    """Judge a response by status, headers and address; None: its body may be read. 304 is the caller's business."""
    if 200 <= page.status < 300:
        return _classify_success(page, is_feed=is_feed)
    kind, is_permanent, meaning = _STATUSES.get(page.status) or _class_of(page.status)
    if walls.is_challenged(page):
        kind, meaning = model.FailureKind.BLOCKED, "a bot check stands before the page"
    asked = page.header("retry-after")
    return model.Failure(
        kind=kind,
        is_permanent=is_permanent,
        retry_after=retry_after.parse_retry_after(asked, now=page.fetched_at) if asked else None,
        status=page.status,
        detail=f"HTTP {page.status} from {page.final_url}: {meaning}",
    )


def _class_of(status: int) -> tuple[model.FailureKind, bool, str]:
    if status >= 500:
        return model.FailureKind.SERVER_ERROR, False, "the server is in trouble; trying again helps"
    if status >= 400:
        return model.FailureKind.CLIENT_ERROR, False, "the server does not accept the request"
    return model.FailureKind.BAD_RESPONSE, False, "this status carries no page"


def _classify_success(page: model.FetchedPage, *, is_feed: bool) -> model.Failure | None:
    if walls.is_challenged(page):
        return _fail(page, model.FailureKind.BLOCKED, "a bot check stands before the page")
    if not page.body or page.body.isspace():
        return _fail(page, model.FailureKind.BAD_RESPONSE, "the body is empty")
    if is_feed:
        return None
    is_led_away = page.final_url != page.url
    if is_led_away and urls.is_front_page(page.final_url) and not urls.is_front_page(page.url):
        return _fail(page, model.FailureKind.HOME_PAGE, f"{page.url} leads to a front page")
    kind = (page.header("content-type") or "").split(";")[0].strip().lower()
    if kind and not kind.startswith("text/") and "html" not in kind and "xml" not in kind:
        return _fail(page, model.FailureKind.NOT_AN_ARTICLE, f"it is {kind}, no page")
    return None


def classify_text(
    page: model.FetchedPage,
    article: model.Article | model.Failure,
    *,
    part: fingerprint.ArticlePart,
    html: str,
) -> model.Failure | None:
    """Judge a page by what it says; None: it is the article that was read, or there was none and nobody knows why."""
    read = article.text(model.TextField.BODY) if isinstance(article, model.Article) else ""
    wall = walls.find_wall(page.final_url, read=read, part=part, html=html)
    return _fail(page, wall.kind, wall.meaning) if wall else None


def _fail(page: model.FetchedPage, kind: model.FailureKind, meaning: str) -> model.Failure:
    return model.Failure(kind=kind, status=page.status, detail=f"{page.final_url}: {meaning}")
