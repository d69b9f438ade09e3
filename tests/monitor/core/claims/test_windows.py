"""Which words are a number's: a hedge behind its noun too."""

import pytest

from tests.monitor.core.claims.stories import found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 villagers or more died.", "dead >=12"),
        ("12 villagers at most died.", "dead <=12"),
        ("قتل 12 شخصا على الأقل.", "dead >=12"),
        ("قتل 12 شخصا مسنا على الأكثر.", "dead <=12"),
        ("قتل نحو 12 شخصا أو أكثر.", "dead ~12"),
        ("נהרגו 12 איש לפחות.", "dead >=12"),
        ("נהרגו 12 איש בערך.", "dead ~12"),
    ],
)
def test_a_hedge_may_stand_behind_the_noun(text, value):
    assert found(text, "dead") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "12 villagers plus three tourists of the coast died.",
        "Dead are 12 villagers approximately 3 drivers saw.",
        "قتل 12 شخصا، على الأقل بحسب الشرطة.",
        "قتل 12 شخصا في على الأقل ثلاث قرى.",
    ],
)
def test_what_joins_or_hedges_something_else_hedges_no_number_before_it(text):
    assert "dead 12" in found(text, "dead")
