"""Denial and doubt: the words of a sentence that deny a number of its own clause, or leave it open.

"Did not free 90" denies, "are believed to hold 20" doubts. Refuses words of another clause. Next: `find`.
"""

from monitor import model
from monitor.core.claims import clauses, veto
from monitor.core.claims.heads import Counted
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.sources import AUXILIARIES

#: A negation this close before a number denies it.
MAX_NEGATION_REACH = 8
_OPENERS = frozenset({"that", "whether"})
#: What may be called false, how, and how far before it.
_REPORTS = frozenset(
    {
        "claim",
        "claims",
        "report",
        "reports",
        "allegation",
        "allegations",
        "rumour",
        "rumours",
        "rumor",
        "rumors",
    }
)
_FALSE = frozenset(
    {
        "false",
        "lie",
        "lies",
        "untrue",
        "baseless",
        "unfounded",
        "fabricated",
        "fabrication",
        "nonsense",
        "dismissed",
        "dismissing",
    }
    | {"scotched", "quashed", "rubbished", "refuted", "debunked", "disproved", "invented"}
)
_REBUFF_REACH = 5
#: Stand before an amount that was spoken of.
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "'s"})


def find_negation(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> Hit | None:
    """Find the word that denies the number's own clause: "did not free 90", "20 were not released"."""
    verbs = [hit for name in definition.require[:1] for hit in sentence.hits.get(name, ())]
    names = ["#negation", "#verb_deny", *(["#refusal"] if definition.require else [])]
    negations: list[Hit] = [hit for name in names for hit in sentence.hits.get(name, ())]
    negations += _find_unconfirmed(sentence)
    for negation in negations:
        first, last = negation.first, negation.last
        if last < one.quantity.first and first >= one.left:
            is_near = one.quantity.first - last <= MAX_NEGATION_REACH
            is_near = is_near and ":" not in sentence.words[last : one.quantity.first]
            is_near = is_near and not _is_known(sentence, one, definition, since=last)
            is_denial = negation.name == "#verb_deny"
            ruled = [hit for hit in verbs if not is_denial or hit.last < one.quantity.first]
            governs = (not verbs and not is_denial) or any(last < hit.first <= last + 4 for hit in ruled)
            if is_denial and first == last and _denies_saying(sentence, last, one.quantity.first):
                return negation
            if is_near and governs and not sentence.between(last, one.quantity.first, "#breaker"):
                return negation
        if one.quantity.last < first <= one.right and any(0 < hit.first - last <= 4 for hit in verbs):
            return negation
    return _find_false(sentence, one)


def _find_unconfirmed(sentence: Sentence) -> list[Hit]:
    """Find what was not said: "did not confirm | that 300 had died", "could not say | whether 20"."""
    # "Not yet", "not so far", an adverb and all.
    places = {
        place
        for hit in sentence.hits.get("#negation", ())
        for place in (hit.last + 1, hit.last + 2, sentence.after(hit.last + 1, "#adverb"))
    }
    said = [
        hit for at in sorted(places) for hit in sentence.starting.get(at, ()) if hit.name == "#verb_neutral"
    ]
    return [hit._replace(name="#verb_deny") for hit in said]


def _find_false(sentence: Sentence, one: Counted) -> Hit | None:
    """Find the report that is called false and that a number stands in: "dismissed | claims that | 300 had died", "the |
    report that | it had freed six was untrue"."""
    words = sentence.words
    for at in range(one.left, one.quantity.first - 1):
        if words[at] in _REPORTS and words[at + 1] == "that":
            around = {*words[max(0, at - _REBUFF_REACH) : at], *words[one.noun_last + 1 :]}
            if not _FALSE.isdisjoint(around) and not sentence.between(at, one.quantity.first, "#breaker"):
                return Hit("#verb_deny", at, at + 1, "base", is_future=False, needs="", has_gap=False)
    return None


def _is_known(sentence: Sentence, one: Counted, definition: model.ClaimDefinition, *, since: int) -> bool:
    """Whether an amount is there whatever is not done about it: "voted not to accept *the offer* of 6 per cent", "will not
    take *the* 6%"."""
    if definition.type is not model.ClaimType.AMOUNT:
        return False
    nouns = [hit.first for hit in sentence.hits.get(definition.noun or "", ()) if since < hit.first]
    places = [one.quantity.hedge_first, *(at for at in nouns if at < one.quantity.first)]
    return any(sentence.words[at - 1] in _DEFINITE for at in places)


def _denies_saying(sentence: Sentence, last: int, first: int) -> bool:
    """Whether what is denied is told with the number in it: "denied that 300 had died", "denied reports that …"."""
    openers = [
        at
        for at in range(last + 1, min(first, last + 1 + MAX_NEGATION_REACH))
        if sentence.is_at(at, "#speech") or sentence.words[at] in _OPENERS
    ]
    if not openers or "," in sentence.words[last + 1 : first]:
        return False
    return not sentence.between(last, openers[0], "#breaker") and not sentence.between(
        openers[0], first, "#breaker"
    )


def find_doubt(
    sentence: Sentence, one: Counted, *, tie: Hit | None = None, start: int | None = None
) -> Hit | None:
    """Find the word of the sentence itself that doubts the number: "believed", "reportedly", "may". `tie` is the word that
    makes it a claim; `start` is where words begin that a number before has no part in."""
    doubts: list[Hit] = [*sentence.hits.get("#reported", ()), *_list_passive_beliefs(sentence)]
    for hit in doubts:
        if _is_month(sentence, hit) or _is_of_next(sentence, one, hit, tie=tie):
            continue
        if _is_second(sentence, one, hit, tie=tie):
            continue
        if start is not None and start <= hit.first < one.left and _leads_to(sentence, hit, one):
            return hit
        first, last = min(hit.last, one.noun_last), max(hit.first, one.quantity.first)
        is_apart = clauses.has_new_subject(sentence, first, last) or sentence.between(first, last, "#breaker")
        is_apart = is_apart or not veto.RELATIVES.isdisjoint(sentence.words[first:last])
        is_apart = is_apart or clauses.is_joined_beside(
            sentence, first, last, is_told=tie is not None and tie.last < hit.first
        )
        if one.left <= hit.first <= one.right and not is_apart:
            return hit
    return None


def _list_passive_beliefs(sentence: Sentence) -> list[Hit]:
    """List what nobody in particular believes: "it is | believed that | 20 are alive"."""
    return [hit for hit in sentence.hits.get("#belief", ()) if sentence.words[hit.first - 1] in ("is", "was")]


def _is_month(sentence: Sentence, doubt: Hit) -> bool:
    """Whether "May" stands beside its day, and doubts nothing: "the quake of 4 May"."""
    beside = (
        *sentence.words[max(0, doubt.first - 1) : doubt.first],
        *sentence.words[doubt.last + 1 : doubt.last + 2],
    )
    is_ambiguous = sentence.words[doubt.first] in sentence.language.ambiguous_months
    return is_ambiguous and any(word[0].isdigit() for word in beside)


def _is_of_next(sentence: Sentence, one: Counted, doubt: Hit, *, tie: Hit | None) -> bool:
    """Whether a doubt comes when all was said of a number: "300 walked off the line and reportedly want 8 percent", "52
    died in a suspected attack"."""
    if tie is None or not one.quantity.last < tie.first or not tie.last < doubt.first:
        return False
    behind = sentence.words[doubt.last + 1 : doubt.last + 2]
    return bool(behind) and behind[0][0].isalnum()


def _is_second(sentence: Sentence, one: Counted, doubt: Hit, *, tie: Hit | None) -> bool:
    """Whether a doubt opens a further predicate, and the first said it all: "will last for 20 days and could be extended", not
    "20 were seized and may be dead"."""
    if doubt.first <= one.noun_last or (tie is not None and tie.last > doubt.first):
        return False
    if one.quantity.unit and sentence.words[one.quantity.last + 1] == "-":
        return True  # "a 20-day truce could be near"
    start = doubt.first
    while start > 0 and sentence.words[start - 1] in AUXILIARIES:
        start -= 1
    if sentence.language.prefixes:
        return sentence.words[start].startswith(sentence.language.joiners)
    return sentence.before(start, "#and") < start and sentence.words[start] in AUXILIARIES


def _leads_to(sentence: Sentence, doubt: Hit, one: Counted) -> bool:
    """Whether nothing parts a doubt from a number behind it: no mark, no other clause."""
    between = sentence.words[doubt.last + 1 : one.quantity.hedge_first]
    is_parted = any(word in ",;:()" for word in between)
    return not is_parted and not sentence.between(doubt.last, one.quantity.first, "#breaker", "#and")
