"""The clean document: the article part as a small piece of HTML with nothing in it but tags and text.

Drops noise, attributes, formatting white space and lines that tick by themselves. Never drops a correction, nor any
other text that stands in the article. All that extraction sees is what is written here. Next: `fingerprint`.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from html import escape, unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.core import beside, correction_text, in_line, noise, normal, own_boxes, part

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
#: Those no form stands in.
_FORMLESS_TAGS = frozenset(
    {"p", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "br", "pre", "figcaption"}
)
#: Controls whose words can be part of a sentence.
_SPOKEN_TAGS = frozenset({"button", "label", "object"})
#: No article has more boxes that must be looked into.
_MAX_LOOKS = 1000
_BESIDE_TAGS = frozenset({"aside", "footer"})
#: Nor more asides and footers, each of which costs a look at all links below it.
_MAX_ASIDES = 200
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
    walk = _Judge()
    unlinked: set[int] = set()
    # Elements still to be read, and closing tags to be written; a stack, since pages nest as deep as they like.
    stack: list[LexborNode | str] = list(reversed(nodes))
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            writer.write_tag(item, is_block=item != "</a>")
        elif item.is_text_node:
            writer.write_text(item.text_content or "")
        elif item.is_element_node and (key := item.mem_id) not in skip:
            tag = item.tag or ""
            verdict = noise.Verdict.PLAIN if key in protected else walk.judge(item, tag)
            if verdict is noise.Verdict.NOISE:
                stack.extend(reversed(_find_said(item, tag)))
                continue
            if verdict is noise.Verdict.FACTS and walk.may_look():
                unlinked |= {link.mem_id for link in own_boxes.find_linked_points(item)}
            if tag in in_line.PARTED_TAGS and in_line.starts_figure(item):
                writer.part_figures()
            is_text = tag == "a" and (key in unlinked or "href" not in item.attributes)
            opening, closing = ("", "") if is_text else _written_tags(tag)
            writer.write_tag(opening, is_block=tag != "a" and bool(opening))
            stack += [closing] if closing else []
            stack.extend(reversed(list(item.iter(include_text=True))))
    return _LINE.sub(_drop_volatile, _LEADING_ON.sub(r"\1", "".join(writer.out)))


def _drop_volatile(line: re.Match[str]) -> str:
    return line[1] + escape(noise.drop_volatile(unescape(line[2])), quote=False)


@lru_cache(maxsize=256)
def _written_tags(tag: str) -> tuple[str, str]:
    if tag in in_line.TAGS:
        return "", ""
    if tag == "br":
        return "<br>", ""
    written = tag if tag in _KEPT_TAGS else "div"
    return f"<{written}>", f"</{written}>"


class _Judge:
    """Judges the elements of one walk; looks into so many boxes and no more, since hostile pages nest them by the thousand."""

    def __init__(self) -> None:
        self._look_count = 0
        self._aside_count = 0

    def may_look(self) -> bool:
        """Whether one box more is looked into."""
        self._look_count += 1
        return self._look_count <= _MAX_LOOKS

    def judge(self, node: LexborNode, tag: str) -> noise.Verdict:
        """Judge an element inside the part: NOISE where it is left out, with all that it holds."""
        if tag == "a" or tag in in_line.TAGS:
            return noise.Verdict.NOISE if _is_dropped_in_line(node, tag) else noise.Verdict.PLAIN
        if tag in noise.NOISE_TAGS:
            return noise.Verdict.NOISE
        if tag in _BESIDE_TAGS and not self._belongs(node, tag):
            return noise.Verdict.CORRECTION if _is_correction_box(node) else noise.Verdict.NOISE
        if tag == "footer":
            return noise.Verdict.PLAIN
        verdict = part.judge(node)
        if verdict is noise.Verdict.NOISE:
            return noise.Verdict.PLAIN if self.may_look() and own_boxes.is_own(node) else verdict
        return noise.Verdict.NOISE if tag not in _FORMLESS_TAGS and _is_sign_up(node) else verdict

    def _belongs(self, node: LexborNode, tag: str) -> bool:
        """Whether an aside or a footer is the article's own. A box that leads elsewhere is a teaser; one that does not is a
        fact box, and may hold the numbers."""
        self._aside_count += 1
        if self._aside_count > _MAX_ASIDES:
            return False
        return _holds_closing_words(node) if tag == "footer" else not own_boxes.leads_elsewhere(node)


def _find_said(node: LexborNode, tag: str) -> list[LexborNode | str]:
    """Find what an element that is left out says of a correction, as pieces to be written."""
    if tag == "a" or tag in in_line.TAGS or tag in noise.NOISE_TAGS:
        return []
    pieces: list[LexborNode | str] = []
    for said in beside.find_corrections(node):
        pieces += ["<div>", *said.iter(include_text=True), "</div>"]
    return pieces


def _is_dropped_in_line(node: LexborNode, tag: str) -> bool:
    """Whether an element within a line is left out."""
    if tag == "a":
        return part.is_noise(node) and not in_line.is_in_sentence(node)
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


def _holds_closing_words(footer: LexborNode) -> bool:
    """Whether a footer is the article's own: who wrote it, how the toll stood."""
    return (
        _stands_in_article(footer)
        and not own_boxes.leads_elsewhere(footer)
        and _judge_names(footer) is not noise.Verdict.NOISE
    )


def _stands_in_article(node: LexborNode) -> bool:
    return any(up.tag in {"article", "blockquote"} for up in _ancestors(node))


def _is_correction_box(node: LexborNode) -> bool:
    return _judge_names(node) is noise.Verdict.CORRECTION


def _judge_names(node: LexborNode) -> noise.Verdict:
    return noise.judge_names(f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}")


def find_stray_corrections(
    tree: LexborHTMLParser, roots: Sequence[LexborNode], survey: part.Survey
) -> list[LexborNode]:
    """Find corrections that stand outside the part or in a block of it that is dropped, in document order."""
    said = [place.node for place, text in survey.paragraphs if correction_text.is_correction_text(text)]
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
        self._walk = _Judge()

    def is_read(self, node: LexborNode) -> bool:
        path: list[LexborNode] = []
        at: LexborNode | None = node
        while at is not None and at.mem_id not in self._known:
            path.append(at)
            at = at.parent
        is_in = at is not None and self._known[at.mem_id]
        for step in reversed(path):
            if is_in and step.mem_id not in self._protected and step.is_element_node:
                is_in = self._walk.judge(step, step.tag or "") is not noise.Verdict.NOISE
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
