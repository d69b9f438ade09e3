"""How often ordinary edits of real pages are taken for broken ones, and how often broken readings are noticed.

    .venv/bin/python benchmarks/suspect.py [FOLDER]

FOLDER (or CLAIMWATCH_PAGES) holds pages, each as `*/source.html`; nothing of them is in this repository. Of each page that
reads as an article of five paragraphs or more, the document is edited as outlets do (a paragraph cut or added, a quarter of
them cut), and our own reading of it is broken as extractors do (half or a quarter of it lost, a related box instead of it or
behind it). Printed: what was doubted. Prints "not here" where the folder is missing.
"""

import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor import model, policy
from monitor.core import diff, doubts, encoding, extract

NOW = datetime(2025, 9, 1, tzinfo=UTC)
NEW = "<p>Officials in the harbour town of Vell said that {} crates of medicine had been unloaded before the storm.</p>"
BOX = tuple(
    f"Storm {n} leaves {n * 3} homes dark in Vell, council says after the meeting." for n in range(20)
)

Case = tuple[str, model.Article, model.FetchedPage]


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("CLAIMWATCH_PAGES", "data/pages"))
    sources = sorted(folder.rglob("source.html"))
    if not sources:
        print(f"not here: {folder} (give the folder as an argument or in CLAIMWATCH_PAGES)")
        return 0
    found: dict[str, Counter[str]] = {}
    for source in sources:
        page = build_page(source.read_bytes())
        old = extract.read_page(page).article
        if old is None or len(old.paragraphs) < 5:
            continue
        for name, new, served in (*edit_page(page, old), *break_reading(page, old)):
            difference = diff.compare_articles(old, new)
            doubt = doubts.find_doubt(old, new, difference, served, knobs=policy.SuspectPolicy())
            found.setdefault(name, Counter())[doubt.kind.value if doubt else "-"] += 1
    for name, counts in found.items():
        said = ", ".join(f"{kind} {count}" for kind, count in counts.most_common())
        print(f"{name:32} {counts.total():4} readings: {said}")
    return 0


def build_page(body: bytes) -> model.FetchedPage:
    url = "https://outlet.example/news/a-story"
    headers = (("content-type", "text/html; charset=utf-8"),)
    return model.FetchedPage(url=url, final_url=url, status=200, headers=headers, body=body, fetched_at=NOW)


def edit_page(page: model.FetchedPage, old: model.Article) -> Iterator[Case]:
    """Edit the document, as an outlet does, and read it again."""
    html = encoding.decode_page(page.body, content_type=page.header("content-type"))
    for name, share, count in (
        ("edit: a paragraph cut", 0, 0),
        ("edit: a quarter cut", 0.25, 0),
        ("edit: a paragraph added", 0, 1),
    ):
        chance = random.Random(4)
        tree = LexborHTMLParser(html)
        own = find_paragraphs(tree, old)
        if not own:
            return
        if count:
            place = own[len(own) // 2].html or ""
            body = (tree.html or "").replace(place, place + NEW.format(chance.randrange(999)), 1)
        else:
            for node in chance.sample(own, max(1, int(len(own) * share))):
                node.decompose()
            body = tree.html or ""
        served = build_page(body.encode())
        new = extract.read_page(served).article
        if new is not None and new != old:
            yield name, new, served


def find_paragraphs(tree: LexborHTMLParser, old: model.Article) -> list[LexborNode]:
    text = " ".join(old.paragraphs)
    nodes = [node for node in tree.css("p") if len(node.text(strip=True)) > 60]
    return [node for node in nodes if " ".join(node.text().split())[:50] in text]


def break_reading(page: model.FetchedPage, old: model.Article) -> Iterator[Case]:
    """Break our reading of a page that is whole."""
    size = len(old.paragraphs)
    boxes = BOX * max(1, len(old.text(model.TextField.BODY)) // 5000)
    yield "broken: half lost", replace(old, paragraphs=old.paragraphs[: size // 2]), page
    yield "broken: a quarter lost", replace(old, paragraphs=old.paragraphs[: size * 3 // 4]), page
    yield "broken: a box instead", replace(old, paragraphs=BOX), page
    yield "broken: a box behind", replace(old, paragraphs=old.paragraphs + boxes), page


if __name__ == "__main__":
    sys.exit(main())
