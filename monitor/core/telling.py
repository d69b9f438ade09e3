"""Telling: the bulletins about a claim across outlets: what most say now, who was first, who says otherwise; with each outlet's own words.

Decides nothing but the words and who is told them. Next: `alerting`, the rules; `model.Bulletin`, what every channel shows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor import model
from monitor.core import agreement, alerting, standings
from monitor.core.brief import Brief
from monitor.core.claims import print_phrase, print_value, print_words

#: Outlets named in one sentence.
_MOST_NAMED = 6


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent:
    """That one outlet says what does not fit what most say."""

    stand: standings.Stand
    #: What most say, and who does.
    claim: model.Claim
    agreeing: tuple[standings.Stand, ...]
    stands: tuple[standings.Stand, ...]
    #: The outlet that said so before; "" where none did.
    follows: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """That one outlet is the last to say what most said before; or several, in one wire text."""

    stands: tuple[standings.Stand, ...]
    claim: model.Claim
    agreeing: tuple[standings.Stand, ...]
    moved_at: datetime


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
    return _decide(brief, bulletin, parts)


def tell_dissent(brief: Brief, slot: model.Slot, dissent: Dissent, *, now: datetime) -> model.News:
    """Tell that an outlet says what does not fit what most say."""
    count, total = standings.count_units(dissent.agreeing), standings.count_units(dissent.stands)
    newest = max(stand.said_at for stand in dissent.agreeing)
    phrase = _phrase(brief, slot, dissent.stand.claim)
    is_far = agreement.is_far(dissent.stand.claim, dissent.claim)
    event = model.Event(
        kind=model.EventKind.OUTLET_DIVERGES,
        severity=model.Severity.LOW if is_far else model.Severity.MEDIUM,
        summary=f"Says {phrase}; {count} of {total} outlets say {print_words(dissent.claim)}.",
        claim_id=slot.claim_id,
        reason=f"{dissent.follows} was found to say so before it: a move under way"
        if dissent.follows
        else "",
    )
    detail = f"Copies of one text are counted once. The newest of the {count} said so {_stamp(newest)}."
    if is_far:
        detail += " So far from theirs, it may count a part, or speak of another time: read its sentence."
    bulletin = _outlet_bulletin(slot, dissent.stand, event, now=now)
    parts = [(model.Part.OTHER, dissent.stand), *((model.Part.NEW, stand) for stand in dissent.agreeing)]
    return _decide(brief, replace(bulletin, detail=detail), parts)


def tell_last(brief: Brief, slot: model.Slot, last: Last, *, now: datetime) -> model.News:
    """Tell that an outlet is the last to say what most said before."""
    stand, *others = last.stands
    event = model.Event(
        kind=model.EventKind.OUTLET_LAST,
        severity=model.Severity.MEDIUM,
        summary=f"Is the last to say {_phrase(brief, slot, stand.claim)}; most say {print_words(last.claim)} "
        f"since {_stamp(last.moved_at)}.",
        claim_id=slot.claim_id,
    )
    bulletin = replace(
        _outlet_bulletin(slot, stand, event, now=now),
        last_otherwise_at=last.moved_at,
        since=now,
        detail="Its article was written or edited since."
        + (f" The same text stands at {_name(others)}." if others else ""),
    )
    parts = [
        *((model.Part.OLD, one) for one in last.stands),
        *((model.Part.NEW, stand) for stand in last.agreeing),
    ]
    return _decide(brief, bulletin, parts)


def _outlet_bulletin(
    slot: model.Slot,
    stand: standings.Stand,
    event: model.Event,
    *,
    now: datetime,
) -> model.Bulletin:
    word = stand.position
    return model.Bulletin(
        about=stand.position.outlet_name,
        outlet_id=stand.position.outlet_id,
        topic_id=slot.topic_id,
        scope=slot.scope,
        new_text=print_value(stand.claim),
        event=event,
        last_otherwise_at=word.last_otherwise_at,
        since=word.since,
        created_at=now,
    )


def _decide(
    brief: Brief,
    bulletin: model.Bulletin,
    parts: Sequence[tuple[model.Part, standings.Stand]],
) -> model.News:
    most = brief.policy.consensus.most_evidence
    shown = replace(
        bulletin,
        evidence=tuple(_quote(part, stand) for part, stand in parts[:most]),
        evidence_left_out=max(0, len(parts) - most),
    )
    outlet = brief.outlets.get(bulletin.outlet_id or "")
    told, alert = alerting.decide_bulletin(
        shown, language=outlet.language if outlet else None, watch=brief.watch
    )
    return model.News(bulletin=told, alert=alert)


def _quote(part: model.Part, stand: standings.Stand) -> model.Saying:
    position = stand.position
    return model.Saying(
        part=part,
        outlet_id=position.outlet_id,
        outlet_name=position.outlet_name,
        article_id=position.article_id,
        url=position.url,
        headline=position.headline,
        language=position.language,
        value=print_value(stand.claim),
        sentence=stand.claim.sentence,
        source=stand.claim.source,
        last_otherwise_at=position.last_otherwise_at,
        since=position.since,
        origin_id=position.origin_id,
    )


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


def _phrase(brief: Brief, slot: model.Slot, claim: model.Claim) -> str:
    """Say a claim with its title, and its scope where that does not go without saying."""
    definition = next(one for one in brief.watch.claims if one.id == slot.claim_id)
    is_plain = slot.scope == definition.scopes.get("default", "")
    scope = "" if is_plain or not slot.scope else f" ({slot.scope})"
    return f"{print_phrase(claim, definition.title or definition.id)}{scope}"


def _say_move(brief: Brief, slot: model.Slot, move: Move) -> str:
    phrase = _phrase(brief, slot, move.camp.claim)
    count, total = move.camp.count, standings.count_units(move.stands)
    who = "Most outlets" if 2 * count > total else f"More outlets ({count} of {total}) than say anything else"
    if move.old is None:
        return f"{who} say {phrase}."
    back = "are back to" if move.is_back else "now say"
    return f"{who} {back} {phrase}; they said {print_words(move.old)}."


def _detail_move(move: Move, firsts: Sequence[standings.Stand], late: Sequence[standings.Stand]) -> str:
    total = standings.count_units(move.stands)
    first = firsts[0].position
    seen = f"first seen {_stamp(first.since)}" + (
        f", last seen otherwise {_stamp(first.last_otherwise_at)}" if first.last_otherwise_at else ""
    )
    who = "First with it: " if len(firsts) == 1 else "First with it, nobody can say which of them: "
    sentences = [_name_count(move.camp.count, total), f"{who}{_name(firsts)} ({seen})."]
    if late and move.old:
        sentences.append(f"Still {print_words(move.old)}: {_name(late)}.")
    if move.is_back and move.moved_at:
        sentences.append(f"They had moved away at {_stamp(move.moved_at)}: it goes back and forth.")
    return " ".join(sentences)


def _name_count(count: int, total: int) -> str:
    return f"{count} of {total} outlets say so, copies of one text counted once."


def _name(stands: Iterable[standings.Stand]) -> str:
    names = list(dict.fromkeys(stand.position.outlet_name for stand in stands))
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _find_start(tipping: model.Position, move: Move) -> datetime | None:
    """Find when most last said otherwise: before the word that made the difference was said, as far as that is known."""
    known = (tipping.last_otherwise_at, tipping.said_at, move.moved_at)
    return next((one for one in known if one is not None and one < tipping.since), None)


def _stamp(instant: datetime) -> str:
    return f"{instant.day} {instant:%b %Y, %H:%M} UTC"
