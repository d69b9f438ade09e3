"""Backtest: how other rules would tell what was stored. The decision itself is `alerting`'s, asked once more.

What was decided before any rule was asked (a text in doubt, a further turn of a headline test) stays as it was. Reads no
clock: each piece of news is decided as of when it was found. Next: `app.backtest`, which counts.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from monitor import model
from monitor.core import alerting, rules, telling, timing
from monitor.core.event_names import EventName

#: How the reasons of what rules and mutes decided begin; earlier releases stored nothing else of it.
_OF_RULES = ("rule ", "no alert rules are set", "muted until ")


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A change or a bulletin as it is stored, with the alert that told of it."""

    name: EventName
    decided_at: datetime
    change: model.Change
    subject: rules.Subject
    then: model.AlertReading | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """The same under other rules."""

    news: News
    change: model.Change
    now: model.Alert | None

    @property
    def is_double(self) -> bool:
        """Whether it was to be told, but the same had been told before under the same key."""
        return self.news.then is None and any(event.is_told for event in self.news.change.events)

    @property
    def title(self) -> str:
        """The subject line, of then or of now."""
        told = self.news.then or self.now
        return told.title if told else ""

    @property
    def why_untold(self) -> str:
        """Why other rules tell nobody of what was told: the reason of its weightiest event."""
        told = [place for place, event in enumerate(self.news.change.events) if event.is_told]
        events = [self.change.events[place] for place in told]
        return max(events, key=lambda event: event.severity).reason if events else ""


def find_news(reading: model.ChangeReading, then: model.AlertReading | None, watch: model.Watch) -> News:
    """Return a stored change as something to be decided again."""
    article, change = reading.article, reading.change
    judged_at = change.doubt.judged_at if change.doubt else None
    return News(
        name=EventName(number=reading.id),
        decided_at=judged_at or change.first_seen_new_at,
        change=change,
        subject=rules.Subject(
            article_id=article.id,
            outlet_id=article.outlet_id,
            outlet_name=article.outlet_name,
            topic_ids=article.topic_ids,
            language=article.language or _find_language(article.outlet_id, watch),
        ),
        then=then,
    )


def find_bulletin_news(detail: model.BulletinDetail, watch: model.Watch) -> News:
    """Return a stored bulletin as something to be decided again."""
    bulletin = detail.reading.bulletin
    return News(
        name=EventName(is_bulletin=True, number=detail.reading.id),
        decided_at=bulletin.created_at,
        change=bulletin.as_change(),
        subject=alerting.find_subject(bulletin, language=_find_language(bulletin.outlet_id, watch)),
        then=detail.alert,
    )


def replay_news(news: News, watch: model.Watch) -> Replay:
    """Decide a piece of news by the rules of a watchlist, as of when it was found."""
    asked = replace(news.change, events=tuple(map(_forget_rules, news.change.events)))
    change, alert = alerting.decide_alert(asked, news.subject, watch, now=news.decided_at)
    return Replay(news=news, change=change, now=alert)


def spare_told(replay: Replay, told: model.Told | None) -> Replay:
    """Leave out who, by the same rules, would have been told of the edit that a bulletin is about."""
    if told is None or replay.now is None:
        return replay
    if left := telling.find_untold(replay.now, told):
        return replace(replay, now=replace(replay.now, recipients=left))
    events = tuple(telling.untell(event, told) for event in replay.change.events)
    return replace(replay, change=replace(replay.change, events=events), now=None)


def count_messages(sent: Iterable[tuple[datetime, bool]], channel: model.ChannelAddress) -> int:
    """Count what one address gets of messages that are due then: those above its rate cap go as one.

    `sent`: when each is due, and whether it is a digest, which no cap holds up."""
    count, held_until = 0, None
    went: deque[datetime] = deque()
    for at, is_digest in sorted(sent):
        if held_until and held_until <= at:
            went.append(held_until)
            held_until = None
        while went and went[0] <= at - timing.PACE:
            went.popleft()
        if held_until and not is_digest:
            continue  # goes with the others that are held
        hold = timing.find_pace_hold(channel, sent_count=len(went), first_sent_at=went[0] if went else None)
        count += 1
        if hold and not is_digest:
            held_until = hold.until
        else:
            went.append(at)
    return count


def _forget_rules(event: model.Event) -> model.Event:
    """Return an event as it was before any rule was asked."""
    if event.answers or event.reason.startswith(_OF_RULES):
        return replace(event, is_told=False, reason="", answers=())
    return event


def _find_language(outlet_id: str | None, watch: model.Watch) -> str | None:
    return next((outlet.language for outlet in watch.outlets if outlet.id == outlet_id), None)
