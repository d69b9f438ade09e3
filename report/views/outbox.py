"""Alerts and their deliveries, as a list and beside their change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor import model
from report.views import words

STATE_WORDS = {
    model.DeliveryState.WAITING: "Waiting",
    model.DeliveryState.HELD: "Held",
    model.DeliveryState.SENT: "Sent",
    model.DeliveryState.DEAD: "Given up",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLine:
    """One delivery: where to, how it stands, what the server said."""

    id: int
    channel_id: str
    address: str
    state: model.DeliveryState
    state_words: str
    #: "2 tries"
    tries: str
    last_attempt_at: datetime | None
    next_attempt_at: datetime | None
    reason: str
    #: "with delivery 12, daily digest", "" where it goes by itself.
    held_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLine:
    """One alert."""

    id: int
    #: The page of what it tells of.
    href: str
    title: str
    severity: model.Severity
    severity_words: str
    rules: str
    created_at: datetime
    deliveries: tuple[DeliveryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteLine:
    """What is told to nobody for a while."""

    id: int
    #: What it is about: kind and name, "article" and its number.
    about: tuple[tuple[str, str], ...]
    until: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxPage:
    """Alerts, and how many deliveries are not yet home."""

    alerts: tuple[AlertLine, ...]
    state: model.DeliveryState | None
    waiting_count: int
    held_count: int
    dead_count: int
    has_channels: bool
    off_channels: tuple[model.ChannelStanding, ...]
    mutes: tuple[MuteLine, ...]


def show_outbox(
    alerts: Sequence[model.AlertReading],
    *,
    totals: model.Totals,
    state: model.DeliveryState | None,
    watch: model.Watch,
    off_channels: Sequence[model.ChannelStanding] = (),
    mutes: Sequence[model.Mute] = (),
) -> OutboxPage:
    """Lay the alerts out for reading."""
    return OutboxPage(
        alerts=tuple(list_alert(alert) for alert in alerts),
        state=state,
        waiting_count=totals.waiting_delivery_count,
        held_count=totals.held_delivery_count,
        dead_count=totals.dead_delivery_count,
        has_channels=bool(watch.channels),
        off_channels=tuple(off_channels),
        mutes=tuple(_list_mute(mute, watch=watch) for mute in mutes),
    )


def _list_mute(mute: model.Mute, *, watch: model.Watch) -> MuteLine:
    outlets = {outlet.id: outlet.name for outlet in watch.outlets}
    topics = {topic.id: topic.title for topic in watch.topics}
    named = (
        ("article", None if mute.article_id is None else str(mute.article_id)),
        ("claim", mute.claim_id and words.claim_title(watch, mute.claim_id)),
        ("outlet", mute.outlet_id and outlets.get(mute.outlet_id, mute.outlet_id)),
        ("topic", mute.topic_id and topics.get(mute.topic_id, mute.topic_id)),
    )
    return MuteLine(
        id=mute.id,
        about=tuple((kind, name) for kind, name in named if name),
        until=mute.until,
        why=mute.why,
    )


def list_alert(alert: model.AlertReading) -> AlertLine:
    """Turn one alert into a line with its deliveries."""
    return AlertLine(
        id=alert.id,
        href=f"/changes/{alert.change_id}" if alert.change_id else f"/bulletins/{alert.bulletin_id}",
        title=alert.title,
        severity=alert.severity,
        severity_words=words.SEVERITY_WORDS[alert.severity],
        rules=", ".join(alert.rule_ids),
        created_at=alert.created_at,
        deliveries=tuple(_list_delivery(delivery) for delivery in alert.deliveries),
    )


def _list_delivery(delivery: model.DeliveryReading) -> DeliveryLine:
    return DeliveryLine(
        id=delivery.id,
        channel_id=delivery.channel_id,
        address=delivery.address,
        state=delivery.state,
        state_words=STATE_WORDS[delivery.state],
        tries=words.count_words(delivery.attempt_count, "try", "tries"),
        last_attempt_at=delivery.last_attempt_at,
        next_attempt_at=delivery.next_attempt_at,
        reason=delivery.reason,
        held_for=f"with delivery {delivery.digest_id}, {delivery.held_for}" if delivery.digest_id else "",
    )
