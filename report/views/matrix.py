"""The matrix: claims down, outlets across, and in each cell what the outlet says now, since when, and whether most say otherwise.

Two hundred outlets do not fit: those that say something other than most, or moved, come first, and the rest are counted.
Next: `board`, which groups the words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from report.views import standings

#: Most outlets across.
MOST_COLUMNS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One outlet."""

    outlet_id: str
    outlet_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one outlet says of one claim; a text may say several things."""

    values: tuple[str, ...]
    article_id: int
    since_at: datetime
    step: standings.Step | None
    #: Whether it says other than most, or, where no value has most, than anybody.
    is_apart: bool

    @property
    def is_quiet(self) -> bool:
        """Whether it says what most say, nothing else, and has not moved."""
        return not self.is_apart and self.step is None and len(self.values) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One claim in one scope; `cells` stand as the columns do, None where an outlet says nothing."""

    group: standings.ClaimGroup
    #: What most outlets say, "" where no value has most; and how many of how many say it.
    leading: str
    leading_count: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """All of it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    #: Outlets that say something and have no column.
    left_out: int
    #: Outlets watched that say nothing of any claim.
    mute_count: int


def build_matrix(groups: Sequence[standings.ClaimGroup], *, outlet_count: int) -> Matrix:
    """Lay groups out as a matrix; `outlet_count` is how many outlets are watched."""
    found = [(group, find_leading(group), _find_cells(group)) for group in groups]
    names = {
        one.outlet_id: one.outlet_name
        for group in groups
        for value in group.values
        for one in value.standings
    }
    weights = _weigh(cells for _, _, cells in found)
    ordered = sorted(names, key=lambda one: (weights[one], names[one].casefold()))
    shown = ordered[:MOST_COLUMNS]
    return Matrix(
        columns=tuple(Column(outlet_id=one, outlet_name=names[one]) for one in shown),
        rows=tuple(
            Row(
                group=group,
                leading=leading,
                leading_count=count,
                cells=tuple(cells.get(one) for one in shown),
            )
            for group, (leading, count), cells in found
        ),
        left_out=len(ordered) - len(shown),
        mute_count=max(0, outlet_count - len(ordered)),
    )


def find_leading(group: standings.ClaimGroup) -> tuple[str, int]:
    """Find the value that more outlets give than any other, and how many; "" where there is none."""
    first, *others = group.values
    is_split = bool(others) and len(others[0].standings) == len(first.standings)
    return ("", 0) if is_split else (first.value, len(first.standings))


def _find_cells(group: standings.ClaimGroup) -> dict[str, Cell]:
    leading, _ = find_leading(group)
    said: dict[str, list[tuple[str, standings.Standing]]] = {}
    for value in group.values:
        for one in value.standings:
            said.setdefault(one.outlet_id, []).append((value.value, one))
    return {
        outlet_id: Cell(
            values=tuple(value for value, _ in given),
            article_id=given[0][1].article_id,
            since_at=max(one.since_at for _, one in given),
            step=next((one.step for _, one in given if one.step), None),
            is_apart=all(value != leading for value, _ in given),
        )
        for outlet_id, given in said.items()
    }


def _weigh(rows: Iterable[dict[str, Cell]]) -> dict[str, tuple[int, int, int]]:
    """Weigh outlets: the more claims one stands apart on, moved on and speaks of, the nearer to the front."""
    apart: Counter[str] = Counter()
    moved: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    for cells in rows:
        for outlet_id, cell in cells.items():
            apart[outlet_id] += cell.is_apart
            moved[outlet_id] += cell.step is not None
            spoken[outlet_id] += 1
    return {one: (-apart[one], -moved[one], -spoken[one]) for one in spoken}
