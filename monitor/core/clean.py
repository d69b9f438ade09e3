"""The clean document: the article part as a small piece of HTML with nothing in it but tags and text.

Drops noise, attributes, formatting white space and lines that tick by themselves. Never drops a correction, nor any
other text that stands in the article. All that extraction sees is what is written here. Next: `fingerprint`.
"""

import re
from collections.abc import Collection, Sequence
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.core import noise, part

_KEPT_TAGS = frozenset(
    {
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "blockquote",
        "table",
        "tr",
        "td",
        "th",
        "pre",
        "a",
    }
)
_INLINE_TAGS = frozenset(
    {
        "span",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "small",
        "big",
        "mark",
        "sub",
        "sup",
        "abbr",
        "cite",
        "code",
        "q",
    }
    | {
        "time",
        "font",
        "bdi",
        "bdo",
        "dfn",
        "ins",
        "del",
        "kbd",
        "var",
        "samp",
        "data",
        "wbr",
        "tt",
        "nobr",
        "ruby",
    }
    | {"rb", "rt", "rp", "acronym", "strike", "amp-state"}
)
#: A moment in one of these is part of a sentence; anywhere else it is the page's clock.
_PROSE_TAGS = frozenset(
    {"p", "li", "td", "th", "blockquote", "h1", "h2", "h3", "h4", "a", "em", "strong", "b", "i"}
)
_BLOCKS = r"</?(?:p|h[1-6]|li|ul|ol|blockquote|table|tr|td|th|pre|div)>|<br>"
_AROUND_BLOCK = re.compile(rf" ?({_BLOCKS}) ?")
_LEAF = re.compile(r"<(p|div|li|h[2-6])>([^<]{1,90})</\1>")
_CORRECTION_BOX = ", ".join(
    f'[{attribute}*="{word}" i]'
    for attribute in ("class", "id")
    for word in ("correction", "clarification", "editor", "erratum", "update", "amendment", "retraction")
)
#: The same words as they stand in the bytes: without them the selector need not run.
_CORRECTION_HINTS = ("orrection", "larification", "ditor", "rratum", "pdate", "mendment", "etraction")
#: Shorter boxes are links to a corrections page.
_MIN_CORRECTION = 25


def clean_nodes(nodes: Sequence[LexborNode], *, skip: Collection[int], protected: Collection[int]) -> str:
    """Write these elements as clean HTML. `skip`: ids of elements left out; `protected`: never noise."""
    out: list[str] = []
    # Elements still to be read, and closing tags to be written; a stack, since pages nest as deep as they like.
    stack: list[LexborNode | str] = list(reversed(nodes))
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            out.append(item)
        elif item.is_text_node:
            out.append(escape(item.text_content or "", quote=False))
        elif item.is_element_node and item.mem_id not in skip:
            tag = item.tag or ""
            if tag == "br":
                out.append("<br>")
            elif item.mem_id in protected or not _is_dropped(item, tag):
                opening, closing = _written_tags(tag)
                out.append(opening)
                stack.append(closing)
                stack.extend(reversed(list(item.iter(include_text=True))))
    return _tidy("".join(out))


def _written_tags(tag: str) -> tuple[str, str]:
    if tag in _INLINE_TAGS:
        return "", ""
    written = tag if tag in _KEPT_TAGS else "div"
    return f"<{written}>", f"</{written}>"


def _is_dropped(node: LexborNode, tag: str) -> bool:
    """Whether an element inside the part is left out, with all that it holds."""
    if tag == "time":
        return node.parent is None or node.parent.tag not in _PROSE_TAGS
    if tag == "footer":
        return not _is_correction_box(node)
    if tag == "aside" and node.css_first("a[href]") is not None:
        # A box that leads elsewhere is a teaser; one that does not is a fact box, and may hold the numbers.
        return not _is_correction_box(node)
    return part.is_noise(node)


def _is_correction_box(node: LexborNode) -> bool:
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return noise.judge_names(names) is noise.Verdict.CORRECTION


def _tidy(html: str) -> str:
    """Fold white space, drop what stands at the edge of a block, and leave out lines that tick by themselves."""
    folded = _AROUND_BLOCK.sub(r"\1", " ".join(html.split()))
    return _LEAF.sub(lambda leaf: "" if noise.is_volatile(leaf[2]) else leaf[0], folded)


def find_stray_corrections(
    tree: LexborHTMLParser, html: str, roots: Sequence[LexborNode], survey: part.Survey
) -> list[LexborNode]:
    """Find corrections that stand outside the part or in a block of it that is dropped, in document order."""
    found = [
        place.node
        for place, text in survey.paragraphs
        if noise.is_correction_text(text) and not _is_read(place.node, roots, survey.protected)
    ]
    if any(hint in html for hint in _CORRECTION_HINTS):
        boxes = [node for node in tree.css(_CORRECTION_BOX) if _is_correction_box(node) and _has_prose(node)]
        found += [box for box in boxes if not _is_read(box, roots, survey.protected)]
    ids = {node.mem_id for node in found}
    return [node for node in found if not any(up.mem_id in ids for up in _ancestors(node))]


def _has_prose(node: LexborNode) -> bool:
    text = len(node.text().strip())
    return text >= _MIN_CORRECTION and sum(len(link.text()) for link in node.css("a")) * 2 < text


def _is_read(node: LexborNode, roots: Sequence[LexborNode], protected: Collection[int]) -> bool:
    """Whether the walk over the roots comes to this element."""
    root_ids = {root.mem_id for root in roots}
    at: LexborNode | None = node
    while at is not None and at.mem_id not in root_ids:
        if at.mem_id not in protected and at.is_element_node and _is_dropped(at, at.tag or ""):
            return False
        at = at.parent
    return at is not None


def _ancestors(node: LexborNode) -> list[LexborNode]:
    above: list[LexborNode] = []
    at = node.parent
    while at is not None:
        above.append(at)
        at = at.parent
    return above
