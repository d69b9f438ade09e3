"""Numbers that changed places in a sentence."""

import pytest

from tests.monitor.core.deltas import words_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The number of cars fell from 48 to 20.", "The number of cars fell from 20 to 48.", [("48", "20"), ("20", "48")]),
        ("Of the men, 20 are well and 28 are ill.", "Of the men, 28 are well and 20 are ill.", [("20", "28"), ("28", "20")]),
        ("They took three cars and five vans.", "They took five cars and three vans.", [("three", "five"), ("five", "three")]),
        ("Cars: 20, vans: 28.", "Cars: 28, vans: 20.", [("20", "28"), ("28", "20")]),
        ("It held 3 cars, 4 vans and 5 carts.", "It held 5 cars, 3 vans and 4 carts.", [("3", "5"), ("4", "3"), ("5", "4")]),
        ("في المرآب 20 سيارة و28 شاحنة.", "في المرآب 28 سيارة و20 شاحنة.", [("20", "28"), ("28", "20")]),
        ("בחניה 20 מכוניות ו-28 משאיות.", "בחניה 28 מכוניות ו-20 משאיות.", [("20", "28"), ("28", "20")]),
    ],
)  # fmt: skip
def test_numbers_that_changed_places_are_found(old, new, expected):
    assert words_of(old, new) == [("number", *pair) for pair in expected]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Of the men, 20 are well and 28 are ill.", "Of the men, 28 are ill and 20 are well."),
        ("They took 3 cars and 5 vans, he said.", "They took 5 vans and 3 cars, he said."),
        ("Of 48 cars, 20 were sold.", "20 of 48 cars were sold."),
        ("Cars: 20, vans: 28.", "Vans: 28, cars: 20."),
        ("في المرآب 20 سيارة و28 شاحنة.", "في المرآب 28 شاحنة و20 سيارة."),
    ],
)
def test_numbers_that_moved_with_their_words_are_left_out(old, new):
    assert words_of(old, new) == []
