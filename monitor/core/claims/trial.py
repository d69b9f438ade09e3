"""Trial: one labelled case, tried: what was found, and why what is wrong is wrong. Next: `score`, `diagnose`."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.core.claims import diagnose
from monitor.core.claims.engine import Engine
from monitor.core.claims.explain import explain_comparison, explain_text
from monitor.core.claims.printing import list_told, to_claim_record, to_guide_record
from monitor.core.claims.score import Record, find_unmatched


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A record that was missed, or found without being wanted."""

    record: Record
    is_missed: bool
    diagnosis: diagnose.Diagnosis


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What was found in a case, and what is wrong with it."""

    found: tuple[Record, ...]
    faults: tuple[Fault, ...]


def try_pair(engine: Engine, old: str, new: str, wanted: Sequence[Record]) -> Trial:
    """Try two texts with their changes {"claim", "kind", "old", "new"}; of what was found, only what is told counts."""
    told = list_told(engine.compare_texts(old, new))
    found = tuple(to_guide_record(change) for change in told)
    missed, extra = find_unmatched(wanted, found)
    if not missed and not extra:
        return Trial(found=found, faults=())
    comparison = explain_comparison(engine, old, new)
    unasked = [one for one in comparison.changes if to_guide_record(one.change) in extra]
    untold = [one for one in comparison.changes if one.change not in told]
    misses = [
        (one, True, diagnose.diagnose_missed_change(comparison, one, extra=[*unasked, *untold]))
        for one in missed
    ]
    alarms = [
        (to_guide_record(one.change), False, diagnose.diagnose_extra_change(comparison, one))
        for one in unasked
        if one.change in told
    ]
    return Trial(found=found, faults=_list_faults(*misses, *alarms))


def try_text(engine: Engine, text: str, wanted: Sequence[Record]) -> Trial:
    """Try one text with its claims, each by the keys of `to_claim_record` that its label gives."""
    read = explain_text(engine, text)
    found = tuple(to_claim_record(claim) for claim in read.claims)
    missed, extra = find_unmatched(wanted, found)
    misses = [(one, True, diagnose.diagnose_missed_claim(read, one)) for one in missed]
    alarms = [
        (to_claim_record(claim), False, diagnose.diagnose_extra_claim(read, claim))
        for claim in read.claims
        if to_claim_record(claim) in extra
    ]
    return Trial(found=found, faults=_list_faults(*misses, *alarms))


def _list_faults(*faults: tuple[Record, bool, diagnose.Diagnosis]) -> tuple[Fault, ...]:
    return tuple(
        Fault(record=record, is_missed=is_missed, diagnosis=diagnosis)
        for record, is_missed, diagnosis in faults
    )
