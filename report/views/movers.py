"""Movers: who was first with the value that most outlets give now, who followed, who has not, and who went back.

Instants are those at which a value was first seen: the article's page has the window. Next: `chart`, the same as a drawing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from report.views import stretches, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """An outlet that came to the value."""

    outlet_name: str
    article_id: int
    change_id: int | None
    at: datetime
    #: What it said just before; "" where it spoke for the first time.
    was: str
    #: "2 h 10 min after the first"; "" for the first.
    behind: str
    #: Whether it says otherwise now.
    has_left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Laggard:
    """An outlet that says otherwise now."""

    outlet_name: str
    article_id: int
    value: str
    since_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """An outlet that went from a value to another and back, once or more often."""

    outlet_name: str
    article_id: int
    change_id: int | None
    #: What it came back to last, and what it said between.
    value: str
    between: str
    #: The last time.
    at: datetime
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Movers:
    """All of it."""

    scope: str
    #: What most outlets say now; "" where no value has most.
    value: str
    now_count: int
    #: How many outlets say anything now.
    outlet_count: int
    #: The first one first.
    movers: tuple[Mover, ...]
    laggards: tuple[Laggard, ...]
    returns: tuple[Return, ...]


def find_movers(found: Mapping[str, Sequence[stretches.Stretch]], *, scope: str) -> Movers:
    """Find who was first, who followed and who says otherwise, by what each outlet says now."""
    said = stretches.find_now(one for outlet in found.values() for one in outlet)
    value = find_leading(one.value for one in said)
    giving = {one.outlet_id for one in said if one.value == value}
    firsts = [
        (first, outlet)
        for outlet in found.values()
        if (first := next((one for one in outlet if one.value == value), None))
    ]
    ordered = sorted(firsts, key=lambda pair: (pair[0].from_at, pair[0].outlet_name))
    return Movers(
        scope=scope,
        value=value,
        now_count=len(giving),
        outlet_count=len({one.outlet_id for one in said}),
        movers=tuple(
            _list_mover(one, outlet, first_at=ordered[0][0].from_at, has_left=one.outlet_id not in giving)
            for one, outlet in ordered
        ),
        laggards=tuple(
            Laggard(
                outlet_name=one.outlet_name, article_id=one.article_id, value=one.value, since_at=one.from_at
            )
            for one in sorted(said, key=lambda one: (one.from_at, one.outlet_name))
            if one.outlet_id not in giving
        ),
        returns=tuple(
            sorted(
                (back for outlet in found.values() for back in _find_returns(outlet)),
                key=lambda back: back.at,
                reverse=True,
            )
        ),
    )


def find_leading(values: Iterable[str]) -> str:
    """Find the value given more often than any other; "" where there is none."""
    ranked = Counter(values).most_common(2)
    is_split = len(ranked) == 2 and ranked[0][1] == ranked[1][1]
    return ranked[0][0] if ranked and not is_split else ""


def _list_mover(
    stretch: stretches.Stretch, outlet: Sequence[stretches.Stretch], *, first_at: datetime, has_left: bool
) -> Mover:
    before = [one.value for one in _find_before(stretch, outlet)]
    behind = words.span_words(stretch.from_at - first_at)
    return Mover(
        outlet_name=stretch.outlet_name,
        article_id=stretch.article_id,
        change_id=stretch.change_id,
        at=stretch.from_at,
        was=", ".join(before),
        behind=f"{behind} after the first" if behind else "",
        has_left=has_left,
    )


def _find_returns(outlet: Sequence[stretches.Stretch]) -> Iterable[Return]:
    """Yield the pairs of values an outlet went back and forth between, each once."""
    backs: defaultdict[frozenset[str], list[tuple[stretches.Stretch, str]]] = defaultdict(list)
    for now in outlet:
        for between in _find_before(now, outlet):
            if any(left.value == now.value for left in _find_before(between, outlet)):
                backs[frozenset({now.value, between.value})].append((now, between.value))
    for found in backs.values():
        last, between_value = found[-1]
        yield Return(
            outlet_name=last.outlet_name,
            article_id=last.article_id,
            change_id=last.change_id,
            value=last.value,
            between=between_value,
            at=last.from_at,
            count=len(found),
        )


def _find_before(stretch: stretches.Stretch, outlet: Sequence[stretches.Stretch]) -> list[stretches.Stretch]:
    """Find what the outlet said just before."""
    return [one for one in outlet if one.until_at == stretch.from_at]
