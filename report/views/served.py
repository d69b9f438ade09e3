"""A page as it was served, made safe to look at: its text and structure, and nothing that runs, loads or leads away.

Whatever has an address is left out, so that reading evidence tells nobody: scripts, styles, pictures, frames, links, forms,
and the hints by which a browser looks names up ahead. The bytes themselves are a download.
"""

from dataclasses import dataclass

import nh3

from monitor import model
from monitor.core import encoding
from report.views import words

#: Most characters shown; the download has all of them.
MOST_CHARS = 1_500_000
_TAGS = (nh3.ALLOWED_TAGS | {"main", "section"}) - {"a", "area", "img", "map"}
#: Left out with all that is in them.
_VOID = {
    *("audio", "button", "canvas", "datalist", "dialog", "iframe", "math", "noembed", "noframes", "noscript"),
    *("object", "script", "select", "style", "svg", "template", "textarea", "title", "video"),
}
_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "reversed"},
    "time": {"datetime"},
}
#: The style a page is shown in; its digest is in the frame's Content-Security-Policy.
STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.6 system-ui,sans-serif;max-width:46rem;margin:1rem;overflow-wrap:anywhere}"
    "table{border-collapse:collapse}td,th{border:1px solid;padding:.2rem .5rem;text-align:start}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedPage:
    """What is known of the answer, and where to go from it."""

    article: model.ArticleReading
    number: int
    snapshot: model.Snapshot
    link: str | None
    #: "Version 2, 41,201 bytes"
    size: str
    previous_number: int | None
    next_number: int | None


def show_served(detail: model.ArticleDetail, snapshot: model.Snapshot, *, number: int) -> ServedPage:
    """Lay out what is known of one version's page."""
    numbers = [version.number for version in detail.versions if version.raw_sha256]
    return ServedPage(
        article=detail.article,
        number=number,
        snapshot=snapshot,
        link=words.safe_link(snapshot.page.final_url),
        size=words.count_words(len(snapshot.page.body), "byte"),
        previous_number=max((one for one in numbers if one < number), default=None),
        next_number=min((one for one in numbers if one > number), default=None),
    )


def clean_page(page: model.FetchedPage) -> str:
    """Return a page's text and structure as HTML that loads and runs nothing."""
    text = encoding.decode_page(page.body, content_type=page.header("content-type"))
    return nh3.clean(
        text[:MOST_CHARS],
        tags=_TAGS,
        clean_content_tags=_VOID,
        attributes=_ATTRIBUTES,
        url_schemes=set(),
        link_rel=None,
        strip_comments=True,
    )
