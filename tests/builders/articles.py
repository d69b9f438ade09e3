"""Articles, their versions and claims, and what a check finds."""

from decimal import Decimal
from typing import Any

from monitor import model
from tests.builders.times import NOON, minutes


def article(*paragraphs: str, **fields: Any) -> model.Article:
    fields = {
        "canonical_url": "https://ledger.example/a",
        "headline": "Hamas to free 8 hostages",
        "language": "en",
        "paragraphs": paragraphs or ("Israel says 20 hostages are alive.", "Talks go on in Doha."),
    } | fields
    return model.Article(**fields)


def claim(value: int | None = 20, /, **fields: Any) -> model.Claim:
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


def proof(found: model.Version, *, page: model.FetchedPage | None = None) -> model.Proof:
    return model.Proof(
        number=found.number,
        url=found.article.canonical_url,
        headline=found.article.headline,
        language=found.article.language,
        seen_at=found.seen_at,
        standing=found.standing,
        content_hash=found.content_hash,
        raw_sha256=found.raw_sha256,
        chain_sha256=found.chain_sha256,
        read_by=found.read_by,
        fetched_at=page.fetched_at if page else None,
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
