"""The shell around comparisons across outlets: load a slot, decide, save. No judgement here; `core.consensus` judges.

Next: `dispatch` runs it, `scheduler` says when.
"""

from contextlib import suppress
from dataclasses import dataclass

import structlog

from monitor import errors, model, ports

log = structlog.get_logger()

#: A word that comes meanwhile makes the comparison begin anew; after so many it waits for its lease to run out.
_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparer:
    """Compares what outlets say of one claim."""

    clock: ports.Clock
    judge: ports.Judge
    slots: ports.ConsensusStore

    def compare(self, slot_id: int) -> model.CompareOutcome | None:
        """Compare one slot and record what it came to; None where words kept coming. Raises NotFoundError, StorageError."""
        for _ in range(_TRIES):
            known = self.slots.load_slot(slot_id)
            outcome = self.judge.decide_compare(known, now=self.clock.now())
            with suppress(errors.StaleError):
                self.slots.save_compare(outcome)
                self._note(known.slot, outcome)
                return outcome
        log.info("comparison dropped", action="compare", slot=slot_id, detail="words kept coming")
        return None

    def _note(self, slot: model.Slot, outcome: model.CompareOutcome) -> None:
        for news in outcome.news:
            log.info(
                "outlets compared",
                action="compare",
                topic=slot.topic_id,
                claim=slot.claim_id,
                scope=slot.scope,
                kind=news.bulletin.event.kind.value,
                detail=news.bulletin.event.summary,
            )
