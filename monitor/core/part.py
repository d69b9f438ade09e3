"""The article part: which element of a page holds the article, by where its paragraphs are.

Refuses to look at words: structure and names only, so that the choice is the same before and after an edit of the
text. Next: `clean`, which reduces the part to a small document.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor.core import noise, own_selectors

#: Shorter paragraphs do not say where the article is.
MIN_PARAGRAPH = 25
#: The part holds at least this share of the page's paragraph text …
_SHARE = 0.9
#: … or this share where it also says it is the article (`article`, `main`, itemprop=articleBody).
_HINTED_SHARE = 0.5
#: A page whose names leave less than this many characters, or this share, has names that mislead.
_MIN_TEXT = 250
_MIN_LEFT_SHARE = 0.1
#: Then a block that holds more than this share of the page's text is no noise whatever its name.
_PROTECTED_SHARE = 0.3
#: A block with a doubtful name that holds this many characters of paragraphs is article.
_MIN_PROSE = 300
#: What makes a box a poll stands within so many characters.
_LONGEST_BOX = 2000
#: Words of a sentence in a box that counts.
_MIN_WORDS = 3
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ASIDES = frozenset({"aside", "footer"})
_OUTERMOST = frozenset({"body", "html", "-document"})
# Tuples: an enum's hash is slow.
_DOUBTED = (noise.Verdict.DOUBTFUL, noise.Verdict.SHARE, noise.Verdict.SIDE)
_DROPPED = (noise.Verdict.NOISE, *_DOUBTED)
_HINTS = "[itemprop=articleBody], article, main, [role=main]"


class Place:
    """An element on the way from a paragraph up to the body, with the paragraph text below it in characters."""

    __slots__ = ("depth", "is_in_article", "is_noise", "node", "parent", "raw", "text")

    def __init__(self, node: LexborNode, parent: "Place | None") -> None:
        self.node = node
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        #: Stands in another `article` element. Handed down: walking up from each would take quadratic time.
        self.is_in_article: bool = parent is not None and (
            parent.is_in_article or parent.node.tag == "article"
        )
        #: Stands in a block that is no part of the article.
        self.is_noise = False
        #: Paragraph text below, all of it, and that outside of noise.
        self.raw = 0
        self.text = 0

    def chain(self) -> "Iterator[Place]":
        """Walk from this element up to the outermost."""
        place: Place | None = self
        while place:
            yield place
            place = place.parent


def is_noise(node: LexborNode) -> bool:
    """Whether an element is by tag, names or attributes no part of an article. Costs a few attribute look-ups."""
    return judge(node) is noise.Verdict.NOISE


def judge(node: LexborNode) -> noise.Verdict:
    """Judge an element by tag, names and attributes: NOISE for whatever is no part of an article."""
    if node.tag in noise.NOISE_TAGS:
        return noise.Verdict.NOISE
    attributes = node.attributes
    if not attributes:
        return noise.Verdict.PLAIN
    # Every element of a part comes by here.
    if ("style" in attributes or "hidden" in attributes) and is_hidden(attributes):
        return noise.Verdict.NOISE
    verdict = judge_names(attributes)
    if verdict is noise.Verdict.PLAIN:
        return verdict
    is_dropped = verdict in _DROPPED
    if verdict is noise.Verdict.COUNTER:
        is_dropped = not _holds_sentence(node)
    elif verdict is noise.Verdict.POLL:
        is_dropped = noise.is_vote(node.text(separator=" ")[:_LONGEST_BOX])
    return noise.Verdict.NOISE if is_dropped else verdict


def _holds_sentence(node: LexborNode) -> bool:
    """Whether a box that counts holds a paragraph or a row of some words, or says more than its readers and its clock:
    "20 hostages still in Gaza"."""
    if any(len(inner.text(separator=" ").split()) >= _MIN_WORDS for inner in node.css("p, li, tr, dl")):
        return True
    return noise.count_telling_words(node.text(separator=" ")) >= _MIN_WORDS


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element says that it is not shown. A script may unfold it."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and _HIDING.search(style) is not None


def judge_names(attributes: Mapping[str, str | None]) -> noise.Verdict:
    """Judge an element by its class, id and role."""
    return noise.judge_names(
        f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}"
    )


class Survey:
    """Where the paragraphs of one page stand."""

    def __init__(
        self, tree: LexborHTMLParser, headline: LexborNode | None, dropped: Collection[int] = ()
    ) -> None:
        #: Ids of the elements that the outlet's own selectors leave out.
        self.dropped = dropped
        self._places: dict[int, Place] = {}
        self.headline = self._place(headline) if headline is not None else None
        #: Every paragraph with its text.
        self.paragraphs = [
            (self._place(node), text)
            for node in tree.css("p")
            if len(text := node.text().strip()) >= MIN_PARAGRAPH
        ]
        self._measure()
        if self.text_length < _MIN_TEXT:
            self.paragraphs += [(self._place(node), text) for node, text in _find_loose_text(tree)]
            self._measure()
        raw = sum(len(text) for _, text in self.paragraphs)
        if self.text_length < max(min(raw, _MIN_TEXT), raw * _MIN_LEFT_SHARE) and not self._is_brief():
            self.protected |= {
                key for key, place in self._places.items() if place.raw > raw * _PROTECTED_SHARE
            }
            self._mark()

    def _measure(self) -> None:
        """Add up the text and mark what is noise."""
        self._add_up()
        #: Ids of elements that are article whatever their names say.
        self.protected = {key for key, place in self._places.items() if self._is_protected(place)}
        if self.headline is not None:
            self.protected |= {place.node.mem_id for place in self.headline.chain()}
        self._mark()

    def _is_brief(self) -> bool:
        """Whether the headline stands with text of its own, however little, in an `article` or apart from the noise."""
        around = self.headline.chain() if self.headline is not None else ()
        return any(
            place.text > 0 and (place.node.tag == "article" or place.text * 2 >= place.raw)
            for place in around
        )

    def _place(self, node: LexborNode) -> Place:
        """Return the place of an element, making those above it on the way."""
        path: list[LexborNode] = []
        at: LexborNode | None = node
        while at is not None and at.mem_id not in self._places and at.tag not in _OUTERMOST:
            path.append(at)
            at = at.parent
        place = self._places.get(at.mem_id) if at is not None else None
        for step in reversed(path):
            place = Place(step, place)
            self._places[step.mem_id] = place
        return place or Place(node, None)

    def _add_up(self) -> None:
        """Add up the text below each element; those above were made before those below."""
        for place in self._places.values():
            place.raw = 0
        for place, text in self.paragraphs:
            place.raw += len(text)
        for place in reversed(self._places.values()):
            if place.parent:
                place.parent.raw += place.raw

    def _is_protected(self, place: Place) -> bool:
        """Whether an element with a doubtful name holds prose. An aside that is called a sidebar is one."""
        if place.raw < _MIN_PROSE or place.node.tag in _ASIDES:
            return False
        attributes = place.node.attributes
        return is_hidden(attributes) or judge_names(attributes) in _DOUBTED

    def _mark(self) -> None:
        """Mark what is noise, from the outside in, and add up the text that is none."""
        for place in self._places.values():
            inherits = place.parent is not None and place.parent.is_noise
            own = place.node.mem_id not in self.protected and (
                place.node.tag in _ASIDES or is_noise(place.node)
            )
            place.is_noise = inherits or own or place.node.mem_id in self.dropped
            place.text = 0
        for place, text in self.paragraphs:
            place.text += 0 if place.is_noise else len(text)
        for place in reversed(self._places.values()):
            if place.parent:
                place.parent.text += place.text
        self.text_length = sum(len(text) for place, text in self.paragraphs if not place.is_noise)

    def find_root(self) -> LexborNode | None:
        """Find the smallest element that holds the headline and most of the paragraphs; None: the whole body."""
        if self.text_length == 0:
            return None
        if self.headline is not None:
            around = list(self.headline.chain())
        else:
            whole = [p for p in self._places.values() if p.text >= self.text_length * _SHARE and p.text > 0]
            around = sorted((p for p in whole if p.node.tag != "p"), key=lambda place: -place.depth)
        rivals = self._rival_text(around)
        for place in around:
            share = place.text / self.text_length
            hinted = place.text / max(1, self.text_length - rivals)
            if share >= _SHARE or (_is_hint(place.node) and hinted >= _HINTED_SHARE):
                return place.node if self.headline is not None else _find_enclosing(place)
        return None

    def _rival_text(self, around: Sequence[Place]) -> int:
        """Add up the paragraph text in other `article` elements, where the headline stands in one."""
        if not any(place.node.tag == "article" for place in around):
            return 0
        own = {id(place) for place in around}
        tops = [
            place
            for place in self._places.values()
            if place.node.tag == "article" and id(place) not in own and not place.is_in_article
        ]
        return sum(place.text for place in tops)


def _find_loose_text(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    """Find text in no paragraph, for pages without any: the element it stands in, and the text."""
    for node in tree.body.traverse(include_text=True) if tree.body is not None else ():
        if (
            node.is_text_node
            and node.parent is not None
            and node.parent.tag not in noise.NOISE_TAGS | {"p", "a"}
        ):
            text = (node.text_content or "").strip()
            if len(text) >= MIN_PARAGRAPH:
                yield node.parent, text


def _find_enclosing(place: Place) -> LexborNode:
    """Find the `article` around the paragraphs of a page without a headline: text in no paragraph may stand beside them."""
    return next((above.node for above in place.chain() if above.node.tag == "article"), place.node)


def _is_hint(node: LexborNode) -> bool:
    if node.tag in {"article", "main"}:
        return True
    attributes = node.attributes
    return attributes.get("itemprop") == "articleBody" or attributes.get("role") == "main"


def find_roots(tree: LexborHTMLParser, selectors: Sequence[str], survey: Survey) -> list[LexborNode]:
    """Find the elements to read: those of the first selector that matches, else the one the survey finds."""
    if chosen := own_selectors.find_article(tree, selectors):
        return chosen
    root = survey.find_root() or tree.css_first(_HINTS) or tree.body
    return [root] if root is not None else []
