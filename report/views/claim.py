"""One claim over time: every value any outlet gave it, with the sentence it was given in, drawn and in lines.

Next: `chart`, the drawing; `movers`, who was first and who has not moved.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor import model
from report.views import chart, movers, stretches, words

#: Most lines on the page, newest first; the API has the rest.
MOST_LINES = 100
#: Most scopes drawn, those of most outlets first.
MOST_SCOPES = 4


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
    #: When it was last seen, where the article is gone since.
    gone_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How outlets moved in one scope of the claim."""

    chart: chart.Chart
    movers: movers.Movers


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """All of it, newest first."""

    claim_id: str
    title: str
    type: model.ClaimType | None
    #: A scope each; none of quotations, since every outlet has others.
    courses: tuple[Course, ...]
    lines: tuple[ObservationLine, ...]
    #: Lines left out.
    older_count: int
    outlet_count: int
    #: Whether all that was ever said is here; else the newest only.
    is_whole: bool


def show_claim(
    observations: Sequence[model.ClaimObservation],
    *,
    claim_id: str,
    watch: model.Watch,
    now: datetime,
    is_whole: bool = True,
) -> ClaimPage:
    """Lay a claim's observations out; versions in a row that repeat a value are one line."""
    types = {definition.id: definition.type for definition in watch.claims}
    lines = sorted(_fold(observations), key=lambda line: line.from_at, reverse=True)
    return ClaimPage(
        claim_id=claim_id,
        title=words.claim_title(watch, claim_id),
        type=types.get(claim_id),
        courses=tuple(_find_courses(observations, now=now)),
        lines=tuple(lines[:MOST_LINES]),
        older_count=max(0, len(lines) - MOST_LINES),
        outlet_count=len({line.outlet_id for line in lines}),
        is_whole=is_whole,
    )


def _find_courses(observations: Sequence[model.ClaimObservation], *, now: datetime) -> Iterable[Course]:
    """Yield how outlets moved, scope by scope."""
    spoken = [one for one in observations if one.claim.type is not model.ClaimType.QUOTE]
    for scope in chart.list_scopes(spoken)[:MOST_SCOPES]:
        found = stretches.find_stretches(one for one in spoken if one.claim.scope == scope)
        plain = words.scope_words(scope)
        if drawn := chart.draw_chart(found, scope=plain, now=now):
            yield Course(chart=drawn, movers=movers.find_movers(found, scope=plain))


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
        gone_at=last.gone_at,
    )
