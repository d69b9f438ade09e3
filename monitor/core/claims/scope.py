"""Scope: which sub-slot a number belongs to, by the nearest word that marks one.

"Would free 10" and "freed 33" are different facts. A marker in another clause or another number's words costs more than
one nearby; one in a tense that was asked for costs less. "All 20" are those there are: only a thing done moves them from the
default. Refuses to look farther than MAX_SCOPE_DISTANCE: the default
holds there. Next: `find`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from monitor import model
from monitor.core.claims.compiled import DEFAULT_SCOPE
from monitor.core.claims.heads import Counted
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.polarity import holds, is_in_phrase
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tense import find_tense
from monitor.core.claims.ties import first_required

#: Farthest a scope word may stand, in tokens, with what it costs to look back, on, or past a clause's end.
MAX_SCOPE_DISTANCE = 26
_BEHIND, _OUTSIDE, _BROKEN, _UNTENSED = 3, 8, 22, 6
#: What a word costs that sums up all that stands before it: ": these are the terms of the draft".
_SUMMED_UP = 20
_MARKS = frozenset({":", "--", "-"})


class Scope(NamedTuple):
    """A scope and the word that decided it: none where the default holds; `is_overruled` where "all 20" made it hold."""

    name: str
    marker: Hit | None = None
    is_overruled: bool = False


def find_scope(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> Scope:
    """Choose the scope whose word stands nearest, else the default, else the first."""
    best, scope, marker = MAX_SCOPE_DISTANCE, "", None
    # Elsewhere a form tells its tense itself, and each scope lists its own.
    verbs = first_required(sentence, definition) if sentence.language.is_inflected_by_rule else ()
    for name, lexicon in definition.scopes.items():
        if name == DEFAULT_SCOPE:
            continue
        for hit in sentence.hits.get(lexicon, ()):
            cost = _cost(sentence, one, hit, verbs=verbs)
            if (
                cost < best
                and holds(sentence, hit)
                and not is_in_phrase(sentence, hit)
                and not _is_listed_apart(sentence, hit, lexicon, definition)
            ):
                best, scope, marker = cost, name, hit
    fallback = definition.scopes.get(DEFAULT_SCOPE, next(iter(definition.scopes), ""))
    if marker is None:
        return Scope(fallback)
    if fallback not in definition.scopes and _is_whole(sentence, one, marker):
        return Scope(fallback, marker, is_overruled=True)
    return Scope(scope, marker)


def _is_listed_apart(sentence: Sentence, hit: Hit, lexicon: str, definition: model.ClaimDefinition) -> bool:
    """Whether a word whose tense was only inferred is listed, as it stands, for other scopes and not for its own: in
    "بموجب الاتفاق سلمت" the verb itself is past, whatever stands before it."""
    if not hit.needs or sentence.language.is_inflected_by_rule:
        return False
    listed = {
        name
        for name in definition.scopes.values()
        for other in sentence.hits.get(name, ())
        if other.first <= hit.first and hit.last <= other.last and not other.needs
    }
    return bool(listed) and lexicon not in listed


def _is_whole(sentence: Sentence, one: Counted, marker: Hit) -> bool:
    """Whether a number is all there are, whatever is to become of them: "return all 20 hostages"."""
    is_total = sentence.before(one.quantity.hedge_first, "#total") < one.quantity.hedge_first
    return is_total and find_tense(sentence, marker) != "past"


def _cost(sentence: Sentence, one: Counted, hit: Hit, *, verbs: Sequence[Hit]) -> int:
    """Weigh how far a scope word is from a number; one of `verbs` itself tells more than a word beside it."""
    if _sums_up(sentence, one, hit):
        return _SUMMED_UP
    is_verb = any(hit.first <= verb.first and verb.last <= hit.last for verb in verbs)
    is_head = sentence.after(sentence.after(hit.last + 1, "#part"), "#article") == one.quantity.hedge_first
    is_head = is_head and any(
        sentence.is_at(at, "#part") for at in (hit.last, hit.last + 1)
    )  # "the start of a | …"
    cost = _distance(one, hit) + (0 if hit.needs or is_head else 1 if is_verb else _UNTENSED)
    subject_last = max(one.noun_last, one.subject_last)
    if hit.first > subject_last:
        cost += _BEHIND
        cost += _BROKEN if sentence.between(subject_last, hit.first, "#breaker", "#and") else 0
    elif sentence.between(hit.last, one.quantity.first, "#breaker"):
        cost += _BROKEN
    elif ":" in sentence.words[hit.last : one.quantity.first]:
        cost += _OUTSIDE  # "word on the handover: 20 hostages will be freed"
    is_shared = (
        one.noun_last < one.subject_last < hit.first
    )  # "ten hostages and the bodies of six | were freed"
    is_inside = one.left <= hit.first and hit.last <= one.right
    return cost + (0 if is_inside or is_shared else _OUTSIDE)


def _sums_up(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a word stands in a clause that points back at all before it: "11 hostages and 785 prisoners: such are the
    terms on offer"."""
    points = (point.first for point in sentence.hits.get("#pointing", ()))
    return any(one.noun_last < at < hit.first and sentence.words[at - 1] in _MARKS for at in points)


def _distance(one: Counted, hit: Hit) -> int:
    if hit.last < one.quantity.first:
        return one.quantity.first - hit.last
    return max(0, hit.first - one.quantity.last)
