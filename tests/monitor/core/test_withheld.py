"""A text of which only the beginning is left: a paywall's, or the outlet's edit."""

import pytest

from monitor import model
from monitor.core import withheld
from tests import builders
from tests.monitor.core.watched import FILLER, LIVING, html

LEAD = LIVING.format(20)
KNOWN = (LEAD, *FILLER)
ARABIC = (
    "قال الوزير إن 20 رهينة ما زالوا على قيد الحياة في غزة، وإن المحادثات في الدوحة تستمر هذا الأسبوع.",
    "والتقى الوسطاء ساعتين في فندق على الشاطئ ثم غادروا دون أن يقولوا كلمة واحدة للصحفيين المنتظرين في الخارج.",
)
HEBREW = (
    "השר אמר כי 20 חטופים עדיין בחיים בעזה, וכי השיחות בדוחא נמשכות השבוע.",
    "המתווכים נפגשו במשך שעתיים במלון ליד המים ויצאו בלי לומר מילה לעיתונאים שחיכו בחוץ עד הערב.",
)


@pytest.mark.parametrize(
    ("remark", "known", "shown", "is_paid_for", "is_it"),
    [
        ("an offer behind the lead", KNOWN, (LEAD, "Subscribe to continue reading."), False, True),
        ("in Arabic", ARABIC, (ARABIC[0], "اشترك لمتابعة القراءة."), False, True),
        ("in Hebrew", HEBREW, (HEBREW[0], "הכתבה זמינה למנויים בלבד."), False, True),
        ("within a sentence", KNOWN, (LEAD[:40],), False, True),
        ("within a word, with dots", KNOWN, (LEAD, FILLER[0][:33] + "…"), False, True),
        ("within a number", KNOWN, (LEAD[: LEAD.index("20") + 1] + "...",), False, True),
        ("behind a sentence, with dots", KNOWN, (LEAD, FILLER[0][:-1] + "[…]"), False, True),
        ("marked as paid for", KNOWN, (LEAD,), True, True),
        ("cut by the outlet", KNOWN, (LEAD,), False, False),
        ("cut by the outlet, an offer as before", (*KNOWN, "Join to read more"), (LEAD, "Join to read more"), False, False),
        ("with another number", KNOWN, (LIVING.format(22),), True, False),
        ("with a sentence more", KNOWN, (LEAD, "The talks have collapsed."), True, False),
        ("from the middle", KNOWN, FILLER[:1], True, False),
        ("more than half of it", KNOWN, KNOWN[:3], True, False),
        ("an offer and nothing else", KNOWN, ("Subscribe to continue reading.",), True, False),
    ],
)  # fmt: skip
def test_a_beginning_with_a_sign_of_a_wall_is_withheld(remark, known, shown, is_paid_for, is_it):
    old, new = builders.article(*known), builders.article(*shown)

    assert withheld.is_withheld(old, new, is_paid_for=is_paid_for) is is_it, remark


def test_a_beginning_under_another_headline_is_an_edit():
    new = builders.article(LEAD, headline="Hamas to free 9 hostages")

    assert not withheld.is_withheld(builders.article(*KNOWN), new, is_paid_for=True)


PAID = (
    '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script></head>'
)


@pytest.mark.parametrize("is_marked", [True, False])
def test_an_article_that_went_behind_a_paywall_is_blocked_once_and_no_version(watched, is_marked):
    watched.check(builders.page(html(LEAD)))
    teaser = html(LEAD if is_marked else f"{LEAD[:50]}…")
    for paragraph in FILLER:
        teaser = teaser.replace(f"<p>{paragraph}</p>", "")
    teaser = teaser.replace("</head>", PAID) if is_marked else teaser

    outcomes = [watched.check(builders.page(teaser)) for _ in range(3)]

    assert {outcome.failure.kind for outcome in outcomes} == {model.FailureKind.PAYWALL}
    assert "only the beginning of the known text" in outcomes[0].failure.detail
    assert [outcome.change is not None for outcome in outcomes] == [True, False, False]
    assert watched.check(builders.page(html(LEAD))).kind is model.CheckKind.UNCHANGED
