"""Outlets, their feeds, and what the network gives."""

from typing import Any

from monitor import model
from tests.builders.times import NOON, minutes


def page(body: bytes | str = b"<html></html>", **fields: Any) -> model.FetchedPage:
    fields = {"url": "https://ledger.example/a", "status": 200, "fetched_at": NOON} | fields
    fields.setdefault("final_url", fields["url"])
    fields.setdefault("headers", (("content-type", "text/html; charset=utf-8"),))
    return model.FetchedPage(body=body.encode() if isinstance(body, str) else body, **fields)


def failure(kind: model.FailureKind = model.FailureKind.TIMEOUT, **fields: Any) -> model.Failure:
    return model.Failure(kind=kind, **({"detail": "no answer within 20 s"} | fields))


def entry(**fields: Any) -> model.Entry:
    fields = {"url": "https://ledger.example/a", "title": "Hamas to free 8 hostages"} | fields
    fields.setdefault("link", fields["url"])
    return model.Entry(**fields)


def feed_for_poll(**fields: Any) -> model.FeedForPoll:
    return model.FeedForPoll(
        **({"id": 1, "outlet_id": "ledger", "url": "https://ledger.example/rss"} | fields)
    )


def poll_outcome(**fields: Any) -> model.PollOutcome:
    return model.PollOutcome(
        **(
            {
                "feed_id": 1,
                "outlet_id": "ledger",
                "polled_at": NOON,
                "next_poll_at": NOON + minutes(10),
                "reason": "every 10 min",
            }
            | fields
        )
    )


def outlet(**fields: Any) -> model.Outlet:
    return model.Outlet(
        **({"id": "ledger", "name": "The Coastal Ledger", "feeds": ("https://ledger.example/rss",)} | fields)
    )
