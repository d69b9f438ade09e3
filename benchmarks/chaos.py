"""Chaos: the ordinary service against servers that reset, stall, truncate, lie, loop, block and flood, at random.

`python benchmarks/chaos.py [--checks 1000] [--seed 1] [--ill 0.5]`. Between the ills true edits are planted; it must end
with exactly the true versions, no false change, no false removal and no hang. Exits 1 where it does not.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from monitor.app import logs
from tests.fakes import chaos_run


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checks", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ill", type=float, default=0.5)
    chosen = parser.parse_args()
    logs.build_logs(level="critical", log_format="json")

    def tell(checks: int, left: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{checks} checks, {left} articles with texts to come ", end="", file=sys.stderr)

    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = chaos_run.ChaosRun(
            folder=Path(folder),
            seed=chosen.seed,
            outlet_count=10,
            stories_each=4,
            ill_share=chosen.ill,
            patience=1.0,
            check_count=chosen.checks,
            on_tick=tell,
        ).run()
    print(f"seed {chosen.seed}, {time.monotonic() - began:.0f} s, of the answers {chosen.ill:.0%} ill")
    for title, counts in (
        ("", report.counts),
        ("ills served", report.ills),
        ("outcomes (last 100 a piece)", report.outcomes),
    ):
        print(f"\n{title}" if title else "")
        for name, count in counts.most_common():
            print(f"  {name.replace('_', ' '):34}{count:6}")
    print(f"\nfaults: {len(report.faults)}")
    print("\n".join(f"  {fault}" for fault in report.faults))
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
