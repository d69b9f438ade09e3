"""The labelled responses: what servers send in an article's place, and true articles that look like it.

One response a line in `responses/*.jsonl`: its name, its label (a `FailureKind`, or "article"), and what differs from a
plain 200 of the outlet's own address; `{{name}}` in a body stands for a passage of `parts.json`. All of it is our own
wording. Next: `test_responses` for the floors, `benchmarks/outcomes.py` for the matrix.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from monitor import model
from monitor.core import extract, outcome
from tests import builders

FOLDER = Path(__file__).parent / "responses"
ARTICLE = "article"
#: The article that was asked for, unless a response names another.
URL = "https://ledger.example/region/2025/09/01/talks-resume-in-doha"
_HTML = {"content-type": "text/html; charset=utf-8"}
_PART = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One response, and what it is."""

    name: str
    label: str
    page: model.FetchedPage


def read_responses(paths: Iterable[Path] | None = None) -> Iterator[Labelled]:
    """Read the labelled responses of some files, of all that are committed where none are named."""
    parts = json.loads((FOLDER / "parts.json").read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.jsonl")) if paths is None else paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            url = row.get("url", URL)
            page = builders.page(
                _PART.sub(lambda match: parts[match[1]], row["body"]),
                url=url,
                final_url=row.get("final_url", url),
                status=row.get("status", 200),
                headers=tuple((_HTML | row.get("headers", {})).items()),
            )
            yield Labelled(name=row["id"], label=row["label"], page=page)


def judge(page: model.FetchedPage) -> str:
    """Return what the core takes a response for: "article" or the kind of failure."""
    failure = outcome.classify_response(page, is_feed=False)
    failure = failure or extract.read_page(page).failure
    return failure.kind.value if failure else ARTICLE


def count_confusion(responses: Iterable[Labelled]) -> Counter[tuple[str, str]]:
    """Count the responses by (label, what they were taken for)."""
    return Counter((response.label, judge(response.page)) for response in responses)
