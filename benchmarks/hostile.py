"""Hostile text: processor seconds and peak memory of each stage, at a size and at twice that size.

`python benchmarks/hostile.py [CASE ...]`. Every case runs in a process of its own, with the definitions shipped for the
negotiations. Time that doubles with the size is linear; four times as much would be quadratic. Next: `README.md`.
"""

import json
import resource
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from monitor import model
from monitor.app.cli import context
from monitor.core import claims, diff, sentences, unexplained
from tests import builders

SIZE = 500_000
_WATCHLIST = Path(__file__).parent.parent / "examples" / "gaza-negotiations.toml"
_STAGES = ("sentences", "find", "compare", "diff", "unexplained", "unread")
_BLOCKS = "".join(
    chr(code) for code in range(0x20000) if unicodedata.category(chr(code)) not in ("Cs", "Cn", "Co")
)


def _repeat(text: str) -> Callable[[int], str]:
    return lambda size: (text * (size // len(text) + 1))[:size]


def _count(text: str) -> Callable[[int], str]:
    """Repeat a text with another number in each."""
    return lambda size: "".join(text.format(number) for number in range(10, 10 + size // (len(text) + 3)))


CASES: dict[str, Callable[[int], str]] = {
    "digits": _repeat("7"),
    "single digits": _repeat("7 "),
    "one sentence of numbers": _count("{} hostages and "),
    "one sentence of words": _repeat("hostages are held and "),
    "sentences of equal claims": _repeat("Some 20 living hostages are held. "),
    "sentences of unlike claims": _count("Some {} living hostages are held. "),
    "alternating sentences": _repeat("Talks go on here. Some 20 are held. "),
    "stances": _repeat("Hamas refuses to disarm if Israel refuses to withdraw. "),
    "one sentence of stances": _repeat("Hamas refuses to disarm if Israel is willing unless "),
    "quotations": _count("“We will never sign {} of these,” the envoy said. "),
    "unbalanced quotes": _repeat("“he said ‘20 hostages "),
    "odd quotes": _repeat('"a'),
    "commas": _repeat(","),
    "no space": _repeat("a"),
    "brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "zalgo": _repeat("h\u0301\u0300\u0316o\u0489"),
    "right to left": _repeat("\u202e20 hostages\u202c "),
    "invisible": _repeat("2\u200b0 host\u00adages "),
    "every block": _repeat(_BLOCKS),
    "lines": _repeat("20 hostages\n"),
}


def measure(name: str, size: int) -> dict[str, Any]:
    """Run every stage on one case: seconds of each, and the peak memory of the process in megabytes."""
    engine = context.build_brief(_WATCHLIST).engine
    old = CASES[name](size)
    new = old.replace("2", "3").replace("a", "o", 5) + " Then 33 were."
    found: dict[str, Any] = {}
    text_diff = model.Diff()
    before, after = (builders.article("", text) for text in (old, new))

    def run_diff() -> None:
        nonlocal text_diff
        text_diff = diff.compare_articles(before, after, find_terms=engine.find_watched_terms)

    stages: tuple[Callable[[], object], ...] = (
        lambda: sentences.find_sentences(old),
        lambda: engine.find_in_text(old),
        lambda: engine.compare_texts(old, new),
        run_diff,
        lambda: unexplained.find_unexplained(text_diff, ()),
        lambda: claims.find_unread(old),
    )
    for stage, run in zip(_STAGES, stages, strict=True):
        began = time.process_time()
        run()
        found[stage] = time.process_time() - began
    return found | {"MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main(names: list[str]) -> None:
    """Print a line a case and size."""
    print(f"{'case':28}{'size':>10}" + "".join(f"{stage:>12}" for stage in (*_STAGES, "MB")))
    for name in names or CASES:
        for size in (SIZE, 2 * SIZE):
            command = [sys.executable, __file__, "--one", name, str(size)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            found = json.loads(done.stdout)
            print(
                f"{name:28}{size:>10,}" + "".join(f"{value:>12.2f}" for value in found.values()), flush=True
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
    else:
        main(sys.argv[1:])
