"""Head facts: what a page says about its article outside the text: titles, dates, authors, language, addresses.

Reads a handful of elements; refuses whatever has another shape. Facts are text as written; `extract` reads them.
Next: `fingerprint`, which holds them beside the clean document.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: Name of a meta element (lower case) -> fact.
_METAS = {
    "og:title": "title_og",
    "twitter:title": "title_twitter",
    "og:description": "description_og",
    "description": "description",
    "og:url": "url_og",
    "og:site_name": "site",
    "og:type": "type_og",
    "article:published_time": "published",
    "datepublished": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "datemodified": "modified",
    "author": "author_meta",
    "article:author": "author_meta",
    "content-language": "language_meta",
    "og:locale": "language_og",
    "robots": "robots",
}
#: One selector, since each is a walk over the whole page.
_TELLING = 'title, base, link[rel~=canonical], meta, script[type="application/ld+json"]'
_HOME = re.compile(r"(?:(?:https?:)?//[^/?#]*)?/?(?:[?#].*)?", re.IGNORECASE | re.DOTALL)
#: One of them must stand on the html element of an AMP page (amp.dev, "AMP HTML Specification").
_AMP_MARKS = frozenset({"amp", "⚡", "⚡\ufe0f"})
_MAX_SCRIPT = 300_000
_MAX_FACT = 2_000
_BYLINES = '[rel=author], [itemprop=author], [class*="byline" i], [class*="author-name" i]'
_STANDFIRSTS = (
    '[class*="standfirst" i], [class*="subtitle" i], [class*="subhead" i], [class*="sub-head" i], [class*="dek" i],'
    ' [class*="article-summary" i], [class*="article__summary" i], [itemprop=alternativeHeadline],'
    ' [class*="lead-text" i], [class*="article-lead" i]'
)
#: No article has more of either.
_MAX_CANDIDATES = 50
_CANONICALS = ("canonical", "canonical_2", "canonical_3")
_ARTICLE_TYPES = ("Article", "BlogPosting", "Reportage", "Report")


def find_facts(tree: LexborHTMLParser) -> dict[str, str]:
    """Find the facts of the head and of the page's structured data; the first of each kind counts."""
    facts: dict[str, str] = {}
    root = tree.root.attributes if tree.root else {}
    _add(facts, "language", root.get("lang"))
    if not _AMP_MARKS.isdisjoint(root):
        facts["amp"] = "amp"
    for node in tree.css(_TELLING):
        attributes = node.attributes
        match node.tag:
            case "title":
                _add(facts, "title", node.text())
            case "base":
                _add(facts, "base", attributes.get("href"))
            case "link":
                _add_canonical(facts, attributes.get("href"))
            case "script":
                _add_structured(facts, node.text())
            case _:
                name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
                if name and (fact := _METAS.get(name.lower())):
                    _add(facts, fact, attributes.get("content"))
    return facts


def _add(facts: dict[str, str], name: str, value: Any) -> None:
    if isinstance(value, str) and name not in facts and (text := " ".join(value[:_MAX_FACT].split())):
        facts[name] = text


def _add_canonical(facts: dict[str, str], href: str | None) -> None:
    """Keep the first few canonical addresses a page names; the later ones are often a plug-in's better one."""
    free = next((name for name in _CANONICALS if name not in facts), None)
    if free and href not in (facts.get(name) for name in _CANONICALS):
        _add(facts, free, href)


def _add_structured(facts: dict[str, str], text: str) -> None:
    """Read a JSON-LD script; one that is no JSON, or too large, says nothing."""
    if len(text) > _MAX_SCRIPT:
        return
    try:
        # Line breaks inside strings are common in the wild.
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    article = next((thing for thing in _things(data) if _is_article(thing)), None)
    if article is None:
        return
    for key, fact in (
        ("headline", "title_ld"),
        ("alternativeHeadline", "subtitle_ld"),
        ("description", "description_ld"),
        ("datePublished", "published_ld"),
        ("dateModified", "modified_ld"),
        ("inLanguage", "language_ld"),
    ):
        _add(facts, fact, article.get(key))
    page = article.get("mainEntityOfPage")
    _add(facts, "url_ld", page.get("@id") if isinstance(page, dict) else page or article.get("url"))
    _add(facts, "author_ld", ", ".join(_author_names(article.get("author"))))
    _add(facts, "is_free_ld", str(article.get("isAccessibleForFree", "")).lower())


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """Walk the objects of a script: itself, a list, a `@graph`, and what is its main entity."""
    for thing in data if isinstance(data, list) else [data]:
        if isinstance(thing, dict):
            yield thing
            for key in ("@graph", "mainEntity"):
                inner = thing.get(key)
                yield from (
                    one for one in (inner if isinstance(inner, list) else [inner]) if isinstance(one, dict)
                )


def _is_article(thing: dict[str, Any]) -> bool:
    types = thing.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.endswith(_ARTICLE_TYPES) for name in names)


def _author_names(author: Any) -> list[str]:
    people = author if isinstance(author, list) else [author]
    names = [person.get("name") if isinstance(person, dict) else person for person in people]
    return [name for name in names if isinstance(name, str) and not name.startswith("http")]


def find_headline(tree: LexborHTMLParser, facts: dict[str, str]) -> LexborNode | None:
    """Find the h1 that is the headline: the one the page's titles repeat, else the first of three words or more.

    An h1 that stands at the end of the page's title is the outlet's name.
    """
    titles = [facts[key].casefold() for key in ("title_og", "title_ld", "title") if key in facts]
    site = facts.get("site", "").casefold()
    found: list[tuple[LexborNode, str]] = []
    for node in tree.css("h1"):
        text = " ".join(node.text().split()).casefold()
        is_name = any(_ends_with(title, text) for title in titles)
        if text and text != site and not is_name and not _leads_home(node):
            found.append((node, text))
    named = [node for node, text in found if " " in text and any(text in title for title in titles)]
    spoken = [node for node, text in found if len(text.split()) > 2]
    return next(iter([*named, *spoken]), None)


def _ends_with(title: str, text: str) -> bool:
    """Whether a title is more than a text that stands at its end; brackets and colons close a title, too."""
    return title != text and title.rstrip(" :|-–—»[]()").endswith(text)


def _leads_home(node: LexborNode) -> bool:
    """Whether all of an h1 is a link to the front page: the outlet's name, in its place of honour."""
    link = node.css_first("a[href]")
    if link is None or not _HOME.fullmatch(link.attributes.get("href") or ""):
        return False
    return len(link.text().strip()) * 2 > len(node.text().strip())


def find_standfirsts(root: LexborNode) -> list[LexborNode]:
    """Find the elements of the part that are named standfirsts, and are as long as one is."""
    return [
        node for node in root.css(_STANDFIRSTS)[:_MAX_CANDIDATES] if 20 <= len(node.text().strip()) <= 600
    ]


def find_bylines(root: LexborNode) -> list[LexborNode]:
    """Find the elements of the part that are named bylines, and are no longer than one."""
    return [node for node in root.css(_BYLINES)[:_MAX_CANDIDATES] if 3 <= len(node.text().strip()) <= 150]
