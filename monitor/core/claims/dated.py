"""Date claims: which of a sentence's dates is the date of what a definition names ("the deadline is Friday").

A date is said of the nearest noun in its own stretch and clause. Refuses denied dates ("not on Friday") and those that a
veto or another date stands nearer to. Next: `dates`, which reads them.
"""

from monitor import model
from monitor.core.claims.attribution import Attribution, find_attribution
from monitor.core.claims.compiled import Compiled
from monitor.core.claims.dates import Date, find_dates
from monitor.core.claims.denial import find_doubt, find_negation
from monitor.core.claims.heads import Counted
from monitor.core.claims.scope import find_scope
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.ties import reaches
from monitor.core.claims.verdict import Choice, How, Judgement, Refusal, Why


def find_dated(
    sentence: Sentence, compiled: Compiled, *, attributions: tuple[Attribution, ...]
) -> list[model.Claim]:
    """Find the dates of a sentence that are claims."""
    judged = judge_dates(sentence, compiled, attributions=attributions)
    return [one.claim for _, one in judged if one.claim is not None]


def judge_dates(
    sentence: Sentence, compiled: Compiled, *, attributions: tuple[Attribution, ...]
) -> list[tuple[Date, Judgement]]:
    """Judge every date of a sentence that may hold a date claim, in order."""
    if not any(compiled.has_needs(one, sentence.hits.keys()) for one in compiled.dated):
        return []
    judged = []
    dates = find_dates(sentence)
    for index, date in enumerate(dates):
        one = _with_window(sentence, dates, index)
        definition = _choose(sentence, one, compiled.dated)
        verdict = Judgement(one)
        if definition is not None:
            negation = find_negation(sentence, one, definition)
            attribution = find_attribution(attributions, date.quantity.first)
            claim = None
            if negation is None:
                claim = _claim(sentence, one, definition, value=date.value, attribution=attribution)
            verdict = Judgement(one, Choice(definition, How.NOUN), negation, claim)
        judged.append((date, verdict))
    return judged


def _with_window(sentence: Sentence, dates: tuple[Date, ...], index: int) -> Counted:
    """Give a date the stretch between its neighbours."""
    date = dates[index].quantity
    left = dates[index - 1].quantity.last + 1 if index else 0
    following = dates[index + 1].quantity.hedge_first if index + 1 < len(dates) else len(sentence.words)
    return Counted(quantity=date, noun_last=date.last, subject_last=date.last, left=left, right=following - 1)


def _choose(
    sentence: Sentence, one: Counted, definitions: tuple[model.ClaimDefinition, ...]
) -> model.ClaimDefinition | None:
    """Choose the definition whose noun is nearest; the first in file order of those as near."""
    weighed = [(weigh_date(sentence, one, definition), place) for place, definition in enumerate(definitions)]
    fitting = [(distance, place) for distance, place in weighed if isinstance(distance, int)]
    return definitions[min(fitting)[1]] if fitting else None


def weigh_date(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> int | Refusal:
    """Return how far a definition's noun stands from a date, or why it is not the definition's."""
    for name in definition.veto:
        if _find_reached(sentence, one, name):
            return Refusal(Why.VETO, name)
    for name in definition.require:
        if not _find_reached(sentence, one, name):
            return Refusal(Why.UNTIED, name)
    reached = _find_reached(sentence, one, definition.noun or "")
    return min(reached) if reached else Refusal(Why.UNTIED, definition.noun or "")


def _find_reached(sentence: Sentence, one: Counted, name: str) -> list[int]:
    """List how far the terms of a lexicon in a date's clause stand from it."""
    quantity = one.quantity
    return [
        max(quantity.first - hit.last, hit.first - quantity.last)
        for hit in sentence.hits.get(name, ())
        if reaches(sentence, one, hit)
    ]


def _claim(
    sentence: Sentence,
    one: Counted,
    definition: model.ClaimDefinition,
    *,
    value: str,
    attribution: Attribution | None,
) -> model.Claim:
    is_doubted = attribution is not None and attribution.is_reported
    return model.Claim(
        claim_id=definition.id,
        type=definition.type,
        scope=find_scope(sentence, one, definition).name,
        value=value,
        hedge=one.quantity.hedge,
        is_reported=is_doubted or find_doubt(sentence, one) is not None,
        source=attribution.source if attribution else None,
        verb=attribution.verb if attribution else None,
        start=sentence.spans[one.quantity.hedge_first][0],
        end=sentence.spans[one.quantity.last][1],
        sentence=sentence.text,
        rule="date+noun",
    )
