"""Score found changes against labelled ones: pairs alerted, claims and kinds matched, false alerts on silent pairs."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from monitor.core import claims

Record = dict[str, Any]


def load_cases(path: Path) -> list[Record]:
    """Read labelled pairs: id, lang, voice, old, new, changes."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def find_changes(engine: claims.Engine, case: Record) -> list[Record]:
    """Run the engine on one pair."""
    return [claims.to_guide_record(change) for change in engine.compare_texts(case["old"], case["new"])]


def score(engine: claims.Engine, cases: Iterable[Record]) -> dict[str, float]:
    """Return pair precision, recall and F1, kind F1, value F1, and the share of silent pairs that alerted."""
    pairs: Counter[tuple[bool, bool]] = Counter()
    kinds, values = Counter[str](), Counter[str]()
    for case in cases:
        wanted, found = case["changes"], find_changes(engine, case)
        pairs[bool(wanted), bool(found)] += 1
        kinds += _match([_kind(one) for one in wanted], [_kind(one) for one in found])
        values += _match([_value(one) for one in wanted], [_value(one) for one in found])
    precision, recall, f1 = _rates(pairs[True, True], pairs[False, True], pairs[True, False])
    silent = pairs[False, True] + pairs[False, False]
    return {
        "pair_precision": precision,
        "pair_recall": recall,
        "pair_f1": f1,
        "kind_f1": _rates(kinds["hit"], kinds["extra"], kinds["missed"])[2],
        "value_f1": _rates(values["hit"], values["extra"], values["missed"])[2],
        "false_alerts": pairs[False, True] / silent,
    }


def _kind(change: Record) -> tuple[str, ...]:
    return change["claim"], change["kind"]


def _value(change: Record) -> tuple[str, ...]:
    return change["claim"], change["kind"], change["old"], change["new"]


def _match(wanted: list[tuple[str, ...]], found: list[tuple[str, ...]]) -> Counter[str]:
    hits = sum((Counter(wanted) & Counter(found)).values())
    return Counter(hit=hits, extra=len(found) - hits, missed=len(wanted) - hits)


def _rates(hits: int, extra: int, missed: int) -> tuple[float, float, float]:
    precision = hits / (hits + extra) if hits + extra else 1.0
    recall = hits / (hits + missed) if hits + missed else 1.0
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)
