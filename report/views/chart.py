"""The step chart of one claim in one scope: values one above the other, time from left to right, a line for each outlet.

Values stand in their order and not to scale: "at least 20" is another value than "20", and a stance has no scale. In the band
of its value each outlet has a row of its own, so that no line covers another and its name can stand on it. Places across are
percent of the width and places down are pixels: the drawing is as wide as its place and its letters keep their size.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from monitor import model
from report.views import chart_grid, stretches, words

#: Most outlets drawn: as many as there are dash patterns that can be told apart. Those that moved come first.
MOST_LINES = 8
#: Most values drawn; further back than they reach, the table has the rest.
MOST_VALUES = 12
#: Room for the instants below.
_FOOT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A straight line: level while a value stood, upright where it changed. `x` in percent, `y` in pixels."""

    x1: float
    y1: int
    x2: float
    y2: int
    #: What it says, for whoever points at it.
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Where a line's name stands: it ends there, or begins where there is no room before."""

    x: float
    y: int
    is_at_start: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One outlet's line; its name stands at each of its ends."""

    outlet_name: str
    #: Which dash pattern, from 0.
    pattern: int
    bars: tuple[Bar, ...]
    ends: tuple[End, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """All that is drawn."""

    scope: str
    height: int
    bands: tuple[chart_grid.Band, ...]
    lines: tuple[Line, ...]
    ticks: tuple[chart_grid.Tick, ...]
    from_at: datetime
    until_at: datetime
    #: The whole in words, a sentence an outlet, for who cannot see it.
    description: str
    #: Outlets not drawn, and what they say now: "20 (11), 22 (1)".
    other_count: int
    others: str
    #: Whether it goes less far back than what is known.
    is_cut: bool


def draw_chart(
    found: Mapping[str, Sequence[stretches.Stretch]], *, scope: str, now: datetime
) -> Chart | None:
    """Draw outlets' stretches; None where nothing was ever said."""
    known = [one for outlet in found.values() for one in outlet]
    if not known:
        return None
    begin = _find_begin(known)
    shown = {
        outlet_id: kept
        for outlet_id, outlet in found.items()
        if (kept := [one for one in outlet if one.until_at is None or one.until_at > begin])
    }
    drawn = _choose(shown)
    scale = chart_grid.Scale(begin=begin, end=max(now, begin + timedelta(hours=1)))
    values = sorted({one.value: one for outlet in drawn.values() for one in outlet}.values(), key=_rank)
    layout = chart_grid.Layout([one.value for one in values], drawn)
    rest = [one for outlet_id in shown.keys() - drawn.keys() for one in shown[outlet_id]]
    lines = [
        _draw_line(outlet, pattern=place, scale=scale, layout=layout)
        for place, outlet in enumerate(drawn.values())
    ]
    return Chart(
        scope=scope,
        height=layout.height + _FOOT,
        bands=layout.list_bands(stretches.find_now(one for outlet in shown.values() for one in outlet)),
        lines=tuple(lines),
        ticks=tuple(scale.list_ticks()),
        from_at=begin,
        until_at=scale.end,
        description=" ".join(_describe(outlet) for outlet in drawn.values()),
        other_count=len(shown) - len(drawn),
        others=_count_values(stretches.find_now(rest)),
        is_cut=begin > min(one.from_at for one in known),
    )


def _find_begin(known: Collection[stretches.Stretch]) -> datetime:
    """Find how far back no more than MOST_VALUES values are given."""
    last: dict[str, datetime] = {}
    far = max(one.from_at for one in known)
    for one in known:
        end = one.until_at or far
        last[one.value] = max(last.get(one.value, end), end)
    earliest = min(one.from_at for one in known)
    dropped = sorted(last.values(), reverse=True)[MOST_VALUES:]
    return max([earliest, *dropped[:1]])


def _choose(shown: Mapping[str, Sequence[stretches.Stretch]]) -> dict[str, Sequence[stretches.Stretch]]:
    """Choose the outlets to draw: those that moved, then those that say what few say, then the first to speak."""
    camps = Counter(
        one.value for one in stretches.find_now(one for outlet in shown.values() for one in outlet)
    )

    def weight(outlet_id: str) -> tuple[bool, int, datetime, str]:
        outlet = shown[outlet_id]
        has_moved = len({one.value for one in outlet}) > 1
        camp = min((camps[one.value] for one in stretches.find_now(outlet)), default=0)
        return not has_moved, camp, outlet[0].from_at, outlet_id

    chosen = sorted(shown, key=weight)[:MOST_LINES]
    return {
        outlet_id: shown[outlet_id] for outlet_id in sorted(chosen, key=lambda one: shown[one][0].from_at)
    }


def _rank(stretch: stretches.Stretch) -> tuple[Decimal, Decimal, str]:
    """Order values: the highest number on top; what has no number by its words."""
    ends = [end for end in (stretch.claim.low, stretch.claim.high) if end is not None]
    return -max(ends, default=Decimal(0)), -min(ends, default=Decimal(0)), stretch.value


def _draw_line(
    outlet: Sequence[stretches.Stretch], *, pattern: int, scale: chart_grid.Scale, layout: chart_grid.Layout
) -> Line:
    bars = [
        Bar(
            x1=scale.place(one.from_at),
            y1=layout.row(one),
            x2=scale.place(one.until_at) if one.until_at else 100.0,
            y2=layout.row(one),
            words=f"{one.outlet_name}: {_say_stretch(one)}",
        )
        for one in outlet
    ]
    ended: defaultdict[datetime, list[stretches.Stretch]] = defaultdict(list)
    for one in outlet:
        if one.until_at:
            ended[one.until_at].append(one)
    for one in outlet:
        x = scale.place(one.from_at)
        bars += [
            Bar(
                x1=x,
                y1=layout.row(before),
                x2=x,
                y2=layout.row(one),
                words=f"{one.outlet_name}: {before.value} → {one.value}, {words.stamp_words(one.from_at)}",
            )
            for before in ended[one.from_at]
        ]
    last_at = max((one.until_at or scale.end) for one in outlet)
    return Line(
        outlet_name=outlet[0].outlet_name,
        pattern=pattern,
        bars=tuple(bars),
        ends=tuple(
            _find_end(one, scale=scale, layout=layout)
            for one in outlet
            if (one.until_at or scale.end) == last_at
        ),
    )


def _find_end(stretch: stretches.Stretch, *, scale: chart_grid.Scale, layout: chart_grid.Layout) -> End:
    x = scale.place(stretch.until_at) if stretch.until_at else 100.0
    # A name that ended further left would stand out of the drawing on a phone.
    is_at_start = x < 40
    return End(
        x=scale.place(stretch.from_at) if is_at_start else x,
        y=layout.row(stretch) - 5,
        is_at_start=is_at_start,
    )


def _say_stretch(stretch: stretches.Stretch) -> str:
    until = f"until {words.stamp_words(stretch.until_at)}" if stretch.until_at else "to now"
    return f"{stretch.value}, from {words.stamp_words(stretch.from_at)} {until}"


def _describe(outlet: Sequence[stretches.Stretch]) -> str:
    return f"{outlet[0].outlet_name}: {'; '.join(_say_stretch(one) for one in outlet)}."


def _count_values(said: Iterable[stretches.Stretch]) -> str:
    return ", ".join(
        f"{value} ({count})" for value, count in Counter(one.value for one in said).most_common()
    )


def list_scopes(observations: Iterable[model.ClaimObservation]) -> tuple[str, ...]:
    """List the scopes a claim is given in, those of most outlets first."""
    outlets: defaultdict[str, set[str]] = defaultdict(set)
    for one in observations:
        outlets[one.claim.scope].add(one.outlet_id)
    return tuple(sorted(outlets, key=lambda scope: (-len(outlets[scope]), scope)))
