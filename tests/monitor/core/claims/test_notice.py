"""Correction notices, editor's notes and update stamps in three languages."""

import pytest

from monitor.core import claims
from tests import builders
from tests.monitor.core.claims.stories import found


@pytest.mark.parametrize(
    "paragraph",
    [
        "Correction: An earlier version of this story gave 22.",
        "Editor's note: This article was amended on 3 May.",
        "This article was amended on 3 May to correct a number.",
        "Updated at 10.04 to correct the number.",
        "Clarification",
        "(Correction) The number is 22.",
        "تصحيح: ذكرت نسخة سابقة 22 رهينة.",
        "הבהרה: בגרסה קודמת נכתב 22.",
    ],
)
def test_a_notice_is_found_in_each_language(paragraph):
    assert claims.find_notices(["The village was hit.", paragraph]) == (paragraph,)


@pytest.mark.parametrize(
    "paragraph",
    [
        "The market saw a correction of 3 percent.",
        "Update talks went on.",
        "Correction officers went on strike.",
        "12",
        "He spoke of an update.",
    ],
)
def test_a_mere_mention_is_no_notice(paragraph):
    assert claims.find_notices([paragraph]) == ()


def test_a_sentence_inside_a_paragraph_is_a_notice_by_itself():
    text = "Nine died. An earlier version of this article said eight. Rescue goes on."
    assert claims.find_notices([text]) == ("An earlier version of this article said eight.",)


def test_an_articles_notices_are_found_in_its_body():
    article = builders.article("All is calm.", "Correction: it was eight.")
    assert claims.find_notices(article) == ("Correction: it was eight.",)


@pytest.mark.parametrize(
    "text",
    [
        "Update: 12 people were killed.",
        "UPDATED — 12 people were killed.",
        "Updated at 10.04: 12 people were killed.",
        "Corrected: 12 people were killed.",
        "تحديث: قتل 12 شخصا.",
        "עדכון: 12 איש נהרגו.",
    ],
)
def test_an_update_that_tells_news_is_read(text):
    assert found(text, "dead") == ["dead 12"]
    assert claims.find_notices([text]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Update: an earlier version of this story said 12 people were killed.",
        "Updated on 3 May to correct: 12 people were killed.",
        "Correction: 12 people were killed.",
    ],
)
def test_an_update_of_the_text_itself_is_not(text):
    assert found(text, "dead") == []


@pytest.mark.parametrize(
    "opening",
    [
        "He rejected an earlier version of the deal.",
        "This story has been updated.",
        "Correction officers met.",
    ],
)
def test_news_behind_a_sentence_that_only_sounds_like_a_notice_is_read(opening):
    assert found(f"All is calm.\n\n{opening} 12 people were killed.", "dead") == ["dead 12"]


def test_news_behind_a_notice_in_its_paragraph_is_the_notices():
    text = "Correction of 3 May: it was eight. 12 people were killed."
    assert found(f"All is calm.\n\n{text.replace(' of', ',')}", "dead") == []
    assert claims.find_notices([text.replace(" of", ",")]) == (text.replace(" of", ","),)


@pytest.mark.parametrize(
    "notice",
    [
        "This article was amended on 3 May. An earlier version said that 15 people were killed.",
        "The story was updated. An earlier version said 15 people were killed.",
        "This story was corrected on Monday. There were 15 people killed by then.",
        "This story has been updated. A previous version said 15 people were killed.",
        "Clarification: this page had the wrong number. The 15 people killed were counted twice.",
        "This report originally said that 15 people were killed. The correct number is 12.",
        "جرى تعديل هذا المقال. ذكرت نسخة سابقة أنه قتل 15 شخصا.",
        "تم تحديث هذا الخبر. وكانت نسخة سابقة قد ذكرت أنه قتل 15 شخصا.",
        "تصحيح: قتل 15 شخصا. قتل 15 شخصا في نسخة سابقة.",
        "הכתבה תוקנה. בגרסה קודמת נכתב כי 15 איש נהרגו.",
        "הכתבה עודכנה. גרסה מוקדמת ציינה כי 15 איש נהרגו.",
    ],
)
@pytest.mark.parametrize(
    "news", ["12 people were killed.", "12 people were killed.\n\nAll is calm. It rained."]
)
def test_a_notice_behind_news_in_a_paragraph_is_no_claim(news, notice):
    assert found(f"{news} {notice}", "dead") == ["dead 12"]
    assert "".join(claims.find_notices([f"It rained. {notice}"])).replace(" ", "") == notice.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "This story has been updated. 12 people were killed.",
        "It rained. An earlier version of this story was wrong. 12 people were killed.",
        "An earlier version of the plan was dropped. It said nothing of the 12 people killed.",
        "It rained. This story was corrected.\n\n12 people were killed.",
    ],
)
def test_news_that_does_not_go_on_with_a_notice_is_read(text):
    assert found(text, "dead") == ["dead 12"]
