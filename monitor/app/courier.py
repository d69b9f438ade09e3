"""Carries one delivery: claim the try, load, send over its channel, record. The judgement is `alerts.deliver`'s of the message, and
`core.channels`' of the channel.

Whatever goes wrong with one delivery ends with that delivery: one that cannot be read or made is set aside as a dead letter,
with the reason. Only the database's own trouble is raised: the lease then runs out, and the delivery comes back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from alerts import deliver
from monitor import errors, model, policy, ports
from monitor.core import channels, timing

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Courier:
    """Sends what the outbox holds and this owner claimed."""

    clock: ports.Clock
    outbox: ports.Outbox
    channels: Mapping[str, ports.Channel]
    policy: policy.Policy
    owner: str
    #: Whose stories a digest is laid out by, and whose rules say who is told of a channel's trouble.
    watch: model.Watch
    #: A digest of a channel's present settings: other settings switch on again what these had switched off.
    digest_of: Callable[[str], str]

    def send(self, delivery_id: int) -> model.DeliveryOutcome | None:
        """Try one delivery once; None where it is no longer this owner's to try. Raises StorageError."""
        number = self.outbox.claim_try(
            delivery_id, now=self.clock.now(), lease=self.policy.lease, owner=self.owner
        )
        if number is None:
            log.info("delivery is not ours any more", action="deliver", delivery=delivery_id)
            return None
        outcome = self._try(delivery_id, number)
        self.outbox.save_delivery(outcome)
        log.info(
            "delivery tried",
            action="deliver",
            delivery=delivery_id,
            state=outcome.state.value,
            attempt=outcome.attempt_count,
            reason=outcome.reason,
        )
        if outcome.bulletin is not None:
            log.warning("channel in trouble", action="deliver", detail=outcome.bulletin.event.summary)
        return outcome

    def rest(self, channel_id: str) -> None:
        """Let go of a channel's server, as nothing more waits for it here."""
        if channel := self.channels.get(channel_id):
            channel.rest()

    def _try(self, delivery_id: int, number: int) -> model.DeliveryOutcome:
        try:
            delivery = self.outbox.load_delivery(delivery_id)
        except errors.StorageError:
            raise
        except Exception:
            # A damaged row cannot be read later either; it must not come back for ever, nor hold the others up.
            log.exception("delivery cannot be read", action="deliver", delivery=delivery_id)
            return self._give_up(
                delivery_id, number, "Its alert cannot be read: a fault of Claimwatch's own, see its log."
            )
        if hold := self._find_hold(delivery):
            return model.DeliveryOutcome(
                delivery_id=delivery_id,
                attempted_at=self.clock.now(),
                state=model.DeliveryState.HELD,
                attempt_count=number - 1,
                next_attempt_at=hold.until,
                hold=hold,
            )
        outcome = self._hand_over(delivery, number)
        return self._name_settings(
            channels.decide_trouble(delivery, outcome, watch=self.watch, knobs=self.policy.channel)
        )

    def _find_hold(self, delivery: model.DeliveryForSend) -> model.Hold | None:
        """Return what a delivery that is due waits for all the same: quiet hours that began since (a server was away, a channel off),
        or that its recipient has had as much as an hour may bring."""
        channel_id = delivery.recipient.channel_id
        channel = next((one for one in self.watch.channels if one.id == channel_id), None)
        if channel is None or delivery.is_asked_for:
            return None
        severity = None if delivery.digest else delivery.alert.alert.severity
        now = self.clock.now()
        return timing.find_quiet_hold(channel, severity=severity, at=now) or self._find_pace_hold(
            delivery, channel, now=now
        )

    def _find_pace_hold(
        self, delivery: model.DeliveryForSend, channel: model.ChannelAddress, *, now: datetime
    ) -> model.Hold | None:
        # What was gathered is one message however much it holds, and goes when it is due.
        if channel.most_per_hour is None or delivery.digest:
            return None
        count, first_at = self.outbox.count_sent(delivery.recipient, since=now - timing.PACE)
        return timing.find_pace_hold(channel, sent_count=count, first_sent_at=first_at)

    def _hand_over(self, delivery: model.DeliveryForSend, number: int) -> model.DeliveryOutcome:
        if number > self.policy.delivery.max_attempts:
            return self._give_up(
                delivery.id, number, "Given up: the service stopped in the middle of its last tries."
            )
        channel = self.channels.get(delivery.recipient.channel_id)
        if channel is None:
            return self._give_up(
                delivery.id, number, f"The watchlist no longer has a channel {delivery.recipient.channel_id}."
            )
        try:
            answer = channel.send(self._name_stories(delivery))
        except Exception:
            # One that cannot be made now cannot be made later; it must not come back for ever.
            log.exception("message failed", action="deliver", delivery=delivery.id)
            return self._give_up(
                delivery.id,
                number,
                "The message could not be made: a fault of Claimwatch's own, see its log.",
            )
        return deliver.decide_outcome(delivery, answer, now=self.clock.now(), knobs=self.policy)

    def _name_stories(self, delivery: model.DeliveryForSend) -> model.DeliveryForSend:
        topics = tuple((topic.id, topic.title) for topic in self.watch.topics)
        return replace(delivery, digest=delivery.digest and replace(delivery.digest, topics=topics))

    def _name_settings(self, outcome: model.DeliveryOutcome) -> model.DeliveryOutcome:
        standing = outcome.standing
        if standing is None or standing.off_since is None:
            return outcome
        digest = self.digest_of(standing.channel_id)
        return replace(outcome, standing=replace(standing, settings_digest=digest))

    def _give_up(self, delivery_id: int, number: int, reason: str) -> model.DeliveryOutcome:
        return model.DeliveryOutcome(
            delivery_id=delivery_id,
            attempted_at=self.clock.now(),
            state=model.DeliveryState.DEAD,
            attempt_count=number,
            reason=reason,
        )
