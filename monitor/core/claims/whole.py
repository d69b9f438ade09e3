"""Wholes: a number that changed beside a much greater one of its claim that stays is a part of it, and no news of the whole.

"In one town 40 died. The toll is 310." Such a change is for the review list. Refuses to judge claims that know several
scopes, where numbers of one slot may stand side by side, and greater numbers farther off than the next sentence: one of
another disaster, or one left from the morning, must not hide the toll of this one. Next: `compare`.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from monitor import model
from monitor.core.claims.pairing import reference, slot_of

#: Why such a change is not told; stands in its rule.
RULE = "a greater number of the same claim stays"
#: A whole is so many times its part at least: a number rounded for a headline is no whole.
LEAST_RATIO = Decimal("1.25")
#: How a number is hedged that may be the whole.
_FIRM = (model.Hedge.EXACT, model.Hedge.AT_LEAST)
#: Most characters between two sentences: a space, or the end of a paragraph.
_BETWEEN = 2
_OF_VALUE = (model.ChangeKind.VALUE, model.ChangeKind.RANGE)


def weigh_part(
    change: model.ClaimChange,
    *,
    old: Iterable[model.Claim],
    new: Iterable[model.Claim],
    definition: model.ClaimDefinition,
) -> model.ClaimChange:
    """Return a change, for review only where it is of a part; `old` and `new` are all mentions of its claim."""
    one, other = change.old, change.new
    is_count = definition.type is model.ClaimType.COUNT and len(definition.scopes) <= 1
    if one is None or other is None or not is_count or change.kind not in _OF_VALUE:
        return change
    part = max(_size_of(one), _size_of(other))
    if any(size >= part * LEAST_RATIO for size in _list_sizes(old, one) & _list_sizes(new, one)):
        return replace(change, tier=model.Tier.REVIEW, rule=f"{change.rule}; {RULE}")
    return change


def _list_sizes(claims: Iterable[model.Claim], beside: model.Claim) -> set[Decimal]:
    """List the firm numbers of a claim's slot in its own sentence and the next to it."""
    return {
        _size_of(one)
        for one in claims
        if one.hedge in _FIRM and slot_of(one) == slot_of(beside) and _is_near(one, beside)
    }


def _is_near(one: model.Claim, other: model.Claim) -> bool:
    """Whether two claims are no farther apart than their sentences are long."""
    apart = abs(one.start - other.start)
    return one.field is other.field and apart <= len(one.sentence) + len(other.sentence) + _BETWEEN


def _size_of(claim: model.Claim) -> Decimal:
    """Return how many are counted, the lower end of a range."""
    return reference(claim)[0] or Decimal(0)
