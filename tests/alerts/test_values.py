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
    ],
)
def test_values_are_told_as_people_say_them(value, words):
    assert values.read_value(value) == words
