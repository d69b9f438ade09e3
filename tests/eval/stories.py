"""The stories there are labelled pairs for: each NAME.jsonl here, with the definitions in examples/…NAME.claims.toml.

A new story needs those two files and floors in baseline.json, no code. NAME-blind.jsonl, NAME-blind-2.jsonl … hold pairs of the
same story that were written without sight of the engine, NAME-silent.jsonl hard pairs on which nothing may be told.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from monitor import model
from monitor.app import watchlist
from monitor.core import claims
from monitor.core.claims.compiled import compile_definitions

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
BASELINE = HERE / "baseline.json"

#: Labelled edits, which are of no story: test_edits.py.
EDITS = "edits"
_ROUNDS = re.compile(r"-(?:blind(?:-\d+)?|silent)$")

#: A labelled pair: id, lang, voice, old, new, changes, round.
Record = dict[str, Any]


@dataclass(frozen=True)
class Story:
    name: str
    #: The claims file that ships.
    definitions: Path
    cases: tuple[Record, ...]

    def watch(self) -> model.Watch:
        """Return the definitions as the watchlist reads them, its checks included."""
        return _load(self.definitions)

    def engine(self) -> claims.Engine:
        """Build the engine of the shipped definitions."""
        watch = self.watch()
        return claims.build_engine(watch.claims, watch.lexicons)

    def forgetful_engine(self) -> claims.Engine:
        """Build one that remembers no sentence."""
        watch = self.watch()
        return claims.Engine(compile_definitions(watch.claims, watch.lexicons), capacity=0)

    def languages(self) -> list[str]:
        """Return the languages there are pairs in, the one with most pairs first."""
        return [lang for lang, _ in Counter(case["lang"] for case in self.cases).most_common()]

    def in_language(self, lang: str) -> tuple[Record, ...]:
        return tuple(case for case in self.cases if case["lang"] == lang)


@cache
def _load(definitions: Path) -> model.Watch:
    return watchlist.load_definitions(definitions)


@cache
def find_stories() -> tuple[Story, ...]:
    """Return the stories, by name; pairs without definitions are an error."""
    return tuple(
        Story(name=path.stem, definitions=find_definitions(path.stem), cases=load_cases(path))
        for path in sorted(HERE.glob("*.jsonl"))
        if path.stem != EDITS
    )


def find_definitions(name: str) -> Path:
    """Find the one claims file in examples/ that a story's name ends."""
    name = _ROUNDS.sub("", name)
    found = sorted(EXAMPLES.glob(f"*{name}.claims.toml"))
    if len(found) != 1:
        raise FileNotFoundError(f'"{name}" has {len(found)} files examples/*{name}.claims.toml, not one')
    return found[0]


def load_cases(path: Path) -> tuple[Record, ...]:
    """Read labelled pairs; a pair of the maintainers' sample says `expected_changes` where ours say `changes`."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(
        record | {"changes": record.get("changes", record.get("expected_changes"))} for record in records
    )


def load_floors() -> dict[str, dict[str, dict[str, float]]]:
    """Read the floors: story -> language -> measure."""
    return json.loads(BASELINE.read_text(encoding="utf-8"))
