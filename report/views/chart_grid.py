"""The grid a chart is drawn on: time across in percent of the width, rows of values down in pixels. Next: `chart`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from report.views import stretches

_HEAD, _ROW = 24, 22
#: Room at the right edge, so that what happened a minute ago can be seen.
_EDGE = 2.0
_STEPS = tuple(
    timedelta(hours=hours)
    for hours in (1, 2, 3, 6, 12, 24, 48, 24 * 7, 24 * 14, 24 * 30, 24 * 90, 24 * 365, 24 * 1461)
)
_MOST_TICKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One value, with a row for each outlet that ever gave it."""

    value: str
    y: int
    height: int
    now_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """An instant written below."""

    x: float
    words: str


class Scale:
    """Time across the drawing, in percent."""

    def __init__(self, *, begin: datetime, end: datetime) -> None:
        self.begin, self.end = begin, end

    def place(self, at: datetime) -> float:
        """Place an instant; what is earlier stands at the left edge."""
        share = (at - self.begin) / (self.end - self.begin)
        return round(min(max(share, 0.0), 1.0) * (100 - _EDGE), 2)

    def list_ticks(self) -> Iterable[Tick]:
        """Yield round instants in UTC, few enough for a phone."""
        span = self.end - self.begin
        step = next((step for step in _STEPS if span / step <= _MOST_TICKS), _STEPS[-1])
        midnight = self.begin.replace(hour=0, minute=0, second=0, microsecond=0)
        at = midnight + step * (((self.begin - midnight) // step) + 1)
        while at <= self.end:
            yield Tick(x=self.place(at), words=_say_instant(at, step=step))
            at += step


class Layout:
    """Rows down the drawing, in pixels."""

    def __init__(self, values: Sequence[str], drawn: Mapping[str, Sequence[stretches.Stretch]]) -> None:
        self._rows: dict[tuple[str, str], int] = {}
        self._tops: dict[str, tuple[int, int]] = {}
        top = 0
        for value in values:
            giving = [key for key, outlet in drawn.items() if any(one.value == value for one in outlet)]
            for place, outlet_id in enumerate(giving):
                self._rows[value, outlet_id] = top + _HEAD + _ROW * place + _ROW - 6
            height = _HEAD + _ROW * len(giving) + 6
            self._tops[value] = top, height
            top += height
        self.height = top

    def row(self, stretch: stretches.Stretch) -> int:
        """Find the row an outlet has in the band of a value."""
        return self._rows[stretch.value, stretch.outlet_id]

    def list_bands(self, said_now: Iterable[stretches.Stretch]) -> tuple[Band, ...]:
        """List the bands, the first on top."""
        counts = Counter(one.value for one in said_now)
        return tuple(
            Band(value=value, y=top, height=height, now_count=counts[value])
            for value, (top, height) in self._tops.items()
        )


def _say_instant(at: datetime, *, step: timedelta) -> str:
    """Write no more of an instant than tells it from its neighbours."""
    if step > timedelta(days=30):
        return f"{at:%b %Y}"
    return f"{at.day} {at:%b}" if at.hour == 0 or step >= timedelta(days=1) else f"{at:%H:%M}"
