"""Paragraphs: the text of a clean document, block by block, without the blocks that are no prose.

A block of prose is always kept: nothing that the page prints as a paragraph can be lost, numbers least of all. Of what
is left (loose short text, blocks made of links) trafilatura says what belongs to the article. Next: `extract`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from monitor.core import normal

_TAG = re.compile(r"(</?[a-z][a-z0-9]*>)")
#: Tags that end no run of text: a line break, and the cells of a table row.
_LOOSE_TAGS = frozenset({"br", "td", "th"})
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
#: A block more than half of which is links leads elsewhere.
_MAX_LINKS = 0.5
#: Loose text (in no paragraph, list, quote or table) from this length on is prose.
_MIN_LOOSE = 60
#: Elements of trafilatura's tree that part one run of text from the next.
_THEIR_BLOCKS = frozenset({"p", "head", "list", "item", "quote", "table", "row", "ab", "code", "div"})


@dataclass(slots=True)
class Block:
    """A run of text between two block tags, as it is being read."""

    tag: str
    text: str
    #: Characters of it that are links.
    link_length: int
    #: Characters of the whole run, where empty lines cut it into several blocks.
    run_length: int

    @property
    def is_prose(self) -> bool:
        """Whether it is article text for certain, once it stands in the article part."""
        if self.link_length > len(self.text) * _MAX_LINKS:
            return False
        return self.tag != "div" or self.run_length >= _MIN_LOOSE


def find_paragraphs(body: str) -> tuple[str, ...]:
    """Find the paragraphs of a clean document, in order, white space folded; a table row is one."""
    blocks = list(_find_blocks(body))
    if all(block.is_prose for block in blocks):
        return tuple(block.text for block in blocks)
    chosen = _choose_lines(body)
    return tuple(block.text for block in blocks if block.is_prose or block.text in chosen)


def _find_blocks(body: str) -> Iterator[Block]:
    """Cut a clean document at its block tags into runs of text; an empty line (two `br`) parts them too.

    Our own clean HTML only: known tags, no attributes, every `<` of the text escaped.
    """
    open_tags = ["div"]
    run: list[str] = []
    link_depth = link_length = 0
    for piece in _TAG.split(body):
        tag = piece.strip("</>") if piece.startswith("<") else None
        if tag is None:
            run.append(unescape(piece))
            link_length += len(piece) if link_depth else 0
        elif tag == "a":
            link_depth += -1 if piece.startswith("</") else 1
        elif tag in _LOOSE_TAGS:
            run.append("\n" if tag == "br" else " ")
        else:
            yield from _split_run(open_tags[-1], "".join(run), link_length)
            run, link_length = [], 0
            if piece.startswith("</"):
                open_tags.pop()
            else:
                open_tags.append(tag)
    yield from _split_run(open_tags[-1], "".join(run), link_length)


def _split_run(tag: str, run: str, link_length: int) -> Iterator[Block]:
    share = link_length / max(1, len(run))
    for line in _EMPTY_LINE.split(run):
        if text := normal.fold_space(line):
            yield Block(tag, text, round(share * len(text)), len(run))


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
