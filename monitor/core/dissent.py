"""Dissent: an outlet that says what does not fit what most say, or is the last to say what most said before.

Only what an outlet said after most were of one mind counts: an older article says what was thought then. An outlet that is merely
late is no dissenter, one that leaves room ("at least 20") neither, and those who follow a dissenter join its move: they are kept,
and not told. Of stances and states of things, outlets stress one or another side by side: of these, nobody dissents.
Next: `telling`, the words.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor import model, policy
from monitor.core import agreement, standings, telling
from monitor.core.brief import Brief

#: Found dissents kept, so that none is told twice.
_MOST_KEPT = 200


def decide_dissent(
    brief: Brief,
    outcome: model.CompareOutcome,
    known: model.SlotForCompare,
    stands: tuple[standings.Stand, ...],
    *,
    now: datetime,
) -> model.CompareOutcome:
    """Add to an outcome who says otherwise than most, where that is new."""
    consensus = known.consensus
    assert consensus is not None  # noqa: S101  # without one there is nothing to dissent from
    knobs = brief.policy.consensus
    figure = agreement.find_figure(consensus.claim)
    agreeing = tuple(stand for stand in stands if stand.figure == figure)
    if consensus.claim.type not in agreement.FACTS or standings.count_units(agreeing) < knobs.least:
        return outcome
    # One of another week is another disagreement.
    recent = tuple(found for found in consensus.dissents if found.at > now - knobs.span)
    consensus = replace(consensus, dissents=recent)
    against = tuple(stand for stand in stands if stand.contradicts(consensus.claim))
    for stand in sorted(against, key=lambda one: one.said_at):
        if _is_dissent(stand, consensus, knobs) and not _is_known(stand, consensus):
            first = _find_first(stand, consensus, against, knobs, now=now)
            found = model.Dissent(
                outlet_id=stand.position.outlet_id, figure=stand.figure, at=now, is_first=first is None
            )
            consensus = replace(consensus, dissents=(*consensus.dissents, found)[-_MOST_KEPT:])
            dissent = telling.Dissent(
                stand=stand, claim=consensus.claim, agreeing=agreeing, stands=stands, follows=first or ""
            )
            news = telling.tell_dissent(brief, known.slot, dissent, now=now)
            outcome = replace(outcome, news=(*outcome.news, news))
    return _decide_last(brief, replace(outcome, consensus=consensus), known.slot, against, agreeing, now=now)


def _is_dissent(stand: standings.Stand, consensus: model.Consensus, knobs: policy.ConsensusPolicy) -> bool:
    """Whether it was said when most were of another mind, and not by one who is merely late: with a figure that most had, or
    passed on their way, as a toll rises."""
    if stand.said_at <= max(consensus.said_at, consensus.formed_at):
        return False
    is_passed = any(
        agreement.lies_between(stand.claim, turn.claim, consensus.claim) for turn in consensus.turns
    )
    return not is_passed or stand.said_at > consensus.moved_at + knobs.lag


def _is_known(stand: standings.Stand, consensus: model.Consensus) -> bool:
    return any(
        (found.outlet_id, found.figure) == (stand.position.outlet_id, stand.figure)
        for found in consensus.dissents
    )


def _find_first(
    stand: standings.Stand,
    consensus: model.Consensus,
    against: Sequence[standings.Stand],
    knobs: policy.ConsensusPolicy,
    *,
    now: datetime,
) -> str | None:
    """Return the outlet, by name, that was found to say the same within a day before, or says it in the same wire text."""
    names = {other.position.outlet_id: other.position.outlet_name for other in against}
    return next(
        (
            names.get(found.outlet_id, found.outlet_id)
            for found in consensus.dissents
            if found.is_first and found.figure == stand.figure and found.at > now - knobs.flapping
        ),
        None,
    )


def _decide_last(
    brief: Brief,
    outcome: model.CompareOutcome,
    slot: model.Slot,
    against: Sequence[standings.Stand],
    agreeing: tuple[standings.Stand, ...],
    *,
    now: datetime,
) -> model.CompareOutcome:
    """Add the last outlet on the old value, some hours after most moved on; one that is told to dissent is not told again."""
    consensus = outcome.consensus
    if consensus is None or not consensus.turns or consensus.is_last_told:
        return outcome
    due_at = consensus.moved_at + brief.policy.consensus.last_after
    if now < due_at:
        return replace(outcome, next_at=due_at)
    old = consensus.turns[-1].claim
    late = [
        stand
        for stand in against
        if stand.figure == agreement.find_figure(old) and _is_alive(stand, consensus)
    ]
    if standings.count_units(late) != 1:
        return outcome
    outcome = replace(outcome, consensus=replace(consensus, is_last_told=True))
    if any(_is_known(stand, consensus) for stand in late):
        return outcome
    last = telling.Last(
        stands=tuple(late), claim=consensus.claim, agreeing=agreeing, moved_at=consensus.moved_at
    )
    return replace(outcome, news=(*outcome.news, telling.tell_last(brief, slot, last, now=now)))


def may_be_last(consensus: model.Consensus | None, figure: str) -> bool:
    """Whether an article that was edited and still says this may show its outlet to be the last to say so."""
    if consensus is None or not consensus.turns or consensus.is_last_told:
        return False
    return figure == agreement.find_figure(consensus.turns[-1].claim)


def _is_alive(stand: standings.Stand, consensus: model.Consensus) -> bool:
    """Whether its article was written or edited since most moved on: one that nobody touches says what was thought then."""
    revised_at = stand.position.revised_at
    return stand.said_at > consensus.moved_at or (revised_at is not None and revised_at > consensus.moved_at)
