"""Beside: what stands next to the article and is its own, points before or behind it and corrections at its foot.

Refuses what leads elsewhere, and what no name, heading or list says is the article's. Next: `fingerprint`, which has it read; `clean`,
which asks for the corrections in boxes that it leaves out.
"""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from monitor.core import correction_text, in_line, linked, noise, own_boxes, part

#: Elements from the article upwards that others stand beside, and how many on each side are looked at.
_DEPTH, _COUNT = 3, 3
#: Characters of the longest box of points, and of the longest box that a correction is put into.
_LONGEST_POINTS = 4000
_LONGEST_BOX = 2000
#: Longer than the label of a correction.
_LONGEST_LABEL = 40
_HEADINGS = "h2, h3, h4, h5, strong"


def find_points(root: LexborNode) -> tuple[list[LexborNode], list[LexborNode]]:
    """Find boxes of the article's own points that stand just before it and just behind it, in document order."""
    before = [node for at in _walk_out(root) for node in _look_beside(at, "prev") if _holds_points(node)]
    behind = [node for at in _walk_out(root) for node in _look_beside(at, "next") if _holds_points(node)]
    return before[::-1], behind


def find_notes(root: LexborNode) -> list[LexborNode]:
    """Find corrections in no paragraph that stand behind the article."""
    return [
        block
        for at in _walk_out(root)
        for node in _look_beside(at, "next")
        for block in find_corrections(node)
    ]


def find_corrections(box: LexborNode) -> list[LexborNode]:
    """Find what a box that is not read says of a correction, in elements that `clean` does not look for by itself."""
    text = box.text()
    if len(text) > _LONGEST_BOX or not correction_text.may_hold_correction(text):
        return []
    found: list[LexborNode] = []
    for node in box.traverse(include_text=True):
        if node.is_text_node and correction_text.is_correction_text((node.text_content or "").strip()):
            block = _block_of(node)
            if block is not None and block.tag not in noise.NOISE_TAGS:
                found += _with_its_text(block)
    return [block for block in found if not _is_found_anyway(block)]


def _is_found_anyway(block: LexborNode) -> bool:
    """Whether a correction is a paragraph, or in a box of that name: those are found wherever they stand."""
    text = block.text().strip()
    if block.tag == "p" and len(text) >= part.MIN_PARAGRAPH:
        return correction_text.is_correction_text(text)
    above = linked.walk_up(block, _DEPTH)
    return any(part.judge_names(one.attributes) is noise.Verdict.CORRECTION for one in above)


def _block_of(node: LexborNode) -> LexborNode | None:
    """Return the element that begins with a text, looking out of those within the line; None for a link's text."""
    above = node.parent
    while above is not None and above.tag in in_line.TAGS:
        above = above.parent
    return None if above is None or above.tag == "a" else above


def _with_its_text(block: LexborNode) -> list[LexborNode]:
    """Return a block, and the one behind it where it is but a label."""
    text = block.text().strip()
    if len(text) > _LONGEST_LABEL or ":" in text.rstrip(":"):
        return [block]
    behind = next(_look_beside(block, "next"), None)
    return [block, behind] if behind is not None and not linked.is_linked(behind) else []


def _holds_points(node: LexborNode) -> bool:
    """Whether a box beside the article holds points of the article's own."""
    attributes = node.attributes
    verdict = part.judge_names(attributes)
    if verdict is not noise.Verdict.PLAIN and verdict is not noise.Verdict.FACTS:
        return False
    heading = node.css_first(_HEADINGS)
    is_headed = heading is not None and own_boxes.is_facts_heading(heading)
    is_named = verdict is noise.Verdict.FACTS or is_headed
    if part.is_hidden(attributes) or not (is_named or own_boxes.is_list_of_sentences(node)):
        return False
    if len(node.text()) > _LONGEST_POINTS or node.css_first(own_boxes.CONTROLS) is not None:
        return False
    return node.css_first("p, li, dd, td") is not None and not linked.is_linked(node)


def _walk_out(root: LexborNode) -> Iterator[LexborNode]:
    """Yield the article and the elements around it that are not the whole page."""
    at: LexborNode | None = root
    for _ in range(_DEPTH):
        if at is None or at.tag in {"body", "html"}:
            return
        yield at
        at = at.parent


def _look_beside(node: LexborNode, side: str) -> Iterator[LexborNode]:
    """Yield the elements next to one that can hold text, the nearest first."""
    beside, count = getattr(node, side), 0
    while beside is not None and count < _COUNT:
        if beside.is_element_node and beside.tag not in noise.NOISE_TAGS:
            count += 1
            yield beside
        beside = getattr(beside, side)
