"""An outlet's own selectors: which elements are its article, which never are, and which always.

They travel as one tuple of texts, since together they are part of who read a page (`fingerprint.reader_of`). Refuses to
fail: a selector that is no CSS matches nothing. Next: `part` and `fingerprint`, which obey them.
"""

from collections.abc import Collection, Iterable, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from monitor import model

#: What stands before a selector of elements that are never read, and always; no CSS selector begins so.
_DROP, _KEEP = "!", "+"


def list_selectors(outlet: model.Outlet) -> tuple[str, ...]:
    """Write the selectors of an outlet as one tuple."""
    dropped = (f"{_DROP}{selector}" for selector in outlet.drop_selectors)
    kept = (f"{_KEEP}{selector}" for selector in outlet.keep_selectors)
    return (*outlet.selectors, *dropped, *kept)


def find_article(tree: LexborHTMLParser, selectors: Sequence[str]) -> list[LexborNode]:
    """Find the elements of the first article selector that matches, none where none does."""
    named = (one for one in selectors if not one.startswith((_DROP, _KEEP)))
    return next(filter(None, (_find(tree, one) for one in named)), [])


def find_dropped(tree: LexborHTMLParser, selectors: Sequence[str]) -> list[LexborNode]:
    """Find the elements that are never read."""
    return _find_marked(tree, selectors, _DROP)


def find_kept(tree: LexborHTMLParser, selectors: Sequence[str]) -> list[LexborNode]:
    """Find the elements that are read whatever their names say, none of them in another one."""
    found = _find_marked(tree, selectors, _KEEP)
    ids = {node.mem_id for node in found}
    return [node for node in found if not _stands_in(node, ids)]


def is_unmatched(html: str, selectors: Sequence[str]) -> bool:
    """Whether an outlet names its article and the page has no such element."""
    return names_article(selectors) and not find_article(LexborHTMLParser(html), selectors)


def names_article(selectors: Sequence[str]) -> bool:
    """Whether an outlet says which element is its article."""
    return any(not one.startswith((_DROP, _KEEP)) for one in selectors)


def _stands_in(node: LexborNode, ids: Collection[int]) -> bool:
    above = node.parent
    while above is not None and above.mem_id not in ids:
        above = above.parent
    return above is not None


def _find_marked(tree: LexborHTMLParser, selectors: Iterable[str], mark: str) -> list[LexborNode]:
    return [node for one in selectors if one.startswith(mark) for node in _find(tree, one.removeprefix(mark))]


def _find(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    try:
        return tree.css(selector)
    except SelectolaxError:
        return []
