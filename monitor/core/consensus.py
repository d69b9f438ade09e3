"""Consensus: whether most outlets moved to another value of a claim, and who was first.

A move is told when the largest camp is another, somebody joined it since the last move, and it outnumbers all whom it contradicts. The
first consensus of a claim is where it starts, and no news; nor is what turns up while the articles that stood already are being
read. A move back within a day is told once, as a going back and forth. Next: `dissent`, who says otherwise; `turning`, the words.
"""

from dataclasses import replace
from datetime import datetime

from monitor import model
from monitor.core import agreement, dissent, sayings, standings, turning
from monitor.core.brief import Brief

#: Former values kept to know a way back by.
_MOST_TURNS = 6
#: Why what turns up beside the first consensus is not told.
_SETTLING = "it was said before the first consensus was found, in articles that have been read only now"


def decide_compare(brief: Brief, known: model.SlotForCompare, *, now: datetime) -> model.CompareOutcome:
    """Say what outlets' words on one slot come to: what most say now, and what is to be told of that."""
    outcome = model.CompareOutcome(slot_id=known.id, base_revision=known.revision, consensus=known.consensus)
    if not _is_watched(brief, known.slot):
        return outcome
    brief = brief.heed(known.mutes)
    knobs = brief.policy.consensus
    stands = standings.find_stands(known, since=now - knobs.span)
    camps = standings.find_camps(stands)
    majority = standings.find_majority(camps, stands, least=knobs.least)
    if known.consensus is None:
        return _form(brief, outcome, known, majority, stands, now=now) if majority else outcome
    if majority and majority.figure != agreement.find_figure(known.consensus.claim):
        moved = _move(brief, outcome, known, majority, stands, now=now)
        if moved:
            return moved
    return dissent.decide_dissent(brief, outcome, known, stands, now=now)


def _is_watched(brief: Brief, slot: model.Slot) -> bool:
    """Whether the watchlist still has the topic and the claim."""
    has_topic = any(topic.id == slot.topic_id for topic in brief.watch.topics)
    return has_topic and any(definition.id == slot.claim_id for definition in brief.watch.claims)


def _form(
    brief: Brief,
    outcome: model.CompareOutcome,
    known: model.SlotForCompare,
    majority: standings.Camp,
    stands: tuple[standings.Stand, ...],
    *,
    now: datetime,
) -> model.CompareOutcome:
    formed = model.Consensus(claim=majority.claim, formed_at=now, moved_at=now, said_at=_newest(majority))
    why = "the first value that most outlets give is where a claim starts, and no move"
    move = turning.Move(old=None, camp=majority, stands=stands, untold=why)
    return replace(outcome, consensus=formed, news=(turning.tell_move(brief, known.slot, move, now=now),))


def _move(
    brief: Brief,
    outcome: model.CompareOutcome,
    known: model.SlotForCompare,
    majority: standings.Camp,
    stands: tuple[standings.Stand, ...],
    *,
    now: datetime,
) -> model.CompareOutcome | None:
    """Move the consensus to the camp that is the majority now, and tell it; None where nobody moved to it: the outlets that
    said otherwise took their word back, or it grew old."""
    before = known.consensus
    assert before is not None  # noqa: S101  # the caller asked
    newest = _newest(majority)
    if newest <= before.said_at:
        return None
    # Who dissented with the figure that is now most outlets' was ahead of them.
    others = tuple(found for found in before.dissents if found.figure != majority.figure)
    after = replace(before, claim=majority.claim, moved_at=now, said_at=newest, dissents=others)
    move = turning.Move(old=before.claim, moved_at=before.moved_at, camp=majority, stands=stands)
    moved = replace(outcome, consensus=after)
    if newest <= before.formed_at and now < before.formed_at + brief.policy.consensus.settling:
        news = turning.tell_move(brief, known.slot, replace(move, untold=_SETTLING), now=now)
        return replace(moved, news=(news,))
    return _turn(brief, moved, known.slot, move, before, now=now)


def _turn(
    brief: Brief,
    outcome: model.CompareOutcome,
    slot: model.Slot,
    move: turning.Move,
    before: model.Consensus,
    *,
    now: datetime,
) -> model.CompareOutcome:
    """Tell a move, and remember where it came from; a way back that was told within a day is not told again."""
    knobs = brief.policy.consensus
    recent = now - knobs.flapping
    turns = tuple(turn for turn in before.turns if turn.left_at > recent)
    is_back = any(agreement.find_figure(turn.claim) == move.camp.figure for turn in turns)
    found_at = before.flapping_at if is_back and before.flapping_at and before.flapping_at > recent else None
    untold = f"it goes back and forth, as was told {sayings.say_instant(found_at)}" if found_at else ""
    news = turning.tell_move(brief, slot, replace(move, is_back=is_back, untold=untold), now=now)
    left = (*turns, model.Turn(claim=before.claim, left_at=now))
    after = outcome.consensus and replace(
        outcome.consensus,
        turns=left[-_MOST_TURNS:],
        flapping_at=now if is_back and not found_at else before.flapping_at,
        is_last_told=bool(found_at),
    )
    next_at = None if found_at else now + knobs.last_after
    return replace(outcome, consensus=after, news=(news,), next_at=next_at)


def _newest(camp: standings.Camp) -> datetime:
    return max(stand.said_at for stand in camp.stands)
