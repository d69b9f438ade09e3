"""Find the claims of one sentence: each number goes to the first definition, in file order, that it fits.

A number fits when its noun is the definition's, the first of `require` is tied to it, the others stand in its
sentence, and nothing vetoes or negates it. Refuses nothing. Next: `scope`, then `engine`.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor import model
from monitor.core.claims import amount
from monitor.core.claims.answer import take_unit
from monitor.core.claims.attribution import Attribution, find_attribution
from monitor.core.claims.compiled import Compiled
from monitor.core.claims.denial import find_doubt, find_negation
from monitor.core.claims.heads import Counted
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.quantity import Quantity
from monitor.core.claims.refusal import PART, find_refusal
from monitor.core.claims.scope import find_scope
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.ties import find_tie
from monitor.core.claims.verdict import WAYS, Choice, How, Judgement
from monitor.core.claims.windows import find_counted

#: Farthest a noun may stand behind its number to be shown with it.
MAX_SPAN = 6


def find_counts(
    sentence: Sentence,
    compiled: Compiled,
    *,
    quantities: tuple[Quantity, ...],
    attributions: tuple[Attribution, ...],
    earlier: frozenset[str],
) -> list[model.Claim]:
    """Find the numbers of a sentence that are claims."""
    if not _list_possible(sentence, compiled, earlier):
        return []
    judged = judge_quantities(
        sentence, compiled, quantities=quantities, attributions=attributions, earlier=earlier
    )
    return [one.claim for one in judged if one.claim is not None]


def judge_quantities(
    sentence: Sentence,
    compiled: Compiled,
    *,
    quantities: tuple[Quantity, ...],
    attributions: tuple[Attribution, ...],
    earlier: frozenset[str],
) -> list[Judgement]:
    """Judge every quantity that may count something, in order."""
    kept = tuple(one for one in take_unit(sentence, quantities, earlier) if not is_other(one))
    counted = _share_vetoes(sentence, find_counted(sentence, kept, nouns=compiled.nouns, earlier=earlier))
    definitions = _list_possible(sentence, compiled, earlier)
    choices: list[Choice | None] = []
    for index in range(len(counted)):
        choices.append(_choose(sentence, counted, index, definitions, before=tuple(choices)))
    return [
        _judge(sentence, counted, index, choices=choices, attributions=attributions)
        for index in range(len(counted))
    ]


def _list_possible(
    sentence: Sentence, compiled: Compiled, earlier: frozenset[str]
) -> tuple[model.ClaimDefinition, ...]:
    """List the definitions that have every word they need: most have none, and no number need be held against them."""
    names = sentence.hits.keys() | earlier
    return tuple(one for one in compiled.counted if compiled.has_needs(one, names))


def _share_vetoes(sentence: Sentence, counted: tuple[Counted, ...]) -> tuple[Counted, ...]:
    """Hand "including" on to a number without a noun that is joined to one: "including 50 for life and 108 in exile"."""
    shared: list[Counted] = []
    for number in counted:
        one, before = number, shared[-1] if shared else None
        is_joined = (
            before is not None
            and sentence.before(one.quantity.hedge_first, "#and") < one.quantity.hedge_first
        )
        if before is not None and is_joined and one.is_borrowed and PART in before.quantity.vetoes:
            vetoes = (*one.quantity.vetoes, PART)
            one = replace(one, quantity=replace(one.quantity, vetoes=vetoes))
        shared.append(one)
    return tuple(shared)


def _judge(
    sentence: Sentence,
    counted: tuple[Counted, ...],
    index: int,
    *,
    choices: Sequence[Choice | None],
    attributions: tuple[Attribution, ...],
) -> Judgement:
    one, choice = counted[index], choices[index]
    if choice is None:
        return Judgement(one)
    negation = find_negation(sentence, one, choice.definition)
    if negation is not None:
        return Judgement(one, choice, negation)
    attribution = find_attribution(attributions, one.quantity.first)
    start = _find_free_start(sentence, counted, index, choices)
    doubt = find_doubt(sentence, one, tie=choice.hit, start=start)
    claim = _claim(sentence, one, choice.definition, attribution=attribution, is_doubted=doubt is not None)
    return Judgement(one, choice, claim=claim, doubt=doubt)


def _find_free_start(
    sentence: Sentence,
    counted: tuple[Counted, ...],
    index: int,
    choices: Sequence[Choice | None],
) -> int | None:
    """Find where the words begin that stand before a number and are no part of what is said of the one before it; None
    where nothing is doubted."""
    if not index or not sentence.hits.get("#reported"):
        return None
    before, choice = counted[index - 1], choices[index - 1]
    return max(before.noun_last, choice.hit.last if choice and choice.hit else -1) + 1


def is_other(quantity: Quantity) -> bool:
    """Whether a number is no count at all, and so bounds no other number's words either."""
    return bool({"age", "ago", "date", "former", "label", "ordinal"} & set(quantity.vetoes))


def find_last_nouns(nouns: Sequence[Hit]) -> frozenset[str]:
    """Name the last noun of a sentence, given all of them: a number of the next sentence may count it."""
    last = max((hit.last for hit in nouns), default=-1)
    return frozenset(hit.name for hit in nouns if hit.last == last)


def _choose(
    sentence: Sentence,
    counted: tuple[Counted, ...],
    index: int,
    definitions: tuple[model.ClaimDefinition, ...],
    *,
    before: Sequence[Choice | None],
) -> Choice | None:
    """Choose the claim a number is: by a word of its own, else by a shared verb, else by its noun alone; the first
    in file order where several fit."""
    fitting = [
        one
        for one in definitions
        if find_refusal(sentence, counted[index], one) is None
        and not is_counted_in(sentence, counted[index], one, before=before)
    ]
    for how in WAYS if fitting else ():
        for definition in fitting:
            if how is How.NOUN and is_mere_part(sentence, counted, index, definition):
                continue
            tie = find_tie(sentence, counted, index, definition, how=how)
            if tie is not None:
                return tie
    return None


def is_counted_in(
    sentence: Sentence, one: Counted, definition: model.ClaimDefinition, *, before: Sequence[Choice | None]
) -> bool:
    """Whether a number parts off some of those that a number before it counted for the same claim: "injured 800, of whom 41
    are in hospital"."""
    is_part = PART in one.quantity.vetoes or sentence.is_at(one.quantity.last + 1, "#pronoun")
    return is_part and any(choice is not None and choice.definition is definition for choice in before)


def is_mere_part(
    sentence: Sentence, counted: tuple[Counted, ...], index: int, definition: model.ClaimDefinition
) -> bool:
    """Whether a number only parts off some of those the next one counts: "three of the eight hostages were women"."""
    whole = counted[index + 1] if index + 1 < len(counted) else None
    if not counted[index].is_part:  # "4.5 percent, half of the 9 percent": no part of it
        return False
    return whole is not None and whole.is_whole and find_refusal(sentence, whole, definition) is None


def _claim(
    sentence: Sentence,
    one: Counted,
    definition: model.ClaimDefinition,
    *,
    attribution: Attribution | None,
    is_doubted: bool,
) -> model.Claim:
    quantity = one.quantity
    low = None if quantity.hedge is model.Hedge.AT_MOST else quantity.low
    high = None if quantity.hedge is model.Hedge.AT_LEAST else quantity.high
    last = max(one.noun_last, quantity.reach)
    rule, confidence = _weigh_evidence(one, definition)
    return model.Claim(
        claim_id=definition.id,
        type=definition.type,
        scope=find_scope(sentence, one, definition).name,
        low=low,
        high=high,
        hedge=quantity.hedge,
        is_reported=is_doubted or (attribution is not None and attribution.is_reported),
        unit=amount.name_unit(one, definition),
        source=attribution.source if attribution else None,
        verb=attribution.verb if attribution else None,
        start=sentence.spans[quantity.hedge_first][0],
        end=sentence.spans[last if last - quantity.last <= MAX_SPAN else quantity.last][1],
        sentence=sentence.text,
        rule=rule,
        confidence=confidence,
    )


def _weigh_evidence(one: Counted, definition: model.ClaimDefinition) -> tuple[str, float]:
    """Name the rule that ties a number to its noun, and how sure it is (0 to 1)."""
    if one.is_carried:
        return "number, noun in the sentence before", 0.4
    if one.is_part and one.is_borrowed and not definition.require:
        return "part of a number before", 0.4  # "… rule on eight of them"
    return ("number+noun nearby", 0.8) if one.is_borrowed else ("number+noun", 1.0)
