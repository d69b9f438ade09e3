"""What becomes of alerts when something breaks: `python benchmarks/faults.py [--runs 20] [--case disk] [--markdown]`.

The ordinary service, real sockets, a clock that runs as fast as it is told. Each case is run so many times; alerts are lost where no server took
them, nothing waits, and they are no dead letter. Exits 1 when any was lost, or came twice under two ids. The cases are in `fault_cases`.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import fault_cases
import fault_rig
import fault_scene

from monitor.app import logs

_HEAD = ("case", "runs", "alerts", "taken", "lost", "twice", "same id", "dead", "told", "slowest")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--case", default="", help="only cases whose name holds this")
    parser.add_argument("--markdown", action="store_true")
    chosen = parser.parse_args()
    logs.build_logs(level="critical", log_format="json")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        template = fault_rig.write_template(Path(folder) / "template.db")
        for case in fault_cases.CASES:
            if chosen.case in case.name:
                row = run_case(case, template, runs=chosen.runs)
                rows.append(row)
                print(row_of(row, is_markdown=chosen.markdown), flush=True)
    return 1 if any(row["lost"] or row["strange"] for row in rows) else 0


def run_case(case: fault_scene.Case, template: Path, *, runs: int) -> dict[str, object]:
    """Run one case again and again; returns its sums."""
    sums: Counter[str] = Counter()
    slowest = 0.0
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            found = case.run(Path(folder), template)
        if found is None:
            return {"case": case.name, "runs": 0, "lost": 0, "strange": 0}
        sums.update(found.counts)
        slowest = max(slowest, found.slowest.total_seconds() / 60)
    return {
        "case": case.name,
        "runs": runs,
        "slowest": slowest,
        **{name: sums[name] for name in fault_scene.COUNTS},
    }


def row_of(row: dict[str, object], *, is_markdown: bool) -> str:
    """Write one case as a line."""
    if not row["runs"]:
        return (
            f"| {row['case']} | not on this machine |"
            if is_markdown
            else f"{row['case']}: not on this machine"
        )
    same = "-" if not row["doubled"] else "no" if row["strange"] else "yes"
    values = (
        *(row["case"], row["runs"], row["raised"], row["taken"], row["lost"], row["doubled"]),
        *(same, row["dead"], row["told"], f"{row['slowest']:.0f} min"),
    )
    if is_markdown:
        return "| " + " | ".join(map(str, values)) + " |"
    return ", ".join(f"{name} {value}" for name, value in zip(_HEAD, values, strict=True))


if __name__ == "__main__":
    sys.exit(main())
