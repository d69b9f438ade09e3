"""One delivery, tried once: sent, to be tried again, or given up with the reason.

Reads no clock and writes nothing: the outcome is recorded by whoever called. Does not know what kind of channel it is.
"""

import hashlib
from datetime import datetime, timedelta

from monitor import model, policy, ports

#: A wait is stretched by up to this share, so that deliveries that failed together do not come back together.
_JITTER = 0.1
#: No server can ask for more patience than this: an alert a week late is a lost one.
_LONGEST_WAIT = timedelta(days=1)


def deliver(
    delivery: model.DeliveryForSend, channel: ports.Channel, *, now: datetime, knobs: policy.Policy
) -> model.DeliveryOutcome:
    """Try a delivery once, at `now`, and say how it ended."""
    return decide_outcome(delivery, channel.send(delivery), now=now, knobs=knobs)


def decide_outcome(
    delivery: model.DeliveryForSend, answer: str | model.Failure, *, now: datetime, knobs: policy.Policy
) -> model.DeliveryOutcome:
    """Say what a channel's answer means for a delivery: sent, to be tried again, or given up."""
    attempt_count = delivery.attempt_count
    if not isinstance(answer, model.Failure):
        return model.DeliveryOutcome(
            delivery_id=delivery.id,
            attempted_at=now,
            state=model.DeliveryState.SENT,
            attempt_count=attempt_count,
            reason=answer,
        )
    is_refused = answer.is_permanent and not answer.is_of_channel
    if is_refused or attempt_count >= knobs.delivery.max_attempts:
        why = "" if is_refused else f"Given up after {attempt_count} tries: "
        return model.DeliveryOutcome(
            delivery_id=delivery.id,
            attempted_at=now,
            state=model.DeliveryState.DEAD,
            attempt_count=attempt_count,
            failure=answer,
            reason=f"{why}{answer.detail or answer.kind}",
        )
    wait = find_wait(delivery.key, attempt_count, failure=answer, retry=knobs.delivery_retry)
    return model.DeliveryOutcome(
        delivery_id=delivery.id,
        attempted_at=now,
        state=model.DeliveryState.WAITING,
        attempt_count=attempt_count,
        failure=answer,
        next_attempt_at=now + wait,
        reason=answer.detail or answer.kind,
    )


def find_wait(
    key: str, attempt_count: int, *, failure: model.Failure, retry: policy.RetryPolicy
) -> timedelta:
    """Return how long to wait after this many tries: the back-off or what the server asked for, whichever is longer,
    stretched by a share that the key and the try decide."""
    asked = min(failure.retry_after or timedelta(0), _LONGEST_WAIT)
    wait = max(retry.wait_after(attempt_count), asked)
    digest = hashlib.sha256(f"{key}:{attempt_count}".encode("utf-8", "surrogatepass")).digest()
    return wait * (1 + _JITTER * digest[0] / 255)
