"""Extraction: a fetched page to an Article, or to the Failure that says why there is none.

The article is read from its article part only (see `fingerprint`), so a part seen before is not read again. Refuses a
page without a headline or without text. Next: `outcome` for what a page without an article is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor import model
from monitor.core import (
    encoding,
    fingerprint,
    metadata,
    outcome,
    own_address,
    own_selectors,
    paragraphs,
    wholeness,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What reading one page came to: an article, or that it is the known one, or a failure."""

    article: model.Article | None = None
    fingerprint: str | None = None
    failure: model.Failure | None = None
    #: The article part is the known one; `article` is then None.
    is_unchanged: bool = False
    #: The page says that its article is not free to read.
    is_paid_for: bool = False
    #: What an operator should know of how it was read, "" for nothing.
    note: str = ""


def read_page(
    page: model.FetchedPage,
    *,
    selectors: Sequence[str] = (),
    known_fingerprint: str | None = None,
    is_known_whole: bool = False,
) -> Reading:
    """Read a page whose response was usable: unchanged, an article, or what it is instead. Never raises.

    `is_known_whole`: it was read before, or never ends otherwise, so that where it ends says nothing.
    """
    html = encoding.decode_page(page.body, content_type=page.header("content-type"))
    part = fingerprint.find_part(html, selectors)
    found = fingerprint.fingerprint(part)
    if found == known_fingerprint:
        return Reading(fingerprint=found, is_unchanged=True)
    is_cut = wholeness.is_cut_short(html)
    if is_cut and not is_known_whole:
        detail = f"{page.final_url} ends in the middle of the page, with “{wholeness.describe_end(html)}”."
        return Reading(
            failure=model.Failure(kind=model.FailureKind.BAD_RESPONSE, status=page.status, detail=detail)
        )
    article = extract_article(page, part)
    if failure := outcome.classify_text(page, article, part=part, html=html, selectors=selectors):
        return Reading(failure=failure)
    if isinstance(article, model.Failure):
        return Reading(failure=article)
    return Reading(
        article=article,
        fingerprint=found,
        is_paid_for=part.fact("is_free_ld") == "false",
        note=_note(article, html, selectors, is_cut=is_cut),
    )


def find_fingerprint(page: model.FetchedPage, *, selectors: Sequence[str] = ()) -> str:
    """Return the fingerprint of a page's article part without reading the article. Linear in the page; never raises."""
    html = encoding.decode_page(page.body, content_type=page.header("content-type"))
    return fingerprint.fingerprint(fingerprint.find_part(html, selectors))


def extract_article(page: model.FetchedPage, part: fingerprint.ArticlePart) -> model.Article | model.Failure:
    """Read the article of a part; `page` gives nothing but its addresses. NOT_AN_ARTICLE without headline or text."""
    headline = metadata.read_headline(part)
    texts = paragraphs.find_paragraphs(part.body)
    if not headline or not texts:
        missing = "headline" if not headline else "text"
        return model.Failure(
            kind=model.FailureKind.NOT_AN_ARTICLE,
            status=page.status,
            detail=f"no {missing} of an article was found at {page.final_url}; if there is one, give the outlet selectors",
        )
    return model.Article(
        canonical_url=own_address.find_own_address(page, part, headline=headline),
        headline=headline,
        subheadline=metadata.read_subheadline(part, headline=headline, paragraphs=texts),
        byline=metadata.read_byline(part),
        language=metadata.read_language(part, texts),
        published_at=metadata.read_instant(part.fact("published", "published_ld")),
        modified_at=metadata.read_instant(part.fact("modified", "modified_ld")),
        paragraphs=texts,
    )


def _note(article: model.Article, html: str, selectors: Sequence[str], *, is_cut: bool) -> str:
    count = sum(text.count("\ufffd") for text in (article.headline, article.subheadline, *article.paragraphs))
    notes = []
    if count:
        notes.append(f"{count} bytes of the text fit no encoding and are shown as \ufffd")
    if is_cut:
        notes.append("the page never ends as pages do, so its text may be cut off")
    if own_selectors.is_unmatched(html, selectors):
        notes.append("the outlet's selectors match nothing on this page, so the built-in ones were used")
    return "; ".join(notes)
