"""Standings: what outlets say now of each claim, by value, since when, and the fresh change that brought it.

Twenty outlets that agree are one value with twenty names. Quotations are left to the claim's page: every outlet has others.
Next: `board` and `matrix`, which show them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor import model
from report.views import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The change that brought a value, when it is fresh."""

    change_id: int
    #: "was 22", or "new" where nothing stood before.
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An outlet that gives a value."""

    outlet_id: str
    outlet_name: str
    article_id: int
    since_at: datetime
    step: Step | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueLine:
    """One value of a claim and the outlets that give it."""

    value: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGroup:
    """One claim in one scope: its values, most outlets first."""

    claim_id: str
    title: str
    scope: str
    values: tuple[ValueLine, ...]

    @property
    def outlet_count(self) -> int:
        """How many outlets say anything."""
        return len({standing.outlet_id for value in self.values for standing in value.standings})

    @property
    def is_disputed(self) -> bool:
        """Whether outlets give different values."""
        return len(self.values) > 1

    @property
    def is_fresh(self) -> bool:
        """Whether any outlet moved within the last day."""
        return any(standing.step for value in self.values for standing in value.standings)


def group_claims(
    *,
    watch: model.Watch,
    history: Sequence[model.ClaimObservation],
    current: Sequence[model.ClaimObservation],
    fresh: Sequence[model.ChangeReading],
) -> tuple[ClaimGroup, ...]:
    """Group what outlets say now by claim, scope and value, in the watchlist's order of claims."""
    steps = _find_steps(fresh)
    stood = _Past(history)
    values: dict[tuple[str, str], dict[str, list[Standing]]] = defaultdict(lambda: defaultdict(list))
    for observation in _latest_word(current):
        claim = observation.claim
        value = words.value_words(claim)
        step = steps.get((observation.article_id, claim.claim_id, claim.scope, value))
        standing = Standing(
            outlet_id=observation.outlet_id,
            outlet_name=observation.outlet_name,
            article_id=observation.article_id,
            since_at=stood.find_since(observation),
            step=step,
        )
        given = values[claim.claim_id, claim.scope][value]
        if all(other.outlet_id != standing.outlet_id for other in given):
            given.append(standing)
    order = {definition.id: place for place, definition in enumerate(watch.claims)}
    slots = sorted(values, key=lambda slot: (order.get(slot[0], len(order)), slot))
    return tuple(_group(slot, values[slot], watch=watch) for slot in slots)


def _group(slot: tuple[str, str], values: dict[str, list[Standing]], *, watch: model.Watch) -> ClaimGroup:
    claim_id, scope = slot
    lines = (
        ValueLine(value=value, standings=tuple(sorted(standings, key=lambda one: one.outlet_name.casefold())))
        for value, standings in values.items()
    )
    return ClaimGroup(
        claim_id=claim_id,
        title=words.claim_title(watch, claim_id),
        scope=words.scope_words(scope),
        values=tuple(sorted(lines, key=lambda line: (-len(line.standings), line.value))),
    )


def _latest_word(current: Iterable[model.ClaimObservation]) -> list[model.ClaimObservation]:
    """Keep, for each outlet and slot, what its newest text with that slot says; one text may say several things."""
    newest: dict[tuple[str, str, str], list[model.ClaimObservation]] = {}
    for observation in current:
        claim = observation.claim
        if claim.type is model.ClaimType.QUOTE:
            continue
        slot = (observation.outlet_id, claim.claim_id, claim.scope)
        known = newest.get(slot)
        if known is None or _age(observation) > _age(known[0]):
            newest[slot] = [observation]
        elif _age(observation) == _age(known[0]):
            known.append(observation)
    return [observation for known in newest.values() for observation in known]


def _age(observation: model.ClaimObservation) -> tuple[datetime, int]:
    return observation.from_at, observation.article_id


def _find_steps(fresh: Sequence[model.ChangeReading]) -> dict[tuple[int, str, str, str], Step]:
    """Map article, claim, scope and new value to the fresh change that brought it; the newest one wins."""
    steps: dict[tuple[int, str, str, str], Step] = {}
    for reading in reversed(fresh):
        for change in reading.change.claim_changes:
            # Another speaker is no other value.
            if change.new is not None and change.kind is not model.ChangeKind.ATTRIBUTION:
                key = (reading.article.id, change.claim_id, change.new.scope, words.value_words(change.new))
                old = f"was {words.side_words(change, change.old)}" if change.old else "new"
                steps[key] = Step(change_id=reading.id, words=old)
    return steps


class _Past:
    """Which versions of which articles gave which value, to tell since when one stands."""

    def __init__(self, history: Sequence[model.ClaimObservation]) -> None:
        self._given = {self._key(one, one.version_number): one.from_at for one in history}
        #: The believed version each one followed: versions in doubt leave gaps in the numbers.
        numbers = {
            (one.article_id, one.until_at): one.version_number for one in history if one.until_at is not None
        }
        self._before = {
            (one.article_id, one.version_number): numbers.get(
                (one.article_id, one.from_at), one.version_number - 1
            )
            for one in history
        }

    def find_since(self, observation: model.ClaimObservation) -> datetime:
        """Walk back while the version before gave the same value."""
        number, since_at = observation.version_number, observation.from_at
        while (before := self._before.get((observation.article_id, number), 0)) < number:
            earlier = self._given.get(self._key(observation, before))
            if earlier is None:
                break
            number, since_at = before, earlier
        return since_at

    @staticmethod
    def _key(observation: model.ClaimObservation, number: int) -> tuple[int, str, str, str, int]:
        claim = observation.claim
        return observation.article_id, claim.claim_id, claim.scope, words.value_words(claim), number
