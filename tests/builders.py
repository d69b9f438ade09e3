"""One builder a noun: every field has a plain default, a test names only what it is about."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from monitor import model

#: A Monday; tests count from here.
NOON = datetime(2025, 9, 1, 12, 0, tzinfo=UTC)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


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


def article(*paragraphs: str, **fields: Any) -> model.Article:
    fields = {
        "canonical_url": "https://ledger.example/a",
        "headline": "Hamas to free 8 hostages",
        "language": "en",
        "paragraphs": paragraphs or ("Israel says 20 hostages are alive.", "Talks go on in Doha."),
    } | fields
    return model.Article(**fields)


def claim(value: int | None = 20, **fields: Any) -> model.Claim:
    number = None if value is None else Decimal(value)
    sentence = f"Israel says {value} hostages are alive."
    return model.Claim(
        **(
            {
                "claim_id": "hostages_alive",
                "type": model.ClaimType.COUNT,
                "scope": "held",
                "low": number,
                "high": number,
                "sentence": sentence,
                "start": 0,
                "end": len(sentence),
            }
            | fields
        )
    )


def claim_change(**fields: Any) -> model.ClaimChange:
    return model.ClaimChange(
        **(
            {
                "claim_id": "hostages_alive",
                "scope": "held",
                "kind": model.ChangeKind.VALUE,
                "old": claim(22),
                "new": claim(20),
                "old_text": "22",
                "new_text": "20",
                "summary": "20 living hostages; it said 22",
            }
            | fields
        )
    )


def version(number: int = 1, **fields: Any) -> model.Version:
    return model.Version(
        **(
            {
                "number": number,
                "content_hash": f"1:{number:064x}",
                "article": article(),
                "seen_at": NOON,
                "raw_sha256": f"{number:064x}",
                "chain_sha256": f"{number + 1000:064x}",
            }
            | fields
        )
    )


def copy(article_id: int = 1, **fields: Any) -> model.Copy:
    return model.Copy(
        **(
            {
                "article_id": article_id,
                "outlet_id": "ledger",
                "outlet_name": "The Coastal Ledger",
                "headline": "Hamas to free 8 hostages",
                "first_seen_at": NOON,
                "share": 1.0,
            }
            | fields
        )
    )


def mark_of(found: model.Version) -> model.VersionMark:
    return model.VersionMark(
        number=found.number,
        content_hash=found.content_hash,
        chain_sha256=found.chain_sha256,
        seen_at=found.seen_at,
    )


def job(
    number: int = 1, *, kind: model.JobKind = model.JobKind.CHECK, lane: str = "ledger.example"
) -> model.Job:
    claimed = model.ClaimedArticle(article=article_for_check(id=number), at=NOON)
    return model.Job(
        kind=kind, id=number, lane=lane, claimed=claimed if kind is model.JobKind.CHECK else None
    )


def article_for_check(**fields: Any) -> model.ArticleForCheck:
    return model.ArticleForCheck(
        **(
            {
                "id": 1,
                "outlet_id": "ledger",
                "url": "https://ledger.example/a",
                "topic_ids": ("negotiations",),
                "first_seen_at": NOON,
            }
            | fields
        )
    )


def event(kind: model.EventKind = model.EventKind.CLAIM_CHANGED, **fields: Any) -> model.Event:
    return model.Event(
        kind=kind,
        **({"severity": model.Severity.HIGH, "summary": "20 living hostages; it said 22"} | fields),
    )


def change(**fields: Any) -> model.Change:
    return model.Change(
        **(
            {
                "old_number": 1,
                "new_number": 2,
                "last_seen_old_at": NOON,
                "first_seen_new_at": NOON + minutes(15),
                "severity": model.Severity.HIGH,
                "is_silent": True,
                "claim_changes": (claim_change(),),
                "events": (event(claim_id="hostages_alive", is_told=True, reason="rule counts"),),
            }
            | fields
        )
    )


def delta(old: str = "40", new: str = "50", **fields: Any) -> model.UnexplainedDelta:
    return model.UnexplainedDelta(
        **(
            {
                "kind": model.DeltaKind.NUMBER,
                "old": old,
                "new": new,
                "old_sentence": f"The convoy held {old} trucks.",
                "new_sentence": f"The convoy held {new} trucks.",
                "old_start": 16,
                "new_start": 16,
            }
            | fields
        )
    )


def recipient(channel_id: str = "desk", address: str = "desk@news.example") -> model.Recipient:
    return model.Recipient(channel_id=channel_id, address=address)


def alert(**fields: Any) -> model.Alert:
    return model.Alert(
        **(
            {
                "dedupe_key": "article-1:2",
                "severity": model.Severity.HIGH,
                "title": "The Coastal Ledger: 22 -> 20 living hostages",
                "rule_ids": ("counts",),
                "recipients": (recipient(),),
                "created_at": NOON + minutes(15),
            }
            | fields
        )
    )


def alert_for_send(**fields: Any) -> model.AlertForSend:
    return model.AlertForSend(
        **(
            {
                "id": 1,
                "alert": alert(),
                "change_id": 1,
                "change": change(),
                "article_id": 1,
                "outlet_id": "ledger",
                "outlet_name": "The Coastal Ledger",
                "article_url": "https://ledger.example/a",
                "headline": "Hamas to free 8 hostages",
                "language": "en",
            }
            | fields
        )
    )


def bulletin(**fields: Any) -> model.Bulletin:
    summary = (
        "Refuses its articles since 1 Sep 2025, 12:05 UTC: a bot check stands before its pages (blocked)."
    )
    return model.Bulletin(
        **(
            {
                "outlet_id": "ledger",
                "event": event(
                    model.EventKind.OUTLET_BLOCKED,
                    severity=model.Severity.MEDIUM,
                    summary=summary,
                    is_told=True,
                    reason="rule blind",
                ),
                "last_otherwise_at": NOON,
                "since": NOON + minutes(5),
                "created_at": NOON + minutes(9),
            }
            | fields
        )
    )


def bulletin_for_send(**fields: Any) -> model.AlertForSend:
    told = bulletin(**fields)
    return alert_for_send(
        alert=alert(
            title=f"The Coastal Ledger: {told.event.summary.rstrip('.')}", severity=told.event.severity
        ),
        change_id=0,
        bulletin_id=1,
        change=told.as_change(),
        article_id=0,
        article_url="",
        headline="",
        language=None,
    )


def delivery(**fields: Any) -> model.DeliveryForSend:
    return model.DeliveryForSend(
        **(
            {"id": 1, "key": "1:desk:desk@news.example", "recipient": recipient(), "alert": alert_for_send()}
            | fields
        )
    )


def outlet(**fields: Any) -> model.Outlet:
    return model.Outlet(
        **({"id": "ledger", "name": "The Coastal Ledger", "feeds": ("https://ledger.example/rss",)} | fields)
    )


def check_outcome(**fields: Any) -> model.CheckOutcome:
    return model.CheckOutcome(
        **(
            {
                "article_id": 1,
                "checked_at": NOON,
                "kind": model.CheckKind.UNCHANGED,
                "base_number": 0,
                "topic_ids": ("negotiations",),
                "next_check_at": NOON + minutes(5),
                "reason": "expected edits",
            }
            | fields
        )
    )
