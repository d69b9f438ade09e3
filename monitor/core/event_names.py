"""Names of events that a person can say: "1204.2" is the second event of change 1204, "b12.1" that of bulletin 12."""

import re
from dataclasses import dataclass, replace

_NAME = re.compile(r"(b?)(\d{1,15})(?:\.(\d{1,6}))?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventName:
    """Which event is meant."""

    #: Of a bulletin, else of a change.
    is_bulletin: bool = False
    #: The number of the change or bulletin.
    number: int
    #: Its place among the events there, from 1; None: all of them.
    place: int | None = None

    def __str__(self) -> str:
        whole = f"{'b' if self.is_bulletin else ''}{self.number}"
        return whole if self.place is None else f"{whole}.{self.place}"

    def at(self, place: int) -> "EventName":
        """Return the name of the event at a place, from 1."""
        return replace(self, place=place)


def parse_event_name(words: str) -> EventName | None:
    """Read a name, or None where it is none; "1204" means all events of a change."""
    found = _NAME.fullmatch(words.strip().lower().removeprefix("#"))
    if not found:
        return None
    place = int(found[3]) if found[3] else None
    return EventName(is_bulletin=bool(found[1]), number=int(found[2]), place=place)
