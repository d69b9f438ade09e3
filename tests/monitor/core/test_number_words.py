import pytest

from monitor.core import number_words
from monitor.core.claims.tokens import parse_word


@pytest.mark.parametrize(
    "word", ["twenty", "dozens", "tenth", "עשרים", "והשניים", "عشرون", "والعشرين", "بعشرات"]
)
def test_what_counts_is_a_number_word_with_what_is_glued_to_it_too(word: str):
    assert number_words.is_number_word(parse_word(word))


@pytest.mark.parametrize(
    "word",
    ["رهينتين", "رهينتان", "والجثتين", "للشاحنتين", "المدرستين", "ضحيتين", "قناتان", "جامعتان", "مرتين"],
)
def test_two_of_a_feminine_noun_is_a_number_word_whatever_the_noun(word: str):
    assert number_words.is_number_word(parse_word(word))


@pytest.mark.parametrize("word", ["يومان", "أسبوعين", "لشهرين", "שבועיים", "בשנתיים"])
def test_two_days_weeks_or_years_in_one_word_are(word: str):
    assert number_words.is_number_word(parse_word(word))


@pytest.mark.parametrize(
    "word",
    [
        "town",
        "מלון",
        "بوتين",
        "بروتين",
        "البساتين",
        "أفغانستان",
        "البستان",
        "المتين",
        "الكتان",
        "فلسطين",
        "لبنان",
        "مفاوضين",
        "الذين",
    ],
)
def test_words_that_only_end_like_two_are_not(word: str):
    assert not number_words.is_number_word(parse_word(word))


def test_of_a_word_with_letters_glued_to_it_each_bare_form_is_listed():
    assert number_words.list_bare_forms("والعشرين") == ["والعشرين", "العشرين", "عشرين"]
