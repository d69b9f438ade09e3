"""Alerts on their way, and what they tell of."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from monitor import model
from tests.builders.articles import change, event
from tests.builders.times import NOON, minutes


def recipient(channel_id: str = "desk", address: str = "desk@news.example", **fields: Any) -> model.Recipient:
    return model.Recipient(channel_id=channel_id, address=address, **fields)


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


def point(value: int | None = 22, *, at: timedelta = timedelta(0), **fields: Any) -> model.ClaimPoint:
    number = None if value is None else Decimal(value)
    return model.ClaimPoint(
        **(
            {
                "at": NOON + at,
                "article_id": 1,
                "outlet_id": "ledger",
                "outlet_name": "The Coastal Ledger",
                "low": number,
                "high": number,
                "text": str(value),
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
                "about": "The Coastal Ledger",
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
    return sent_bulletin(bulletin(**fields))


def sent_bulletin(told: model.Bulletin) -> model.AlertForSend:
    return alert_for_send(
        alert=alert(title=f"{told.about}: {told.event.summary.rstrip('.')}", severity=told.event.severity),
        change_id=0,
        bulletin_id=1,
        bulletin=told,
        outlet_id=told.outlet_id or "",
        outlet_name=told.about,
        change=told.as_change(),
        article_id=0,
        article_url="",
        headline="",
        language=None,
    )


def saying(outlet_id: str = "ledger", **fields: Any) -> model.Saying:
    return model.Saying(
        **(
            {
                "part": model.Part.NEW,
                "outlet_id": outlet_id,
                "outlet_name": f"The {outlet_id.capitalize()}",
                "article_id": 1,
                "url": f"https://{outlet_id}.example/a",
                "headline": "Talks resume",
                "language": "en",
                "value": "20",
                "sentence": "Officials said 20 hostages are alive.",
                "last_otherwise_at": NOON,
                "since": NOON + minutes(5),
            }
            | fields
        )
    )


def consensus_bulletin(**fields: Any) -> model.Bulletin:
    return bulletin(
        **(
            {
                "about": "Gaza negotiations",
                "outlet_id": None,
                "topic_id": "gaza",
                "scope": "held",
                "old_text": "22",
                "new_text": "20",
                "event": event(
                    model.EventKind.CONSENSUS_MOVED,
                    severity=model.Severity.HIGH,
                    summary="Most outlets now say 20 living hostages; they said 22.",
                    claim_id="hostages_alive",
                    is_told=True,
                    reason="rule counts",
                ),
                "detail": "3 of 5 outlets say so. First with it: The Herald.",
                "evidence": (
                    saying("herald", part=model.Part.FIRST),
                    saying("courier", last_otherwise_at=None, origin_id=4),
                    saying("ledger", part=model.Part.OLD, value=">=22", language="ar"),
                ),
                "evidence_left_out": 2,
            }
            | fields
        )
    )


def delivery(**fields: Any) -> model.DeliveryForSend:
    return model.DeliveryForSend(
        **(
            {"id": 1, "key": "1:desk:desk@news.example", "recipient": recipient(), "alert": alert_for_send()}
            | fields
        )
    )


def digest(*alerts: model.AlertForSend, is_asked_for: bool = False, **fields: Any) -> model.DeliveryForSend:
    """A delivery of several alerts, two unless they are given; `fields` are the digest's own."""
    alerts = alerts or (alert_for_send(), alert_for_send(id=2))
    held = model.DigestForSend(
        **({"reason": "daily digest", "until": NOON + minutes(60), "alerts": alerts} | fields)
    )
    key = "digest:desk:desk@news.example:20250901T130000Z"
    return delivery(id=7, key=key, alert=alerts[0], digest=held, is_asked_for=is_asked_for)


def mute(**fields: Any) -> model.Mute:
    return model.Mute(
        **(
            {"article_id": 1, "begun_at": NOON, "until": NOON + minutes(180), "why": "a reader's poll"}
            | fields
        )
    )
