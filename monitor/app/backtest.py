"""Backtest: stored news run through other rules, page by page, and counted beside what was sent. Writes nothing.

Holds counts, a few examples, and of each message when it would go and of what it tells: never the news itself. Next: `core.backtest`, the
decision; `cli.backtest`, which prints it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from monitor import model, ports
from monitor.core import backtest

_PAGE = 500


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
    #: Messages that went as digests, by number.
    _digests: set[int] = field(default_factory=set)
    #: When other rules' messages are due, and whether as a digest, by channel and address; and how many.
    _due: defaultdict[tuple[str, str], Counter[tuple[datetime, bool]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    #: Whom other rules tell of edits of a claim: by article, instant and claim.
    _edits: dict[tuple[int, datetime, str], model.Told] = field(default_factory=dict)

    def count_sent(self, delivery: model.DeliveryReading) -> None:
        """Count a message that was sent, a digest once."""
        if delivery.digest_id in self._digests:
            return
        if delivery.digest_id is not None:
            self._digests.add(delivery.digest_id)
        self._count_messages("then", delivery.channel_id, 1)

    def note_due(self, whom: model.Recipient, at: datetime) -> None:
        """Note that other rules have a message for somebody, a digest once."""
        due = self._due[whom.channel_id, whom.address]
        if whom.hold:
            due[whom.hold.until, True] = 1
        else:
            due[at, False] += 1

    def count_due(self, channels: Iterable[model.ChannelAddress]) -> None:
        """Count the messages of other rules, those above a rate cap as one."""
        known = {channel.id: channel for channel in channels}
        for (channel_id, _), due in self._due.items():
            self._count_messages(
                "now", channel_id, backtest.count_messages(due.elements(), known[channel_id])
            )

    def note_edit(self, replay: backtest.Replay, alert: model.Alert) -> None:
        """Note whom other rules tell of the claims that an edit changed."""
        told = model.Told(
            change_id=replay.news.name.number,
            recipients=frozenset((whom.channel_id, whom.address) for whom in alert.recipients),
        )
        for event in replay.change.events:
            if event.is_told and event.claim_id is not None:
                key = (replay.news.subject.article_id, replay.change.first_seen_new_at, event.claim_id)
                self._edits[key] = told

    def find_edit(self, replay: backtest.Replay) -> model.Told | None:
        """Find whom other rules tell of the edit by which an outlet came to say otherwise; None for any other news."""
        (event, *_) = replay.change.events
        key = (replay.news.subject.article_id, replay.change.first_seen_new_at, event.claim_id or "")
        return self._edits.get(key) if event.kind is model.EventKind.OUTLET_DIVERGES else None

    def _count_messages(self, when: str, channel_id: str, count: int) -> None:
        self.messages[when] += count
        self.channel_messages[channel_id, when] += count


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
    tally.count_due(watch.channels)
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
        replay = backtest.spare_told(replay, tally.find_edit(replay))
    else:
        tally.change_count += 1
    if replay.is_double:
        return
    then, now = replay.news.then, replay.now
    if then is not None:
        _count_alert(tally, "then", then.rule_ids, replay.news.decided_at)
        for delivery in then.deliveries:
            tally.count_sent(delivery)
    if now is not None:
        _count_alert(tally, "now", now.rule_ids, replay.news.decided_at)
        tally.note_edit(replay, now)
        for whom in now.recipients:
            tally.note_due(whom, replay.news.decided_at)
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
