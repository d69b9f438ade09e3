"""In line: elements within a line of text, whose words are the sentence's whatever their names say.

A counter, a tag or a pop-up in the middle of a sentence holds words of that sentence, and often its number. Refuses to read what is
struck through and the marks of footnotes. Next: `clean`, which writes the article's text.
"""

import re

from selectolax.lexbor import LexborNode

TAGS = frozenset(
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
    # Where they are read at all, they are words of a sentence.
    | {"button", "label", "object"}
)
#: What the outlet struck through: its sentence is told as it stands without.
_STRUCK_TAGS = frozenset({"del", "s", "strike"})
#: Figures in these stand for themselves, behind a figure too.
PARTED_TAGS = frozenset({"sup", "sub", "ins"})
#: The number or sign of a footnote.
_FOOTNOTE = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])[\])]?\s*")
#: A sign alone between two elements parts them: a name and the time beside it.
_PARTING = re.compile(r"[|·•/–—-]")
#: What stands behind it begins anew.
_SENTENCE_END = re.compile(r"[.!?…:;|·•؟][\"”’»)\]]*$")


def is_struck(tag: str) -> bool:
    """Whether an element's words are struck through."""
    return tag in _STRUCK_TAGS


def is_footnote(node: LexborNode, tag: str) -> bool:
    """Whether an element is the raised number or sign that leads to a footnote."""
    return (
        tag == "sup"
        and node.css_first("a[href]") is not None
        and _FOOTNOTE.fullmatch(node.text()) is not None
    )


def starts_figure(node: LexborNode) -> bool:
    """Whether an element of `PARTED_TAGS` begins with a figure, which is none of the figure before it."""
    return node.text().strip()[:1].isdigit()


def is_in_sentence(node: LexborNode) -> bool:
    """Whether a sentence goes on around an element within a line: whatever its name, its words are the sentence's."""
    before, after = _text_beside(node, "prev"), _text_beside(node, "next")
    if not before:
        return after[:1].islower()
    return bool(after) and _SENTENCE_END.search(before) is None


def _text_beside(node: LexborNode, side: str) -> str:
    """Return the text next to an element in its line, looking out of the elements within the line that hold it."""
    at: LexborNode | None = node
    while at is not None:
        beside = getattr(at, side)
        while beside is not None and not (text := beside.text().strip()):
            beside = getattr(beside, side)
        if beside is not None:
            is_in_line = beside.is_text_node or beside.tag == "a" or beside.tag in TAGS
            return text if is_in_line and not _PARTING.fullmatch(text) else ""
        parent = at.parent
        at = parent if parent is not None and (parent.tag == "a" or parent.tag in TAGS) else None
    return ""
