"""Backtest: stored news run through other rules, page by page, and counted beside what was sent. Writes nothing.

Holds counts and a few examples, never the news: a year of it takes no more memory than a day. Next: `core.backtest`, the
decision; `cli.backtest`, which prints it.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from monitor import model, ports
from monitor.core import backtest

_PAGE = 500
#: A key under which two alerts are one message: a delivery's own, or the digest it goes with.
_Message = tuple[object, ...]


class Fate(StrEnum):
    """What becomes of one alert on one channel under other rules."""

    ONLY_NOW = "only_now"
    NO_LONGER = "no_longer"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One alert of a list."""

    event: str
    is_bulletin: bool
    number: int
    at: datetime
    title: str
    channels: tuple[str, ...]
    #: Why it is told no longer, "" where it is.
    why: str


@dataclass(slots=True, kw_only=True)
class Tally:
    """How often, then and now: rule, channel, day and all -> count."""

    #: Pieces of news looked at.
    change_count: int = 0
    bulletin_count: int = 0
    #: Alerts, and messages, of which a digest of many is one.
    alerts: Counter[str] = field(default_factory=Counter)
    messages: Counter[str] = field(default_factory=Counter)
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    channel_alerts: Counter[tuple[str, str]] = field(default_factory=Counter)
    channel_messages: Counter[tuple[str, str]] = field(default_factory=Counter)
    days: Counter[tuple[str, str]] = field(default_factory=Counter)
    #: Alerts, by what becomes of them; one to several channels counts for each.
    fates: Counter[Fate] = field(default_factory=Counter)
    examples: dict[Fate, list[Example]] = field(default_factory=lambda: {fate: [] for fate in Fate})
    _digests: set[_Message] = field(default_factory=set)

    def count_message(self, when: str, channel_id: str, digest: _Message | None) -> None:
        """Count a message, a digest once."""
        if digest is not None:
            if (when, *digest) in self._digests:
                return
            self._digests.add((when, *digest))
        self.messages[when] += 1
        self.channel_messages[channel_id, when] += 1


def run_backtest(
    readings: ports.Readings,
    watch: model.Watch,
    *,
    since: datetime,
    example_count: int,
    on_progress: Callable[[int], object] = lambda _: None,
) -> Tally:
    """Run all that was found since then through a watchlist's rules, newest first. `on_progress` gets how many were done."""
    tally = Tally()
    for page in _read_pages(readings, watch, since=since):
        for news in page:
            _count(tally, backtest.replay_news(news, watch), example_count=example_count)
        on_progress(len(page))
    return tally


def _read_pages(
    readings: ports.Readings, watch: model.Watch, *, since: datetime
) -> Iterator[list[backtest.News]]:
    before_id: int | None = None
    while True:
        query = model.ChangeFilter(standings=None, with_coverage=True, before_id=before_id, limit=_PAGE)
        found = readings.find_changes(query)
        told = readings.load_alerts([one.alert_id for one in found if one.alert_id is not None])
        alerts = {alert.change_id: alert for alert in told}
        recent = [one for one in found if one.change.first_seen_new_at >= since]
        yield [backtest.find_news(one, alerts.get(one.id), watch) for one in recent]
        if len(recent) < _PAGE:
            break
        before_id = found[-1].id
    before_id = None
    while True:
        bulletins = readings.find_bulletins(before_id=before_id, limit=_PAGE)
        fresh = [one.id for one in bulletins if one.bulletin.created_at >= since]
        yield [backtest.find_bulletin_news(readings.load_bulletin(number), watch) for number in fresh]
        if len(fresh) < _PAGE:
            return
        before_id = bulletins[-1].id


def _count(tally: Tally, replay: backtest.Replay, *, example_count: int) -> None:
    if replay.news.name.is_bulletin:
        tally.bulletin_count += 1
    else:
        tally.change_count += 1
    if replay.is_double:
        return
    then, now = replay.news.then, replay.now
    if then is not None:
        _count_alert(tally, "then", then.rule_ids, replay.news.decided_at)
        for delivery in then.deliveries:
            digest = None if delivery.digest_id is None else (delivery.digest_id,)
            tally.count_message("then", delivery.channel_id, digest)
    if now is not None:
        _count_alert(tally, "now", now.rule_ids, replay.news.decided_at)
        for whom in now.recipients:
            held = (whom.channel_id, whom.address, whom.hold.until) if whom.hold else None
            tally.count_message("now", whom.channel_id, held)
    _count_channels(tally, replay, example_count=example_count)


def _count_alert(tally: Tally, when: str, rule_ids: tuple[str, ...], at: datetime) -> None:
    tally.alerts[when] += 1
    tally.days[f"{at:%Y-%m-%d}", when] += 1
    for rule_id in rule_ids:
        tally.rules[rule_id, when] += 1


def _count_channels(tally: Tally, replay: backtest.Replay, *, example_count: int) -> None:
    then = {delivery.channel_id for delivery in replay.news.then.deliveries} if replay.news.then else set()
    now = {whom.channel_id for whom in replay.now.recipients} if replay.now else set()
    for channel_id in then:
        tally.channel_alerts[channel_id, "then"] += 1
    for channel_id in now:
        tally.channel_alerts[channel_id, "now"] += 1
    for fate, channels in (
        (Fate.ONLY_NOW, now - then),
        (Fate.NO_LONGER, then - now),
        (Fate.SAME, then & now),
    ):
        tally.fates[fate] += len(channels)
        if channels and len(tally.examples[fate]) < example_count:
            tally.examples[fate].append(_show(replay, fate, tuple(sorted(channels))))


def _show(replay: backtest.Replay, fate: Fate, channels: tuple[str, ...]) -> Example:
    name = replay.news.name
    return Example(
        event=str(name),
        is_bulletin=name.is_bulletin,
        number=name.number,
        at=replay.news.decided_at,
        title=replay.title,
        channels=channels,
        why=replay.why_untold if fate is Fate.NO_LONGER and replay.now is None else "",
    )
