"""Telling: the bulletins about one outlet that says what does not fit, or is the last to say what most said before.

Decides nothing but the words. Next: `sayings`, which quotes them; `model.Bulletin`, what every channel shows.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from monitor import model
from monitor.core import agreement, sayings, standings
from monitor.core.brief import Brief
from monitor.core.claims import print_value, print_words


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


def tell_dissent(brief: Brief, slot: model.Slot, dissent: Dissent, *, now: datetime) -> model.News:
    """Tell that an outlet says what does not fit what most say."""
    count, total = standings.count_units(dissent.agreeing), standings.count_units(dissent.stands)
    newest = max(stand.said_at for stand in dissent.agreeing)
    phrase = sayings.say_claim(brief, slot, dissent.stand.claim)
    distance = _say_distance(dissent.stand.claim, dissent.claim)
    event = model.Event(
        kind=model.EventKind.OUTLET_DIVERGES,
        severity=model.Severity.LOW if distance else model.Severity.MEDIUM,
        summary=f"Says {phrase}; {count} of {total} outlets say {print_words(dissent.claim)}.",
        claim_id=slot.claim_id,
        reason=f"{dissent.follows} was found to say so before it: a move under way"
        if dissent.follows
        else "",
    )
    detail = (
        f"Copies of one text are counted once. The newest of the {count} said so {sayings.say_instant(newest)}."
        f"{distance}{_say_sources(dissent)}"
    )
    bulletin = _outlet_bulletin(slot, dissent.stand, event, now=now)
    parts = [(model.Part.OTHER, dissent.stand), *((model.Part.NEW, stand) for stand in dissent.agreeing)]
    news = sayings.decide_news(brief, replace(bulletin, detail=detail), parts)
    return spare_told(news, dissent.stand.position.told)


def _say_distance(claim: model.Claim, most: model.Claim) -> str:
    """Say that a number is so far from most outlets', or so near, that it may be no other view of the same; "" where it is not."""
    if agreement.is_far(claim, most):
        return " So far from theirs, it may count a part, or speak of another time: read its sentence."
    if agreement.is_near(claim, most):
        return " So near to theirs, it may be a newer or an older count of what grows from day to day."
    return ""


def _say_sources(dissent: Dissent) -> str:
    """Say that an outlet has its number from somebody whom none of the others names, "" where that is not known."""
    own = dissent.stand.claim.source
    others = dict.fromkeys(stand.claim.source for stand in dissent.agreeing if stand.claim.source)
    if not own or not others or own in others:
        return ""
    return f" It names {own} for it; the others name {', '.join(others)}."


def spare_told(news: model.News, told: model.Told | None) -> model.News:
    """Leave out who was told of the edit itself: one edit is one message, and that one has the outlet's old value, too."""
    if told is None or news.alert is None:
        return news
    if left := find_untold(news.alert, told):
        return replace(news, alert=replace(news.alert, recipients=left))
    return model.News(bulletin=replace(news.bulletin, event=untell(news.bulletin.event, told)))


def tell_last(brief: Brief, slot: model.Slot, last: Last, *, now: datetime) -> model.News:
    """Tell that an outlet is the last to say what most said before."""
    stand, *others = last.stands
    event = model.Event(
        kind=model.EventKind.OUTLET_LAST,
        severity=model.Severity.MEDIUM,
        summary=f"Is the last to say {sayings.say_claim(brief, slot, stand.claim)}; most say {print_words(last.claim)} "
        f"since {sayings.say_instant(last.moved_at)}.",
        claim_id=slot.claim_id,
    )
    bulletin = replace(
        _outlet_bulletin(slot, stand, event, now=now),
        last_otherwise_at=last.moved_at,
        since=now,
        detail="Its article was written or edited since."
        + (f" The same text stands at {sayings.name_outlets(others)}." if others else ""),
    )
    parts = [
        *((model.Part.OLD, one) for one in last.stands),
        *((model.Part.NEW, stand) for stand in last.agreeing),
    ]
    return sayings.decide_news(brief, bulletin, parts)


def find_untold(alert: model.Alert, told: model.Told) -> tuple[model.Recipient, ...]:
    """Find the recipients of an alert who were not told of the edit that it is about."""
    return tuple(one for one in alert.recipients if (one.channel_id, one.address) not in told.recipients)


def untell(event: model.Event, told: model.Told) -> model.Event:
    """Return an event told to nobody, since everybody was told of the edit that it is about."""
    return replace(event, is_told=False, reason=f"its edit was told as change {told.change_id}")


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
