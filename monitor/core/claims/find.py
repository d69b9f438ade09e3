"""Find the claims of one sentence: each number goes to the first definition, in file order, that it fits.

A number fits when its noun is the definition's, the first of `require` is tied to it, the others stand in its
sentence, and nothing vetoes or negates it. Refuses nothing. Next: `scope`, then `engine`.
"""

from collections.abc import Sequence

from monitor import model
from monitor.core.claims.attribution import Attribution, find_attribution
from monitor.core.claims.compiled import Compiled
from monitor.core.claims.heads import Counted
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.quantity import Quantity, find_quantities
from monitor.core.claims.scope import find_scope
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tense import find_tense
from monitor.core.claims.verdict import Choice, How, Refusal, Why
from monitor.core.claims.windows import find_counted

#: Vetoes that hold for every claim of a kind, whatever its definition says.
_VETOES = {
    model.ClaimType.COUNT: frozenset(
        {"age", "date", "including", "label", "money", "ordinal", "rank", "ratio", "subset"}
    ),
    model.ClaimType.DURATION: frozenset({"date", "label", "money", "ordinal", "rank", "deadline"}),
    model.ClaimType.AMOUNT: frozenset({"age", "date", "label", "ordinal", "rank"}),
}
#: Farthest a noun may stand behind its number to be shown with it.
MAX_SPAN = 6
#: A negation this close before a number denies it.
MAX_NEGATION_REACH = 8


def find_counts(
    sentence: Sentence,
    compiled: Compiled,
    *,
    attributions: tuple[Attribution, ...],
    earlier: frozenset[str],
) -> list[model.Claim]:
    """Find the numbers of a sentence that are claims."""
    quantities = find_quantities(sentence, compiled.nouns.names)
    kept = tuple(one for one in quantities if not is_other(one))
    counted = find_counted(sentence, kept, nouns=compiled.nouns, earlier=earlier)
    claims = []
    for index, one in enumerate(counted):
        choice = choose(sentence, counted, index, compiled.counted)
        if choice is None or find_negation(sentence, one, choice.definition):
            continue
        attribution = find_attribution(attributions, one.quantity.first)
        claims.append(_claim(sentence, one, choice.definition, attribution=attribution))
    return claims


def is_other(quantity: Quantity) -> bool:
    """Whether a number is no count at all, and so bounds no other number's words either."""
    return bool({"date", "age", "label", "ordinal"} & set(quantity.vetoes))


def find_last_nouns(nouns: Sequence[Hit]) -> frozenset[str]:
    """Name the last noun of a sentence, given all of them: a number of the next sentence may count it."""
    last = max((hit.last for hit in nouns), default=-1)
    return frozenset(hit.name for hit in nouns if hit.last == last)


def choose(
    sentence: Sentence,
    counted: tuple[Counted, ...],
    index: int,
    definitions: tuple[model.ClaimDefinition, ...],
) -> Choice | None:
    """Choose the claim a number is: by a word of its own, else by a shared verb, else by its noun alone; the first
    in file order where several fit."""
    fitting = [one for one in definitions if find_refusal(sentence, counted[index], one) is None]
    ties = (find_tie(sentence, counted, index, one, how=how) for how in How for one in fitting)
    return next((tie for tie in ties if tie is not None), None)


def find_tie(
    sentence: Sentence,
    counted: tuple[Counted, ...],
    index: int,
    definition: model.ClaimDefinition,
    *,
    how: How,
) -> Choice | None:
    """Find what ties a number to a definition in one way."""
    if how is How.NOUN:
        return Choice(definition, how) if _is_plain(counted[index], definition) else None
    find_word = _find_own if how is How.OWN_WORD else _find_shared
    hit = find_word(sentence, counted, index, definition)
    return Choice(definition, how, hit) if hit is not None else None


def find_refusal(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> Refusal | None:
    """Find why noun, unit, a veto or a further required word that is missing keep a number from being a claim; None
    where nothing does."""
    if not _unit_fits(sentence, one, definition):
        return Refusal(Why.NOUN if definition.noun not in one.nouns else Why.UNIT, definition.noun or "")
    vetoes = _VETOES[definition.type] & set(one.quantity.vetoes)
    if vetoes and (vetoes := vetoes - _waived(sentence, one, definition)):
        return Refusal(Why.VETO, min(vetoes))
    for name in definition.veto:
        if name in one.quantity.vetoes:
            return Refusal(Why.VETO, name)
        for hit in sentence.hits.get(name, ()):
            if one.left <= hit.first <= one.right:
                return Refusal(Why.VETO, name, hit)
    lacking = [name for name in definition.require[1:] if not sentence.hits.get(name)]
    return Refusal(Why.LACKING, lacking[0]) if lacking else None


def _waived(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> frozenset[str]:
    """Name the vetoes that do not hold: a subset is a claim where the required word is said of it alone ("48
    hostages, including 20 alive")."""
    hits = _first_required(sentence, definition)
    is_said = any(hit.first > one.quantity.last and _reaches(sentence, one, hit) for hit in hits)
    return frozenset({"including"}) if is_said else frozenset()


def _is_aside(sentence: Sentence, one: Counted) -> bool:
    """Whether a number only divides another (", 250 of them lifers"): what is said before is not said of it."""
    before = one.quantity.hedge_first - 1
    is_set_off = before >= 0 and sentence.words[before] in (",", "-", "--", "(", ";")
    return is_set_off and sentence.is_at(one.quantity.last + 1, "#pronoun")


def _find_own(
    sentence: Sentence, counted: tuple[Counted, ...], index: int, definition: model.ClaimDefinition
) -> Hit | None:
    """Find the first required word in the number's own stretch."""
    one = counted[index]
    hits = [hit for hit in _first_required(sentence, definition) if _reaches(sentence, one, hit)]
    said = (hit for hit in hits if hit.first > one.quantity.last or not _is_aside(sentence, one))
    return next(said, None)


def _find_shared(
    sentence: Sentence, counted: tuple[Counted, ...], index: int, definition: model.ClaimDefinition
) -> Hit | None:
    """Find the required verb that a number has from a neighbour: "would free five hostages and Israel 250 prisoners",
    "33 hostages and 200 prisoners were freed"."""
    if counted[index].is_whole or _is_aside(sentence, counted[index]):
        return None
    for hit in _first_required(sentence, definition):
        if _is_shared(sentence, counted, index, hit) and _is_verb(sentence, counted[index], hit):
            return hit
    return None


def _is_plain(one: Counted, definition: model.ClaimDefinition) -> bool:
    """Whether the noun is enough; a bare count then wants it at the number, or "of them"."""
    if one.is_part and one.quantity.high == 1:  # "one of the hostages" says nothing of how many there are
        return False
    is_at_noun = not one.is_borrowed or one.is_part or one.noun_last > one.quantity.last
    return not definition.require and (is_at_noun or definition.type is not model.ClaimType.COUNT)


def _first_required(sentence: Sentence, definition: model.ClaimDefinition) -> list[Hit]:
    hits = [hit for name in definition.require[:1] for hit in sentence.hits.get(name, ())]
    return [hit for hit in hits if not _is_owned(sentence, hit)]


def _unit_fits(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> bool:
    quantity = one.quantity
    is_ours = definition.noun in one.nouns
    if definition.type is model.ClaimType.DURATION:
        return quantity.unit == "days" and (is_ours or _has_near(sentence, one, definition.noun or ""))
    if definition.type is model.ClaimType.AMOUNT:
        return is_ours or _has_near(sentence, one, definition.noun or "")
    if quantity.may_be_year and one.is_borrowed:
        return False
    is_whole = quantity.low == quantity.low.to_integral_value()
    return is_ours and not quantity.unit and is_whole


def _has_near(sentence: Sentence, one: Counted, noun: str) -> bool:
    """Whether a noun stands in a number's window with no other clause between."""
    return any(_reaches(sentence, one, hit) for hit in sentence.hits.get(noun, ()))


def _is_verb(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a hit can serve a further number: a verb in some tense, or one side of an exchange."""
    is_exchange = sentence.between(hit.last, one.quantity.first, "#exchange")
    return is_exchange or bool(find_tense(sentence, hit))


def _is_shared(sentence: Sentence, counted: tuple[Counted, ...], index: int, hit: Hit) -> bool:
    """Whether a verb serves a number and its neighbours: "would free five hostages and Israel 250 prisoners",
    "33 hostages and 200 prisoners were freed"."""
    one = counted[index]
    is_exchange = sentence.between(hit.last, one.quantity.first, "#exchange")
    if index and hit.last < (one.quantity.first if is_exchange else counted[index - 1].quantity.first):
        return not sentence.between(hit.last, one.quantity.first, "#breaker")
    is_behind = one.noun_last < one.subject_last < hit.first
    return is_behind and not sentence.between(one.subject_last, hit.first, "#breaker", "#and")


def _is_owned(sentence: Sentence, hit: Hit) -> bool:
    """Whether a hit is somebody's ("demand their release"), and so says nothing of a number."""
    return hit.first > 0 and sentence.words[hit.first - 1] in ("their", "its", "'s")


def _reaches(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a hit lies in a number's window with no border of a clause between."""
    if not one.left <= hit.first or hit.last > one.right:
        return False
    if hit.first > one.noun_last:
        return not sentence.between(one.noun_last, hit.first, "#breaker", "#and")
    if hit.last < one.quantity.first:
        return not sentence.between(hit.last, one.quantity.first, "#breaker")
    return True


def find_negation(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> Hit | None:
    """Find the word that denies the number's own clause: "did not free 90", "20 were not released"."""
    verbs = [hit for name in definition.require[:1] for hit in sentence.hits.get(name, ())]
    negations: list[Hit] = [*sentence.hits.get("#negation", ()), *sentence.hits.get("#verb_deny", ())]
    for negation in negations:
        first, last = negation.first, negation.last
        if last < one.quantity.first and first >= one.left:
            is_near = one.quantity.first - last <= MAX_NEGATION_REACH
            is_denial = negation.name != "#negation"
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
        if one.left <= hit.first <= one.right and not sentence.between(
            min(hit.last, one.noun_last), max(hit.first, one.quantity.first), "#breaker"
        ):
            return hit
    return None


def _claim(
    sentence: Sentence,
    one: Counted,
    definition: model.ClaimDefinition,
    *,
    attribution: Attribution | None,
) -> model.Claim:
    quantity = one.quantity
    low = None if quantity.hedge is model.Hedge.AT_MOST else quantity.low
    high = None if quantity.hedge is model.Hedge.AT_LEAST else quantity.high
    last = max(one.noun_last, quantity.reach)
    return model.Claim(
        claim_id=definition.id,
        type=definition.type,
        scope=find_scope(sentence, one, definition).name,
        low=low,
        high=high,
        hedge=quantity.hedge,
        is_reported=find_doubt(sentence, one) is not None
        or (attribution is not None and attribution.is_reported),
        unit=quantity.unit,
        source=attribution.source if attribution else None,
        verb=attribution.verb if attribution else None,
        start=sentence.spans[quantity.hedge_first][0],
        end=sentence.spans[last if last - quantity.last <= MAX_SPAN else quantity.last][1],
        sentence=sentence.text,
        rule="number+noun" if not one.is_borrowed else "number+noun nearby",
        confidence=1.0 if not one.is_borrowed else 0.8,
    )
