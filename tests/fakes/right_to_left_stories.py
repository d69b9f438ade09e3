"""What an Arabic and a Hebrew outlet, both invented, did in one morning: a count that rose, a duration that shrank."""

from dataclasses import replace

from monitor import model
from tests import builders
from tests.builders import NOON, hours, minutes
from tests.fakes import readings, revisions
from tests.fakes.readings import found


def build_sahil():
    """A count rises in Arabic."""
    opening = "استؤنفت المحادثات في الدوحة يوم الاثنين بحضور الوسطاء."
    old, new = (f"وقالت الحكومة إن {count} رهينة ما زالوا على قيد الحياة." for count in (20, 22))
    trucks, more_trucks = (f"ودخلت {count} شاحنة مساعدات صباح الاثنين." for count in (40, 50))
    old_text = builders.article(
        opening, old, trucks, headline="الوسطاء يعودون إلى الدوحة والعائلات تنتظر", language="ar"
    )
    new_text = replace(old_text, paragraphs=(opening, new, more_trucks))
    was, now = found(old_text, old, "20", 20), found(new_text, new, "22", 22)
    return revisions.build_story(
        readings.article_reading(
            id=3,
            outlet_id="sahil",
            outlet_name="صحيفة الساحل",
            url="https://sahil.example/doha",
            language="ar",
        ),
        revisions.Revision(NOON - hours(12), old_text, (was,)),
        revisions.Revision(
            NOON - hours(5),
            new_text,
            (now,),
            change_id=31,
            change={
                "claim_changes": (builders.claim_change(old=was, new=now, old_text="20", new_text="22"),),
                "events": (
                    revisions.build_event(
                        model.EventKind.CLAIM_CHANGED, "22 living hostages; it said 20", "hostages_alive"
                    ),
                ),
            },
        ),
    )


def build_mifratz():
    """A duration shrinks in Hebrew, across midnight, and a stance is added."""
    old, new = (f"לפי ההצעה תימשך הפסקת האש {count} ימים." for count in (60, 42))
    old_text = builders.article(old, headline="המתווכים חוזרים לדוחא והמשפחות ממתינות", language="he")
    new_text = replace(old_text, paragraphs=(new,))
    fields = {"claim_id": "ceasefire_days", "type": model.ClaimType.DURATION, "scope": "deal", "unit": "days"}
    was, now = found(old_text, old, "60", 60, **fields), found(new_text, new, "42", 42, **fields)
    conditional = revisions.build_stance("conditional", new)
    return revisions.build_story(
        readings.article_reading(
            id=4,
            outlet_id="mifratz",
            outlet_name="קול המפרץ",
            url="https://mifratz.example/doha",
            language="he",
            is_flapping=True,
        ),
        revisions.Revision(NOON - hours(16), old_text, (was,)),
        revisions.Revision(
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
                "events": (
                    revisions.build_event(
                        model.EventKind.CLAIM_CHANGED, "42 days; it said 60", "ceasefire_days"
                    ),
                ),
            },
        ),
    )
