"""One claim over time: every value any outlet gave it, with the sentence it was given in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor import model
from report.views import words

#: Most lines on the page, newest first; the API has the rest.
MOST_LINES = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationLine:
    """A value for as long as it stood in one article."""

    outlet_id: str
    outlet_name: str
    article_id: int
    headline: str
    value: str
    scope: str
    source: str
    sentence: str
    from_at: datetime
    #: None while it stands in the newest version.
    until_at: datetime | None
    first_version: int
    last_version: int
    change_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """All of it, newest first."""

    claim_id: str
    title: str
    type: model.ClaimType | None
    lines: tuple[ObservationLine, ...]
    #: Lines left out.
    older_count: int
    outlet_count: int


def show_claim(
    observations: Sequence[model.ClaimObservation], *, claim_id: str, watch: model.Watch
) -> ClaimPage:
    """Lay a claim's observations out; versions in a row that repeat a value are one line."""
    types = {definition.id: definition.type for definition in watch.claims}
    lines = sorted(_fold(observations), key=lambda line: line.from_at, reverse=True)
    return ClaimPage(
        claim_id=claim_id,
        title=words.claim_title(watch, claim_id),
        type=types.get(claim_id),
        lines=tuple(lines[:MOST_LINES]),
        older_count=max(0, len(lines) - MOST_LINES),
        outlet_count=len({line.outlet_id for line in lines}),
    )


def _fold(observations: Sequence[model.ClaimObservation]) -> list[ObservationLine]:
    """Join an article's runs of versions that say the same; `observations` are oldest first."""
    runs: dict[tuple[int, str, str, str], list[list[model.ClaimObservation]]] = {}
    for observation in observations:
        claim = observation.claim
        key = (observation.article_id, claim.scope, words.value_words(claim), words.source_words(claim))
        known = runs.setdefault(key, [])
        if known and observation.version_number <= known[-1][-1].version_number + 1:
            known[-1].append(observation)
        else:
            known.append([observation])
    return [_join(run) for known in runs.values() for run in known]


def _join(run: Sequence[model.ClaimObservation]) -> ObservationLine:
    first, last = run[0], run[-1]
    return ObservationLine(
        outlet_id=first.outlet_id,
        outlet_name=first.outlet_name,
        article_id=first.article_id,
        headline=last.headline,
        value=words.value_words(first.claim),
        scope=words.scope_words(first.claim.scope),
        source=words.source_words(first.claim) if first.claim.source else "",
        sentence=last.claim.sentence,
        from_at=first.from_at,
        until_at=last.until_at,
        first_version=first.version_number,
        last_version=last.version_number,
        change_id=first.change_id,
    )
