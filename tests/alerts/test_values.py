import pytest

from alerts import values


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("20", "20"),
        (">=20", "at least 20"),
        ("<=20", "at most 20"),
        ("~20", "about 20"),
        ("?20", "reportedly 20"),
        ("?>=20", "reportedly at least 20"),
        ("20-22", "20 to 22"),
        ("10 deal", "10 deal"),
        ("2025-10-04", "2025-10-04"),
        ("Hamas (doubt)", "Hamas (doubt)"),
        ("cease-fire", "cease-fire"),
        ("none", "not mentioned"),
        ("45000", "45,000"),
        (">=1200000 USD", "at least 1,200,000 USD"),
        ("12345.678", "12,345.678"),
        ("45000-46000", "45,000 to 46,000"),
        ("2025", "2025"),
        ("we counted 12345", "we counted 12345"),
    ],
)
def test_values_are_told_as_people_say_them(value, words):
    assert values.read_value(value) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("60", "days", "60 days"),
        (">=60", "days", "at least 60 days"),
        ("40-42", "percent", "40 to 42 percent"),
        ("none", "days", "not mentioned"),
        ("20 USD", "USD", "20 USD"),
        ("3000", "magnitude", "3000"),
        ("60 deal", "days", "60 deal"),
    ],
)
def test_a_value_printed_without_its_unit_is_told_with_it(value, unit, words):
    assert values.read_value(value, unit=unit) == words
