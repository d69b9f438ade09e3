"""The JSON that a webhook receives. Its shape is a promise: a field may be added, none renamed or dropped within `/1`.

Gives the facts as they are, not cut and not marked up; links only where they are http(s). Next: `webhook`.
"""

from datetime import datetime
from typing import Any

from alerts import message, text
from monitor import model

SCHEMA = "claimwatch.alert/1"
DIGEST_SCHEMA = "claimwatch.digest/1"


def render_webhook(delivery: model.DeliveryForSend, *, base_url: str) -> dict[str, Any]:
    """Render an alert, or a digest of several, as JSON values; `base_url` is where the report page is served."""
    if delivery.digest is None:
        return {"schema": SCHEMA, "id": delivery.key} | _alert(delivery.alert, base_url=base_url)
    digest = delivery.digest
    return {
        "schema": DIGEST_SCHEMA,
        "id": delivery.key,
        "digest": {
            "reason": digest.reason,
            "due_at": _instant(digest.until),
            "left_out": digest.left_out_count,
        },
        "alerts": [_alert(alert, base_url=base_url) for alert in digest.alerts],
    }


def _alert(alert: model.AlertForSend, *, base_url: str) -> dict[str, Any]:
    said = message.say_alert(alert, base_url=base_url)
    return {
        "alert": {
            "id": alert.id,
            "title": alert.alert.title,
            "severity": alert.alert.severity.name.lower(),
            "rules": list(alert.alert.rule_ids),
            "created_at": _instant(alert.alert.created_at),
        },
        "bulletin": alert.bulletin and {"id": alert.bulletin_id} | _bulletin(alert.bulletin),
        "outlet": {"id": alert.outlet_id or None, "name": alert.outlet_name},
        "article": {
            "id": alert.article_id or None,
            "url": text.find_link(alert.article_url) or None,
            "headline": alert.headline,
            "language": alert.language,
        },
        "change": {"id": alert.change_id or None, "url": said.change_url or None, "window": said.window}
        | _change(alert.change),
    }


def _bulletin(bulletin: model.Bulletin) -> dict[str, Any]:
    return {
        "about": bulletin.about,
        "topic": bulletin.topic_id,
        "claim": bulletin.event.claim_id,
        "scope": bulletin.scope,
        "detail": bulletin.detail,
        "old": bulletin.old_text,
        "new": bulletin.new_text,
        "evidence": [_saying(one) for one in bulletin.evidence],
        "evidence_left_out": bulletin.evidence_left_out,
    }


def _saying(one: model.Saying) -> dict[str, Any]:
    return {
        "part": one.part.value,
        "outlet": {"id": one.outlet_id, "name": one.outlet_name},
        "article": {
            "id": one.article_id,
            "url": text.find_link(one.url) or None,
            "headline": one.headline,
            "language": one.language,
        },
        "value": one.value,
        "sentence": one.sentence,
        "source": one.source,
        "last_otherwise_at": one.last_otherwise_at and _instant(one.last_otherwise_at),
        "since": _instant(one.since),
        "origin": one.origin_id,
    }


def _change(change: model.Change) -> dict[str, Any]:
    return {
        "old_version": change.old_number,
        "new_version": change.new_number,
        "last_seen_old_at": _instant(change.last_seen_old_at),
        "first_seen_new_at": _instant(change.first_seen_new_at),
        "severity": change.severity.name.lower(),
        "is_silent": change.is_silent,
        "notice": change.notice,
        "reverts_to": change.reverts_to,
        "claims": [_claim(claim) for claim in change.claim_changes],
        "events": [
            {
                "kind": event.kind.value,
                "severity": event.severity.name.lower(),
                "summary": event.summary,
                "claim": event.claim_id,
                "is_told": event.is_told,
            }
            for event in change.events
        ],
    }


def _claim(change: model.ClaimChange) -> dict[str, Any]:
    return {
        "claim": change.claim_id,
        "scope": change.scope,
        "kind": change.kind.value,
        "tier": change.tier.value,
        "summary": change.summary,
        "old": {
            "value": change.old_text,
            "sentence": change.old.sentence if change.old else change.old_sentence,
        },
        "new": {
            "value": change.new_text,
            "sentence": change.new.sentence if change.new else change.new_sentence,
        },
    }


def _instant(instant: datetime) -> str:
    return instant.isoformat().replace("+00:00", "Z")
