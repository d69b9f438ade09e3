"""The clean document: the article part as a small piece of HTML with nothing in it but tags and text.

Drops noise, attributes, formatting white space and lines that tick by themselves. Never drops a correction, nor any
other text that stands in the article. All that extraction sees is what is written here. Next: `fingerprint`.
"""

import re
from collections.abc import Collection, Sequence
from html import escape, unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.core import in_line, noise, normal, part

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
        "caption",
        "figcaption",
        "dt",
        "dd",
        "summary",
        "pre",
        "a",
    }
)
#: A moment in one of these is part of a sentence; anywhere else it is the page's clock.
_PROSE_TAGS = frozenset(
    {"p", "li", "td", "th", "blockquote", "h1", "h2", "h3", "h4", "a", "em", "strong", "b", "i"}
)
_BLOCK_TAG = re.compile(r"</?(?!a>)[a-z][a-z0-9]*>")
#: A run of text that fills a line: from one tag that breaks a line to the next. It ends at a tag, so none is given back.
_LINE = re.compile(
    r"(<(?:/?(?:p|div|li|h[2-6])|br)>(?:<a>)?)([^<]{1,200}+)(?=(?:</a>)?<(?:/?(?:p|div|li|h[2-6])|br)>)"
)
#: A line that only leads on to another story: "Read more: …".
_LEADING_ON = re.compile(
    rf"(<(?:p|li|div)>){noise.LEADS_ON}[^\w<]{{0,4}}<a>[^<]{{0,300}}</a>[^\w<]{{0,3}}(?=</)",
    re.IGNORECASE,
)
#: What names of correction boxes hold, without the letter that may be upper case: selectors that ignore case are slow.
_CORRECTION_MARKS = ("orrect", "larific", "ditor", "rrat", "etraction", "mendment", "pdate")
_MARKED = ", ".join(f'[{name}*="{mark}"]' for name in ("class", "id") for mark in _CORRECTION_MARKS)
#: Controls whose words can be part of a sentence.
_SPOKEN_TAGS = frozenset({"button", "label", "object"})
#: No page has more corrections; hostile ones nest them by the thousand.
_MAX_CORRECTIONS = 200
#: Characters of an invitation to a newsletter.
_LONGEST_INVITATION = 300
#: Shorter boxes are links to a corrections page.
_MIN_CORRECTION = 25


class _Writer:
    """Writes HTML with white space folded, and none at the edges of blocks."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self._has_space = False
        self._is_in_run = False

    def part_figures(self) -> None:
        """Let a figure that comes next be no part of the one written last: "10" and a raised "6"."""
        self._has_space = self._has_space or (self._is_in_run and self.out[-1][-1:].isdigit())

    def write_text(self, text: str) -> None:
        words = text.split()
        if words:
            if self._is_in_run and (self._has_space or text[0].isspace()):
                self.out.append(" ")
            self.out.append(escape(" ".join(words), quote=False))
            self._is_in_run = True
        self._has_space = text[-1:].isspace() or (self._has_space and not words)

    def write_tag(self, tag: str, *, is_block: bool) -> None:
        if tag:
            self.out.append(tag)
        if is_block:
            self._has_space = self._is_in_run = False


def clean_nodes(nodes: Sequence[LexborNode], *, skip: Collection[int], protected: Collection[int]) -> str:
    """Write these elements as clean HTML. `skip`: ids of elements left out; `protected`: never noise."""
    writer = _Writer()
    # Elements still to be read, and closing tags to be written; a stack, since pages nest as deep as they like.
    stack: list[LexborNode | str] = list(reversed(nodes))
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            writer.write_tag(item, is_block=item != "</a>")
        elif item.is_text_node:
            writer.write_text(item.text_content or "")
        elif item.is_element_node and item.mem_id not in skip:
            tag = item.tag or ""
            if item.mem_id in protected or not _is_dropped(item, tag):
                if in_line.starts_figure(item, tag):
                    writer.part_figures()
                opening, closing = ("", "") if _is_anchor(item, tag) else _written_tags(tag)
                writer.write_tag(opening, is_block=tag != "a" and bool(opening))
                stack += [closing] if closing else []
                stack.extend(reversed(list(item.iter(include_text=True))))
    return _LINE.sub(_drop_volatile, _LEADING_ON.sub(r"\1", "".join(writer.out)))


def _drop_volatile(line: re.Match[str]) -> str:
    return line[1] + escape(noise.drop_volatile(unescape(line[2])), quote=False)


def _written_tags(tag: str) -> tuple[str, str]:
    if tag in in_line.TAGS:
        return "", ""
    if tag == "br":
        return "<br>", ""
    written = tag if tag in _KEPT_TAGS else "div"
    return f"<{written}>", f"</{written}>"


def _is_anchor(node: LexborNode, tag: str) -> bool:
    """Whether an `a` is a place on the page and leads nowhere."""
    return tag == "a" and "href" not in node.attributes


def _is_dropped(node: LexborNode, tag: str) -> bool:
    """Whether an element inside the part is left out, with all that it holds."""
    if tag == "a" or tag in in_line.TAGS:
        return _is_dropped_in_line(node, tag)
    if tag == "footer":
        return not (_is_correction_box(node) or _holds_closing_words(node))
    if tag == "aside" and _leads_elsewhere(node):
        # A box that leads elsewhere is a teaser; one that does not is a fact box, and may hold the numbers.
        return not _is_correction_box(node)
    return part.is_noise(node) or _is_sign_up(node)


def _is_dropped_in_line(node: LexborNode, tag: str) -> bool:
    """Whether an element within a line is left out."""
    if in_line.is_struck(tag) or in_line.is_footnote(node, tag):
        return True
    if tag in _SPOKEN_TAGS and node.parent is not None and node.parent.tag == "p":
        # A term that explains itself when pressed; a paragraph that is one button is none.
        return len(node.text().strip()) * 2 > len(node.parent.text().strip())
    is_box = (
        node.parent is None or node.parent.tag not in _PROSE_TAGS if tag == "time" else part.is_noise(node)
    )
    return is_box and not in_line.is_in_sentence(node)


def _is_sign_up(node: LexborNode) -> bool:
    """Whether an element is a form for news by mail and a few words that invite to it."""
    form = next((child for child in node.iter() if child.tag == "form"), None)
    if form is None or form.css_first("input[type=email]") is None:
        return False
    around = " ".join(child.text(separator=" ") for child in node.iter() if child.tag != "form").strip()
    return len(around) <= _LONGEST_INVITATION and noise.is_invitation(around)


def _leads_elsewhere(node: LexborNode) -> bool:
    """Whether a box has a link that is more than a few words of a sentence, and no name that says it holds facts."""
    links = node.css("a[href]")
    if not links or _judge(node) is noise.Verdict.FACTS:
        return False
    return any(
        link.parent is None
        or link.parent.tag not in _PROSE_TAGS
        or len(link.text().strip()) * 2 > len(link.parent.text().strip())
        for link in links
    )


def _holds_closing_words(footer: LexborNode) -> bool:
    """Whether a footer is the article's own: who wrote it, how the toll stood."""
    return (
        _stands_in_article(footer)
        and not _leads_elsewhere(footer)
        and _judge(footer) is not noise.Verdict.NOISE
    )


def _stands_in_article(node: LexborNode) -> bool:
    return any(up.tag in {"article", "blockquote"} for up in _ancestors(node))


def _is_correction_box(node: LexborNode) -> bool:
    return _judge(node) is noise.Verdict.CORRECTION


def _judge(node: LexborNode) -> noise.Verdict:
    return noise.judge_names(f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}")


def find_stray_corrections(
    tree: LexborHTMLParser, roots: Sequence[LexborNode], survey: part.Survey
) -> list[LexborNode]:
    """Find corrections that stand outside the part or in a block of it that is dropped, in document order."""
    said = [place.node for place, text in survey.paragraphs if noise.is_correction_text(text)]
    boxes = [node for node in tree.css(_MARKED) if _is_correction_box(node)][:_MAX_CORRECTIONS]
    candidates = [*said[:_MAX_CORRECTIONS], *filter(_has_prose, boxes)]
    reach = Reach(roots, survey.protected)
    found = [node for node in candidates if not reach.is_read(node)]
    ids = {node.mem_id for node in found}
    return [node for node in found if not any(up.mem_id in ids for up in _ancestors(node))]


def _has_prose(node: LexborNode) -> bool:
    text = len(node.text().strip())
    return text >= _MIN_CORRECTION and sum(len(link.text()) for link in node.css("a")) * 2 < text


class Reach:
    """Which elements the walk over the roots comes to; each element above one that was asked for is judged once."""

    def __init__(self, roots: Sequence[LexborNode], protected: Collection[int]) -> None:
        self._known = {root.mem_id: True for root in roots}
        self._protected = protected

    def is_read(self, node: LexborNode) -> bool:
        path: list[LexborNode] = []
        at: LexborNode | None = node
        while at is not None and at.mem_id not in self._known:
            path.append(at)
            at = at.parent
        is_in = at is not None and self._known[at.mem_id]
        for step in reversed(path):
            if is_in and step.mem_id not in self._protected and step.is_element_node:
                is_in = not _is_dropped(step, step.tag or "")
            self._known[step.mem_id] = is_in
        return is_in


def read_text(node: LexborNode) -> str:
    """Return the text of one element, noise in it left out, white space folded."""
    html = clean_nodes([node], skip=(), protected={node.mem_id})
    return normal.fold_space(unescape(_BLOCK_TAG.sub(" ", html).replace("<a>", "").replace("</a>", "")))


def _ancestors(node: LexborNode) -> list[LexborNode]:
    above: list[LexborNode] = []
    at = node.parent
    while at is not None:
        above.append(at)
        at = at.parent
    return above
