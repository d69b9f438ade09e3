"""`make eval`: the claims engine on labelled pairs, a table a story, beside the naive ways in the same run.

    .venv/bin/python benchmarks/eval_claims.py [FILE ...] [--pin]

The stories are those of tests/eval. A FILE of further labelled pairs (JSON Lines: id, lang, old, new, changes or
expected_changes), also named by the environment variable CLAIMWATCH_EVAL_SAMPLE, is read with the definitions of the
story that knows its claims. Precision, recall and F1 are of pairs that must alert; read F1 only beside the false alerts,
for alerting on everything already scores some .6. In a terminal a table is drawn, elsewhere it is Markdown. `--pin`
writes what was measured into tests/eval/baseline.json, and refuses to lower a floor.
"""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import naive
from rich import box
from rich.console import Console
from rich.table import Table

from monitor.core.claims import score as scoring
from tests.eval import score, stories

SAMPLE = "CLAIMWATCH_EVAL_SAMPLE"
COLUMNS = ("precision", "recall", "F1", "claim+kind F1", "false alerts")
#: Plain output is not broken at the width of a terminal that is not there.
PLAIN_WIDTH = 120
CLOSING = """
The engine was repaired after each round of our own pairs: what it reaches there says that no ground was lost. What it
reached on pairs it had not seen is in docs/claims.md. quantulum3 is left out, being no dependency of ours."""


def main(arguments: Sequence[str]) -> int:
    console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH)
    found = stories.find_stories()
    for story in found:
        show(console, story, title=story.name)
    named = [Path(name) for name in arguments if name != "--pin"]
    if sample := os.environ.get(SAMPLE):
        named.append(Path(sample))
    for path in named:
        if not path.is_file():
            console.print(f"not here: {path}", markup=False)
            continue
        cases = stories.load_cases(path)
        story = choose_story(found, cases)
        show(console, story, cases=cases, title=f"{path.name} (definitions: {story.name})")
    console.print(CLOSING)
    return pin(found) if "--pin" in arguments else 0


def choose_story(found: Sequence[stories.Story], cases: Iterable[stories.Record]) -> stories.Story:
    """Choose the story whose definitions know most of the claims that a file's pairs expect."""
    named = {change["claim"] for case in cases for change in case["changes"]}
    return max(found, key=lambda story: len(named & {claim.id for claim in story.watch().claims}))


def show(
    console: Console, story: stories.Story, *, title: str, cases: tuple[stories.Record, ...] | None = None
) -> None:
    """Print one table: the engine by language and whole, then each naive way."""
    cases = story.cases if cases is None else cases
    engine = story.engine()
    console.print(f"\n{title}: {len(cases)} pairs", markup=False)
    table = Table(box=box.HEAVY_HEAD if console.is_terminal else box.MARKDOWN)
    table.add_column("way")
    table.add_column("pairs", justify="right")
    for column in COLUMNS:
        table.add_column(column, justify="right", no_wrap=True)
    found = [(case, score.find_changes(engine, case)) for case in cases]
    langs = sorted({case["lang"] for case in cases})
    for lang in [*(langs if len(langs) > 1 else ()), "all"]:
        chosen = [(case["changes"], changes) for case, changes in found if lang in ("all", case["lang"])]
        name = f"Claimwatch, {lang}" if lang != "all" else "Claimwatch"
        table.add_row(name, str(len(chosen)), *print_score(scoring.score_pairs(chosen), has_kinds=True))
    table.add_section()
    for name, way in naive.find_ways(story.watch()).items():
        alerts = [(case["changes"], [NAMELESS] * way(case["old"], case["new"])) for case in cases]
        table.add_row(name, str(len(cases)), *print_score(scoring.score_pairs(alerts), has_kinds=False))
    console.print(table)


#: An alert that does not say of what.
NAMELESS = {"claim": "", "kind": "", "old": "", "new": ""}


def print_score(scored: scoring.PairScore, *, has_kinds: bool) -> tuple[str, ...]:
    rates = scored.pairs.precision, scored.pairs.recall, scored.pairs.f1
    return (
        *(f"{rate:.2f}" for rate in rates),
        f"{scored.kinds.f1:.2f}" if has_kinds else "-",
        f"{scored.alarmed} of {scored.silent} ({scored.false_alerts:.0%})",
    )


def pin(found: Sequence[stories.Story]) -> int:
    """Write what is measured as the new floors, unless one would be lower than it is."""
    floors = stories.load_floors()
    measured = {
        story.name: {lang: score.score(story.engine(), story.in_language(lang)) for lang in story.languages()}
        for story in found
    }
    lowered = [
        f"{name}, {lang}, {measure}: {value:.3f}, pinned at {floor:.3f}"
        for name, languages in measured.items()
        for lang, scored in languages.items()
        for measure, value in scored.items()
        if (floor := floors.get(name, {}).get(lang, {}).get(measure)) is not None
        and (value > floor if measure == "false_alerts" else value < floor)
    ]
    if lowered:
        print("not pinned, floors are never lowered:", *lowered, sep="\n  ")
        return 1
    stories.BASELINE.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
    print(f"pinned in {stories.BASELINE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
