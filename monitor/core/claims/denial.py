"""Denial and doubt: the words of a sentence that deny a number of its own clause, or leave it open.

"Did not free 90" denies, "are believed to hold 20" doubts. Refuses words of another clause. Next: `find`.
"""

from monitor import model
from monitor.core.claims import veto
from monitor.core.claims.heads import Counted
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.sentence import Sentence

#: A negation this close before a number denies it.
MAX_NEGATION_REACH = 8


def find_negation(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> Hit | None:
    """Find the word that denies the number's own clause: "did not free 90", "20 were not released"."""
    verbs = [hit for name in definition.require[:1] for hit in sentence.hits.get(name, ())]
    names = ["#negation", "#verb_deny", *(["#refusal"] if definition.require else [])]
    negations: list[Hit] = [hit for name in names for hit in sentence.hits.get(name, ())]
    for negation in negations:
        first, last = negation.first, negation.last
        if last < one.quantity.first and first >= one.left:
            is_near = one.quantity.first - last <= MAX_NEGATION_REACH
            is_denial = negation.name == "#verb_deny"
            ruled = [hit for hit in verbs if not is_denial or hit.last < one.quantity.first]
            governs = (not verbs and not is_denial) or any(last < hit.first <= last + 4 for hit in ruled)
            if is_near and governs and not sentence.between(last, one.quantity.first, "#breaker"):
                return negation
        if one.quantity.last < first <= one.right and any(0 < hit.first - last <= 4 for hit in verbs):
            return negation
    return None


def find_doubt(sentence: Sentence, one: Counted) -> Hit | None:
    """Find the word of the sentence itself that doubts the number: "believed", "reportedly", "may"."""
    for hit in sentence.hits.get("#reported", ()):
        first, last = min(hit.last, one.noun_last), max(hit.first, one.quantity.first)
        is_apart = sentence.between(first, last, "#breaker") or not veto.RELATIVES.isdisjoint(
            sentence.words[first:last]
        )
        if one.left <= hit.first <= one.right and not is_apart:
            return hit
    return None
