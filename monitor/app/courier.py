"""Carries one delivery: load, send over its channel, record. The judgement is `alerts.deliver`'s."""

from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from alerts import deliver
from monitor import model, policy, ports

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Courier:
    """Sends what the outbox holds."""

    clock: ports.Clock
    outbox: ports.Outbox
    channels: Mapping[str, ports.Channel]
    policy: policy.Policy

    def send(self, delivery_id: int) -> model.DeliveryOutcome:
        """Try one delivery once. Raises NotFoundError, StorageError."""
        delivery = self.outbox.load_delivery(delivery_id)
        channel = self.channels.get(delivery.recipient.channel_id)
        if channel is None:
            outcome = model.DeliveryOutcome(
                delivery_id=delivery.id,
                attempted_at=self.clock.now(),
                state=model.DeliveryState.DEAD,
                attempt_count=delivery.attempt_count,
                reason=f"the watchlist no longer has a channel {delivery.recipient.channel_id}",
            )
        else:
            answer = self._hand_over(delivery, channel)
            outcome = deliver.decide_outcome(delivery, answer, now=self.clock.now(), knobs=self.policy)
        self.outbox.save_delivery(outcome)
        log.info(
            "delivery tried",
            action="deliver",
            delivery=delivery.id,
            channel=delivery.recipient.channel_id,
            state=outcome.state.value,
            attempt=outcome.attempt_count,
            reason=outcome.reason,
        )
        return outcome

    def _hand_over(self, delivery: model.DeliveryForSend, channel: ports.Channel) -> str | model.Failure:
        try:
            return channel.send(delivery)
        except Exception:
            # A message that cannot be made must count its tries and become a dead letter, not come back for ever.
            log.exception("message failed", action="deliver", delivery=delivery.id)
            return model.Failure(
                kind=model.FailureKind.STALLED,
                detail="The message could not be made: a fault of Claimwatch's own, see its log.",
            )
