"""What the outcomes of checks share: the bare record, a change without a version, and who is to be told of it."""

from datetime import datetime

from monitor import model
from monitor.core import alerting, rules, schedule
from monitor.core.brief import Brief

RETURNED = model.Event(
    kind=model.EventKind.ARTICLE_RETURNED,
    severity=model.Severity.MEDIUM,
    summary="Is back after it had been removed.",
)


def build_outcome(
    article: model.ArticleForCheck, kind: model.CheckKind, plan: schedule.Plan, *, now: datetime
) -> model.CheckOutcome:
    """Build the outcome that says no more than when the article is due again."""
    return model.CheckOutcome(
        article_id=article.id,
        checked_at=now,
        kind=kind,
        base_number=article.latest.stored_number if article.latest else 0,
        topic_ids=article.topic_ids,
        need=plan.need,
        next_check_at=plan.at,
        reason=plan.reason,
    )


def build_state_change(
    article: model.ArticleForCheck,
    event: model.Event,
    *,
    since: datetime,
    last_old_at: datetime | None = None,
) -> model.Change:
    """Build a change that brought no version: the article went, came back, or cannot be seen.

    `last_old_at`: when it was last seen as it was before; the newest version's last sight where none is given.
    """
    number = article.latest.number if article.latest else 0
    return model.Change(
        old_number=number,
        last_seen_old_at=find_window_start(
            last_old_at or article.last_seen_at, article.first_seen_at, end=since
        ),
        first_seen_new_at=since,
        severity=event.severity,
        events=(event,),
    )


def find_window_start(*seen: datetime | None, end: datetime) -> datetime:
    """Return when the old state was last seen before `end`, of the instants that say so.

    A clock that was set back leaves instants that are yet to come: they say nothing of before and after, an older one does."""
    return max((at for at in seen if at is not None and at <= end), default=end)


def decide_alert(
    brief: Brief,
    article: model.ArticleForCheck,
    change: model.Change | None,
    *,
    now: datetime,
) -> tuple[model.Change | None, model.Alert | None]:
    """Say of each event of a change whether it is told, and build the alert if any is; nothing for no change."""
    if change is None:
        return None, None
    outlet = brief.outlets.get(article.outlet_id)
    subject = rules.Subject(
        article_id=article.id,
        outlet_id=article.outlet_id,
        outlet_name=outlet.name if outlet else article.outlet_id,
        topic_ids=article.topic_ids,
        language=article.language or (outlet.language if outlet else None),
    )
    return alerting.decide_alert(change, subject, brief.heed(article.mutes).watch, now=now)
