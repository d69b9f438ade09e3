"""Turning: the bulletin that most outlets turned to another value: who was first, and who still says the old one.

Decides nothing but the words. Next: `sayings`, which quotes them; `model.Bulletin`, what every channel shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor import model
from monitor.core import agreement, sayings, standings
from monitor.core.brief import Brief
from monitor.core.claims import print_value, print_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """That most outlets say another value."""

    #: What most said before; None for the first value of all, and when they came to say that.
    old: model.Claim | None
    moved_at: datetime | None = None
    camp: standings.Camp
    #: Everybody who stands anywhere.
    stands: tuple[standings.Stand, ...]
    #: Why it is not told; "" where the rules decide.
    untold: str = ""
    is_back: bool = False


def tell_move(brief: Brief, slot: model.Slot, move: Move, *, now: datetime) -> model.News:
    """Tell that most outlets say another value than before: who was first, and who still says the old one."""
    firsts = _find_firsts(move)
    last_in = max(move.camp.stands, key=lambda stand: stand.position.since).position
    parts = [*((model.Part.FIRST, stand) for stand in firsts)]
    parts += [(model.Part.NEW, stand) for stand in move.camp.stands if stand not in firsts]
    rest = [stand for stand in move.stands if stand.figure != move.camp.figure]
    old_figure = agreement.find_figure(move.old) if move.old else ""
    late = [stand for stand in rest if stand.figure == old_figure]
    others = [stand for stand in rest if stand not in late]
    parts += [(model.Part.OLD, stand) for stand in late]
    parts += [(model.Part.OTHER, stand) for stand in others if stand.contradicts(move.camp.claim)]
    parts += [(model.Part.OPEN, stand) for stand in others if not stand.contradicts(move.camp.claim)]
    bulletin = model.Bulletin(
        about=next((topic.title for topic in brief.watch.topics if topic.id == slot.topic_id), slot.topic_id),
        topic_id=slot.topic_id,
        scope=slot.scope,
        old_text=print_value(move.old) if move.old else "",
        new_text=print_value(move.camp.claim),
        event=model.Event(
            kind=model.EventKind.CONSENSUS_MOVED,
            severity=_severity(brief, slot) if move.old else model.Severity.INFO,
            summary=_say_move(brief, slot, move),
            claim_id=slot.claim_id,
            reason=move.untold,
        ),
        detail=_detail_move(move, firsts, late),
        last_otherwise_at=_find_start(last_in, move),
        since=last_in.since,
        created_at=now,
    )
    return sayings.decide_news(brief, bulletin, parts)


def _find_firsts(move: Move) -> tuple[standings.Stand, ...]:
    """Find who was first; several, where the windows in which they began to say so overlap and nobody can know. On the way
    back, the first to turn: others never left."""
    turned = [stand for stand in move.camp.stands if move.moved_at and stand.position.since > move.moved_at]
    stands = (move.is_back and turned) or move.camp.stands
    earliest = min(stand.position.since for stand in stands)
    return tuple(
        stand for stand in stands if _began_after(stand) < earliest or stand.position.since == earliest
    )


def _began_after(stand: standings.Stand) -> datetime:
    """Return the last instant at which an outlet may not have said so yet: a first text may be as old as it says."""
    position = stand.position
    return position.last_otherwise_at or min(position.said_at, position.since)


def _severity(brief: Brief, slot: model.Slot) -> model.Severity:
    """As grave as a change of the claim in one article (see `alerting`), but where it is no fact: outlets turn from one state of
    things to another and back as the day's story has it."""
    definition = next(one for one in brief.watch.claims if one.id == slot.claim_id)
    tier = definition.tiers.get(model.ChangeKind.VALUE, model.Tier.NOW)
    is_fact = definition.type in agreement.FACTS
    return {
        model.Tier.NOW: model.Severity.HIGH if is_fact else model.Severity.MEDIUM,
        model.Tier.DIGEST: model.Severity.MEDIUM,
        model.Tier.REVIEW: model.Severity.INFO,
    }[tier]


def _say_move(brief: Brief, slot: model.Slot, move: Move) -> str:
    phrase = sayings.say_claim(brief, slot, move.camp.claim)
    count, total = move.camp.count, standings.count_units(move.stands)
    who = "Most outlets" if 2 * count > total else f"More outlets ({count} of {total}) than say anything else"
    if move.old is None:
        return f"{who} say {phrase}."
    back = "are back to" if move.is_back else "now say"
    return f"{who} {back} {phrase}; they said {print_words(move.old)}."


def _detail_move(move: Move, firsts: Sequence[standings.Stand], late: Sequence[standings.Stand]) -> str:
    total = standings.count_units(move.stands)
    first = firsts[0].position
    seen = f"first seen {sayings.say_instant(first.since)}" + (
        f", last seen otherwise {sayings.say_instant(first.last_otherwise_at)}"
        if first.last_otherwise_at
        else ""
    )
    who = "First with it: " if len(firsts) == 1 else "First with it, nobody can say which of them: "
    sentences = [_name_count(move.camp.count, total), f"{who}{sayings.name_outlets(firsts)} ({seen})."]
    if late and move.old:
        sentences.append(f"Still {print_words(move.old)}: {sayings.name_outlets(late)}.")
    if move.is_back and move.moved_at:
        sentences.append(
            f"They had moved away at {sayings.say_instant(move.moved_at)}: it goes back and forth."
        )
    return " ".join(sentences)


def _name_count(count: int, total: int) -> str:
    return f"{count} of {total} outlets say so, copies of one text counted once."


def _find_start(tipping: model.Position, move: Move) -> datetime | None:
    """Find when most last said otherwise: before the word that made the difference was said, as far as that is known."""
    known = (tipping.last_otherwise_at, tipping.said_at, move.moved_at)
    return next((one for one in known if one is not None and one < tipping.since), None)
