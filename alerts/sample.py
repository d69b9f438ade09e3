"""A made-up alert to try a channel with: an invented outlet, marked as a test wherever it is seen."""

from datetime import datetime, timedelta
from decimal import Decimal

from monitor import model

_OLD = "Officials said 22 hostages were still believed to be alive as talks resumed on Monday."
_NEW = "Officials said 20 hostages were still believed to be alive as talks resumed on Monday."


def sample_delivery(recipient: model.Recipient, *, now: datetime) -> model.DeliveryForSend:
    """Make a delivery that shows what a real one looks like; nothing of it is stored. `now` makes it unlike the last
    one, so that no mail program hides it as a copy."""
    return model.DeliveryForSend(
        id=0,
        key=f"test:{recipient.channel_id}:{recipient.address}:{now.isoformat()}",
        recipient=recipient,
        alert=model.AlertForSend(
            id=0,
            alert=model.Alert(
                dedupe_key=f"test:{now.isoformat()}",
                severity=model.Severity.HIGH,
                title="[Test] The Coastal Ledger: 20 living hostages; it said 22, no correction notice",
                rule_ids=("test",),
                recipients=(recipient,),
                created_at=now,
            ),
            change_id=0,
            change=_change(now=now),
            article_id=0,
            outlet_id="test",
            outlet_name="The Coastal Ledger",
            article_url="https://ledger.example/test",
            headline="Talks resume as families wait for news",
            language="en",
            history=_history(now=now),
        ),
    )


def _history(*, now: datetime) -> tuple[model.ClaimPoint, ...]:
    """Make a course of things that shows both lines of the chart."""
    said = ((30, "ledger", 24), (26, "wire", 24), (20, "ledger", 22), (9, "wire", 22), (0, "ledger", 20))
    names = {"ledger": "The Coastal Ledger", "wire": "The Northern Wire"}
    return tuple(
        model.ClaimPoint(
            at=now - timedelta(hours=hours),
            article_id=1 if outlet_id == "ledger" else 2,
            outlet_id="test" if outlet_id == "ledger" else outlet_id,
            outlet_name=names[outlet_id],
            low=Decimal(count),
            high=Decimal(count),
            text=str(count),
        )
        for hours, outlet_id, count in said
    )


def _change(*, now: datetime) -> model.Change:
    return model.Change(
        old_number=1,
        new_number=2,
        last_seen_old_at=now - timedelta(minutes=15),
        first_seen_new_at=now,
        severity=model.Severity.HIGH,
        is_silent=True,
        claim_changes=(
            model.ClaimChange(
                claim_id="hostages_alive",
                kind=model.ChangeKind.VALUE,
                old=_claim(22, _OLD),
                new=_claim(20, _NEW),
                old_text="22",
                new_text="20",
                summary="20 living hostages; it said 22",
            ),
        ),
        events=(
            model.Event(
                kind=model.EventKind.TEXT_CHANGED,
                severity=model.Severity.INFO,
                summary="This is a test. The outlet is invented and nothing was changed anywhere.",
                is_told=True,
            ),
            model.Event(
                kind=model.EventKind.CLAIM_CHANGED,
                severity=model.Severity.HIGH,
                summary="Now says 20 living hostages; it said 22.",
                claim_id="hostages_alive",
                is_told=True,
            ),
        ),
    )


def _claim(count: int, sentence: str) -> model.Claim:
    return model.Claim(
        claim_id="hostages_alive",
        type=model.ClaimType.COUNT,
        scope="held",
        low=Decimal(count),
        high=Decimal(count),
        start=0,
        end=len(sentence),
        sentence=sentence,
    )
