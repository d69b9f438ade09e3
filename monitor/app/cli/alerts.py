"""`claimwatch alerts`: try a channel, see what was sent, send again."""

from typing import Annotated

import typer
from rich.table import Table

from monitor import errors, model
from monitor.app.cli import context, printing
from monitor.app.cli.run import WatchlistOption

app = typer.Typer(no_args_is_help=True)

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("test")
def try_channel(
    channel: Annotated[str, typer.Argument(help="Id of a channel in the watchlist.")],
    *,
    watchlist: WatchlistOption = None,
) -> None:
    """Send a real sample over a channel; say the server's own words when it fails. Exits 1 then."""
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
        to = f"{channel} {address}".strip()
        if isinstance(answer, model.Failure):
            is_fine = False
            printing.err.print(f"{to}: {answer.detail}", style="red", markup=False)
            printing.err.print(alerts.explain_failure(answer), markup=False)
        else:
            printing.out.print(f"{to}: handed over. The server said: {answer}", markup=False)
    if not is_fine:
        raise typer.Exit(1)


@app.command("list")
def list_alerts(
    *,
    state: Annotated[
        model.DeliveryState | None, typer.Option(help="Only those with a delivery like this.")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many, newest first.", min=1, max=1000)] = 50,
    json: JsonOption = False,
) -> None:
    """List alerts and how their deliveries stand."""
    with context.open_store() as store:
        found = store.find_alerts(state=state, limit=limit)
    table = Table("delivery", "when", "alert", "to", "state", "tries", "said")
    for alert in found:
        for delivery in alert.deliveries:
            to = f"{delivery.channel_id} {delivery.address}".strip()
            when = printing.print_instant(alert.created_at)
            if json:
                record = {"alert": alert.id, "delivery": delivery.id, "title": alert.title, "to": to}
                printing.print_json(
                    record
                    | {"state": delivery.state, "tries": delivery.attempt_count, "said": delivery.reason}
                )
            tries = str(delivery.attempt_count)
            table.add_row(
                str(delivery.id), when, alert.title, to, delivery.state.value, tries, delivery.reason
            )
    if not json:
        printing.out.print(table if found else "No alerts yet.")


@app.command()
def resend(
    delivery: Annotated[int, typer.Argument(help="The delivery's number, as `alerts list` shows it.")],
) -> None:
    """Make one delivery due again, to its one recipient; the service sends it."""
    from monitor.app import clock

    with context.open_store() as store:
        store.resend(delivery, now=clock.SystemClock().now())
    printing.out.print(f"Delivery {delivery} is due again.")
