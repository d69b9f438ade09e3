"""One morning at the desk: five invented outlets, three languages, and every kind of change a page must show."""

from dataclasses import dataclass, replace
from datetime import datetime

from monitor import model
from monitor.core import diff, unexplained
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.fakes import readings
from tests.fakes.readings import found

WATCH = model.Watch(
    topics=(model.Topic(id="negotiations", title="Hostage and ceasefire negotiations", match="hostages"),),
    outlets=(
        builders.outlet(),
        builders.outlet(
            id="meridian", name="Meridian Broadcasting", feeds=("https://meridian.example/feed",)
        ),
        builders.outlet(id="sahil", name="صحيفة الساحل", feeds=("https://sahil.example/rss",), language="ar"),
        builders.outlet(
            id="mifratz", name="קול המפרץ", feeds=("https://mifratz.example/rss",), language="he"
        ),
        builders.outlet(id="northern", name="Northern Post", feeds=("https://northern.example/rss",)),
    ),
    claims=(
        model.ClaimDefinition(
            id="hostages_alive", type=model.ClaimType.COUNT, title="hostages described as alive"
        ),
        model.ClaimDefinition(
            id="ceasefire_days", type=model.ClaimType.DURATION, title="length of the ceasefire"
        ),
        model.ClaimDefinition(
            id="stance_hamas_disarm", type=model.ClaimType.STANCE, title="Hamas on giving up its weapons"
        ),
        model.ClaimDefinition(id="quote", type=model.ClaimType.QUOTE, title="quotations"),
    ),
    channels=(model.ChannelAddress(id="desk", addresses=("desk@news.example",)),),
)


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


def build_morning() -> readings.FakeReadings:
    stories = (_ledger(), _meridian(), _sahil(), _mifratz(), _northern())
    details = tuple(detail for _, changes in stories for detail in changes)
    outlets = (
        readings.outlet_reading(),
        readings.outlet_reading(id="meridian", name="Meridian Broadcasting", failing_count=4),
        readings.outlet_reading(id="sahil", name="صحيفة الساحل"),
        readings.outlet_reading(id="mifratz", name="קול המפרץ"),
        readings.blind_outlet(),
    )
    alerts = tuple(detail.alert for detail in details if detail.alert)
    return readings.FakeReadings(
        articles=tuple(article for article, _ in stories),
        details=details,
        outlets=outlets,
        alerts=alerts,
        totals=model.Totals(
            article_count=26,
            version_count=58,
            change_count=len(details),
            check_count=1204,
            alert_count=len(alerts),
            waiting_delivery_count=1,
            dead_delivery_count=1,
            oldest_due_at=NOON - minutes(2),
            oldest_waiting_at=NOON - minutes(9),
            last_activity_at=NOON - minutes(1),
            review_count=sum(bool(detail.reading.change.review_kinds) for detail in details),
        ),
    )


def _story(article: model.ArticleReading, *revisions: Revision, last: tuple[model.ChangeDetail, ...] = ()):
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


def _alert(alert_id: int, change_id: int, title: str, *states: model.DeliveryState) -> model.AlertReading:
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


def _stance(value: str, sentence: str) -> model.Claim:
    claim = builders.claim(
        None, claim_id="stance_hamas_disarm", type=model.ClaimType.STANCE, scope="", sentence=sentence
    )
    return replace(claim, value=value, end=len(sentence))


def _told(kind: model.EventKind, summary: str, claim_id: str | None = None, **fields) -> model.Event:
    return builders.event(
        kind,
        **{"summary": summary, "claim_id": claim_id, "is_told": True, "reason": "rule counts-now"} | fields,
    )


def _ledger():
    """Counts fall silently, then a small edit."""
    talks = "Talks resumed in Doha on Monday with envoys shuttling between two floors of the same hotel."
    old, new = (
        f"Israeli officials believe {count} hostages are still alive in Gaza, the ministry told families."
        for count in (22, 20)
    )
    closing = "The mediators asked both sides to keep the details out of the press."
    rain, more_rain = (f"Rain is expected along the coast for {count} days." for count in (2, 3))
    old_text = builders.article(
        talks,
        f"{old} {closing}",
        rain,
        headline="Envoys return to Doha as families wait",
    )
    new_text = replace(old_text, paragraphs=(talks, f"{new} {closing}", rain))
    last_text = replace(
        new_text, paragraphs=(closing, talks, new, more_rain, "A further round is planned for Thursday.")
    )
    was, now = (
        found(text, line, str(count), count, source="the ministry", verb=model.VerbClass.NEUTRAL)
        for text, line, count in ((old_text, old, 22), (new_text, new, 20))
    )
    moved = builders.claim_change(old=was, new=now, rule="value")
    return _story(
        readings.article_reading(id=1),
        Revision(NOON - hours(20), old_text, (was,)),
        Revision(
            NOON - hours(2),
            new_text,
            (now,),
            change_id=11,
            change={
                "claim_changes": (moved,),
                "events": (
                    _told(model.EventKind.CLAIM_CHANGED, "20 living hostages; it said 22", "hostages_alive"),
                ),
            },
            alert=_alert(
                1,
                11,
                "The Coastal Ledger: 22 → 20 living hostages",
                model.DeliveryState.SENT,
                model.DeliveryState.DEAD,
            ),
        ),
        Revision(
            NOON - minutes(70),
            last_text,
            (now,),
            change_id=12,
            change={
                "claim_changes": (),
                "severity": model.Severity.INFO,
                "events": (
                    _told(
                        model.EventKind.TEXT_CHANGED,
                        "one sentence added",
                        severity=model.Severity.INFO,
                        is_told=False,
                        reason="no rule names text_changed",
                    ),
                ),
            },
        ),
    )


def _meridian():
    """A hedge appears, with a notice; then a speaker is doubted."""
    old = "The government says 20 of the hostages are alive."
    new = "The government says at least 20 of the hostages are alive."
    last = "The government claims at least 20 of the hostages are alive."
    notice = "Correction: an earlier version of this article gave the number of living hostages as exact."
    old_text = builders.article(old, headline="What is known about the hostages still held")
    new_text = replace(old_text, paragraphs=(new, notice))
    last_text = replace(old_text, paragraphs=(last, notice))
    was = found(old_text, old, "20", 20, source="The government", verb=model.VerbClass.NEUTRAL)
    now = found(
        new_text,
        new,
        "at least 20",
        20,
        high=None,
        hedge=model.Hedge.AT_LEAST,
        source="The government",
        verb=model.VerbClass.NEUTRAL,
    )
    doubted = found(
        last_text,
        last,
        "at least 20",
        20,
        high=None,
        hedge=model.Hedge.AT_LEAST,
        source="The government",
        verb=model.VerbClass.DOUBT,
    )
    refuses = _stance("refuses", old)
    return _story(
        readings.article_reading(
            id=2,
            outlet_id="meridian",
            outlet_name="Meridian Broadcasting",
            url="https://meridian.example/held",
        ),
        Revision(NOON - hours(40), old_text, (was, refuses)),
        Revision(
            NOON - hours(9),
            new_text,
            (now, refuses),
            change_id=21,
            change={
                "severity": model.Severity.MEDIUM,
                "is_silent": False,
                "notice": notice,
                "claim_changes": (
                    builders.claim_change(
                        kind=model.ChangeKind.HEDGE, old=was, new=now, old_text="20", new_text=">=20"
                    ),
                ),
                "events": (
                    _told(
                        model.EventKind.CLAIM_HEDGED,
                        "at least 20 living hostages; it said 20",
                        "hostages_alive",
                    ),
                    _told(
                        model.EventKind.CORRECTION_NOTICE,
                        "a correction notice came",
                        is_told=False,
                        reason="no rule names correction_notice",
                    ),
                ),
            },
            alert=_alert(
                2, 21, "Meridian Broadcasting: 20 → at least 20 living hostages", model.DeliveryState.WAITING
            ),
        ),
        Revision(
            NOON - hours(3),
            last_text,
            (doubted, refuses),
            change_id=22,
            change={
                "severity": model.Severity.MEDIUM,
                "claim_changes": (
                    builders.claim_change(
                        kind=model.ChangeKind.ATTRIBUTION,
                        old=now,
                        new=doubted,
                        old_text="The government",
                        new_text="The government (doubt)",
                    ),
                ),
                "events": (
                    _told(
                        model.EventKind.CLAIM_REATTRIBUTED,
                        "the government claims it; it said it",
                        "hostages_alive",
                    ),
                ),
            },
        ),
    )


def _sahil():
    """A count rises in Arabic."""
    opening = "استؤنفت المحادثات في الدوحة يوم الاثنين بحضور الوسطاء."
    old, new = (f"وقالت الحكومة إن {count} رهينة ما زالوا على قيد الحياة." for count in (20, 22))
    trucks, more_trucks = (f"ودخلت {count} شاحنة مساعدات صباح الاثنين." for count in (40, 50))
    old_text = builders.article(
        opening, old, trucks, headline="الوسطاء يعودون إلى الدوحة والعائلات تنتظر", language="ar"
    )
    new_text = replace(old_text, paragraphs=(opening, new, more_trucks))
    was, now = found(old_text, old, "20", 20), found(new_text, new, "22", 22)
    return _story(
        readings.article_reading(
            id=3,
            outlet_id="sahil",
            outlet_name="صحيفة الساحل",
            url="https://sahil.example/doha",
            language="ar",
        ),
        Revision(NOON - hours(12), old_text, (was,)),
        Revision(
            NOON - hours(5),
            new_text,
            (now,),
            change_id=31,
            change={
                "claim_changes": (builders.claim_change(old=was, new=now, old_text="20", new_text="22"),),
                "events": (
                    _told(model.EventKind.CLAIM_CHANGED, "22 living hostages; it said 20", "hostages_alive"),
                ),
            },
        ),
    )


def _mifratz():
    """A duration shrinks in Hebrew, across midnight, and a stance is added."""
    old, new = (f"לפי ההצעה תימשך הפסקת האש {count} ימים." for count in (60, 42))
    old_text = builders.article(old, headline="המתווכים חוזרים לדוחא והמשפחות ממתינות", language="he")
    new_text = replace(old_text, paragraphs=(new,))
    fields = {"claim_id": "ceasefire_days", "type": model.ClaimType.DURATION, "scope": "deal", "unit": "days"}
    was, now = found(old_text, old, "60", 60, **fields), found(new_text, new, "42", 42, **fields)
    conditional = _stance("conditional", new)
    return _story(
        readings.article_reading(
            id=4,
            outlet_id="mifratz",
            outlet_name="קול המפרץ",
            url="https://mifratz.example/doha",
            language="he",
            is_flapping=True,
        ),
        Revision(NOON - hours(16), old_text, (was,)),
        Revision(
            NOON - hours(12) + minutes(5),
            new_text,
            (now, conditional),
            change_id=41,
            change={
                "claim_changes": (
                    builders.claim_change(
                        claim_id="ceasefire_days",
                        scope="deal",
                        old=was,
                        new=now,
                        old_text="60",
                        new_text="42",
                    ),
                    builders.claim_change(
                        claim_id="stance_hamas_disarm",
                        scope="",
                        kind=model.ChangeKind.ADDED,
                        old=None,
                        new=conditional,
                        tier=model.Tier.REVIEW,
                        old_text="none",
                        new_text="conditional",
                    ),
                ),
                "events": (_told(model.EventKind.CLAIM_CHANGED, "42 days; it said 60", "ceasefire_days"),),
            },
        ),
    )


def _northern():
    """Withdrawn: a change without a version."""
    text = builders.article(
        "The talks are over, one official said.", headline="Talks are over, official says"
    )
    article = readings.article_reading(
        id=5,
        outlet_id="northern",
        outlet_name="Northern Post",
        url="https://northern.example/over",
        is_removed=True,
        next_check_at=None,
        next_check_reason="removed",
        failure=model.FailureKind.GONE,
        headline=text.headline,
    )
    reading = readings.change_reading(
        id=51,
        article=article,
        change=builders.change(
            old_number=1,
            new_number=None,
            last_seen_old_at=NOON - hours(33),
            first_seen_new_at=NOON - hours(7),
            is_silent=False,
            claim_changes=(),
            events=(
                _told(
                    model.EventKind.ARTICLE_REMOVED,
                    "the outlet answers 410 Gone",
                    is_told=False,
                    reason="no rule names article_removed",
                ),
            ),
        ),
    )
    removal = model.ChangeDetail(
        reading=reading,
        old=builders.version(article=text),
        new=None,
        alert=None,
        previous_id=None,
        next_id=None,
    )
    return _story(article, Revision(NOON - hours(50), text), last=(removal,))
