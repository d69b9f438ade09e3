"""Outcomes: what a response really was when it is no article: an error, a wall, a block, a soft 404, the front page.

Judged by evidence: status and address first, then title and wording of a *short* text. A long article that mentions a
captcha, cookies or a page not found is an article. Refuses nothing. docs/reference/outcomes.md has the whole table.
Next: `statuses` for errors, `walls` for the wording, `stubs` for pages with nothing on them.
"""

import re
from collections.abc import Sequence

from monitor import model
from monitor.core import fingerprint, leads, looks, statuses, stubs, urls, walls

#: How bodies begin that are no page, whatever their type says.
_NO_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:%PDF-|[\[{]|(?:<\?xml[^>]*>\s*)?(?:<!--[^>]{0,500}-->\s*)?<(?:rss|feed|rdf|urlset|sitemapindex|error)\b)",
    re.IGNORECASE | re.DOTALL,
)
#: Less text than this is nobody's article: the page is there to lead on.
_BARE_TEXT = 300
_NO_STORY = 150


def classify_response(page: model.FetchedPage, *, is_feed: bool) -> model.Failure | None:
    """Judge a response by status, headers and address; None: its body may be read. 304 is the caller's business."""
    if 200 <= page.status < 300 and page.status != statuses.PARTIAL:
        return _classify_success(page, is_feed=is_feed)
    return statuses.classify_error(page)


def _classify_success(page: model.FetchedPage, *, is_feed: bool) -> model.Failure | None:
    if walls.is_challenged(page):
        return _fail(page, model.FailureKind.BLOCKED, "a bot check stands before the page")
    if not page.body or page.body.isspace():
        return _fail(page, model.FailureKind.BAD_RESPONSE, "the body is empty")
    if is_feed:
        return None
    led_away = _classify_target(page, page.final_url) if page.final_url != page.url else None
    return led_away or _classify_file(page)


def _classify_file(page: model.FetchedPage) -> model.Failure | None:
    """Judge a body by its declared type and its first bytes; None: it may be a page."""
    kind = (page.header("content-type") or "").split(";")[0].strip().lower()
    if kind and not kind.startswith("text/") and "html" not in kind and "xml" not in kind:
        return _fail(page, model.FailureKind.NOT_AN_ARTICLE, f"it is {kind}, no page")
    if _NO_PAGE.match(page.body):
        return _fail(page, model.FailureKind.NOT_AN_ARTICLE, "it is a file or data, no page")
    return None


def _classify_target(page: model.FetchedPage, url: str) -> model.Failure | None:
    """Judge where a page was led to, by the address alone; None: it may be the article."""
    if wall := walls.find_wall_at(url, asked=page.url):
        return _fail(page, wall.kind, f"{page.url} leads to {url}: {wall.meaning}")
    if not urls.is_front_page(url) or urls.is_front_page(page.url):
        return None
    if urls.is_same_site(url, page.url):
        return _fail(page, model.FailureKind.HOME_PAGE, f"{page.url} leads to a front page, {url}")
    meaning = f"{page.url} leads to the front page of another site, {url}; look whether the outlet moved"
    return _fail(page, model.FailureKind.NOT_THE_OUTLET, meaning)


def classify_text(
    page: model.FetchedPage,
    article: model.Article | model.Failure,
    *,
    part: fingerprint.ArticlePart,
    html: str,
    selectors: Sequence[str] = (),
) -> model.Failure | None:
    """Judge a page by what it says; None: it is the article that was read, or there was none and nobody knows why.

    `selectors`: the outlet's own; where one finds something, somebody has said that it is an article.
    """
    paragraphs = article.paragraphs if isinstance(article, model.Article) else ()
    read = "\n\n".join(paragraphs)
    if _is_plainly_an_article(read, part):
        return None
    look = looks.look_at(html, paragraphs=paragraphs, part=part)
    if not walls.is_challenge(look) and (empty := _classify_empty(page, look)):
        return empty
    if wall := walls.find_wall(look):
        return _fail(page, wall.kind, wall.meaning)
    meaning = stubs.find_stub(look)
    if meaning is None or stubs.is_chosen(html, selectors):
        return None
    return _fail(page, model.FailureKind.NOT_AN_ARTICLE, meaning)


def _is_plainly_an_article(read: str, part: fingerprint.ArticlePart) -> bool:
    """Whether a page has the text and the metadata of an article, and neither a wall's title nor a price."""
    return (
        len(read) >= looks.LONG_TEXT
        and looks.is_declared(part)
        and part.fact("is_free_ld") != "false"
        and not walls.is_named(looks.find_titles(part))
    )


def _classify_empty(page: model.FetchedPage, look: looks.Look) -> model.Failure | None:
    """Judge a page that only leads on, by a Refresh header, a meta element or a script; or that scripts would fill."""
    if failure := _classify_forward(page, look):
        return failure
    if not stubs.is_shell(look):
        return None
    hint = "it has no text before its scripts run; mark the outlet render = true to read it in a browser"
    return _fail(page, model.FailureKind.NOT_AN_ARTICLE, hint)


def _classify_forward(page: model.FetchedPage, look: looks.Look) -> model.Failure | None:
    if len(look.inside) >= _BARE_TEXT or (look.is_declared and len(look.read) >= _NO_STORY):
        return None
    named = leads.parse_refresh(page.header("refresh") or "") or look.refresh
    if named is None and not (look.is_declared and look.read):  # scripts of articles write addresses, too
        named = look.script_target
    target = urls.canonical_url(named, base=page.final_url) if named else None
    if target is None or target == urls.canonical_url(page.final_url):
        return None
    failure = _classify_target(page, target)
    return failure or _fail(page, model.FailureKind.NOT_AN_ARTICLE, f"it only leads on to {target}")


def _fail(page: model.FetchedPage, kind: model.FailureKind, meaning: str) -> model.Failure:
    return model.Failure(kind=kind, status=page.status, detail=f"{page.final_url}: {meaning}")
