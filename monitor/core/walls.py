"""Walls: pages that stand where an article should be, told by points of evidence.

Title, wording, markup and address each give points; signs of a real article take points away. A wall takes the
article's place: where a headline and a text of its own can be read, what the page says around them (a cookie banner, a
link in the footer) counts for little. Next: `wall_signs` for the wording, `outcome` for the failure that comes of it.
"""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from monitor import model
from monitor.core import fingerprint, noise, normal, wall_signs

#: Characters of read text from which a page is an article, unless all its titles say otherwise: error pages list the
#: rest of the site.
LONG_TEXT = 1500
#: From here on a text is more than a wall's few lines.
_SOME_TEXT = 400
#: A login page has less text than this.
_TEASER = 150
_ENOUGH = 2
#: A wall stands at the top; what lies further down is the rest of the site.
_LOOK_AT = 12_000
#: A page that shows less than this has nothing on it but the wall.
_BARE_PAGE = 1500
_CHROME = "header, footer, nav, noscript"
_UNSHOWN = ["script", "style", "svg", "template"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What there is to be seen of one page, in lower case with plain quotes."""

    url: str
    #: The headline as the page shows it, "" where it shows none; and the titles in its head.
    headline: str
    titles: tuple[str, ...]
    #: The text that was extracted.
    read: str
    #: All that the page shows, and the same without what stands around every article of a site.
    shown: str
    shown_inside: str
    html: str
    part: fingerprint.ArticlePart


def is_challenged(page: model.FetchedPage) -> bool:
    """Whether the headers say that a bot check answered (Cloudflare, AWS)."""
    return page.header("cf-mitigated") == "challenge" or page.header("x-amzn-waf-action") in {
        "challenge",
        "captcha",
    }


def find_wall(url: str, *, read: str, part: fingerprint.ArticlePart, html: str) -> wall_signs.Wall | None:
    """Find the wall that a page is, or None. `read`: the text that was extracted, "" where there was none."""
    headline, *titles = (_plain(part.fact(name)) for name in ("h1", "title", "title_og"))
    named = [wall for wall in wall_signs.ALL if any(_fits(wall, title) for title in (headline, *titles))]
    if len(read) >= LONG_TEXT and not named:
        return None
    shown, shown_inside = _page_texts(html)
    look = _Look(
        url=url,
        headline=headline,
        titles=tuple(titles),
        read=_plain(read),
        shown=shown,
        shown_inside=shown_inside,
        html=html,
        part=part,
    )
    if len(read) >= LONG_TEXT:
        return next((wall for wall in named if _is_all_wall(wall, look)), None)
    points = {wall.kind: _weigh(wall, look) - _innocence(wall, look) for wall in wall_signs.ALL}
    likely = max(wall_signs.ALL, key=lambda wall: points[wall.kind])
    return likely if points[likely.kind] >= _ENOUGH else None


def _is_all_wall(wall: wall_signs.Wall, look: _Look) -> bool:
    """Whether headline, title and wording all say so of a page with much text, and nothing says that it is an article."""
    names = _fits(wall, look.headline) and any(_fits(wall, title) for title in look.titles)
    return names and wall.wording.search(look.read) is not None and not _is_declared(look)


def _weigh(wall: wall_signs.Wall, look: _Look) -> int:
    """Add up what speaks for a wall."""
    has_markup = wall.markup is not None and wall.markup.search(look.html) is not None
    address = bool(wall.address and wall.address.search(look.url))
    is_named = _fits(wall, look.headline)
    is_titled = any(_fits(wall, title) for title in look.titles)
    says_so = wall.wording.search(look.read) is not None
    has_story = bool(look.headline and look.read) and not (is_named or is_titled or says_so)
    if has_story and wall.kind is not model.FailureKind.PAYWALL:  # a teaser is a story too
        return bool(wall.wording.search(look.shown_inside)) + has_markup + address
    wording = {match[0] for match in wall.wording.finditer(look.shown)}
    points = min(2, len(wording)) + says_so + bool(wording and len(look.shown) < _BARE_PAGE)
    points += 2 * (is_named or is_titled) + (is_named and is_titled)
    return points + 2 * has_markup + address


def _innocence(wall: wall_signs.Wall, look: _Look) -> int:
    """Add up what speaks for an article: its own metadata, and more text than walls have."""
    if wall.kind is model.FailureKind.PAYWALL:
        return _innocence_of_teaser(wall, look)
    return 2 * (_is_declared(look) and len(look.read) > 0) + 2 * (len(look.read) >= _SOME_TEXT)


def _innocence_of_teaser(wall: wall_signs.Wall, look: _Look) -> int:
    """Add up what speaks against a paywall. A teaser has an article's metadata, and a brief stands beside the outlet's
    offers: only what the article itself says, or its markup, makes a teaser of it."""
    if look.part.fact("is_free_ld") == "false":
        return 0
    says_so = wall.wording.search(look.read) or (wall.markup and wall.markup.search(look.html))
    return 1 if says_so or len(look.read) < _TEASER else 3


def _is_declared(look: _Look) -> bool:
    return bool(look.part.fact("published", "published_ld", "title_ld"))


def _fits(wall: wall_signs.Wall, title: str) -> bool:
    """Whether a title, or what stands before or behind the outlet's name in it, is a wall's."""
    return bool(title) and any(wall.title.fullmatch(form) for form in _title_forms(title))


def _title_forms(title: str) -> list[str]:
    return [title, *(piece.strip() for piece in re.split(r" [|\-–—·:] | ?[|»] ?", title))]


def _plain(text: str) -> str:
    return normal.fold_space(text).lower().replace("’", "'")


def _page_texts(html: str) -> tuple[str, str]:
    """Return what a page shows, forms and dialogs too, since walls live there; and the same without the site's header,
    footer and boxes that are named as noise."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(_UNSHOWN)
    body = tree.body
    if body is None:
        return "", ""
    shown = _plain(body.text(separator=" "))[:_LOOK_AT]
    for node in [*body.css(_CHROME), *body.css("[class], [id]")]:
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if node.css_matches(_CHROME) or noise.judge_names(names) is noise.Verdict.NOISE:
            node.decompose()
    return shown, _plain(body.text(separator=" "))[:_LOOK_AT]
