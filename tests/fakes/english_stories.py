"""What three invented English outlets did in one morning: a count that fell, a hedge that came, a story withdrawn."""

from dataclasses import replace

from monitor import model
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.fakes import readings, revisions
from tests.fakes.readings import found


def build_ledger():
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
    return revisions.build_story(
        readings.article_reading(id=1),
        revisions.Revision(NOON - hours(20), old_text, (was,)),
        revisions.Revision(
            NOON - hours(2),
            new_text,
            (now,),
            change_id=11,
            change={
                "claim_changes": (moved,),
                "events": (
                    revisions.build_event(
                        model.EventKind.CLAIM_CHANGED, "20 living hostages; it said 22", "hostages_alive"
                    ),
                ),
            },
            alert=revisions.build_alert(
                1,
                11,
                "The Coastal Ledger: 22 → 20 living hostages",
                model.DeliveryState.SENT,
                model.DeliveryState.DEAD,
            ),
        ),
        revisions.Revision(
            NOON - minutes(70),
            last_text,
            (now,),
            change_id=12,
            change={
                "claim_changes": (),
                "severity": model.Severity.INFO,
                "events": (
                    revisions.build_event(
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


def build_meridian():
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
    refuses = revisions.build_stance("refuses", old)
    return revisions.build_story(
        readings.article_reading(
            id=2,
            outlet_id="meridian",
            outlet_name="Meridian Broadcasting",
            url="https://meridian.example/held",
        ),
        revisions.Revision(NOON - hours(40), old_text, (was, refuses)),
        revisions.Revision(
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
                    revisions.build_event(
                        model.EventKind.CLAIM_HEDGED,
                        "at least 20 living hostages; it said 20",
                        "hostages_alive",
                    ),
                    revisions.build_event(
                        model.EventKind.CORRECTION_NOTICE,
                        "a correction notice came",
                        is_told=False,
                        reason="no rule names correction_notice",
                    ),
                ),
            },
            alert=revisions.build_alert(
                2, 21, "Meridian Broadcasting: 20 → at least 20 living hostages", model.DeliveryState.WAITING
            ),
        ),
        revisions.Revision(
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
                    revisions.build_event(
                        model.EventKind.CLAIM_REATTRIBUTED,
                        "the government claims it; it said it",
                        "hostages_alive",
                    ),
                ),
            },
        ),
    )


def build_northern():
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
                revisions.build_event(
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
    return revisions.build_story(article, revisions.Revision(NOON - hours(50), text), last=(removal,))
