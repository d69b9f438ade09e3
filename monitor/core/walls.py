"""Walls: pages that stand where an article should be, told by points of evidence.

Title, wording, markup and address each give points; signs of a real article take points away. A wall takes the
article's place: where a headline and a text of its own can be read, what the page says around them (a cookie banner, a
link in the footer) counts for little; nor does a sentence that reports what somebody said. Next: `gate_signs` and
`error_signs` for the wording, `outcome` for the failure that comes of it.
"""

import re

from monitor import model
from monitor.core import asking, looks, teasers
from monitor.core.error_signs import SOFT_404, STRANGER, TROUBLE
from monitor.core.gate_signs import BLOCK, CONSENT, PAYWALL
from monitor.core.wall_signs import Wall

#: In the order in which they are believed.
ALL = (BLOCK, CONSENT, SOFT_404, PAYWALL, TROUBLE, STRANGER)
#: What a site's own system makes, with an article's metadata perhaps; the others come from elsewhere.
_OF_THE_SITE = (SOFT_404, TROUBLE)
#: From here on a text is more than a wall's few lines.
_SOME_TEXT = 400
_ENOUGH = 2
#: A page that shows less than this has nothing on it but the wall.
_BARE_PAGE = 1500
#: A text of less beside an offer is a teaser.
_FEW_WORDS = 20
#: One that shows less than this shows nothing.
_NOTHING_SHOWN = 200


def is_challenged(page: model.FetchedPage) -> bool:
    """Whether the headers say that a bot check answered (Cloudflare, AWS)."""
    return page.header("cf-mitigated") == "challenge" or page.header("x-amzn-waf-action") in {
        "challenge",
        "captcha",
    }


def find_wall_at(url: str, *, asked: str) -> Wall | None:
    """Find the wall that an address is known for, None where the one that was asked for is of the same kind."""
    return next(
        (wall for wall in ALL if wall.address.search(url) and wall.address.search(asked) is None), None
    )


def is_named(titles: tuple[str, ...]) -> bool:
    """Whether any of a page's titles is a wall's."""
    return any(_fits(wall, title) for wall in ALL for title in titles)


def is_challenge(look: looks.Look) -> bool:
    """Whether a page has the markup of a bot check, which an article never has."""
    return _holds(look, BLOCK.markup) and not look.is_declared


def has_bot_check(look: looks.Look) -> bool:
    """Whether a page has a bot check's markup or widget."""
    return _holds(look, BLOCK.markup + BLOCK.tags)


def find_wall(look: looks.Look) -> Wall | None:
    """Find the wall that a page is, or None."""
    if teasers.is_teaser(look):
        return PAYWALL
    if look.is_report:
        named = (wall for wall in ALL if _fits(wall, look.headline))
        return next((wall for wall in named if _is_all_wall(wall, look)), None)
    if asked := asking.find_asking(look):
        return asked
    points = {wall.kind: _weigh(wall, look) - _innocence(wall, look) for wall in ALL}
    likely = max(ALL, key=lambda wall: points[wall.kind])
    return likely if points[likely.kind] >= _ENOUGH else None


def _is_all_wall(wall: Wall, look: looks.Look) -> bool:
    """Whether headline, title and wording all say so of a page with much text, and nothing says that it is an article."""
    names = _fits(wall, look.headline) and any(_fits(wall, title) for title in look.titles)
    return names and wall.wording.search(look.read) is not None and not look.is_declared


def _weigh(wall: Wall, look: looks.Look) -> int:
    """Add up what speaks for a wall."""
    if wall is PAYWALL:
        return _weigh_teaser(look)
    markup, tag = 2 * _holds(look, wall.markup), _holds(look, wall.tags)
    is_headed = _fits(wall, look.headline)
    is_titled = any(_fits(wall, title) for title in look.titles)
    said = look.own if looks.reports(look.headline) else f"{look.headline} {look.own}"
    own = _count(wall.wording, said)
    if look.is_declared and look.headline and look.read and not is_headed and wall not in _OF_THE_SITE:
        return 0  # nobody who stands in an article's way gives its metadata and headline
    if look.headline and look.read and not (is_headed or is_titled or own):
        return markup + bool(markup and wall.wording.search(look.inside))
    wording = _count(wall.wording, look.shown)
    nothing = len(look.shown) < _NOTHING_SHOWN
    points = min(2, wording) + min(2, own) + bool(wording and len(look.shown) < _BARE_PAGE)
    points += 2 * (is_headed or is_titled) + (is_headed and is_titled)
    # A notice in the article's place begins as the page's title would.
    points += len(look.own) < _NOTHING_SHOWN and _fits(wall, look.own.partition(".")[0])
    return points + markup + tag * (1 + nothing)


def _weigh_teaser(look: looks.Look) -> int:
    """Add up what speaks for a paywall or login: a story does not speak against it, since teasers are stories."""
    is_headed = _fits(PAYWALL, look.headline)
    is_titled = any(_fits(PAYWALL, title) for title in look.titles)
    says_so = PAYWALL.wording.search(look.own) is not None
    is_boxed = PAYWALL.wording.search(look.boxes) is not None
    if len(look.inside) > _BARE_PAGE and not (is_headed or is_titled or says_so or is_boxed):
        return 0
    wording = _count(PAYWALL.wording, look.inside)
    points = min(2, wording) + bool(wording and len(look.shown) < _BARE_PAGE)
    # One sentence among others may be the article's own business.
    points += says_so and (wording > 1 or len(look.read.split()) < _FEW_WORDS)
    points += 2 if is_boxed else bool(wording and look.boxes)
    is_login = (is_headed or is_titled) and _holds(look, PAYWALL.tags)
    return points + 2 * (is_headed or is_titled) + (is_headed and is_titled) + is_login


def _innocence(wall: Wall, look: looks.Look) -> int:
    """Add up what speaks for an article: its own metadata, reports, and more text than walls have."""
    if wall is PAYWALL:
        return teasers.innocence(look)
    # A page that calls itself an article and shows no headline of one gives little of it.
    declared = (3 if look.headline or look.is_dated else 1) * look.is_declared
    if wall in _OF_THE_SITE and look.is_declared:
        declared = 1 if _fits(wall, look.headline) and not look.is_dated else 2
    is_told = look.has_reports and look.has_article_marks
    return (
        declared * bool(look.read) + 2 * look.has_reports + 2 * is_told + 2 * (len(look.read) >= _SOME_TEXT)
    )


def _holds(look: looks.Look, pieces: tuple[str, ...]) -> bool:
    return any(piece in look.html for piece in pieces)


def _count(wording: re.Pattern[str], text: str) -> int:
    """Count the different ways in which a text says what a wall says."""
    return len({match[0] for match in wording.finditer(text)})


def _fits(wall: Wall, title: str) -> bool:
    """Whether a title, or what stands before or behind the outlet's name in it, is a wall's."""
    return bool(title) and any(wall.title.fullmatch(form) for form in _title_forms(title))


def _title_forms(title: str) -> list[str]:
    return [title, *(piece.strip() for piece in re.split(r" [|\-–—·:] | ?[|»] ?", title))]
