"""Run an engine on labelled pairs; the counting is the shipped one (`monitor.core.claims.score`)."""

from collections.abc import Iterable
from typing import Any

from monitor.core import claims
from monitor.core.claims import score as scoring

Record = dict[str, Any]


def find_changes(engine: claims.Engine, case: Record) -> list[Record]:
    """Run the engine on one pair."""
    return [
        claims.to_guide_record(change)
        for change in claims.list_told(engine.compare_texts(case["old"], case["new"]))
    ]


def score(engine: claims.Engine, cases: Iterable[Record]) -> dict[str, float]:
    """Return pair precision, recall and F1, kind F1, value F1, and the share of silent pairs that alerted."""
    found = scoring.score_pairs((case["changes"], find_changes(engine, case)) for case in cases)
    return {
        "pair_precision": found.pairs.precision,
        "pair_recall": found.pairs.recall,
        "pair_f1": found.pairs.f1,
        "kind_f1": found.kinds.f1,
        "value_f1": found.values.f1,
        "false_alerts": found.false_alerts,
    }
