"""How near the text read from real pages comes to what is expected of them, beside trafilatura and readability-lxml.

    .venv/bin/python benchmarks/readability.py FOLDER [--rival PYTHON] [--list]

FOLDER (or the environment variable CLAIMWATCH_PAGES) holds a folder a page with `source.html` and `expected.html`, as
Mozilla's readability publishes them; nothing of them is in this repository. F1 is over words with how often each
stands there, a page counting as much as another; a page that gives nothing counts 0. `--rival` names the interpreter of
an environment with readability-lxml, which is no dependency of ours. Processor milliseconds a page are of the same
run. `--list` prints the pages where ours is furthest behind. Says "not here" where the folder is missing.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

_WORD = re.compile(r"\w+")
_UNSEEN = ["script", "style", "noscript", "template"]
_BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|tr|td|th|table|h[1-6]|section|article|blockquote|pre|figure|figcaption|dt|dd)\b"
)

#: Seconds, and the text of each page.
Run = tuple[float, list[str]]


def main() -> int:
    arguments = [argument for argument in sys.argv[1:] if argument != "--list"]
    rival = arguments.pop(at + 1) if (at := find(arguments, "--rival")) >= 0 else None
    arguments = [argument for argument in arguments if argument != "--rival"]
    folder = Path(arguments[0] if arguments else os.environ.get("CLAIMWATCH_PAGES", "data"))
    sources = sorted(folder.rglob("source.html"))
    if not sources:
        print(f"not here: {folder} (give the folder as an argument or in CLAIMWATCH_PAGES)")
        return 0
    pages = [source.read_text(encoding="utf-8", errors="replace") for source in sources]
    expected = [text_of((source.parent / "expected.html").read_text(encoding="utf-8")) for source in sources]
    runs = {"ours": measure(read_ours, pages), "trafilatura": measure(read_trafilatura, pages)}
    if rival:
        runs["readability-lxml"] = run_rival(rival, sources)
    print(f"{len(sources)} pages\n{'':20}{'F1':>8}{'precision':>11}{'recall':>8}{'ms a page':>11}")
    for name, (seconds, texts) in runs.items():
        scores = [score(text, want) for text, want in zip(texts, expected, strict=True)]
        f1, precision, recall = (sum(one) / len(one) for one in zip(*scores, strict=True))
        print(f"{name:20}{f1:>8.4f}{precision:>11.4f}{recall:>8.4f}{1000 * seconds / len(pages):>11.1f}")
    if "--list" in sys.argv:
        print_worst(sources, expected, runs)
    return 0


def find(arguments: list[str], name: str) -> int:
    return arguments.index(name) if name in arguments else -1


def measure(read: Callable[[str], str], pages: list[str]) -> Run:
    read(pages[0])
    began = time.process_time()
    texts = [read(page) for page in pages]
    return time.process_time() - began, texts


def read_ours(html: str) -> str:
    """Read the text as an article's is, of a page without any title, too (four of these; the service refuses them)."""
    from monitor.core import fingerprint, metadata, paragraphs

    part = fingerprint.find_part(html)
    texts = paragraphs.find_paragraphs(part.body)
    standfirst = metadata.read_subheadline(part, headline=metadata.read_headline(part), paragraphs=texts)
    return "\n".join((standfirst, *texts))


def read_trafilatura(html: str) -> str:
    import trafilatura

    document = trafilatura.bare_extraction(html, with_metadata=True)
    return "" if document is None else document.text or ""


_RIVAL = """
import json, sys, time
from readability import Document
pages = [open(name, encoding="utf-8", errors="replace").read() for name in json.load(sys.stdin)]
texts, began = [], time.process_time()
for page in pages:
    try:
        texts.append(Document(page).summary())
    except Exception:  # whatever it stumbles over, it found no text
        texts.append("")
json.dump([time.process_time() - began, texts], sys.stdout)
"""


def run_rival(python: str, sources: list[Path]) -> Run:
    done = subprocess.run(
        [python, "-c", _RIVAL],
        input=json.dumps([str(source) for source in sources]),
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, markup = json.loads(done.stdout)
    return seconds, [text_of(one) for one in markup]


def text_of(html: str) -> str:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_BLOCK.sub(lambda tag: f" {tag[0]}", html))
    tree.strip_tags(_UNSEEN)
    return tree.root.text(separator="") if tree.root else ""


def score(text: str, expected: str) -> tuple[float, float, float]:
    """Return F1, precision and recall over words."""
    found, wanted = Counter(_WORD.findall(text.lower())), Counter(_WORD.findall(expected.lower()))
    shared = (found & wanted).total()
    if not shared:
        return 0.0, 0.0, 0.0
    precision, recall = shared / found.total(), shared / wanted.total()
    return 2 * precision * recall / (precision + recall), precision, recall


def print_worst(sources: list[Path], expected: list[str], runs: dict[str, Run]) -> None:
    rows = []
    for at, source in enumerate(sources):
        ours = score(runs["ours"][1][at], expected[at])
        best = max(score(texts[at], expected[at])[0] for _, texts in runs.values())
        rows.append((ours[0] - best, source.parent.name, ours))
    for behind, name, (f1, precision, recall) in sorted(rows)[:30]:
        print(f"{behind:+.3f} {name:40} F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}")


if __name__ == "__main__":
    sys.exit(main())
