"""An article's story for the report page: its versions, the changes between them, and what was told of them."""

from dataclasses import dataclass, replace
from datetime import datetime

from monitor import model
from monitor.core import diff, unexplained
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.fakes import readings


@dataclass
class Revision:
    """A version, and the change that brought it."""

    at: datetime
    article: model.Article
    claims: tuple[model.Claim, ...] = ()
    change_id: int = 0
    #: Fields of the change.
    change: dict | None = None
    alert: model.AlertReading | None = None


def build_story(
    article: model.ArticleReading, *revisions: Revision, last: tuple[model.ChangeDetail, ...] = ()
):
    """Tie versions and changes of one article together."""
    versions = tuple(
        builders.version(number, article=one.article, claims=one.claims, seen_at=one.at)
        for number, one in enumerate(revisions, 1)
    )
    article = replace(article, version_count=len(versions), headline=versions[-1].article.headline)
    changes = []
    for old, new, revision in zip(versions, versions[1:], revisions[1:], strict=False):
        fields = revision.change or {}
        difference = diff.compare_articles(old.article, new.article)
        change = builders.change(
            **{
                "old_number": old.number,
                "new_number": new.number,
                "last_seen_old_at": revision.at - minutes(15),
                "first_seen_new_at": revision.at,
                "diff": difference,
                "unexplained": unexplained.find_unexplained(difference, fields.get("claim_changes", ()))[0],
            }
            | fields
        )
        reading = readings.change_reading(
            id=revision.change_id,
            article=article,
            change=change,
            alert_id=revision.alert.id if revision.alert else None,
        )
        changes.append((reading, old, new, revision.alert))
    ids = [reading.id for reading, *_ in changes]
    details = tuple(
        model.ChangeDetail(
            reading=reading,
            old=old,
            new=new,
            alert=alert,
            previous_id=ids[place - 1] if place else None,
            next_id=ids[place + 1] if place + 1 < len(ids) else None,
        )
        for place, (reading, old, new, alert) in enumerate(changes)
    )
    checks = tuple(
        model.CheckReading(
            checked_at=NOON - minutes(count),
            kind=model.CheckKind.FAILED if 34 <= count < 64 else model.CheckKind.UNCHANGED,
            status=None if 34 <= count < 64 else 200,
            failure=model.FailureKind.TIMEOUT if 34 <= count < 64 else None,
            detail="no answer within 20 s" if 34 <= count < 64 else "",
        )
        for count in range(4, 124, 15)
    )
    listed = tuple(detail.reading for detail in details + last)
    return model.ArticleDetail(
        article=article, versions=versions, changes=listed, checks=checks
    ), details + last


def build_alert(
    alert_id: int, change_id: int, title: str, *states: model.DeliveryState
) -> model.AlertReading:
    reasons = {
        model.DeliveryState.SENT: "250 OK kept as c5521e85aae1e94c1cf4ee8a67643ed0@claimwatch.example.1.eml",
        model.DeliveryState.WAITING: "451 4.7.1 Greylisted, try again later",
        model.DeliveryState.DEAD: "404 no_service: the webhook was removed",
    }
    return model.AlertReading(
        id=alert_id,
        change_id=change_id,
        title=title,
        severity=model.Severity.HIGH,
        rule_ids=("counts-now",),
        created_at=NOON - hours(2),
        deliveries=tuple(
            model.DeliveryReading(
                id=alert_id * 10 + place,
                channel_id="slack" if state is model.DeliveryState.DEAD else "desk",
                address="" if state is model.DeliveryState.DEAD else "desk@news.example",
                state=state,
                attempt_count=1 if state is model.DeliveryState.SENT else 3,
                last_attempt_at=NOON - minutes(100),
                next_attempt_at=NOON + minutes(9) if state is model.DeliveryState.WAITING else None,
                reason=reasons[state],
            )
            for place, state in enumerate(states)
        ),
    )


def build_stance(value: str, sentence: str) -> model.Claim:
    claim = builders.claim(
        None, claim_id="stance_hamas_disarm", type=model.ClaimType.STANCE, scope="", sentence=sentence
    )
    return replace(claim, value=value, end=len(sentence))


def build_event(kind: model.EventKind, summary: str, claim_id: str | None = None, **fields) -> model.Event:
    return builders.event(
        kind,
        **{"summary": summary, "claim_id": claim_id, "is_told": True, "reason": "rule counts-now"} | fields,
    )
