"""Pairing: which mentions of a claim in two texts are the same one, and which stand for one another.

Equal mentions cancel, first where their sentences are equal too. Refuses to look at every mention beside every other:
its time grows with the text. Next: `compare`.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal

from monitor import model
from monitor.core.claims.align import find_spoken, is_same_quote, is_same_source, likeness, names_source
from monitor.core.claims.printing import print_hedge

#: Mentions of one claim are paired within stretches of so many, and one value's mentions looked at up to so many:
#: an article has a dozen, and time grows with the text alone.
MAX_PAIRED = 50

Pair = tuple[model.Claim, model.Claim]
Test = Callable[[model.Claim, model.Claim], bool]
Mentions = Mapping[Hashable, Sequence[model.Claim]]


def leave_out_kept(claims: list[model.Claim], others: list[model.Claim]) -> list[model.Claim]:
    """Leave out the mentions that stand on the other side too, in the same words."""
    kept = Counter(map(_as_it_stands, others))
    left = []
    for claim in claims:
        key = _as_it_stands(claim)
        if kept[key]:
            kept[key] -= 1
        else:
            left.append(claim)
    return left


def _as_it_stands(claim: model.Claim) -> Hashable:
    hedge = (claim.hedge, claim.is_reported, claim.is_negated)
    said = (claim.scope, claim.low, claim.high, claim.unit, claim.value, claim.source, claim.verb)
    return claim.sentence, hedge, said


def by_value(claims: list[model.Claim]) -> dict[Hashable, list[model.Claim]]:
    """Sort mentions by slot and value, at most MAX_PAIRED of each."""
    found: dict[Hashable, list[model.Claim]] = {}
    for claim in claims:
        mentions = found.setdefault(_value_key(claim), [])
        if len(mentions) < MAX_PAIRED:
            mentions.append(claim)
    return found


def _value_key(claim: model.Claim) -> Hashable:
    """Return what mentions of the same value share."""
    return find_spoken(claim) if claim.type is model.ClaimType.QUOTE else (slot_of(claim), reference(claim))


def find_same(claim: model.Claim, mentions: Mentions) -> Sequence[model.Claim]:
    return mentions.get(_value_key(claim), ())


def pair_claims(old: list[model.Claim], new: list[model.Claim], test: Test) -> list[Pair]:
    """Pair mentions that pass a test, most alike sentences first, and take them out of both lists."""
    pairs: list[Pair] = []
    left_old: list[model.Claim] = []
    left_new: list[model.Claim] = []
    for at in range(0, max(len(old), len(new)), MAX_PAIRED):
        stretch = old[at : at + MAX_PAIRED], new[at : at + MAX_PAIRED]
        pairs += _pair_stretch(*stretch, test)
        left_old += stretch[0]
        left_new += stretch[1]
    old[:], new[:] = left_old, left_new
    return pairs


def _pair_stretch(old: list[model.Claim], new: list[model.Claim], test: Test) -> list[Pair]:
    candidates = sorted(
        (
            (-likeness(one.sentence, other.sentence), abs(i - j), i, j)
            for i, one in enumerate(old)
            for j, other in enumerate(new)
            if test(one, other)
        ),
    )
    used_old: set[int] = set()
    used_new: set[int] = set()
    pairs: list[Pair] = []
    for _, _, i, j in candidates:
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            pairs.append((old[i], new[j]))
    old[:] = [one for i, one in enumerate(old) if i not in used_old]
    new[:] = [one for j, one in enumerate(new) if j not in used_new]
    return pairs


def slot_of(claim: model.Claim) -> str:
    """Name what a mention may be compared within: its scope; for quotes, anything (speakers are matched loosely)."""
    return claim.scope


def has_same_value(one: model.Claim, other: model.Claim) -> bool:
    if one.type is model.ClaimType.QUOTE:
        return is_same_quote(one, other) and (
            not _is_sure(one, other) or is_same_source(one.source, other.source) or _is_renamed(one, other)
        )
    return slot_of(one) == slot_of(other) and reference(one) == reference(other)


def has_same_hedge(one: model.Claim, other: model.Claim) -> bool:
    return has_same_value(one, other) and print_hedge(one) == print_hedge(other)


def is_equal(one: model.Claim, other: model.Claim) -> bool:
    return has_same_hedge(one, other) and is_same_attribution(one, other)


def is_same_attribution(one: model.Claim, other: model.Claim) -> bool:
    if one.type is model.ClaimType.QUOTE and (not _is_sure(one, other) or _is_renamed(one, other)):
        return one.verb == other.verb
    return one.verb == other.verb and is_same_source(one.source, other.source)


def _is_renamed(one: model.Claim, other: model.Claim) -> bool:
    """Whether a speaker's sentence holds the other's name too: "Avner Tzur, the spokesman: …" and "said the spokesman"."""
    return names_source(one.sentence, other.source or "") or names_source(other.sentence, one.source or "")


def _is_sure(one: model.Claim, other: model.Claim) -> bool:
    """Whether both speakers are named where they speak: one inferred from "he said" may be another name for the same."""
    return one.confidence == other.confidence == 1


def reference(claim: model.Claim) -> tuple[Decimal | None, Decimal | None, str]:
    """Return the number a hedge stands on, whatever the hedge."""
    low = claim.high if claim.low is None else claim.low
    high = claim.low if claim.high is None else claim.high
    return low, high, claim.value or claim.unit
