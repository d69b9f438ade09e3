"""`claimwatch alerts resend` and `enable`: what did not arrive goes again, and a channel that was switched off is on again."""

from collections.abc import Sequence
from typing import Annotated

import typer

from monitor import errors, model
from monitor.app.cli import context, printing

_USAGE = 'Write "claimwatch alerts resend NUMBER", or "claimwatch alerts resend --all-dead [--channel ID]".'


def resend(
    delivery: Annotated[
        int | None, typer.Argument(help="The delivery's number, as `alerts list` shows it.")
    ] = None,
    *,
    all_dead: Annotated[bool, typer.Option("--all-dead", help="All that were given up.")] = False,
    channel: Annotated[
        str | None, typer.Option(help="With --all-dead: only those over this channel.")
    ] = None,
) -> None:
    """Make one delivery due again, to its one recipient, or all that were given up; the service sends them."""
    from monitor.app import clock

    if (delivery is None) != all_dead or (channel is not None and not all_dead):
        raise errors.InputError("Either a number or --all-dead says what to send again.", hint=_USAGE)
    now = clock.SystemClock().now()
    with context.open_store() as store:
        if delivery is not None:
            store.resend(delivery, now=now)
            printing.print_line(f"Delivery {delivery} is due again.")
            return
        count = store.resend_dead(channel, now=now)
    over = f" over {channel}" if channel else ""
    if not count:
        printing.print_line(f"Nothing{over} was given up.")
    else:
        printing.print_line(f"Deliveries{over} due again: {count}.")


def enable(
    channel: Annotated[str, typer.Argument(help="Id of a channel that was switched off.")],
) -> None:
    """Switch a channel on again that was switched off since it was refused; what waited for it is due."""
    if not switch_on(channel):
        printing.print_line(f"Channel {channel} was not off.")


def switch_on(channel: str) -> bool:
    """Switch a channel on, and say so where it was off. Returns whether it was. Raises StorageError."""
    from monitor.app import clock

    with context.open_store() as store:
        was_off = store.enable_channel(channel, now=clock.SystemClock().now())
    if was_off:
        printing.print_hint(f"Channel {channel} is on again: what waited for it is sent now.")
    return was_off


def print_off(standings: Sequence[model.ChannelStanding]) -> None:
    """Say which channels are switched off, since when, why, and what to do; on stderr, beside what a command prints."""
    for standing in standings:
        printing.print_trouble(say_off(standing))


def say_off(standing: model.ChannelStanding) -> str:
    """Say that a channel is switched off, since when, why, and what to do."""
    since = printing.print_instant(standing.off_since)
    remedy = f'its alerts wait. Put it right, then: "claimwatch alerts test {standing.channel_id}".'
    return f"The channel {standing.channel_id} is switched off since {since} ({standing.reason}): {remedy}"
