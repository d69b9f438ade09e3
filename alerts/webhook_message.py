"""The JSON that a webhook receives, in the shapes of `webhook_schema`.

Gives the facts as they are, not cut and not marked up; links only where they are http(s). Next: `webhook`.
"""

from datetime import datetime

from alerts import message, text
from alerts import webhook_schema as shapes
from monitor import model

_SEVERITIES: dict[model.Severity, shapes.Severity] = {
    model.Severity.INFO: "info",
    model.Severity.LOW: "low",
    model.Severity.MEDIUM: "medium",
    model.Severity.HIGH: "high",
}


def render_webhook(
    delivery: model.DeliveryForSend, *, base_url: str
) -> shapes.AlertMessage | shapes.DigestMessage:
    """Render an alert, or a digest of several, as JSON values; `base_url` is where the report page is served."""
    if delivery.digest is None:
        return {"schema": shapes.SCHEMA, "id": delivery.key, **_tell(delivery.alert, base_url=base_url)}
    digest = delivery.digest
    return {
        "schema": shapes.DIGEST_SCHEMA,
        "id": delivery.key,
        "digest": {
            "reason": digest.reason,
            "due_at": _instant(digest.until),
            "left_out": digest.left_out_count,
        },
        "alerts": [_tell(alert, base_url=base_url) for alert in digest.alerts],
    }


def _tell(alert: model.AlertForSend, *, base_url: str) -> shapes.Telling:
    said = message.say_alert(alert, base_url=base_url)
    return {
        "alert": {
            "id": alert.id,
            "title": alert.alert.title,
            "severity": _SEVERITIES[alert.alert.severity],
            "rules": list(alert.alert.rule_ids),
            "created_at": _instant(alert.alert.created_at),
        },
        "bulletin": _bulletin(alert.bulletin, bulletin_id=alert.bulletin_id) if alert.bulletin else None,
        "outlet": {"id": alert.outlet_id or None, "name": alert.outlet_name},
        "article": {
            "id": alert.article_id or None,
            "url": text.find_link(alert.article_url) or None,
            "headline": alert.headline,
            "language": alert.language,
        },
        "change": _change(alert, said),
    }


def _bulletin(bulletin: model.Bulletin, *, bulletin_id: int | None) -> shapes.Bulletin:
    return {
        "id": bulletin_id,
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


def _saying(one: model.Saying) -> shapes.Saying:
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
        "last_otherwise_at": _instant(one.last_otherwise_at) if one.last_otherwise_at else None,
        "since": _instant(one.since),
        "origin": one.origin_id,
    }


def _change(alert: model.AlertForSend, said: message.Message) -> shapes.Change:
    change = alert.change
    return {
        "id": alert.change_id or None,
        "url": said.change_url or None,
        "window": said.window,
        "old_version": change.old_number,
        "new_version": change.new_number,
        "last_seen_old_at": _instant(change.last_seen_old_at),
        "first_seen_new_at": _instant(change.first_seen_new_at),
        "severity": _SEVERITIES[change.severity],
        "is_silent": change.is_silent,
        "notice": change.notice,
        "reverts_to": change.reverts_to,
        "claims": [_claim(claim) for claim in change.claim_changes],
        "events": [
            {
                "kind": event.kind.value,
                "severity": _SEVERITIES[event.severity],
                "summary": event.summary,
                "claim": event.claim_id,
                "is_told": event.is_told,
            }
            for event in change.events
        ],
    }


def _claim(change: model.ClaimChange) -> shapes.Claim:
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
