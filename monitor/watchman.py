"""The watchman: feels the service's pulse once a minute and records it. No judgement here; `core.pulse` judges.

Next: `scheduler`, which calls it; `app.heartbeat`, which tells somebody outside that all is well.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from monitor import errors, model, ports

log = structlog.get_logger()

#: Processes on one database feel one pulse; whoever is overtaken looks again.
_TRIES = 3


@dataclass(slots=True, kw_only=True)
class Watchman:
    """Feels the pulse. Not for threads."""

    clock: ports.Clock
    judge: ports.Judge
    pulses: ports.PulseStore
    #: Seconds by a clock that nobody sets and that goes on while the machine sleeps.
    count_seconds: Callable[[], float]
    #: Told after every beat whether all is well.
    on_beat: Callable[[bool], object] = field(default=lambda _: None)
    _last_s: float | None = field(default=None, repr=False)

    def beat(self) -> model.PulseOutcome | None:
        """Feel the pulse and record it; None where other processes were always faster. Raises StorageError."""
        for _ in range(_TRIES):
            counted = self.count_seconds()
            elapsed = None if self._last_s is None else timedelta(seconds=counted - self._last_s)
            now = self.clock.now()
            outcome = self.judge.decide_pulse(self.pulses.load_pulse(now=now), now=now, elapsed=elapsed)
            with suppress(errors.StaleError):
                self.pulses.save_pulse(outcome)
                self._last_s = counted
                self._note(outcome)
                self.on_beat(outcome.is_well)
                return outcome
        return None

    def _note(self, outcome: model.PulseOutcome) -> None:
        for news in outcome.news:
            log.warning(
                "service told of itself",
                action="beat",
                kind=news.bulletin.event.kind.value,
                detail=news.bulletin.event.summary,
            )
