"""Notices by their form, and the news that only shares a word with them."""

import pytest

from monitor.core import notices

NOTICES = (
    "Correction: It was 22.",
    "CORRECTION — it was 22",
    "Correction - it was 22.",
    "Correction, May 3, 2025: It was 22.",
    "Correction (4 June): it was 22",
    "[Correction] It was 22.",
    "Corrections & clarifications: it was 22.",
    "Clarification",
    "Editor’s note: 22 came, not 20.",
    "Editors’ note on 3 May: 22 came.",
    "(Corrects number of hostages to 20 in paragraph 3)",
    "This article was amended on 3 May 2025.",
    "This story has been corrected to say 20.",
    "This news report wrongly gave 20.",
    "We have corrected this article.",
    "An earlier version of this story said eight.",
    "A previous headline on this page gave 20.",
    "An earlier version misstated the number.",
    "The headline has been corrected to say 20.",
    "Due to an editing error, this article gave 20.",
    "Updated on 3 May to correct the number to 20.",
    "הבהרה: בגרסה קודמת נכתב 22.",
    "הערת המערכת: 20 ולא 22.",
    "הכתבה תוקנה: 20 חטופים.",
    "בגרסה קודמת של הכתבה נכתב 20.",
    "נפלה טעות בכתבה: 20 ולא 22.",
    "تصحيح: ذكرت نسخة سابقة 22 رهينة.",
    "ملاحظة المحرر: 20",
    "تم تعديل هذا المقال ليذكر 20 رهينة.",
    "نسخة سابقة من هذا الخبر ذكرت 20.",
)
NEWS = (
    "Update: 20 hostages are still held.",
    "UPDATED — 12 are dead.",
    "Updated at 10.04: 12 people were killed.",
    "Correction officers moved 20 prisoners.",
    "Correction officers' union: 20 prisoners were moved.",
    "Corrections department: 20 died.",
    "Corrected: 20 hostages are alive.",
    "Corrected figures show 20 hostages.",
    "Clarification is needed on 20 hostages.",
    "Clarification from the group: 20 hostages are alive.",
    "Amendment: 20 hostages go first.",
    "The law was amended on 3 May to free 20 prisoners.",
    "The toll was updated to 22.",
    "The report was amended to say 20.",
    "The minister incorrectly said 20 hostages were alive.",
    "For the record, 20 hostages are alive.",
    "An earlier version of the deal would have freed 20.",
    "This version of the deal was amended to free 20.",
    "This story was told by 20 hostages.",
    "This report says 20 are alive.",
    "Revised plan to free 20 hostages",
    "עדכון: 20 חטופים מוחזקים.",
    "בגרסה קודמת של ההצעה 20 חטופים ישוחררו.",
    "תיקון של ההסכם: 20 חטופים ישוחררו.",
    "דווח בטעות כי 20 חטופים שוחררו.",
    "تحديث: 20 رهينة محتجزون.",
    "تم تعديل الاتفاق ليشمل 20 رهينة.",
    "نسخة سابقة من الاتفاق تشمل 20 رهينة.",
    "توضيح من الحركة: 20 رهينة على قيد الحياة.",
)


@pytest.mark.parametrize("text", NOTICES)
def test_a_notice_is_known_by_its_form_and_fills_its_paragraph(text: str):
    assert notices.is_notice(text)
    assert notices.opens_notice(text) or text.startswith("Updated on")


@pytest.mark.parametrize("text", NEWS)
def test_news_that_shares_a_word_with_a_notice_is_none(text: str):
    assert not notices.is_notice(text)
    assert not notices.opens_notice(text)


def test_a_text_that_was_brought_up_to_date_may_go_on_with_news():
    assert notices.is_notice("This story has been updated.")
    assert not notices.opens_notice("This story has been updated.")


def test_a_form_far_inside_a_sentence_makes_no_notice_of_the_paragraph():
    text = "The group freed 20 people, and an earlier version of this story said 22."
    assert notices.is_notice(text)
    assert not notices.opens_notice(text)
