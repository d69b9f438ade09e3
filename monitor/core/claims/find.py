"""Find the claims of one sentence: each number goes to the first definition, in file order, that it fits.

A number fits when its noun is the definition's, the first of `require` is tied to it, the others stand in its
sentence, and nothing vetoes or negates it. Refuses nothing. Next: `scope`, then `engine`.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor import model
from monitor.core.claims import amount, clauses, veto
from monitor.core.claims.answer import take_unit
from monitor.core.claims.attribution import Attribution, find_attribution
from monitor.core.claims.compiled import Compiled
from monitor.core.claims.denial import find_doubt, find_negation
from monitor.core.claims.heads import Counted
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.quantity import Quantity
from monitor.core.claims.scope import find_scope
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tables import YEAR
from monitor.core.claims.ties import find_tie, first_required, reaches
from monitor.core.claims.verdict import WAYS, Choice, How, Judgement, Refusal, Why
from monitor.core.claims.windows import find_counted

#: Vetoes that hold for every claim of a kind, whatever its definition says.
_VETOES = {
    model.ClaimType.COUNT: frozenset(
        {"age", "date", "former", "including", "label", "money", "ordinal", "rank", "ratio", "subset"}
    ),
    model.ClaimType.DURATION: frozenset(
        {"date", "deadline", "elapsed", "former", "label", "money", "ordinal", "rank"}
    ),
    model.ClaimType.AMOUNT: frozenset({"age", "date", "former", "label", "ordinal", "rank"}),
}
#: What is said of a whole stands right behind its noun: "48 of the 251 hostages seized".
_BEHIND_WHOLE = 2
#: End an aside.
_CLOSERS = frozenset({",", ")", "-", "--", ";", "."})
#: The veto of a number that is only a part of one before it.
_PART = "including"
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
    return [
        _judge(sentence, counted, index, definitions=definitions, attributions=attributions)
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
        if before is not None and is_joined and one.is_borrowed and _PART in before.quantity.vetoes:
            vetoes = (*one.quantity.vetoes, _PART)
            one = replace(one, quantity=replace(one.quantity, vetoes=vetoes))
        shared.append(one)
    return tuple(shared)


def _judge(
    sentence: Sentence,
    counted: tuple[Counted, ...],
    index: int,
    *,
    definitions: tuple[model.ClaimDefinition, ...],
    attributions: tuple[Attribution, ...],
) -> Judgement:
    one = counted[index]
    choice = _choose(sentence, counted, index, definitions)
    if choice is None:
        return Judgement(one)
    negation = find_negation(sentence, one, choice.definition)
    if negation is not None:
        return Judgement(one, choice, negation)
    attribution = find_attribution(attributions, one.quantity.first)
    start = _find_free_start(sentence, counted, index, definitions)
    doubt = find_doubt(sentence, one, tie=choice.hit, start=start)
    claim = _claim(sentence, one, choice.definition, attribution=attribution, is_doubted=doubt is not None)
    return Judgement(one, choice, claim=claim, doubt=doubt)


def _find_free_start(
    sentence: Sentence,
    counted: tuple[Counted, ...],
    index: int,
    definitions: tuple[model.ClaimDefinition, ...],
) -> int | None:
    """Find where the words begin that stand before a number and are no part of what is said of the one before it; None
    where nothing is doubted."""
    if not index or not sentence.hits.get("#reported"):
        return None
    before = counted[index - 1]
    choice = _choose(sentence, counted, index - 1, definitions)
    return max(before.noun_last, choice.hit.last if choice and choice.hit else -1) + 1


def is_other(quantity: Quantity) -> bool:
    """Whether a number is no count at all, and so bounds no other number's words either."""
    return bool({"date", "age", "former", "label", "ordinal"} & set(quantity.vetoes))


def find_last_nouns(nouns: Sequence[Hit]) -> frozenset[str]:
    """Name the last noun of a sentence, given all of them: a number of the next sentence may count it."""
    last = max((hit.last for hit in nouns), default=-1)
    return frozenset(hit.name for hit in nouns if hit.last == last)


def _choose(
    sentence: Sentence,
    counted: tuple[Counted, ...],
    index: int,
    definitions: tuple[model.ClaimDefinition, ...],
) -> Choice | None:
    """Choose the claim a number is: by a word of its own, else by a shared verb, else by its noun alone; the first
    in file order where several fit."""
    fitting = [one for one in definitions if find_refusal(sentence, counted[index], one) is None]
    for how in WAYS if fitting else ():
        for definition in fitting:
            if how is How.NOUN and is_mere_part(sentence, counted, index, definition):
                continue
            tie = find_tie(sentence, counted, index, definition, how=how)
            if tie is not None:
                return tie
    return None


def is_mere_part(
    sentence: Sentence, counted: tuple[Counted, ...], index: int, definition: model.ClaimDefinition
) -> bool:
    """Whether a number only parts off some of those the next one counts: "three of the eight hostages were women"."""
    whole = counted[index + 1] if index + 1 < len(counted) else None
    return whole is not None and whole.is_whole and find_refusal(sentence, whole, definition) is None


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
        for hit in sentence.hits.get(YEAR if name == "year" else name, ()):
            if _is_vetoed_by(sentence, one, hit, definition=definition):
                return Refusal(Why.VETO, name, hit)
    if _is_kind_of(sentence, one):
        return Refusal(Why.VETO, "subset")
    lacking = [name for name in definition.require[1:] if not sentence.hits.get(name)]
    return Refusal(Why.LACKING, lacking[0]) if lacking else None


def _is_kind_of(sentence: Sentence, one: Counted) -> bool:
    """Whether a number only says how many are of a kind that nothing is known of: "105 of them minors —"."""
    words, behind = sentence.words, one.quantity.last + 1
    kind = sentence.after(behind, "#pronoun")
    if kind == behind or kind >= len(words) or not words[kind][0].isalpha() or sentence.starting.get(kind):
        return False
    return kind + 1 >= len(words) or words[kind + 1] in _CLOSERS


def _is_vetoed_by(sentence: Sentence, one: Counted, hit: Hit, *, definition: model.ClaimDefinition) -> bool:
    """Whether a veto word is said of a number: in its clause, or right behind a whole's noun. A year reaches over
    clauses."""
    own = first_required(sentence, definition)
    is_other = clauses.is_of_source(sentence, one, hit) or veto.is_noun(sentence, hit, definition.noun)
    if is_other or veto.is_inside(hit, own):
        return False
    is_behind_whole = one.is_whole and one.right < hit.first <= one.right + _BEHIND_WHOLE
    if is_behind_whole or veto.is_hung_on(sentence, one, hit):
        return True
    if veto.is_in_reach(sentence, one, hit):
        return hit.name == YEAR or veto.is_of_clause(sentence, one, hit)
    return veto.is_of_subject(sentence, one, hit, verbs=own)


def _waived(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> frozenset[str]:
    """Name the vetoes that do not hold: a subset is a claim where the required word is said of it alone ("48
    hostages, including 20 alive"), and time that went by is the noun's where it is said of it ("after nine days of
    strikes", "a nine-day strike", "had held for nine days before")."""
    if definition.type is model.ClaimType.DURATION:
        is_bound = definition.noun in one.nouns and not one.is_borrowed
        is_attributive = sentence.words[one.quantity.last + 1 : one.quantity.last + 2] == ("-",)
        start = one.quantity.hedge_first
        is_lasting = sentence.before(start, "#veto_before_deadline") > sentence.before(start, "#lasting")
        names = {"deadline"} if is_lasting or (is_bound and is_attributive) else set()
        is_before = any(hit.last < one.quantity.first for hit in sentence.hits.get(definition.noun or "", ()))
        return frozenset(names | {"elapsed"} if is_bound or is_before else names)
    hits = first_required(sentence, definition)
    is_said = any(hit.first > one.quantity.last and reaches(sentence, one, hit) for hit in hits)
    return frozenset({_PART}) if is_said else frozenset()


def _unit_fits(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> bool:
    quantity = one.quantity
    is_ours = definition.noun in one.nouns
    if definition.type is model.ClaimType.DURATION:
        is_other = sentence.is_at(quantity.reach + 1, "#part") and (one.is_borrowed or not is_ours)
        is_near = is_ours or _has_near(sentence, one, definition.noun or "")
        return quantity.unit == "days" and is_near and not is_other
    if definition.type is model.ClaimType.AMOUNT:
        return amount.fits(sentence, one, definition)
    if quantity.may_be_year and one.is_borrowed and quantity.hedge is model.Hedge.EXACT:
        return False
    is_whole = quantity.low == quantity.low.to_integral_value()
    return is_ours and not quantity.unit and is_whole


def _has_near(sentence: Sentence, one: Counted, noun: str) -> bool:
    """Whether a noun stands in a number's window with no other clause between."""
    return any(reaches(sentence, one, hit) for hit in sentence.hits.get(noun, ()))


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
