"""Looks: what there is to be seen of one page that may be no article, read once: its texts, its boxes, where it leads.

Refuses to judge. Next: `walls` and `stubs`, which weigh it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from monitor.core import fingerprint, leads, noise, normal

#: Characters of read text from which a page is an article, unless all its titles say otherwise: error pages list the
#: rest of the site.
LONG_TEXT = 1500
#: A wall stands at the top; what lies further down is the rest of the site.
_LOOK_AT = 12_000
#: No title is longer, and patterns are fitted to all of one.
_TITLE = 200
_CHROME = ["header", "footer", "nav", "noscript"]
_UNSHOWN = ["script", "style", "svg", "template"]
_BOXES = '[class*="paywall" i], [id*="paywall" i], [class*="regwall" i], [id*="regwall" i], [class*="paygate" i], [class*="piano-" i], [class*="subscriber-only" i], [class*="premium-wall" i]'
_HIDDEN = (
    '[hidden], [data-state="hidden"], [aria-hidden="true"], [style*="display:none"], [style*="display: none"]'
)
_BUTTONS = 'button, [role=button], a[class*="btn" i], a[class*="button" i]'
_MOST_BUTTONS = 100
_DIALOGS = 'dialog, [role=dialog], [id*="modal" i], [class*="modal" i]'
#: Where scripts put the page of an application.
_APP_ROOTS = "#root, #app, #app-root, #__next, #__nuxt, #___gatsby, #svelte, app-root, [data-reactroot], [ng-app], [ng-version]"
#: What an article's page has, and an error page has not.
_ARTICLE_MARKS = (
    'article, time, [itemprop="articleBody"], [itemtype*="Article"], [class*="byline" i], [rel=author]'
)
_CARD_TITLES = "h2 a[href], h3 a[href], h4 a[href], a[href] h2, a[href] h3, a[href] h4"
_MOST_CARDS = 200
#: The share of an item that is link, in a list of other pages; and the pictures that make a gallery.
_LINK_SHARE = 0.5
_GALLERY = 3
#: A box with more of the text that was read is not in its place.
_BOX_SHARE = 0.7
_BOX_TEXT = 800
#: A box with more is no teaser.
_CARD_PARAGRAPHS = 3
#: Words that tell what somebody said, or on which day: reports have them, what a page says to its reader has not.
_REPORTS = re.compile(
    r"\b(?:said|says|told|tells|according to|announced|reported|ruled|added|warned|quoted|asked|wrote|joked|argued|claimed|insisted|confirmed|spokes(?:man|woman|person)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|a dit|a déclaré|a annoncé|selon|sagte|teilte|erklärte|laut|dijo|según|anunció|informó)\b"
)
_REPORTS_FROM_RIGHT = re.compile(
    r"(?<!\w)(?:[وف]?(?:قال|قالت|أعلن|أعلنت|أضاف|أضافت|ذكر|ذكرت|أفاد|أفادت|أكد|أكدت|بحسب|وفق|مصدر|مصادر)"
    r"|[ושכ]?(?:אמר|אמרה|אמרו|מסר|מסרה|מסרו|הודיע|הודיעה|הודיעו|הוסיף|הוסיפה|לפי|לדברי|טען|דווח|נמסר))(?!\w)"
)
#: What somebody says is not what the page says.
_QUOTED = re.compile(r"[“„«][^“”»]{0,400}[”“»]|\"[^\"]{0,400}\"")
_SENTENCE_END = re.compile(r"(?<=[.!?؟…])\s+|\n|(?<=[.!?؟…][\"”»])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What there is to be seen of one page. Texts are in lower case with plain quotes."""

    #: The headline as the page shows it, "" where it shows none; and the titles in its head and its first heading.
    headline: str
    titles: tuple[str, ...]
    #: The text that was extracted, without the teasers of other pages; and of it the sentences that report nothing:
    #: what the page says itself.
    read: str
    own: str
    has_reports: bool
    #: There is much text, which reports or calls itself an article.
    is_report: bool
    #: Its metadata call it an article; and give a date or a headline of one, which systems do not make up.
    is_declared: bool
    is_dated: bool
    #: All that the page shows, and the same without what stands around every article of a site; the text that was
    #: extracted where that is a long report.
    shown: str
    inside: str
    #: What stands in boxes that are named as paywalls.
    boxes: str
    #: What can be pressed, and what stands in dialogs over the page.
    buttons: tuple[str, ...]
    dialogs: tuple[str, ...]
    #: Where the page sends its reader on to at once, as written: by itself, and by a script.
    refresh: str | None
    script_target: str | None
    #: The share of the text that was extracted which is teasers.
    card_share: float
    has_article_marks: bool
    has_app_root: bool
    has_scripts: bool
    #: The whole page in lower case.
    html: str
    part: fingerprint.ArticlePart


def look_at(html: str, *, paragraphs: Sequence[str], part: fingerprint.ArticlePart) -> Look:
    """Look at a page. `paragraphs`: the text that was extracted, none where there was none."""
    tree = LexborHTMLParser(html)
    texts, cards = [_plain(text) for text in paragraphs], _find_cards(tree)
    read = "\n".join(text for text in texts if text not in cards)
    own, has_reports = _find_own(read)
    found: dict[str, Any] = {  # before the tree is cut
        "titles": (*find_titles(part)[1:], _first_heading(tree)),
        "boxes": " ".join(_find_boxes(tree, texts)),
        "buttons": tuple(_plain(node.text(separator=" ")) for node in tree.css(_BUTTONS)[:_MOST_BUTTONS]),
        "dialogs": tuple(_plain(node.text(separator=" ")) for node in tree.css(_DIALOGS)),
        "refresh": leads.find_refresh(tree),
        "script_target": leads.find_script_target(tree),
        "has_article_marks": tree.css_first(_ARTICLE_MARKS) is not None,
        "has_app_root": tree.css_first(_APP_ROOTS) is not None,
        "has_scripts": tree.css_first("script") is not None,
    }
    # What else a page with a long report shows is not asked for; finding it takes longer than all the rest.
    is_report = len(read) >= LONG_TEXT and (is_declared(part) or has_reports)
    shown, inside = (read, read) if is_report else _page_texts(tree)
    return Look(
        headline=find_titles(part)[0],
        read=read,
        own=own,
        has_reports=has_reports,
        is_report=is_report,
        is_declared=is_declared(part),
        is_dated=_is_dated(part),
        shown=shown,
        inside=inside,
        card_share=1 - len(read) / len("\n".join(texts)) if texts else 0.0,
        html=html.lower(),
        part=part,
        **found,
    )


def _find_own(read: str) -> tuple[str, bool]:
    """Return the sentences of a text that report nothing, quotes left out, and whether there are others."""
    sentences = _SENTENCE_END.split(_QUOTED.sub("", read))
    own = [text for text in sentences if not reports(text)]
    return " ".join(own), len(own) < len(sentences)


def _first_heading(tree: LexborHTMLParser) -> str:
    """Return the first h1, which is no headline perhaps: "404"."""
    node = tree.css_first("h1")
    return _plain(node.text())[:_TITLE] if node is not None else ""


def find_titles(part: fingerprint.ArticlePart) -> tuple[str, ...]:
    """Return the headline that is shown and the titles in the head, "" for those that are not there."""
    return tuple(_plain(part.fact(name))[:_TITLE] for name in ("h1", "title", "title_og"))


def is_declared(part: fingerprint.ArticlePart) -> bool:
    """Whether the page's metadata call it an article."""
    return _is_dated(part) or part.fact("type_og") == "article"


def _is_dated(part: fingerprint.ArticlePart) -> bool:
    return bool(part.fact("published", "published_ld", "title_ld"))


def reports(text: str) -> bool:
    """Whether a text reports what somebody said, or when something was. `text` in lower case."""
    return bool(_REPORTS.search(text) or (not text.isascii() and _REPORTS_FROM_RIGHT.search(text)))


def _plain(text: str) -> str:
    return normal.fold_space(text).lower().replace("’", "'")


def _find_boxes(tree: LexborHTMLParser, texts: Sequence[str]) -> list[str]:
    """Return the texts of the boxes that are named as paywalls, but those that are hidden, unless they were read all the same,
    and those that hold the article."""
    found = [(_plain(node.text(separator=" ")), node.css_matches(_HIDDEN)) for node in tree.css(_BOXES)]
    boxes = [box for box, is_hidden in found if not is_hidden or any(text in box for text in texts)]
    least = max(_BOX_TEXT, _BOX_SHARE * sum(map(len, texts)))
    return [box for box in boxes if sum(len(text) for text in texts if text in box) < least]


def _find_cards(tree: LexborHTMLParser) -> frozenset[str]:
    """Find teasers: the paragraphs of boxes whose heading is a link to another page."""
    found: set[str] = set()
    for node in tree.css(_CARD_TITLES)[:_MOST_CARDS]:
        link = node if node.tag == "a" else node.parent
        heading = node.parent if node.tag == "a" else node
        if link is None or heading is None or (link.attributes.get("href") or "#").startswith("#"):
            continue
        outer = heading.parent or heading
        box = (link.parent or link) if outer.tag == "a" else outer
        texts = [_plain(inner.text()) for inner in box.css("p")]
        is_card = len(texts) <= _CARD_PARAGRAPHS and len(box.css("h1, h2, h3, h4")) == 1
        found |= {text for text in texts if text and is_card}
    return frozenset(found | _find_items(tree))


def _find_items(tree: LexborHTMLParser) -> set[str]:
    """Find the items of lists that are hardly more than a link to another page, and the captions of a gallery."""
    found = set()
    for node in tree.css("li")[:_MOST_CARDS]:
        link, text = node.css_first("a[href]"), _plain(node.text())
        if link is not None and len(_plain(link.text())) > _LINK_SHARE * len(text):
            found.add(text)
    captions = [_plain(node.text()) for node in tree.css("figcaption")[:_MOST_CARDS]]
    return found | (set(captions) if len(captions) >= _GALLERY else set())


def _page_texts(tree: LexborHTMLParser) -> tuple[str, str]:
    """Return what a page shows, forms and dialogs too, since walls live there; and the same without the site's header,
    footer and boxes that are named as noise."""
    tree.strip_tags(_UNSHOWN)
    body = tree.body
    if body is None:
        return "", ""
    shown = _plain(body.text(separator=" "))[:_LOOK_AT]
    tree.strip_tags(_CHROME)
    for node in body.css("[class], [id]"):
        attributes = node.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if noise.judge_names(names) is noise.Verdict.NOISE:
            node.decompose()
    return shown, _plain(body.text(separator=" "))[:_LOOK_AT]
