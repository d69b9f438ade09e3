"""Stances and statuses: where somebody stands on a topic, and how a matter stands.

A stance needs its actor and its topic in one sentence, and a word for the position in their clause; a condition turns
willing and agreed into "conditional", and a refusal until something happens stays a refusal. Refuses positions that are
somebody's demand ("Israel wants Hamas to disarm") or a hypothesis ("until Hamas disarms"). Next: `quote`.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from monitor import model
from monitor.core.claims.attribution import VERBS, Attribution, find_attribution
from monitor.core.claims.clauses import is_about_other, is_inverted
from monitor.core.claims.compiled import Compiled, not_actor_name
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.polarity import find_status_refusal, find_word_refusal, is_in_phrase
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tense import find_tense, is_object, is_predicate
from monitor.core.claims.verdict import Weighed, Why

CONDITIONAL = "conditional"
#: Positions that any condition makes conditional. A refusal "until …" is a refusal; one "unless …" is not.
_OPEN_TO_CONDITIONS = frozenset({"willing", "agreed"})
#: Farthest a position may stand from its topic, in tokens; a status stands in the topic's own phrase.
MAX_STANCE_DISTANCE = 24
MAX_STATUS_DISTANCE = 9
#: What it costs a position not to stand between actor and topic, or to be the topic itself ("will disarm").
_ASIDE, _TOPIC_ITSELF, _BROKEN = 6, 12, 12
_DEMAND_REACH = 5
#: What it costs a word to be only what its topic is called, in tokens.
_NAME = 5


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
        if sentence.hits.get(definition.topic or "") and find_veto(sentence, definition) is None:
            for within, weighed in weigh_positions(sentence, definition):
                best = choose_position(weighed)
                if best is not None:
                    value = _value_of(sentence, definition, best, within=within)
                    hits = best.hit, best.topic
                    found.append(_claim(sentence, definition, value, hits=hits, attributions=attributions))
    return found


def find_veto(sentence: Sentence, definition: model.ClaimDefinition) -> Hit | None:
    """Find a word that keeps a sentence from holding a definition's position."""
    hits = (hit for name in definition.veto for hit in sentence.hits.get(name, ()))
    return next((hit for hit in hits if not is_in_phrase(sentence, hit)), None)


def weigh_positions(
    sentence: Sentence, definition: model.ClaimDefinition
) -> Iterator[tuple[range, list[Weighed]]]:
    """Weigh every word of a position against every topic: in the whole sentence for a status, for a stance in each of
    its stretches."""
    whole = range(len(sentence.words))
    if definition.actor is None:
        yield whole, list(_weigh_status(sentence, definition))
        return
    for edge in pairwise([0, *_find_cuts(sentence, definition), len(whole)]):
        yield range(*edge), list(_weigh_stance(sentence, definition, within=range(*edge)))


def choose_position(weighed: Iterable[Weighed]) -> Weighed | None:
    """Choose the nearest word that can be said of its topic, the first of equals."""
    return min((one for one in weighed if one.why is None), key=lambda one: one.cost, default=None)


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


def _weigh_stance(
    sentence: Sentence, definition: model.ClaimDefinition, *, within: range
) -> Iterator[Weighed]:
    """Weigh the words of a position that the actor may hold, in one stretch of the sentence."""
    actors = [actor for actor in _list_actors(sentence, definition) if actor.first in within]
    topics = [topic for topic in sentence.hits.get(definition.topic or "", ()) if topic.first in within]
    for topic in topics:
        actor = _actor_of(topic, actors)
        for value, hit in _list_words(sentence, definition):
            if hit.first not in within:
                continue
            if actor is None:
                yield Weighed(value, hit, topic, 0, Why.ACTOR)
                continue
            cost = _cost(sentence, hit, actor, topic)
            why = find_word_refusal(sentence, hit, topic)
            if why is None and _is_event(sentence, hit, topic):
                why = Why.EVENT
            if why is None and cost > MAX_STANCE_DISTANCE:
                why = Why.FAR
            if why is None and _is_handed_over(sentence, definition, actor=actor, topic=topic, position=hit):
                why = Why.WISHED
            yield Weighed(value, hit, topic, cost, why)


def _value_of(
    sentence: Sentence, definition: model.ClaimDefinition, position: Weighed, *, within: range
) -> str:
    """Name a position's value; a condition in its stretch makes a stance conditional."""
    is_conditional = definition.actor and _is_conditional(sentence, definition, position, within=within)
    return CONDITIONAL if is_conditional else position.value


def _list_actors(sentence: Sentence, definition: model.ClaimDefinition) -> list[Hit]:
    """List the actors of a sentence, without who is only dealt with ("talks with Israel") and who is the topic's own
    object ("the disarmament of Hamas")."""
    behind = [topic.last + 1 for topic in sentence.hits.get(definition.topic or "", ())]
    objects = {sentence.after(place, "#part") for place in behind}
    if sentence.language.is_inflected_by_rule:  # there the owner of a noun stands behind "of" only
        objects -= set(behind)
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


def _list_words(sentence: Sentence, definition: model.ClaimDefinition) -> list[tuple[str, Hit]]:
    """List every word of a position, whether it holds or not; one inside a longer word of another position says
    nothing by itself ("has not *ruled out*")."""
    words = [(value, hit) for value, name in definition.values.items() for hit in sentence.hits.get(name, ())]
    return [
        (value, hit)
        for value, hit in words
        if not any(other != value and _governs(sentence, longer, hit) for other, longer in words)
        and not is_in_phrase(sentence, hit)
    ]


def _governs(sentence: Sentence, longer: Hit, hit: Hit) -> bool:
    """Whether a term takes another in, or its beginning ("*לא נסכים* לשבות"), or as its object: "*turned down* the offer to"."""
    if hit.first > longer.last + 1 and is_object(sentence, hit, longer):
        return True
    return (not longer.has_gap and longer.first < hit.first <= longer.last) or _holds_inside(longer, hit)


def _holds_inside(longer: Hit, hit: Hit) -> bool:
    """Whether a term with no gap takes a shorter one in."""
    is_longer = longer.last - longer.first > hit.last - hit.first
    return is_longer and not longer.has_gap and longer.first <= hit.first and hit.last <= longer.last


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
    if (
        position.first < actor.first
        and position in sentence.hits.get(definition.values.get(CONDITIONAL, ""), ())
        and not is_inverted(sentence, actor)
    ):
        return True  # "Israel will pull out only if the hostages are back and Hamas disarms"
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
    sentence: Sentence, definition: model.ClaimDefinition, position: Weighed, *, within: range
) -> bool:
    """Whether a word of a condition stands with a position; one behind "he said" belongs to the saying ("… shortly before
    dawn"), and one that leads to a day or an hour tells when."""
    behind = max(position.hit.last, position.topic.last)
    own = (definition.actor, definition.topic, definition.condition, *definition.values.values())
    return any(
        hit.first in within
        and not is_about_other(sentence, behind, hit.first, own=own)
        and not any(sentence.is_at(place, "#day") for place in (hit.first, hit.last + 1))
        and not sentence.between(behind, hit.first, *(name for _, name in VERBS))
        for name in _list_conditions(definition, position.value)
        for hit in sentence.hits.get(name, ())
    )


def _list_conditions(definition: model.ClaimDefinition, value: str) -> list[str]:
    """List the lexicons that turn a position into "conditional"; what is open stays so."""
    if value == "undecided":
        return []
    condition = definition.condition if value in _OPEN_TO_CONDITIONS else None
    return [name for name in (definition.values.get(CONDITIONAL), condition) if name]


def _weigh_status(sentence: Sentence, definition: model.ClaimDefinition) -> Iterator[Weighed]:
    """Weigh the status words by how near they stand to the topic, in its own clause; a later topic comes second."""
    for rank, topic in enumerate(sentence.hits.get(definition.topic or "", ())):
        for value, hit in _list_words(sentence, definition):
            first, last = (hit, topic) if hit.first < topic.first else (topic, hit)
            distance = 1 if is_predicate(sentence, topic, hit) else max(0, last.first - first.last)
            distance = 0 if is_object(sentence, topic, hit) else distance
            distance += _NAME if _is_name_of(sentence, hit, topic) else 0
            why = find_word_refusal(sentence, hit, topic)
            if why is None and distance > MAX_STATUS_DISTANCE:
                why = Why.FAR
            why = why or find_status_refusal(sentence, hit, topic=topic, definition=definition, value=value)
            is_apart = ":" in sentence.words[first.last : last.first]
            if why is None and (is_apart or sentence.between(first.last, last.first, "#breaker")):
                why = Why.CLAUSE
            yield Weighed(value, hit, topic, distance + rank * MAX_STATUS_DISTANCE, why)


def _is_name_of(sentence: Sentence, hit: Hit, topic: Hit) -> bool:
    """Whether a word is only what its topic is called: who votes down a "tentative agreement" has none; "no deal" is none."""
    is_none = sentence.words[hit.first] in sentence.language.zeros
    is_name = hit.form == "base" and hit.first <= topic.first and hit.last == topic.last and not hit.needs
    return is_name and not is_none


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
