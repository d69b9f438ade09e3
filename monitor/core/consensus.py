"""Consensus: whether most outlets moved to another value of a claim, and who was first.

A move is told when the largest camp is another, somebody joined it since the last move, and it outnumbers all whom it contradicts. The
first consensus of a claim is where it starts, and no news; nor is what turns up while the articles that stood already are being
read. A move back within a day is told once, as a going back and forth. Next: `dissent`, who says otherwise; `telling`, the words.
"""

from dataclasses import replace
from datetime import datetime

from monitor import model
from monitor.core import agreement, dissent, standings, telling
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
    move = telling.Move(old=None, camp=majority, stands=stands, untold=why)
    return replace(outcome, consensus=formed, news=(telling.tell_move(brief, known.slot, move, now=now),))


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
    move = telling.Move(old=before.claim, moved_at=before.moved_at, camp=majority, stands=stands)
    knobs = brief.policy.consensus
    if newest <= before.formed_at and now < before.formed_at + knobs.settling:
        news = telling.tell_move(brief, known.slot, replace(move, untold=_SETTLING), now=now)
        return replace(outcome, consensus=after, news=(news,))
    turns = tuple(turn for turn in before.turns if turn.left_at > now - knobs.flapping)
    is_back = any(agreement.find_figure(turn.claim) == majority.figure for turn in turns)
    is_known = is_back and before.flapping_at is not None and before.flapping_at > now - knobs.flapping
    after = replace(
        after,
        turns=(*turns, model.Turn(claim=before.claim, left_at=now))[-_MOST_TURNS:],
        flapping_at=now if is_back and not is_known else before.flapping_at,
        is_last_told=is_known,
    )
    untold = f"it goes back and forth, as was told {_stamp(before.flapping_at)}" if is_known else ""
    news = telling.tell_move(brief, known.slot, replace(move, is_back=is_back, untold=untold), now=now)
    return replace(
        outcome, consensus=after, news=(news,), next_at=None if is_known else now + knobs.last_after
    )


def _newest(camp: standings.Camp) -> datetime:
    return max(stand.said_at for stand in camp.stands)


def _stamp(instant: datetime | None) -> str:
    return f"{instant.day} {instant:%b %Y, %H:%M} UTC" if instant else ""
