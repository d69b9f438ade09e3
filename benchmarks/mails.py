"""How many mails a second are rendered, to the bytes that go to the server: without a chart, with one, with one that another
recipient had before; and what they weigh.

    python -m benchmarks.mails [--seconds 3]

Nothing is sent and nothing stored. Each figure is the best of five rounds, on one thread, by the clock; beside it the processor's time.
"""

import argparse
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count, cycle

import alerts
from alerts import chart, email_message, mime
from monitor import model

NOW = datetime(2025, 9, 1, 12, 15, tzinfo=UTC)
ROUNDS = 5
OUTLETS = 20
ALERTS = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=3, help="how long each figure is measured")
    seconds = parser.parse_args().seconds / ROUNDS
    bare = make_delivery(0, points=0)
    many = [make_delivery(number, points=200) for number in range(ALERTS)]
    fresh = cycle(many)
    print("without a chart                    ", best(lambda: bare, seconds))
    print("with a chart of 200 points, new    ", best(lambda: draw_anew(next(fresh)), seconds))
    print("the same chart, another recipient  ", best(copies(many[0]).__next__, seconds))
    for name, delivery in (("without", bare), ("with", many[0])):
        page = email_message.render_email(
            delivery, base_url="https://watch.example", from_address="a@watch.example"
        )
        html = page.get_body(("html",))
        assert html is not None
        print(f"{name} a chart: {len(write(delivery)):,} bytes, of them HTML {len(html.get_content()):,}")
    picture = chart.draw_chart.cache_info()
    print(f"charts kept: {picture.currsize} of at most {picture.maxsize}")
    print(
        f"memory of the process, at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


def best(next_delivery: Callable[[], model.DeliveryForSend], seconds: float) -> str:
    """Return the mails a second of the best round, and its milliseconds of processor a mail."""
    write(next_delivery())
    rounds = []
    for _ in range(ROUNDS):
        start, work = time.perf_counter(), time.process_time()
        for done in count(1):
            write(next_delivery())
            if (taken := time.perf_counter() - start) > seconds:
                rounds.append((done / taken, (time.process_time() - work) / done * 1000))
                break
    rate, spent = max(rounds)
    return f"{rate:6.0f} mails/s, {spent:.1f} ms of processor each"


def write(delivery: model.DeliveryForSend) -> bytes:
    mail = email_message.render_email(
        delivery, base_url="https://watch.example", from_address="Claimwatch <alerts@watch.example>"
    )
    return mail.as_bytes(policy=mime.POLICY)


def draw_anew(delivery: model.DeliveryForSend) -> model.DeliveryForSend:
    """Forget the charts that were drawn, so that this mail has its own."""
    chart.draw_chart.cache_clear()
    return delivery


def copies(delivery: model.DeliveryForSend) -> Iterator[model.DeliveryForSend]:
    """Yield one alert for one recipient after the other."""
    for number in count():
        recipient = model.Recipient(channel_id="desk", address=f"desk{number}@news.example")
        yield replace(delivery, key=f"1:desk:{recipient.address}", recipient=recipient)


def make_delivery(number: int, *, points: int) -> model.DeliveryForSend:
    """Make an alert with so many points of history, of forty articles at twenty outlets that moved on three times."""
    recipient = model.Recipient(channel_id="desk", address="desk@news.example")
    sample = alerts.sample_delivery(recipient, now=NOW)
    history = tuple(
        model.ClaimPoint(
            at=NOW - timedelta(minutes=30 * (points - 1 - index)),
            article_id=index % (2 * OUTLETS),
            outlet_id="test" if index % OUTLETS == (points - 1) % OUTLETS else f"outlet-{index % OUTLETS}",
            outlet_name=f"Outlet {index % OUTLETS}",
            low=Decimal(value := 20 + (points - 1 - index + number) // 60),
            high=Decimal(value),
            text=str(value),
        )
        for index in range(points)
    )
    return replace(sample, key=f"{number}:desk", alert=replace(sample.alert, history=history))


if __name__ == "__main__":
    main()
