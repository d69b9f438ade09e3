"""Channels: what a try says of the channel it went over. Refused again and again it is switched off; dead letters are told.

Both are news of the service itself, and go over the other channels: by the rules that ask for them, else over all there are, since a
channel that fails in silence is an alert lost. News of one channel's trouble that dies on another raises none. Reads no clock.
Next: `alerting`, which rules take it.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor import model, policy
from monitor.core import alerting

SERVICE = "Claimwatch"


def decide_trouble(
    delivery: model.DeliveryForSend,
    outcome: model.DeliveryOutcome,
    *,
    watch: model.Watch,
    knobs: policy.ChannelPolicy,
) -> model.DeliveryOutcome:
    """Add to how a try ended what becomes of its channel, and the bulletin and alert that tell of it, if any."""
    channel_id = delivery.recipient.channel_id
    known = delivery.standing or model.ChannelStanding(channel_id=channel_id)
    now = outcome.attempted_at
    if outcome.state is model.DeliveryState.SENT and known.unreached_since is not None:
        outcome = replace(outcome, is_back=now - known.unreached_since >= knobs.outage)
    counted = _count_dead(delivery, outcome, _count_answer(known, outcome))
    refusal = _find_refusal(counted, outcome, knobs=knobs)
    event: model.Event | None = None
    if refusal is not None:
        # No letter dies of what is its channel's fault.
        reason = refusal.detail or refusal.kind.value
        outcome = replace(outcome, state=model.DeliveryState.WAITING, next_attempt_at=now, reason=reason)
        counted = replace(
            counted,
            off_since=known.off_since or now,
            reason=reason,
            untold_dead_count=known.untold_dead_count,
        )
        event = None if known.off_since else _off_event(channel_id, outcome)
    elif counted.untold_dead_count and _is_time_to_tell(counted.dead_told_at, now=now, knobs=knobs):
        is_there = any(channel.id == channel_id for channel in watch.channels)
        event = _dead_event(delivery, outcome, count=counted.untold_dead_count, is_there=is_there)
        counted = replace(counted, untold_dead_count=0, dead_told_at=now)
    if event is not None:
        since = (counted.refused_since if refusal else None) or now
        bulletin = model.Bulletin(
            about=SERVICE, event=event, last_otherwise_at=since, since=now, created_at=now
        )
        outcome = _tell(outcome, bulletin, channel_id=channel_id, watch=watch)
    return replace(outcome, standing=None if counted == known else counted)


def _count_answer(known: model.ChannelStanding, outcome: model.DeliveryOutcome) -> model.ChannelStanding:
    if outcome.state is model.DeliveryState.SENT:
        return replace(
            known,
            refusal_count=0,
            refused_since=None,
            off_since=None,
            reason="",
            settings_digest="",
            unreached_since=None,
        )
    failure = outcome.failure
    if failure is None:
        return known
    if failure.is_of_channel:
        # A clock that was set back must not make the run of refusals begin in the future.
        since = min(known.refused_since or outcome.attempted_at, outcome.attempted_at)
        return replace(known, refusal_count=known.refusal_count + 1, refused_since=since)
    if failure.kind in model.UNREACHED_KINDS:
        return replace(known, unreached_since=known.unreached_since or outcome.attempted_at)
    return known


def _count_dead(
    delivery: model.DeliveryForSend, outcome: model.DeliveryOutcome, known: model.ChannelStanding
) -> model.ChannelStanding:
    if outcome.state is not model.DeliveryState.DEAD or _tells_of_delivery(delivery):
        return known
    return replace(known, untold_dead_count=known.untold_dead_count + _count_alerts(delivery))


def _count_alerts(delivery: model.DeliveryForSend) -> int:
    """Count the alerts that a delivery carries: a digest has several."""
    return len(delivery.digest.alerts) + delivery.digest.left_out_count if delivery.digest else 1


def _tells_of_delivery(delivery: model.DeliveryForSend) -> bool:
    """Whether all that a delivery tells is trouble of this kind: its death is told to nobody, or there would be no end."""
    told = delivery.digest.alerts if delivery.digest else (delivery.alert,)
    return all(event.kind in model.DELIVERY_EVENTS for one in told for event in one.change.events)


def _find_refusal(
    standing: model.ChannelStanding, outcome: model.DeliveryOutcome, *, knobs: policy.ChannelPolicy
) -> model.Failure | None:
    """Return the failure that says a channel takes nothing before somebody mends it; None where it may yet pass."""
    failure = outcome.failure
    if failure is None or not failure.is_of_channel:
        return None
    span = outcome.attempted_at - (standing.refused_since or outcome.attempted_at)
    is_run = standing.refusal_count >= knobs.refusals and span >= knobs.refusal_span
    return failure if failure.is_permanent or is_run else None


def _is_time_to_tell(told_at: datetime | None, *, now: datetime, knobs: policy.ChannelPolicy) -> bool:
    # A time in the future is a clock that was set back.
    return told_at is None or not timedelta(0) <= now - told_at < knobs.tell_again_after


def _off_event(channel_id: str, outcome: model.DeliveryOutcome) -> model.Event:
    return model.Event(
        kind=model.EventKind.CHANNEL_OFF,
        severity=model.Severity.HIGH,
        summary=(
            f"The channel {channel_id} is switched off, since it is refused: {_sentence(outcome.reason)} Its alerts wait. "
            f'Put it right, then try it with "claimwatch alerts test {channel_id}".'
        ),
    )


def _dead_event(
    delivery: model.DeliveryForSend, outcome: model.DeliveryOutcome, *, count: int, is_there: bool
) -> model.Event:
    whom = delivery.recipient
    to = f"{whom.address} over {whom.channel_id}" if whom.address else f"{whom.channel_id}"
    if outcome.state is model.DeliveryState.DEAD:
        own_count = _count_alerts(delivery)
        letter = "An alert" if own_count == 1 else f"A digest of {own_count} alerts"
        one = f"{letter} to {to} was given up: {_sentence(outcome.reason)}"
        what = (
            one
            if count == own_count
            else f"{count} alerts over {whom.channel_id} were given up. The last: {one}"
        )
    else:
        were = "alert was" if count == 1 else "alerts were"
        what = f"{count} more {were} given up over {whom.channel_id} of late."
    command = f'"claimwatch alerts resend --all-dead --channel {whom.channel_id}"'
    remedy = f"{command} sends what was given up again{'' if is_there else ', once the channel is back'}."
    return model.Event(
        kind=model.EventKind.DELIVERY_FAILED, severity=model.Severity.HIGH, summary=f"{what} {remedy}"
    )


def _sentence(reason: str) -> str:
    return f"{reason.rstrip('.')}."


def _tell(
    outcome: model.DeliveryOutcome, bulletin: model.Bulletin, *, channel_id: str, watch: model.Watch
) -> model.DeliveryOutcome:
    """Return the outcome with a bulletin, told over the other channels."""
    others = replace(watch, channels=tuple(one for one in watch.channels if one.id != channel_id))
    if not others.channels:
        event = replace(bulletin.event, reason=f"no other channel than {channel_id} is set up")
        return replace(outcome, bulletin=replace(bulletin, event=event))
    told, alert = alerting.decide_bulletin(bulletin, watch=others)
    if alert is None or not alert.recipients:
        anybody = model.AlertRule(
            id="delivery-trouble",
            min_severity=model.Severity.INFO,
            channels=tuple(channel.id for channel in others.channels),
        )
        told, alert = alerting.decide_bulletin(bulletin, watch=replace(others, rules=(anybody,)))
    key = f"channel-{channel_id}:{bulletin.event.kind}-{bulletin.since:%Y%m%dT%H%M%SZ}"
    return replace(outcome, bulletin=told, alert=alert and replace(alert, dedupe_key=key))
