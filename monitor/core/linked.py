"""Linked: whether an element leads elsewhere, and the names it goes by. Small questions about one element of a page.

Refuses to judge what that means. Next: `own_boxes`, `folded` and `beside`, which do.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

#: A link to a place on a page leads to more of the same article.
_LINKS = 'a[href]:not([href*="#"])'
_PROSE_TAGS = frozenset({"p", "li", "td", "th", "dd", "blockquote", "em", "strong", "b", "i"})
#: Elements a walk up ends at.
_OUTER_TAGS = frozenset({"body", "html", "article", "main"})


def is_linked(node: LexborNode) -> bool:
    """Whether most of what an element says are links to other pages, or it says nothing."""
    said = len(node.text().strip())
    return sum(len(link.text().strip()) for link in node.css(_LINKS)) * 2 >= said


def has_standing_link(node: LexborNode) -> bool:
    """Whether an element has a link that is more than a few words of a sentence."""
    return any(
        link.parent is None
        or link.parent.tag not in _PROSE_TAGS
        or len(link.text().strip()) * 2 > len(link.parent.text().strip())
        for link in node.css("a[href]")
    )


def is_called(name: re.Pattern[str], node: LexborNode) -> bool:
    """Whether the class or the role of an element has a name like that."""
    attributes = node.attributes
    return name.search(f"{attributes.get('class') or ''} {attributes.get('role') or ''}") is not None


def walk_up(node: LexborNode, count: int) -> Iterator[LexborNode]:
    """Yield an element and those above it, so many in all and none that holds the article."""
    at: LexborNode | None = node
    for _ in range(count):
        if at is None or at.tag in _OUTER_TAGS:
            return
        yield at
        at = at.parent
