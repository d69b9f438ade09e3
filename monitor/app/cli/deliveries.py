"""Deliveries as commands print them: for people on one line, for programs as an object."""

from typing import Any

from monitor import model
from monitor.app.cli import printing


def say_delivery(delivery: model.DeliveryReading) -> str:
    """Say where a delivery goes, how it stands, when it is tried next, and what the server said."""
    to = f"{delivery.channel_id} {delivery.address}".strip()
    tries = f"{delivery.attempt_count} {'try' if delivery.attempt_count == 1 else 'tries'}"
    held = f" with delivery {delivery.digest_id} ({delivery.held_for})" if delivery.digest_id else ""
    due = f", next {printing.print_instant(delivery.next_attempt_at)}" if delivery.next_attempt_at else ""
    said = f": {delivery.reason}" if delivery.reason else ""
    return f"delivery {delivery.id} to {to}: {delivery.state}{held}, {tries}{due}{said}"


def describe_delivery(delivery: model.DeliveryReading) -> dict[str, Any]:
    """Return a delivery as JSON values."""
    return {
        "delivery": delivery.id,
        "channel": delivery.channel_id,
        "address": delivery.address,
        "state": delivery.state,
        "tries": delivery.attempt_count,
        "said": delivery.reason,
        "digest": delivery.digest_id,
        "held_for": delivery.held_for,
        "next_try_at": delivery.next_attempt_at,
    }
