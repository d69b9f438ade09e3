import pytest

from monitor.core import weighty


@pytest.mark.parametrize(
    "word",
    [
        "20",
        "٢٠",
        "20th",
        "Twenty",
        "twenty-two",
        "won't",
        "doesn’t",
        "not",
        "said",
        "claimed",
        "reportedly",
        "at-least",
        "tenfold",
        "½",
        "שניים",
        "והסכימה",
        "לא",
        "הודיע",
        "כעשרים",
        "لم",
        "وقالت",
        "عشرون",
        "والعشرين",
        "رفضَ",
    ],
)
def test_numbers_negations_hedges_and_attributions_are_weighty(word: str):
    assert weighty.is_weighty_word(word)


@pytest.mark.parametrize("word", ["town", "hotel", "water", "בית", "מלון", "فندق", "شاطئ", ""])
def test_other_words_are_not(word: str):
    assert not weighty.is_weighty_word(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3.5 million", "35 million"),
        ("-5", "5"),
        ("20-22", "2022"),
        ("$5", "€5"),
        ("20%", "20"),
        (">20", "20"),
        ("20 of 48", "48 of 20"),
        ("twenty of them", "thirty of them"),
        ("10:04", "1004"),
    ],
)
def test_whatever_changes_a_numbers_worth_is_part_of_it(one: str, other: str):
    assert weighty.find_numbers(one) != weighty.find_numbers(other)


def test_a_space_before_percent_is_no_change():
    assert weighty.find_numbers("20 %") == weighty.find_numbers("20%")
