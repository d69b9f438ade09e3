"""Paragraphs: the text of a clean document, block by block, without the blocks that are no prose.

A block of prose is always kept, and so is one with a number of its own: nothing that the page prints as a paragraph can
be lost, numbers least of all. Left out knowingly are numbers inside of links that lead elsewhere and dates that stand
alone. Of what is left (loose short text, blocks made of links) trafilatura says what belongs to the article. Next: `extract`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from monitor.core import noise, normal

_TAG = re.compile(r"(</?[a-z][a-z0-9]*>)")
#: Tags that end no run of text: a line break, and the cells of a table row.
_LOOSE_TAGS = frozenset({"br", "td", "th"})
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"[.!?…؟][\"'”’»)\]]{0,2}\Z")
_WORD = re.compile(r"[^\W\d_]+")
#: Blocks that text runs on in.
_RUNNING_TAGS = frozenset({"p", "blockquote"})
#: What points to another page begins so.
_POINTING = re.compile(r"[\[(←-⇿►-◄>»›•·]")
#: Shorter words are in every text.
_TELLING = 4
#: Blocks of prose at the beginning that say what an article is about, and the words of theirs that a link repeats at least.
_LEAD_LENGTH = 3
_MIN_SHARED = 2
#: Spaces in a sentence of three words.
_MIN_GAPS = 2
#: Stands for each character of a link where what is no link is asked about; no page can hold it.
_LINKED = "\0"
_SHOWN = re.compile(r"\S")
#: A block more than half of which is links leads elsewhere.
_MAX_LINKS = 0.5
#: Loose text (in no paragraph, list, quote or table) from this length on is prose.
_MIN_LOOSE = 60
#: Longest text of a table row, or of a term with what is said of it, that is one paragraph whatever stands in it, in
#: characters. Pages that are laid out with tables have longer ones.
_MAX_ROW = 300
#: Elements of trafilatura's tree that part one run of text from the next.
_THEIR_BLOCKS = frozenset({"p", "head", "list", "item", "quote", "table", "row", "ab", "code", "div"})


@dataclass(slots=True)
class Block:
    """A run of text between two block tags, as it is being read."""

    tag: str
    text: str
    #: What of it is no link.
    plain: str
    #: Characters of it that are links.
    link_length: int
    #: Characters of the whole run, where empty lines cut it into several blocks.
    run_length: int

    @property
    def is_prose(self) -> bool:
        """Whether it is article text for certain, once it stands in the article part."""
        is_text = self.tag != "div" or self.run_length >= _MIN_LOOSE or ends_sentence(self.text)
        return (is_text and not self.is_linked) or self.has_number

    @property
    def is_linked(self) -> bool:
        """Whether it leads elsewhere. The cells of a row may be links beside a cell that is none."""
        if self.tag == "tr" and _LETTER.search(self.plain):
            return False
        return self.link_length > len(self.text) * _MAX_LINKS

    @property
    def is_pointer(self) -> bool:
        """Whether it is a link and nothing else, as the headline of another page is; a sentence may be a link."""
        return self.tag != "tr" and not _LETTER.search(self.plain) and not ends_sentence(self.text)

    @property
    def is_stamp(self) -> bool:
        """Whether it is the page's own line of dates and times, in no paragraph."""
        return self.tag == "div" and not noise.drop_dates(self.text)

    @property
    def has_number(self) -> bool:
        """Whether it says a number that is no link's and no date's. A cell of a table may be a link."""
        said = self.text if self.tag == "tr" else noise.drop_dates(self.plain)
        return _DIGIT.search(said) is not None


def find_paragraphs(body: str) -> tuple[str, ...]:
    """Find the paragraphs of a clean document, in order, white space folded; a table row is one, and so is a term with
    what is said of it."""
    blocks = list(_find_blocks(body))
    if all(block.is_prose for block in blocks):
        return tuple(block.text for block in blocks)
    chosen = _choose_lines(body)
    return tuple(
        block.text
        for at, block in enumerate(blocks)
        if block.is_prose
        or (block.text in chosen and not (block.is_stamp or block.is_pointer))
        or _goes_on(blocks, at)
    )


def _goes_on(blocks: Sequence[Block], at: int) -> bool:
    """Whether a paragraph that is one link goes on with the text around it: it stands between two others, and is a whole
    sentence or made of their words; or it is the last one, and both. The headline of another page has other words, stands with
    its like, or behind a label."""
    block = blocks[at]
    if block.tag != "p" or _POINTING.match(block.text):
        return False
    before, behind = blocks[max(0, at - 1)], blocks[at + 1 : at + 2]
    if not all(
        one.tag in _RUNNING_TAGS and ends_sentence(one.text) and not one.is_linked
        for one in (before, *behind)
    ):
        return False
    is_sentence = ends_sentence(block.text)
    if behind and is_sentence:
        return True
    words = _telling_words(block.text)
    prose = [one.text for one in blocks if one.is_prose][:_LEAD_LENGTH]
    shared = words & _telling_words(" ".join((*prose, *(one.text for one in (before, *behind)))))
    is_told_of = len(shared) >= _MIN_SHARED and len(shared) * 2 >= len(words)
    return is_told_of and (bool(behind) or is_sentence)


def _telling_words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if len(word) >= _TELLING)


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence of three words or more does."""
    return _SENTENCE_END.search(text) is not None and text.count(" ") >= _MIN_GAPS


def _find_blocks(body: str) -> Iterator[Block]:
    """Cut a clean document at its block tags into runs of text; an empty line (two `br`) parts them too.

    Our own clean HTML only: known tags, no attributes, every `<` of the text escaped.
    """
    pieces = _TAG.split(body)
    open_tags = ["div"]
    run: list[str] = []
    plain: list[str] = []
    link_depth = link_length = row_end = 0
    for at, piece in enumerate(pieces):
        tag = piece.strip("</>") if piece.startswith("<") else None
        if tag is None:
            text = unescape(piece)
            run.append(text)
            plain.append(_SHOWN.sub(_LINKED, text) if link_depth else text)
            link_length += len(piece) if link_depth else 0
        elif tag == "a":
            link_depth += -1 if piece.startswith("</") else 1
        elif tag in _LOOSE_TAGS or at < row_end:
            gap = _gap(piece, "".join(run[-1:]))
            run.append(gap)
            plain.append(gap)
        else:
            yield from _split_run(open_tags[-1], "".join(run), "".join(plain), link_length)
            run, plain, link_length = [], [], 0
            if piece.startswith("</"):
                open_tags.pop()
            else:
                open_tags.append(tag)
                row_end = _find_row_end(pieces, at)
    yield from _split_run(open_tags[-1], "".join(run), "".join(plain), link_length)


def _gap(tag: str, before: str) -> str:
    """Say what stands in the text for a tag that ends no run: a term and what is said of it are parted by a colon."""
    if tag == "</dt>" and before[-1:].isalnum():
        return ": "
    return "\n" if tag == "<br>" else " "


def _find_row_end(pieces: Sequence[str], start: int) -> int:
    """Find where a row that begins here ends: that of a table, or a term and what is said of it; 0 where none does, or
    where it is too long to be one paragraph.
    """
    opening = pieces[start]
    if opening not in {"<tr>", "<dt>"}:
        return 0
    closing = "</tr>" if opening == "<tr>" else "</dd>"
    length = 0
    for at in range(start + 1, len(pieces)):
        piece = pieces[at]
        if piece == closing:
            return at
        if piece in {"<tr>", "<table>", "<dt>"} or (piece == "</div>" and opening == "<dt>"):
            return 0
        length += 0 if piece.startswith("<") else len(piece)
        if length > _MAX_ROW:
            return 0
    return 0


def _split_run(tag: str, run: str, plain: str, link_length: int) -> Iterator[Block]:
    share = link_length / max(1, len(run))
    lines = zip(_EMPTY_LINE.split(run), _EMPTY_LINE.split(plain), strict=True)
    for line, rest in lines:
        if text := normal.fold_space(line):
            unlinked = normal.fold_space(rest.replace(_LINKED, ""))
            yield Block(tag, text, unlinked, round(share * len(text)), len(run))


def _choose_lines(body: str) -> frozenset[str]:
    """Return the lines that trafilatura takes for the article: same settings always, no state kept between calls."""
    import trafilatura

    document = trafilatura.bare_extraction(
        f"<html><body><article>{body}</article></body></html>",
        fast=True,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        with_metadata=False,
    )
    tree = getattr(document, "body", None)
    return frozenset() if tree is None else frozenset(_walk_lines(tree))


def _walk_lines(element: Any) -> Iterator[str]:
    """Walk an extracted tree and yield each run of text between blocks; a table row is one run."""
    if element.tag == "row":
        yield normal.fold_space(" ".join("".join(cell.itertext()) for cell in element))
        return
    run = [element.text or ""]
    for child in element:
        if child.tag in _THEIR_BLOCKS:
            yield normal.fold_space("".join(run))
            yield from _walk_lines(child)
            run = []
        else:
            run.append(" " if child.tag == "lb" else "".join(child.itertext()))
        run.append(child.tail or "")
    yield normal.fold_space("".join(run))
