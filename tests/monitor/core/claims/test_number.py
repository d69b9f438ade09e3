import pytest

from monitor.core.claims import quantity
from monitor.core.claims.number import read_number
from monitor.core.claims.numerals import parse_numerals
from tests.monitor.core.claims import stories


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("twelve hundred", 1200, 2),
        ("two-dozen villagers", 24, 3),
        ("20-dozen villagers", 240, 3),
        ("half-a-dozen villagers", 6, 5),
        ("two-hundred villagers", 200, 3),
        ("twenty-one-thousand villagers", 21_000, 5),
        ("5-thousand villagers", 5000, 3),
        ("two-month-old villagers", 2, 1),
        ("two - hundreds went", 2, 1),
        ("2 000 people", 2000, 1),
        ("1 234 567 people", 1_234_567, 1),
        ("2 000", 2000, 1),
        ("2\u202f000 people", 2000, 1),
        ("12 300 people", 12_300, 1),
        ("58 000 شخص", 58_000, 1),
        ("2 000 איש", 2000, 1),
        ("1 800 555 1234", 1, 1),
        ("2019 250 people", 2019, 1),
        ("nineteen hundred and five", 1905, 4),
        ("two million three thousand four hundred and five", 2_003_405, 8),
        ("five hundred thousand", 500_000, 3),
        ("2 dozen", 24, 2),
        ("twenty four villagers", 24, 2),
        ("twenty-four-year-olds", 24, 3),
        ("ثلاث مئة", 300, 2),
        ("ألف ومئة وعشرون", 1120, 5),
        ("مليون وثلاثة آلاف", 1_003_000, 4),
        ("אלפיים ושלוש מאות", 2300, 4),
        ("64 ألفا و368", 64_368, 4),
        ("64 ألفا وثلاثمئة وثمانية وستين", 64_368, 8),
        ("ألف و700", 1700, 3),
        ("مئتي شخص", 200, 1),
        ("مئتا شخص", 200, 1),
        ("ألفا شخص", 2000, 1),
        ("مليونا شخص", 2_000_000, 1),
        ("ألفا وخمسمئة شخص", 1500, 3),
        ("ألفا على الأقل", 1000, 1),
        ("ألفا", 1000, 1),
        ("خمسون ألفا", 50_000, 2),
        ("ثمانيمائة شخص", 800, 1),
        ("50 ألفا و60 ألفا", 50_000, 2),
        ("64 אלף ו-368", 64_368, 5),
        ("ארבעה-עשר", 14, 3),
        ("אחד עשר כפרים", 11, 2),
        ("אחת־עשרה נשים", 11, 3),
        ("שנים עשר כפרים", 12, 2),
        ("שנים-עשר כפרים", 12, 3),
        ("שניים עשר כפרים", 12, 2),
        ("שתים עשרה נשים", 12, 2),
        ("שתיים־עשרה נשים", 12, 3),
        ("מאה ושנים עשר כפרים", 112, 4),
        ("שנים עשר אלף איש", 12_000, 3),
        ("אחד עשר אלף וארבע מאות", 11_400, 6),
        ("أحد عشر شخصا", 11, 2),
        ("اثنا عشر ألف شخص", 12_000, 3),
        ("half a million people", 500_000, 3),
        ("quarter of a million people", 250_000, 4),
        ("a hundred and five people", 105, 4),
    ],
)
def test_a_number_is_read_to_its_end(text: str, value: int, end: int):
    sentence = stories.sentence(text)
    assert read_number(sentence, parse_numerals(sentence.language.code), 0) == (value, end)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty four-year-olds", 20),
        ("two hundred five-year-olds", 200),
        ("three thousand million", 3000),
        ("three hundred hundred", 300),
        ("خمسة ومئة", 5),
        ("ثلاثة ألفين", 3),
    ],
)
def test_words_that_are_no_part_of_the_number_are_left_out(text: str, value: int):
    sentence = stories.sentence(text)
    found = read_number(sentence, parse_numerals(sentence.language.code), 0)
    assert found is not None
    assert found[0] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ושנים עשר כפרים", 12),
        ("לאחת עשרה נשים", 11),
        ("כשנים־עשר כפרים", 12),
        ("الأحد عشر شخصا", 11),
        ("والاثني عشر شخصا", 12),
        ("الإحدى عشرة امرأة", 11),
    ],
)
def test_a_teen_is_read_whole_behind_what_is_glued_to_it(text: str, value: int):
    sentence = stories.sentence(text)
    found = read_number(sentence, parse_numerals(sentence.language.code), 1)
    assert found is not None
    assert found[0] == value


@pytest.mark.parametrize(
    "text",
    [
        "On March 12 300 people",
        "On Oct. 7 251 people",
        "On day 12 300 people",
        "Phase 2 300 people",
        "ביום 12 300 איש",
    ],
)
def test_a_day_or_label_before_a_number_is_no_part_of_it(text: str):
    assert stories.sentence(text).words[-2] in ("300", "251")


def test_a_number_behind_the_limit_of_a_sentence_is_not_joined():
    assert "2 000" not in stories.sentence(f"{'very ' * 900}long, 2 000 people").words


def test_the_dead_are_no_two_hundred():
    assert not quantity.find_quantities(stories.sentence("عثر على الرجال ميتين، وعاد الآخر ميتا."))


def test_years_are_no_number():
    assert "שניים" not in stories.sentence("לפני שנים רבות, עשרה כפרים").words


def test_a_weekday_is_no_number():
    assert "اثنين" not in stories.sentence("صباح الاثنين والأحد").words


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Between two hundred and three hundred villagers died.", ["dead 200-300"]),
        ("Between two thousand and three thousand villagers died.", ["dead 2000-3000"]),
        ("Two hundred and six thousand villagers died.", ["dead 206000"]),
        ("Two thousand and six hundred villagers died.", ["dead 2600"]),
        ("Two hundred and six.", []),
    ],
)
def test_a_number_with_the_scale_of_the_one_before_is_one_of_its_own(text, claims):
    assert stories.found(text, "dead") == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The villagers fled. This one died.", []),
        ("The villagers fled. This one will die.", []),
        ("The villagers fled. One villager died.", ["dead 1"]),
        ("The one villager died.", ["dead 1"]),
        ("The villagers said this one", []),
    ],
)
def test_this_one_is_a_pronoun(text, claims):
    assert [one for one in stories.found(text, "dead") if "1" in one] == claims


def test_a_paragraph_of_a_law_is_no_number():
    assert stories.found("The 401(k) villagers.") == []
