"""The board: what changed in the last day, what each outlet says now, and whom we are blind to.

What outlets say stands as a matrix of claims and outlets, or by value. Next: `standings` and `matrix`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor import model
from report.views import ledger, matrix, moves, standings

#: What counts as "overnight".
FRESH = timedelta(hours=24)
#: An outlet's word older than this is no longer its word on the state of things.
SPAN = timedelta(days=7)
#: Most changes shown in full; the list page has the rest.
MOST_MOVES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All of it."""

    now: datetime
    totals: model.Totals
    #: Fresh changes worth a look, gravest first.
    moves: tuple[moves.Move, ...]
    #: Fresh changes not shown: plain edits, and those beyond the most.
    other_count: int
    fresh_count: int
    silent_count: int
    claim_move_count: int
    claims: tuple[standings.ClaimGroup, ...]
    matrix: matrix.Matrix
    #: Outlets seen badly or not at all.
    blind: tuple[ledger.OutletLine, ...]
    outlet_count: int

    @property
    def disputed_count(self) -> int:
        """How many claims outlets differ on."""
        return sum(group.is_disputed for group in self.claims)

    @property
    def is_all_blind(self) -> bool:
        """Whether no outlet at all can be seen."""
        return (
            bool(self.blind)
            and all(line.sight is ledger.Sight.BLIND for line in self.blind)
            and len(self.blind) == self.outlet_count
        )


def build_board(
    *,
    now: datetime,
    watch: model.Watch,
    totals: model.Totals,
    changes: Sequence[model.ChangeReading],
    history: Sequence[model.ClaimObservation],
    current: Sequence[model.ClaimObservation],
    outlets: Sequence[model.OutletReading],
) -> Board:
    """Put the board together; `changes` are newest first, of `current` only what is younger than SPAN counts."""
    fresh = [reading for reading in changes if reading.change.first_seen_new_at >= now - FRESH]
    fresh_moves = [moves.list_move(reading, watch=watch) for reading in fresh]
    grave = sorted(
        (move for move in fresh_moves if not move.is_minor), key=lambda move: move.severity, reverse=True
    )[:MOST_MOVES]
    lines = ledger.list_outlets(outlets)
    claims = standings.group_claims(
        watch=watch,
        history=history,
        current=[one for one in current if one.from_at >= now - SPAN],
        fresh=fresh,
    )
    return Board(
        now=now,
        totals=totals,
        moves=tuple(grave),
        other_count=len(fresh_moves) - len(grave),
        fresh_count=len(fresh_moves),
        silent_count=sum(move.disclosure == "silent" and not move.is_minor for move in fresh_moves),
        claim_move_count=sum(len(move.claim_lines) for move in fresh_moves),
        claims=claims,
        matrix=matrix.build_matrix(claims, outlet_count=len(lines)),
        blind=tuple(line for line in lines if line.sight is not ledger.Sight.CLEAR),
        outlet_count=len(lines),
    )
