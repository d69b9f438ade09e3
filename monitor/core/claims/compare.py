"""Compare two texts' claims: what changed, came or went, slot by slot.

A slot is claim + scope and holds a set of mentions. Equal mentions cancel wherever they stand, so a moved or repeated
sentence is never news; the rest are paired by how alike their sentences are. A mention whose value stands on both
sides is neither added nor removed. Refuses nothing. Next: `printing`.
"""

from collections.abc import Callable, Iterable, Mapping

from monitor import model
from monitor.core.claims.align import find_dates, is_same_source, likeness
from monitor.core.claims.pairing import (
    Mentions,
    Pair,
    Test,
    by_value,
    find_same,
    has_same_hedge,
    has_same_value,
    is_equal,
    is_same_attribution,
    leave_out_kept,
    pair_claims,
    reference,
    slot_of,
)
from monitor.core.claims.printing import NONE, print_attribution, print_hedge, print_summary, print_value
from monitor.core.claims.whole import weigh_part

#: Types whose values are words, but no positions.
_VALUED = (model.ClaimType.QUOTE, model.ClaimType.DATE)
#: Least likeness of two sentences for a number to have moved from one scope to another between them.
MIN_LIKENESS_SCOPE = 0.4
#: Least likeness of the sentences of two numbers that stand in one place.
MIN_LIKENESS_PLACE = 0.8
#: Below this, a pair of different values is told in the digest only: the sentence was written anew.
MIN_LIKENESS_SURE = 0.25
#: The kinds of change that have one side only.
ONE_SIDED = (model.ChangeKind.ADDED, model.ChangeKind.REMOVED)
#: Below this confidence of either side too.
MIN_CONFIDENCE = 0.5


def compare_claims(
    old: Iterable[model.Claim],
    new: Iterable[model.Claim],
    *,
    definitions: Mapping[str, model.ClaimDefinition],
) -> tuple[model.ClaimChange, ...]:
    """Compare two sets of claims. Changes come in the order of the definitions, then of the text."""
    changes: list[model.ClaimChange] = []
    olds, news = list(old), list(new)
    for claim_id, definition in definitions.items():
        one = [claim for claim in olds if claim.claim_id == claim_id]
        other = [claim for claim in news if claim.claim_id == claim_id]
        if one or other:
            changes.extend(_compare_claim(one, other, definition))
    return tuple(changes)


def _compare_claim(
    old: list[model.Claim], new: list[model.Claim], definition: model.ClaimDefinition
) -> list[model.ClaimChange]:
    """Compare the mentions of one claim."""
    left_old, left_new = leave_out_kept(old, new), leave_out_kept(new, old)
    olds, news = by_value(old), by_value(new)
    pair_claims(left_old, left_new, is_equal)
    changes = [
        _change(model.ChangeKind.ATTRIBUTION, pair, definition)
        for pair in pair_claims(left_old, left_new, has_same_hedge)
        if _is_reattributed(pair, olds, news)
    ]
    left_old = [
        one for one in left_old if not any(has_same_hedge(one, other) for other in find_same(one, news))
    ]
    left_new = [
        one for one in left_new if not any(has_same_hedge(other, one) for other in find_same(one, olds))
    ]
    for test, kind_of in _STEPS:
        for pair in pair_claims(left_old, left_new, test):
            changes.append(_change(kind_of(*pair), pair, definition))
            if _is_reattributed(pair, olds, news):
                changes.append(_change(model.ChangeKind.ATTRIBUTION, pair, definition))
    changes = [weigh_part(change, old=old, new=new, definition=definition) for change in changes]
    one_sided = _one_sided(left_old, left_new, old=old, new=new, definition=definition)
    return _without_repeats(changes, one_sided)


def _without_repeats(
    changes: list[model.ClaimChange], one_sided: list[model.ClaimChange]
) -> list[model.ClaimChange]:
    """Tell each change once: a headline and its first sentence change alike, and what is one side of a change has
    neither come nor gone beside it."""
    seen: dict[tuple[str, str, str, str], model.ClaimChange] = {}
    for change in changes:
        seen.setdefault((change.scope, str(change.kind), change.old_text, change.new_text), change)
    told = {(change.scope, text) for change in changes for text in (change.old_text, change.new_text)}
    rest = [
        one
        for one in one_sided
        if one.kind not in ONE_SIDED or (one.scope, one.new_text if one.new else one.old_text) not in told
    ]
    return [*seen.values(), *rest]


def _is_same_slot(one: model.Claim, other: model.Claim) -> bool:
    if one.type is model.ClaimType.QUOTE:
        is_alike = likeness(one.value, other.value) >= MIN_LIKENESS_SCOPE
        return is_same_source(one.source, other.source) and (is_alike or _is_exchanged(one, other))
    return slot_of(one) == slot_of(other)


def _is_exchanged(one: model.Claim, other: model.Claim) -> bool:
    """Whether one quotation stands where another stood: the words around them are the same."""
    around, beside = (quote.sentence.replace(quote.value, "") for quote in (one, other))
    return likeness(around, beside) >= MIN_LIKENESS_PLACE


def _is_moved_scope(one: model.Claim, other: model.Claim) -> bool:
    is_same = reference(one) == reference(other) and one.type is not model.ClaimType.QUOTE
    return is_same and likeness(one.sentence, other.sentence) >= MIN_LIKENESS_SCOPE


def _kind_of_value(one: model.Claim, other: model.Claim) -> model.ChangeKind:
    if one.low is None and one.high is None:
        return model.ChangeKind.VALUE if one.type in _VALUED else model.ChangeKind.STANCE
    is_range = any(claim.low is not None and claim.high not in (None, claim.low) for claim in (one, other))
    return model.ChangeKind.RANGE if is_range else model.ChangeKind.VALUE


_STEPS: tuple[tuple[Test, Callable[[model.Claim, model.Claim], model.ChangeKind]], ...] = (
    (has_same_value, lambda _one, _other: model.ChangeKind.HEDGE),
    (_is_moved_scope, lambda _one, _other: model.ChangeKind.SCOPE),
    (_is_same_slot, _kind_of_value),
)


def _is_reattributed(pair: Pair, old: Mentions, new: Mentions) -> bool:
    """Whether a pair's source or verb class differs, and no other mention of the value says what was said before."""
    one, other = pair
    if is_same_attribution(one, other):
        return False
    is_kept = any(
        has_same_value(one, mention) and is_same_attribution(one, mention) for mention in find_same(one, new)
    )
    is_known = any(
        has_same_value(mention, other) and is_same_attribution(mention, other)
        for mention in find_same(other, old)
    )
    return not (is_kept or is_known)


def _one_sided(
    left_old: list[model.Claim],
    left_new: list[model.Claim],
    *,
    old: list[model.Claim],
    new: list[model.Claim],
    definition: model.ClaimDefinition,
) -> list[model.ClaimChange]:
    """List what came, what went, and what now stands beside another value."""
    changes = []
    for gone in _one_a_slot(left_old):
        heirs = _find_others(gone, new)
        heir = next((other for other in heirs if _stands_in_place(other, gone)), None)
        if heir:
            changes.append(_change(_kind_of_value(gone, heir), (gone, heir), definition))
        elif not heirs:
            changes.append(_change(model.ChangeKind.REMOVED, (gone, None), definition))
    for come in _one_a_slot(left_new):
        rivals = _find_others(come, old)
        contradicted = _find_contradicted(come, rivals)
        if contradicted:
            changes.append(_change(model.ChangeKind.INCONSISTENT, (contradicted, come), definition))
        else:
            beside = next(iter(rivals), None)
            changes.append(_change(model.ChangeKind.ADDED, (None, come), definition, beside=beside))
    return changes


def _find_others(claim: model.Claim, others: list[model.Claim]) -> list[model.Claim]:
    """Find what stands in a claim's slot on the other side; a quotation has none but itself."""
    is_quote = claim.type is model.ClaimType.QUOTE
    return [] if is_quote else [other for other in others if slot_of(other) == slot_of(claim)]


def _stands_in_place(other: model.Claim, gone: model.Claim) -> bool:
    """Whether a number stands where another stood: one of two unlike mentions was brought into line."""
    is_number = gone.low is not None or gone.high is not None
    return is_number and likeness(gone.sentence, other.sentence) >= MIN_LIKENESS_PLACE


def _find_contradicted(come: model.Claim, rivals: list[model.Claim]) -> model.Claim | None:
    """Find what a text that spoke with one voice contradicts now: a number beside another of the same slot, not of
    another source and not of another time. Two positions may well stand side by side."""
    is_number = come.low is not None or come.high is not None
    if not is_number or len({reference(one) for one in rivals}) != 1:
        return None
    return next((rival for rival in rivals if _speaks_of_the_same(come, rival)), None)


def _speaks_of_the_same(come: model.Claim, rival: model.Claim) -> bool:
    is_other_source = None not in (rival.source, come.source) and not is_same_source(
        rival.source, come.source
    )
    return not is_other_source and find_dates(rival.sentence) == find_dates(come.sentence)


def _one_a_slot(claims: list[model.Claim]) -> list[model.Claim]:
    """Keep the first mention of each slot; each quote is its own."""
    seen: dict[str, model.Claim] = {}
    for claim in claims:
        seen.setdefault(claim.value if claim.type is model.ClaimType.QUOTE else slot_of(claim), claim)
    return list(seen.values())


def _change(
    kind: model.ChangeKind,
    pair: tuple[model.Claim | None, model.Claim | None],
    definition: model.ClaimDefinition,
    *,
    beside: model.Claim | None = None,
) -> model.ClaimChange:
    old, new = pair
    old_text, new_text = _print(kind, old), _print(kind, new)
    shown = new or old
    return model.ClaimChange(
        claim_id=definition.id,
        scope=shown.scope if shown else "",
        kind=kind,
        old=old,
        new=new,
        old_text=old_text,
        new_text=new_text,
        old_sentence=old.sentence if old else "",
        new_sentence=new.sentence if new else "",
        rule=shown.rule if shown else "",
        tier=_tier(kind, pair, definition),
        summary=print_summary(
            kind,
            title=definition.title or definition.id,
            old=old,
            new=new,
            texts=(old_text, new_text),
            beside=beside,
        ),
    )


def _print(kind: model.ChangeKind, claim: model.Claim | None) -> str:
    if claim is None:
        return NONE
    if kind is model.ChangeKind.HEDGE:
        return print_hedge(claim)
    if kind is model.ChangeKind.ATTRIBUTION:
        return print_attribution(claim)
    value = print_value(claim)
    return f"{value} {claim.scope}" if kind is model.ChangeKind.SCOPE else value


def _tier(
    kind: model.ChangeKind,
    pair: tuple[model.Claim | None, model.Claim | None],
    definition: model.ClaimDefinition,
) -> model.Tier:
    """Take the definition's tier; weak evidence is told no faster than the digest, and not at all where it is all that
    came or went."""
    tier = definition.tiers.get(kind, model.Tier.NOW)
    if kind is model.ChangeKind.INCONSISTENT and pair[1] is not None and pair[1].confidence < 1:
        return (
            model.Tier.REVIEW
        )  # to say that a text contradicts itself takes a number with a noun of its own
    if not find_weakness(*pair):
        return tier
    if None in pair:
        return model.Tier.REVIEW
    return model.Tier.DIGEST if tier is model.Tier.NOW else tier


def find_weakness(old: model.Claim | None, new: model.Claim | None) -> str:
    """Say what makes a change's evidence weak; "" where nothing does."""
    if old is not None and new is not None and likeness(old.sentence, new.sentence) < MIN_LIKENESS_SURE:
        return "the sentence was written anew"
    is_weak = any(claim is not None and claim.confidence < MIN_CONFIDENCE for claim in (old, new))
    return "the claim is uncertain" if is_weak else ""
