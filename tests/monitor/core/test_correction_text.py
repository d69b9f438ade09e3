import pytest

from monitor.core import correction_text


@pytest.mark.parametrize(
    ("text", "is_notice"),
    [
        ("Correction: it was 20.", True),
        ("— Clarification, 3 Sept:", True),
        ("Editor’s note: a count was wrong.", True),
        ("This article has been amended.", True),
        ("An earlier version of this story said 22.", True),
        ("תיקון: המספר שונה", True),
        ("تصحيح: العدد 20", True),
        ("The army corrected its count.", False),
        ("Correctional officers met.", False),
    ],
)
def test_corrections_are_known_by_how_they_begin(text: str, is_notice: object):
    assert correction_text.is_correction_text(text) == is_notice


@pytest.mark.parametrize(
    "text",
    [
        "CORRECTION: the count is 22",
        "Editor’s note: the count",
        "Amended: the count",
        "Note to readers: the count",
        "An earlier version said 20",
        "This report was amended",
        "תיקון: 22",
        "הערת העורך: 22",
        "تنويه: 22",
        "ملاحظة المحرر: 22",
        "استدراك: 22",
        "إيضاح: 22",
    ],
)
def test_whatever_begins_as_a_correction_may_hold_one(text: str):
    assert correction_text.is_correction_text(text)
    assert correction_text.may_hold_correction(f"Sign up\n{text}")
