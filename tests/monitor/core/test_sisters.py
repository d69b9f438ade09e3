import pytest

from monitor import model
from monitor.core import sisters
from tests import builders

BULLETIN = "The crossing was open, the agency said in its bulletin of the day. Nothing more is known."


def text(*paragraphs: str, headline: str = "Gaza daily bulletin") -> model.Article:
    return builders.article(*paragraphs, headline=headline)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The bulletin for Monday, by our staff.", "The bulletin for Tuesday, by our staff."),
        ("The bulletin for 3 August, by our staff.", "The bulletin for 3 September, by our staff."),
        ("At least 52 people were killed in the camp.", "At least 61 people were killed in the camp."),
        ("Twenty-two people were killed in the camp.", "Thirty people were killed in the camp."),
        ("No aid trucks entered the strip.", "Some 40 aid trucks entered the strip."),
        ("3 were killed and 4 wounded in the camp.", "4 were killed and 3 wounded in the camp."),
        ("نشرة يوم الاثنين من قطاع غزة", "نشرة يوم الثلاثاء من قطاع غزة"),
        ("نشرة 3 أيلول من قطاع غزة", "نشرة 3 تشرين الأول من قطاع غزة"),
        ("قتل ثمانية أشخاص في المخيم", "قتل عشرة أشخاص في المخيم"),
        ("העלון מיום רביעי בעזה", "העלון מיום חמישי בעזה"),
        ("שמונה בני אדם נהרגו במחנה", "עשרה בני אדם נהרגו במחנה"),
        ("52 men were killed in the north. It rained.", "It rained. In the camp 61 women lost their homes."),
    ],
)
def test_texts_of_one_form_with_another_number_or_date_are_sisters(one: str, other: str):
    assert sisters.are_sisters(text(one, BULLETIN), text(other, BULLETIN))
    assert sisters.are_sisters(text(other, BULLETIN), text(one, BULLETIN))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["Some 40 aid trucks entered."], ["About forty aid trucks entered."]),
        (["Some 40 aid trucks entered."], ["Some 40 aid trucks entered.", "Seven men died in the camp."]),
        (["Some 40 aid trucks entered.", "5 min read"], ["Some 40 aid trucks entered.", "6 min read"]),
        (["It rained.", "Updated 10:30 GMT"], ["It rained.", "Updated 11:30 GMT"]),
        (["The army says it rained."], ["The army claims it rained."]),
        (["دخلت ٤٠ شاحنة إلى القطاع"], ["دخلت 40 شاحنة إلى القطاع"]),
    ],
)
def test_a_text_in_another_dress_or_that_grew_is_no_sister(one: list[str], other: list[str]):
    assert not sisters.are_sisters(text(*one, BULLETIN), text(*other, BULLETIN))
    assert not sisters.are_sisters(text(*other, BULLETIN), text(*one, BULLETIN))


def test_a_headline_tells_another_day_or_count_where_the_other_text_has_none_of_it():
    plain, told = text("Some 40 aid trucks entered."), "Some 40 aid trucks entered."
    assert not sisters.are_sisters(plain, text(told, headline="Aid: 40 trucks enter"))
    for headline in ("Gaza daily bulletin, 4 September", "Gaza: day 700", "غزة في 4 أيلول"):
        assert sisters.are_sisters(plain, text(told, headline=headline))
        assert sisters.are_sisters(text(told, headline=headline), plain)


@pytest.mark.parametrize(
    ("one", "other", "is_other"),
    [
        ("Live: 3 September", "Live: 4 September", True),
        ("Live: Monday", "Live: Tuesday", True),
        ("بث مباشر: الاثنين", "بث مباشر: الثلاثاء", True),
        ("Live: 3 September", "Live: 3 Sept", False),
        ("Live: 3 September", "Live", False),
        ("20 hostages are alive", "22 hostages are alive", False),
    ],
)
def test_titles_name_other_days_where_each_names_one(one: str, other: str, *, is_other: bool):
    assert sisters.name_other_days(one, other) is is_other
