"""Print what labelled responses are taken for: `python benchmarks/outcomes.py [FILE.jsonl …]`, all of tests/eval/responses by default.

The confusion matrix as Markdown, what was told wrongly, and the time a response takes. Writes nothing.
"""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from monitor import model
from tests.eval import responses


def print_matrix(confusion: Counter[tuple[str, str]]) -> None:
    """Print one row a label: how many there are, how many are told right, and what the others were taken for."""
    print("| is | responses | told right | else told as |\n|---|---|---|---|")
    for label in sorted({label for label, _ in confusion}):
        told = {kind: count for (found, kind), count in confusion.items() if found == label}
        rest = ", ".join(f"`{kind}` {count}" for kind, count in sorted(told.items()) if kind != label)
        print(f"| `{label}` | {sum(told.values())} | {told.get(label, 0)} | {rest} |")


def print_sums(confusion: Counter[tuple[str, str]]) -> None:
    """Print what must never happen, counted: blocks taken for articles, articles refused, false signs of removal."""
    article, missing = responses.ARTICLE, model.MISSING_KINDS
    taken = sum(count for (label, told), count in confusion.items() if told == article != label)
    refused = sum(count for (label, told), count in confusion.items() if label == article != told)
    gone = sum(
        count for (label, told), count in confusion.items() if told in missing and label not in missing
    )
    print(
        f"\ntaken for an article: {taken}; true articles refused: {refused}; wrongly taken for missing: {gone}"
    )


def main(paths: Sequence[Path]) -> None:
    labelled = tuple(responses.read_responses(paths or None))
    started = time.process_time()
    told = {one.name: responses.judge(one.page) for one in labelled}
    spent = time.process_time() - started
    confusion = Counter((one.label, told[one.name]) for one in labelled)
    print_matrix(confusion)
    print_sums(confusion)
    for one in labelled:
        if told[one.name] != one.label:
            print(f"  {one.name}: is {one.label}, told as {told[one.name]}")
    print(f"{len(labelled)} responses, {spent / len(labelled) * 1000:.1f} ms of processor time each")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    main(parser.parse_args().paths)
