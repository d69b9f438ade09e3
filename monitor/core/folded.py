"""Folded: what a page hides until its reader asks for it, answers and panels of an accordion.

Refuses what is hidden for good: templates, menus, forms, dialogs. Next: `own_boxes`, which asks.
"""

import re

from selectolax.lexbor import LexborNode

from monitor.core import linked

#: Names of what unfolds when it is asked for, and of what holds such.
_FOLDED = re.compile(
    r"collaps|\b(?:answer|toggle|panel|tabpanel|expand(?:able|er|ed)?|fold(?:ed|able)?|unfold|spoiler|reveal)\b",
    re.IGNORECASE,
)
_FOLDING = re.compile(r"accordion|collaps|faq|\bq-?and-?a\b|expandable", re.IGNORECASE)
#: Elements from one upwards that may say so.
_DEPTH = 3
#: What unfolds the element behind it.
_UNFOLDING_TAGS = frozenset({"h2", "h3", "h4", "h5", "h6", "dt", "summary", "button", "label"})
_UNFOLDING = "[aria-expanded], [aria-controls]"
#: Left to be filled in by a script.
_HOLES = re.compile(r"\{\{|\$\{|<%")
_PROSE = "p, li, tr, dl, blockquote"


def unfolds(node: LexborNode) -> bool:
    """Whether something hidden is shown when a reader asks for it: an answer, a panel of an accordion."""
    if linked.is_linked(node) or node.css_first("form, input, iframe") is not None:
        return False
    if _HOLES.search(node.text()):
        return False
    if linked.is_called(_FOLDED, node) or _says_so(node):
        return True
    is_prose = node.css_first(_PROSE) is not None
    is_within = any(linked.is_called(_FOLDING, above) for above in linked.walk_up(node, _DEPTH))
    return is_prose and (is_within or _stands_behind_control(node))


def _says_so(node: LexborNode) -> bool:
    attributes = node.attributes
    is_answer = attributes.get("itemprop") in {"acceptedAnswer", "text"}
    return attributes.get("hidden") == "until-found" or is_answer or "aria-labelledby" in attributes


def _stands_behind_control(node: LexborNode) -> bool:
    """Whether a question or a button stands just before."""
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    if before is None:
        return False
    is_control = "aria-expanded" in before.attributes or "aria-controls" in before.attributes
    return is_control or before.tag in _UNFOLDING_TAGS or before.css_first(_UNFOLDING) is not None
