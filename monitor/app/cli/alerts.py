"""`claimwatch alerts`: try a channel, see what was sent. Next: `letters`, what did not arrive; `why` and `mutes`."""

from typing import Annotated, Any

import typer

from monitor import errors, model
from monitor.app.cli import backtest, context, deliveries, letters, mutes, printing, why
from monitor.app.cli.options import JsonLinesOption, WatchlistOption
from monitor.core import event_names

app = typer.Typer(no_args_is_help=True)
app.command("resend")(letters.resend)
app.command("enable")(letters.enable)
app.command("mute")(mutes.mute)
app.command("mutes")(mutes.list_mutes)
app.command("unmute")(mutes.unmute)
app.command("why")(why.why)
app.command("backtest")(backtest.backtest)


@app.command("test")
def try_channel(
    channel: Annotated[str, typer.Argument(help="Id of a channel in the watchlist.")],
    *,
    watchlist: WatchlistOption = None,
    json: JsonLinesOption = False,
) -> None:
    """Send a real sample over a channel; say the server's own words when it fails. Exits 1 then.

    A channel that was switched off is on again when the sample is taken.
    """
    import alerts
    from monitor.app import bootstrap, clock

    settings = context.build_settings()
    loaded = context.load_watchlist(watchlist)
    if channel not in loaded.channels:
        known = ", ".join(loaded.channels) or "none yet: see docs/how-to/alerts.md"
        raise errors.InputError(f"The watchlist has no channel {channel}.", hint=f"It has: {known}.")
    addresses = next(found.addresses for found in loaded.watch.channels if found.id == channel)
    sender = bootstrap.build_channels(settings, loaded, clock.SystemClock())[channel]
    is_fine = True
    for address in addresses:
        whom = model.Recipient(channel_id=channel, address=address)
        with printing.show_progress(f"Sending a sample over {channel}"):
            answer = sender.send(alerts.sample_delivery(whom, now=clock.SystemClock().now()))
        is_fine = is_fine and not isinstance(answer, model.Failure)
        _print_answer(whom, answer, json=json)
    sender.rest()
    if not is_fine:
        raise typer.Exit(1)
    letters.switch_on(channel)


@app.command("list")
def list_alerts(
    *,
    state: Annotated[
        model.DeliveryState | None, typer.Option(help="Only those with a delivery like this.")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many, newest first.", min=1, max=1000)] = 50,
    json: JsonLinesOption = False,
) -> None:
    """List alerts and how their deliveries stand."""
    with context.open_store() as store:
        found = store.find_alerts(state=state, limit=limit)
        off = store.load_off_channels()
    letters.print_off(off)
    for alert in found:
        if not json:
            told = _name_news(alert)
            printing.print_line(
                f"{printing.print_instant(alert.created_at)}  {told}  {alert.title}", style="bold"
            )
        for delivery in alert.deliveries:
            if json:
                printing.print_json(_describe(alert) | deliveries.describe_delivery(delivery))
            else:
                printing.print_line(f"  {deliveries.say_delivery(delivery)}")
    if not found and not json:
        printing.print_line("No alerts yet." if state is None else f"No alert with a {state} delivery.")


def _name_news(alert: model.AlertReading) -> event_names.EventName:
    """Name what an alert tells of as `alerts why` takes it."""
    number = alert.bulletin_id or alert.change_id or 0
    return event_names.EventName(number=number, is_bulletin=alert.bulletin_id is not None)


def _describe(alert: model.AlertReading) -> dict[str, Any]:
    return {
        "alert": alert.id,
        "change": alert.change_id,
        "bulletin": alert.bulletin_id,
        "title": alert.title,
        "created_at": alert.created_at,
    }


def _print_answer(whom: model.Recipient, answer: str | model.Failure, *, json: bool) -> None:
    import alerts

    to = f"{whom.channel_id} {whom.address}".strip()
    if json:
        is_sent = isinstance(answer, str)
        said = answer if isinstance(answer, str) else answer.detail
        record = {"channel": whom.channel_id, "address": whom.address, "is_sent": is_sent, "said": said}
        printing.print_json(record)
    elif isinstance(answer, model.Failure):
        printing.print_trouble(f"{to}: {answer.detail}")
        printing.print_hint(alerts.explain_failure(answer))
    else:
        printing.print_line(f"{to}: handed over. The server said: {answer}")
