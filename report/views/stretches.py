"""Stretches: what each outlet said of one slot, from when until when. An outlet's word is what its newest text says.

A text that says two things gives two stretches side by side. Next: `chart`, which draws them; `movers`, who was first.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import heappop, heappush
from itertools import groupby

from monitor import model
from report.views import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One outlet giving one value without a break."""

    outlet_id: str
    outlet_name: str
    value: str
    #: One of the claims that give it, to be ordered by.
    claim: model.Claim
    #: The article it was first given in, and the change that brought it there.
    article_id: int
    change_id: int | None
    from_at: datetime
    #: None: the outlet says so now.
    until_at: datetime | None


def find_stretches(observations: Iterable[model.ClaimObservation]) -> dict[str, tuple[Stretch, ...]]:
    """Find each outlet's stretches, oldest first, by its id; all `observations` are of one claim and scope."""
    by_outlet: defaultdict[str, list[model.ClaimObservation]] = defaultdict(list)
    for observation in observations:
        by_outlet[observation.outlet_id].append(observation)
    return {outlet_id: _join(_find_words(found)) for outlet_id, found in by_outlet.items()}


def find_now(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Keep what is said now."""
    return tuple(one for one in stretches if one.until_at is None)


def _end_of(observation: model.ClaimObservation) -> datetime | None:
    """When it was no longer said: another version came, or the article went."""
    return observation.until_at or observation.gone_at


def _find_words(observations: Sequence[model.ClaimObservation]) -> Iterable[Stretch]:
    """Yield what the outlet's newest text says between any two instants at which that may change."""
    starts = sorted(observations, key=lambda one: one.from_at)
    instants = sorted({at for one in starts for at in (one.from_at, _end_of(one)) if at is not None})
    #: Texts that stand, the newest first; those that ended are dropped when they come to the top.
    texts: list[tuple[float, int, int, model.ClaimObservation]] = []
    place = 0
    for at, until_at in zip(instants, (*instants[1:], None), strict=True):
        while place < len(starts) and starts[place].from_at <= at:
            one = starts[place]
            heappush(texts, (-one.from_at.timestamp(), -one.article_id, place, one))
            place += 1
        while texts and (end := _end_of(texts[0][3])) is not None and end <= at:
            heappop(texts)
        if texts:
            newest = texts[0][:2]
            saying = (one for *key, _, one in texts if tuple(key) == newest)
            yield from {
                words.value_words(one.claim): _start(one, at=at, until_at=until_at) for one in saying
            }.values()


def _start(observation: model.ClaimObservation, *, at: datetime, until_at: datetime | None) -> Stretch:
    return Stretch(
        outlet_id=observation.outlet_id,
        outlet_name=observation.outlet_name,
        value=words.value_words(observation.claim),
        claim=observation.claim,
        article_id=observation.article_id,
        change_id=observation.change_id if observation.from_at == at else None,
        from_at=at,
        until_at=until_at,
    )


def _join(pieces: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Join pieces of one value that follow on each other."""
    joined: list[Stretch] = []
    for _, run in groupby(
        sorted(pieces, key=lambda one: (one.value, one.from_at)), key=lambda one: one.value
    ):
        for piece in run:
            last = joined[-1] if joined else None
            if last and last.value == piece.value and last.until_at == piece.from_at:
                joined[-1] = replace(last, until_at=piece.until_at)
            else:
                joined.append(piece)
    return tuple(sorted(joined, key=lambda one: (one.from_at, one.value)))
