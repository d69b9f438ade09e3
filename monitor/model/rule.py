"""Alert rules: which events go where, from which size on, and when; and the hours in which a channel keeps quiet.

Plain values; what a rule says of an event is `core.rules`.
"""

from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from enum import StrEnum

from monitor.model.change import EventKind, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastChange:
    """How much a claim's value must change, by itself or in percent of the old value."""

    amount: Decimal
    is_percent: bool = False

    def __str__(self) -> str:
        return f"{self.amount:f}{'%' if self.is_percent else ''}"


class Cadence(StrEnum):
    """How often alerts are told."""

    AT_ONCE = "at once"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When an alert is told: at once, or together with others at the next such time."""

    cadence: Cadence = Cadence.AT_ONCE
    #: Time of day on the channel's clock (daily, weekly).
    at: time = time(0)
    #: Day of the week, Monday 0 (weekly).
    weekday: int = 0


AT_ONCE = When()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """From when to when nothing is told; over midnight where the end is before the start."""

    start: time
    end: time
    #: From this severity on an alert comes through; None: none does.
    except_severity: Severity | None = None

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRule:
    """Which events go to which channels. An empty tuple means "any"."""

    id: str
    events: tuple[EventKind, ...] = ()
    topics: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    #: Two-letter codes; an article whose language nobody knows is of any.
    languages: tuple[str, ...] = ()
    min_severity: Severity = Severity.MEDIUM
    #: None: however little. What cannot be measured is never held back by it.
    min_change: LeastChange | None = None
    silent_only: bool = False
    when: When = AT_ONCE
    channels: tuple[str, ...]
