"""What is seen of edits and of noise planted into real article pages.

    .venv/bin/python benchmarks/noise.py FOLDER [--list]

FOLDER (or the environment variable CLAIMWATCH_PAGES) holds a folder a page with `source.html` and `expected.html`, as
Mozilla's readability publishes them; nothing of them is in this repository. Every block of a page that stands in its
expected text too is edited in turn, each kind of edit planted into every block of the article; boxes that rotate are put around
and between them. Prints, a kind: how many edits were planted and how many made another text; how many pieces of noise
and how many of them did. `--list` prints what was missed and what was false. Says "not here" where the folder is missing.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor import model
from monitor.core import extract, fingerprint
from tests.monitor.core import boxes

BLOCKS = "p, li, td, th, blockquote, h2, h3, h4, figcaption, pre, dt, dd, div, section"
URL = "https://ledger.example/2025/09/story"
#: Blocks a page that the costlier edits (one reading each) are planted into, spread over the article.
SPREAD = 3
#: Each page is given one box in so many, in turn.
STEP = 4
#: Shorter ones (a lone link, a label) are no block of an article for certain.
MIN_WORDS = 4

#: Kind of edit -> what is put into the middle of a block's text.
WORDS = {
    "number": "some 4711",
    "number word": "seventeen",
    "negation": "did not",
    "hedge": "reportedly",
    "attribution": "officials said",
    "name": "Ruth Almog",
    "quote": "“never again”",
}


def main() -> int:
    arguments = [argument for argument in sys.argv[1:] if argument != "--list"]
    folder = Path(arguments[0] if arguments else os.environ.get("CLAIMWATCH_PAGES", "data"))
    sources = sorted(folder.rglob("source.html"))
    if not sources:
        print(f"not here: {folder} (give the folder as an argument or in CLAIMWATCH_PAGES)")
        return 0
    planted, seen, remarks = Counter[str](), Counter[str](), list[str]()
    for turn, source in enumerate(sources):
        for kind, is_seen, remark in try_page(source, turn):
            planted[kind] += 1
            seen[kind] += is_seen
            is_noise = kind.startswith("noise")
            if is_seen == is_noise:
                remarks.append(f"{source.parent.name}: {kind}: {remark[:150]}")
    print_table(len(sources), planted, seen)
    if "--list" in sys.argv:
        print("\n".join(remarks))
    return 0


def print_table(page_count: int, planted: Counter[str], seen: Counter[str]) -> None:
    print(f"{page_count} pages")
    for title, is_noise in (("edit", False), ("noise", True)):
        kinds = [kind for kind in planted if kind.startswith("noise") is is_noise]
        print(f"\n{title:44}{'planted':>9}{'another text':>14}")
        for kind in kinds:
            print(f"{kind:44}{planted[kind]:>9}{seen[kind]:>14}")
        total, hits = sum(planted[kind] for kind in kinds), sum(seen[kind] for kind in kinds)
        print(f"{'all':44}{total:>9}{hits:>14}   {hits / max(total, 1):.2%}")


def try_page(source: Path, turn: int) -> Iterator[tuple[str, bool, str]]:
    """Yield (kind, whether the text differs, what and where) for everything planted into one page."""
    html = source.read_text(encoding="utf-8", errors="replace")
    expected = find_texts(LexborHTMLParser((source.parent / "expected.html").read_text(encoding="utf-8")))
    tree = LexborHTMLParser(html)
    places = [
        at for at, block in enumerate(find_blocks(tree)) if text_of(block) in expected and not is_link(block)
    ]
    normal = tree.html or ""
    before = read(normal)
    if before is None:
        yield "page that is read", False, "no article is read"
        return
    yield "page that is read", True, ""
    yield from try_words(normal, places)
    yield from try_blocks(normal, places, before)
    yield from try_noise(normal, places, turn)


def try_words(html: str, places: list[int]) -> Iterator[tuple[str, bool, str]]:
    """Plant each kind of words into every block at once, each with a mark of its own, and look for it in what is read."""
    for kind, words in WORDS.items():
        tree = LexborHTMLParser(html)
        blocks = find_blocks(tree)
        marks = {}
        for number, at in enumerate(places):
            # The next letter of a word tells one block's edit from another's, and is no digit.
            mark = f"{words} x{letters(number)}x"
            marks[at] = (mark, text_of(blocks[at]))
            plant_words(blocks[at], mark)
        found = read(tree.html or "")
        text = "" if found is None else all_of(found)
        for mark, old in marks.values():
            yield kind, mark in text, old


def try_blocks(html: str, places: list[int], before: model.Article) -> Iterator[tuple[str, bool, str]]:
    """Cut, add and move blocks, one at a time, in some places of the article; edit the headline."""
    for at in places[:: max(1, len(places) // SPREAD)]:
        for kind, edit in (("block cut", cut), ("block added", add_after), ("digit added", add_digit)):
            tree = LexborHTMLParser(html)
            block = find_blocks(tree)[at]
            old = text_of(block)
            edit(block)
            yield kind, differs(read(tree.html or ""), before), old
    tree = LexborHTMLParser(html)
    for node in tree.css("h1"):
        if text_of(node) == before.headline:
            plant_words(node, "some 4711")
            yield "headline", differs(read(tree.html or ""), before), before.headline
            break


def try_noise(html: str, places: list[int], turn: int) -> Iterator[tuple[str, bool, str]]:
    """Put each box into the article twice, filled differently, and see whether the texts differ."""
    middle = places[len(places) // 2] if places else None
    for number, (kind, box) in enumerate(boxes.BOXES.items()):
        if middle is not None and number % STEP == turn % STEP:
            yield f"noise inside: {kind}", rotates(html, middle, box), box
        if number % STEP == turn % STEP:
            yield f"noise around: {kind}", rotates(html, None, box), box


def rotates(html: str, at: int | None, box: str) -> bool:
    one, other = (fill_in(html, at, boxes.fill(box, seed)) for seed in (1, 2))
    if extract.find_fingerprint(page_of(one)) == extract.find_fingerprint(page_of(other)):
        return False
    first, second = read(one), read(other)
    return first is None or differs(second, first)


def fill_in(html: str, at: int | None, box: str) -> str:
    tree = LexborHTMLParser(html)
    fragment = LexborHTMLParser(f"<body>{box}</body>").body
    inserted = fragment.first_child
    assert inserted
    if at is None:
        assert tree.body
        assert tree.body.first_child
        tree.body.first_child.insert_before(inserted)
    else:
        outermost(find_blocks(tree)[at]).insert_after(inserted)
    return tree.html or ""


def outermost(block: LexborNode) -> LexborNode:
    """Return what a box can stand behind: no cell and no row, no item of a list."""
    at = block
    for _ in range(12):
        if at.tag not in {
            "li",
            "td",
            "th",
            "tr",
            "tbody",
            "table",
            "dt",
            "dd",
            "dl",
            "ul",
            "ol",
            "figcaption",
            "figure",
        }:
            parent = at.parent
            if parent is None or parent.tag not in {"li", "td", "th", "p", "blockquote", "figure"}:
                break
        if at.parent is None:
            break
        at = at.parent
    return at


def read(html: str) -> model.Article | None:
    return extract.read_page(page_of(html)).article


def page_of(html: str) -> model.FetchedPage:
    return model.FetchedPage(
        url=URL,
        final_url=URL,
        status=200,
        headers=(("content-type", "text/html; charset=utf-8"),),
        body=html.encode("utf-8", "replace"),
        fetched_at=datetime(2025, 9, 1, tzinfo=UTC),
    )


def differs(article: model.Article | None, before: model.Article) -> bool:
    return article is not None and fingerprint.content_hash(article) != fingerprint.content_hash(before)


def all_of(article: model.Article) -> str:
    return "\n".join((article.headline, article.subheadline, article.byline, *article.paragraphs))


def find_blocks(tree: LexborHTMLParser) -> list[LexborNode]:
    """Find the blocks of a page that hold no other block."""
    nodes, holders = tree.css(BLOCKS), set[int]()
    for node in nodes:
        above = node.parent
        while above is not None and above.mem_id not in holders:
            holders.add(above.mem_id)
            above = above.parent
    return [node for node in nodes if node.mem_id not in holders]


def all_texts(tree: LexborHTMLParser) -> list[str]:
    return [text_of(node) for node in find_blocks(tree)]


def is_link(block: LexborNode) -> bool:
    """Whether a block is a link and nothing else: a headline of another page, which our reader leaves out knowingly."""
    linked = "".join(link.text() for link in block.css("a[href]"))
    return len("".join(linked.split())) >= len("".join(block.text().split()))


def find_texts(tree: LexborHTMLParser) -> set[str]:
    texts = set(all_texts(tree))
    return {text for text in texts if len(text.split()) >= MIN_WORDS}


def text_of(node: LexborNode) -> str:
    return " ".join(node.text().split())


def longest_text(block: LexborNode) -> LexborNode | None:
    """Return the longest text of a block that is no link's, or the longest of all."""
    nodes = [node for node in block.traverse(include_text=True) if node.is_text_node]
    plain = [
        node
        for node in nodes
        if node.parent is not None and node.parent.tag not in {"a", "script", "style", "noscript"}
    ]
    return max(plain or nodes, key=lambda node: len((node.text_content or "").strip()), default=None)


def plant_words(block: LexborNode, words: str) -> None:
    node = longest_text(block)
    if node is None:
        return
    text = node.text_content or ""
    cut_at = text.find(" ", len(text) // 2)
    place = cut_at if cut_at >= 0 else len(text)
    node.replace_with(f"{text[:place]} {words} {text[place:]}")


def add_digit(block: LexborNode) -> None:
    plant_words(block, "7")


def cut(block: LexborNode) -> None:
    block.decompose()


def add_after(block: LexborNode) -> None:
    tag = block.tag if block.tag in {"li", "td", "dd"} else "p"
    added = LexborHTMLParser("<body><table><tr><td></table><p>Toll: 4,711.</p></body>").css_first("p")
    assert added
    if tag == "p":
        outermost(block).insert_after(added)
    else:
        block.insert_child("\nToll: 4,711.")


def letters(number: int) -> str:
    return re.sub(r"\d", lambda digit: "abcdefghij"[int(digit[0])], str(number))


if __name__ == "__main__":
    sys.exit(main())
