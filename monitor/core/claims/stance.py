"""Stances and statuses: where somebody stands on a topic, and how a matter stands.

A stance needs its actor and its topic in one sentence, and a word for the position in their clause; a condition turns
any position but an open one into "conditional". Refuses positions that are somebody's demand ("Israel wants Hamas to
disarm") or a hypothesis ("until Hamas disarms"). Next: `quote`.
"""

from itertools import pairwise

from monitor import model
from monitor.core.claims.attribution import VERBS, Attribution, find_attribution
from monitor.core.claims.compiled import Compiled, not_actor_name
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.polarity import holds, is_denied
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tense import find_tense

CONDITIONAL = "conditional"
#: Farthest a position may stand from its topic, in tokens; a status stands in the topic's own phrase.
MAX_STANCE_DISTANCE = 24
MAX_STATUS_DISTANCE = 9
#: What it costs a position not to stand between actor and topic, or to be the topic itself ("will disarm").
_ASIDE, _TOPIC_ITSELF, _BROKEN = 6, 12, 12
_DEMAND_REACH = 5

#: A value, the word that says it, and the topic it is said of.
Position = tuple[str, Hit, Hit]


def find_positions(
    sentence: Sentence,
    compiled: Compiled,
    *,
    attributions: tuple[Attribution, ...],
) -> list[model.Claim]:
    """Find the stances and statuses of a sentence: one status a definition, one stance each time its actor is named
    anew with the topic."""
    found = []
    for definition in compiled.posed:
        topics = sentence.hits.get(definition.topic or "", ())
        if not topics or any(sentence.hits.get(name) for name in definition.veto):
            continue
        positions = (
            _find_stances(sentence, definition) if definition.actor else [_find_status(sentence, definition)]
        )
        for value, hit, topic in filter(None, positions):
            found.append(_claim(sentence, definition, value, hits=(hit, topic), attributions=attributions))
    return found


def _find_stances(sentence: Sentence, definition: model.ClaimDefinition) -> list[Position | None]:
    """Find the actor's position in each stretch of the sentence."""
    edges = [0, *_find_cuts(sentence, definition), len(sentence.words)]
    return [_find_stance(sentence, definition, within=range(*edge)) for edge in pairwise(edges)]


def _find_cuts(sentence: Sentence, definition: model.ClaimDefinition) -> list[int]:
    """Find where a clause names the actor anew with a topic before and one behind: "while Hamas may give up its arms,
    Hamas itself says it will not disarm"."""
    topics = [topic.first for topic in sentence.hits.get(definition.topic or "", ())]
    cuts = [0]
    for actor in sentence.hits.get(definition.actor or "", ()):
        start = sentence.before(actor.first, "#article")
        opens_clause = start > 0 and (
            sentence.words[start - 1] in ",;" or sentence.is_at(start - 1, "#breaker")
        )
        if opens_clause and any(cuts[-1] <= at < start for at in topics) and any(at > start for at in topics):
            cuts.append(start)
    return cuts[1:]


def _find_stance(sentence: Sentence, definition: model.ClaimDefinition, *, within: range) -> Position | None:
    """Find the position nearest to the topic that the actor holds, in one stretch of the sentence."""
    best: tuple[int, str, Hit, Hit] | None = None
    actors = [actor for actor in _list_actors(sentence, definition) if actor.first in within]
    topics = [topic for topic in sentence.hits.get(definition.topic or "", ()) if topic.first in within]
    for topic in topics:
        actor = _actor_of(topic, actors)
        if actor is None:
            continue
        for value, hit in _positions(sentence, definition):
            if hit.first not in within or _is_event(sentence, hit, topic):
                continue
            cost = _cost(sentence, hit, actor, topic)
            is_better = cost <= MAX_STANCE_DISTANCE and (best is None or cost < best[0])
            if is_better and not _is_handed_over(
                sentence, definition, actor=actor, topic=topic, position=hit
            ):
                best = (cost, value, hit, topic)
    if best is None:
        return None
    _, value, hit, topic = best
    is_conditional = _is_conditional(sentence, definition, value, within=within)
    return (CONDITIONAL if is_conditional else value), hit, topic


def _list_actors(sentence: Sentence, definition: model.ClaimDefinition) -> list[Hit]:
    """List the actors of a sentence, without who is only dealt with ("talks with Israel") and who is the topic's own
    object ("the disarmament of Hamas")."""
    behind = [topic.last + 1 for topic in sentence.hits.get(definition.topic or "", ())]
    objects = {*behind, *(sentence.after(place, "#part") for place in behind)}
    return [
        hit
        for hit in sentence.hits.get(definition.actor or "", ())
        if hit.first not in objects and not _is_companion(sentence, hit)
    ]


def _is_companion(sentence: Sentence, actor: Hit) -> bool:
    start = sentence.before(actor.first, "#article")
    return sentence.before(start, "#companion") < start


def _actor_of(topic: Hit, actors: list[Hit]) -> Hit | None:
    """Return the nearest actor before the topic, else the first behind it."""
    before = [hit for hit in actors if hit.first <= topic.first]
    return before[-1] if before else next(iter(actors), None)


def _is_event(sentence: Sentence, hit: Hit, topic: Hit) -> bool:
    """Whether a word of a position is the topic itself, done: "resumed the war" tells what happened."""
    is_topic = hit.first <= topic.last and hit.last >= topic.first
    return is_topic and hit.needs != "not" and find_tense(sentence, hit) == "past"


def _positions(sentence: Sentence, definition: model.ClaimDefinition) -> list[tuple[str, Hit]]:
    """List every word of a position that holds where it stands."""
    return [
        (value, hit)
        for value, name in definition.values.items()
        for hit in sentence.hits.get(name, ())
        if holds(sentence, hit) and (hit.needs == "not" or not is_denied(sentence, hit))
    ]


def _cost(sentence: Sentence, hit: Hit, actor: Hit, topic: Hit) -> int:
    """Weigh how well a position stands for an actor and a topic."""
    if (hit.first, hit.last) == (topic.first, topic.last) and not hit.needs:
        return 0 if actor.first < topic.first else _ASIDE
    if hit.first <= topic.last and hit.last >= topic.first:
        return _TOPIC_ITSELF if actor.first < topic.first else _TOPIC_ITSELF + _ASIDE
    first, last = (hit, topic) if hit.first < topic.first else (topic, hit)
    cost = max(0, last.first - first.last)
    cost += 0 if actor.first <= hit.first <= topic.first else _ASIDE
    return cost + (_BROKEN if sentence.between(first.last, last.first, "#breaker") else 0)


def _is_handed_over(
    sentence: Sentence, definition: model.ClaimDefinition, *, actor: Hit, topic: Hit, position: Hit
) -> bool:
    """Whether the position is wished on the actor, or only supposed."""
    conditions = sentence.hits.get(definition.condition or "", ())
    if any(
        0 < actor.first - condition.last <= 2 and "," not in sentence.words[condition.last : actor.first]
        for condition in conditions
    ):
        return True
    for word in sentence.hits.get(not_actor_name(definition), ()):
        is_before = 0 < actor.first - word.last <= _DEMAND_REACH and not _is_said(
            sentence, word.last, actor.first
        )
        is_inside = actor.last < word.first <= topic.first and not actor.last < position.first <= word.first
        if is_before or is_inside:
            return True
    return False


def _is_said(sentence: Sentence, first: int, last: int) -> bool:
    """Whether another verb of saying stands between, so that a demand reaches no further."""
    return sentence.between(first, last, *(name for _, name in VERBS))


def _is_conditional(
    sentence: Sentence, definition: model.ClaimDefinition, value: str, *, within: range
) -> bool:
    if definition.condition is None or value == "undecided":
        return False
    return any(hit.first in within for hit in sentence.hits.get(definition.condition, ()))


def _find_status(sentence: Sentence, definition: model.ClaimDefinition) -> Position | None:
    """Find the status word nearest to the topic, in its own clause."""
    best: tuple[int, str, Hit, Hit] | None = None
    for topic in sentence.hits.get(definition.topic or "", ()):
        for value, hit in _positions(sentence, definition):
            first, last = (hit, topic) if hit.first < topic.first else (topic, hit)
            distance = max(0, last.first - first.last)
            if (
                distance > MAX_STATUS_DISTANCE
                or is_denied(sentence, topic)
                or sentence.between(first.last, last.first, "#breaker")
            ):
                continue
            if best is None or distance < best[0]:
                best = (distance, value, hit, topic)
    return best and (best[1], best[2], best[3])


def _claim(
    sentence: Sentence,
    definition: model.ClaimDefinition,
    value: str,
    *,
    hits: tuple[Hit, Hit],
    attributions: tuple[Attribution, ...],
) -> model.Claim:
    first, last = min(hit.first for hit in hits), max(hit.last for hit in hits)
    attribution = find_attribution(attributions, hits[0].first)
    doubts = [
        hit for hit in sentence.hits.get("#reported", ()) if abs(hit.first - hits[0].first) <= _DEMAND_REACH
    ]
    return model.Claim(
        claim_id=definition.id,
        type=definition.type,
        value=value,
        is_reported=bool(doubts) or (attribution is not None and attribution.is_reported),
        source=attribution.source if attribution else None,
        verb=attribution.verb if attribution else None,
        start=sentence.spans[first][0],
        end=sentence.spans[last][1],
        sentence=sentence.text,
        rule=f"{definition.type}: {' '.join(sentence.words[hits[0].first : hits[0].last + 1])}",
    )
