"""Standings: who stands where on one slot. Outlets in, camps out, the copies of one wire text counted once.

An outlet stands where its newest word puts it; one that took its word back, or whose word is old, stands nowhere. Next: `consensus`,
which says whether most of them moved.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor import model
from monitor.core import agreement, words
from monitor.core.claims import print_value

#: By what outlets are counted: the origin their text is a copy of, else the outlet.
Unit = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where one outlet stands."""

    position: model.Position
    #: All it says of the slot; the first is what it puts first.
    claims: tuple[model.Claim, ...]

    @property
    def claim(self) -> model.Claim:
        """What it puts first."""
        return self.claims[0]

    @property
    def figure(self) -> str:
        """The figure it puts first."""
        return agreement.find_figure(self.claim)

    @property
    def said_at(self) -> datetime:
        """When it said so."""
        return self.position.said_at

    @property
    def unit(self) -> Unit:
        """By what it is counted."""
        origin_id = self.position.origin_id
        return ("outlet", self.position.outlet_id) if origin_id is None else ("origin", str(origin_id))

    def contradicts(self, claim: model.Claim) -> bool:
        """Whether nothing that it says leaves room for a value."""
        return all(agreement.is_contradicted(own, claim) for own in self.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class Camp:
    """The outlets that say one figure, the first to say so first."""

    figure: str
    #: One of them, in the words most of them use.
    claim: model.Claim
    stands: tuple[Stand, ...]

    @property
    def count(self) -> int:
        """How many they are, copies counted once."""
        return count_units(self.stands)


def count_units(stands: Iterable[Stand]) -> int:
    """Count outlets, copies of one text once."""
    return len({stand.unit for stand in stands})


def find_stands(known: model.SlotForCompare, *, since: datetime) -> tuple[Stand, ...]:
    """Find where outlets stand by what they said since then, those who began to say so first before the others."""
    key = (known.slot.claim_id, known.slot.scope, known.slot.unit)
    stands = [
        Stand(position=position, claims=mentions)
        for position in known.positions
        if position.figure and not position.is_removed and position.said_at >= since
        if (mentions := words.find_mentions(position.claims, at=position.said_at).get(key))
    ]
    return tuple(sorted(stands, key=_order))


def _order(stand: Stand) -> tuple[datetime, datetime, str]:
    return stand.position.since, stand.said_at, stand.position.outlet_id


def find_camps(stands: Sequence[Stand]) -> tuple[Camp, ...]:
    """Sort outlets by the figure they put first, the largest camp first."""
    found: defaultdict[str, list[Stand]] = defaultdict(list)
    for stand in stands:
        found[stand.figure].append(stand)
    camps = (
        Camp(figure=figure, claim=_find_usual(camp), stands=tuple(camp)) for figure, camp in found.items()
    )
    return tuple(sorted(camps, key=lambda camp: (-camp.count, camp.figure)))


def _find_usual(stands: Sequence[Stand]) -> model.Claim:
    """Find the value as most of a camp put it: "at least 20" where few say "20"."""
    usual = Counter(value for _, value in {(stand.unit, print_value(stand.claim)) for stand in stands})
    most = max(usual.values())
    return next(stand.claim for stand in stands if usual[print_value(stand.claim)] == most)


def find_majority(camps: Sequence[Camp], stands: Sequence[Stand], *, least: int) -> Camp | None:
    """Find the camp that is larger than every other, and than all whom it contradicts; None where there is none so large."""
    if not camps or camps[0].count < least:
        return None
    camp, *others = camps
    against = count_units(stand for stand in stands if stand.contradicts(camp.claim))
    is_largest = not others or camp.count > others[0].count
    return camp if is_largest and camp.count > against else None
