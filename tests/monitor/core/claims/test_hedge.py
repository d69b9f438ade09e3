"""What the words and marks right around a number make of it."""

import pytest

from monitor.core.claims import quantity
from tests.monitor.core.claims.stories import found, sentence


@pytest.mark.parametrize(
    "text",
    [
        "Lena Fisk, 47, died with other villagers.",
        "Villagers died, among the lost Lena Fisk, 47.",
        "The villagers who died include Joe Platt (58).",
        "Of all villagers a man who died, his uncle, 39, was known.",
        "From the people a miller, 61, died.",
        "A mother of three died with other villagers.",
        "קתרין, 47, נהרגה ועמה אנשים.",
    ],
)
def test_a_number_between_marks_behind_somebody_is_an_age(text):
    assert found(text, "dead") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The villagers who died, 47, were buried.", 47),
        ("Villagers, 47 of them, died.", 47),
        ("The residents killed (47) were buried.", 47),
        ("Villagers (47, they say) died.", 47),
        ("מספר האנשים, 47, שנהרגו.", 47),
    ],
)
def test_a_number_between_marks_behind_many_is_a_count(text, count):
    assert found(text, "dead") == [f"dead {count}"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The villagers dead now number 44.", ["dead 44"]),
        ("Dead villagers number 44.", ["dead 44"]),
        ("Of the villagers, the dead number 44.", ["dead 44"]),
        ("Number 44 of the street is where villagers died.", []),
        ("Villagers died in house number 44.", []),
    ],
)
def test_number_is_a_verb_or_a_label(text, values):
    assert found(text, "dead") == values


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("≥20", ">=20"),
        ("> 20", ">=20"),
        (">=20", ">=20"),
        ("20+", ">=20"),
        ("20-plus", ">=20"),
        ("20-or-more", ">=20"),
        ("≤20", "<=20"),
        ("< 20", "<=20"),
        ("~20", "~20"),
        ("≈ 20", "~20"),
        ("±20", "~20"),
        ("20-odd", "~20"),
        ("20 odd", "~20"),
        ("Some 20-odd", "~20"),
        ("Twenty-some", "~20"),
        ("20-ish", "~20"),
        ("20-or-so", "~20"),
    ],
)
def test_signs_and_words_that_hang_on_a_number_hedge_it(number, value):
    assert found(f"{number} villagers died.", "dead") == [f"dead {value}"]


@pytest.mark.parametrize(
    ("text", "value"), [("قتل ~20 شخصا.", "~20"), ("قتل ≥٢٠ شخصا.", ">=20"), ("20+ אנשים נהרגו.", ">=20")]
)
def test_signs_hedge_a_number_in_any_language(text, value):
    assert found(text, "dead") == [f"dead {value}"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Over 20 people died.", ">=20"),
        ("Crews handed over 20 people who died.", "20"),
        ("They turned over 20 villagers who died.", "20"),
        ("They handed over more than 20 villagers who died.", ">=20"),
        ("They buried over 20 villagers who died.", ">=20"),
    ],
)
def test_the_end_of_a_verb_hedges_no_number(text, value):
    assert found(text, "dead") == [f"dead {value}"]


@pytest.mark.parametrize(
    ("text", "is_day"),
    [
        ("The event of 3 March hit 12.", True),
        ("The event of 11 May hit 12.", True),
        ("The event called for 3 May hit 12.", True),
        ("On 20 march on.", False),
    ],
)
def test_a_month_that_is_a_verb_too_is_one_behind_a_dated_day(text, is_day):
    first = quantity.find_quantities(sentence(text))[0]
    assert ("date" in first.vetoes) is is_day


@pytest.mark.parametrize("hedge", ["about", "roughly", "nearly"])
def test_a_hedge_may_stand_before_the_scale_of_a_number(hedge):
    assert quantity.find_quantities(sentence(f"A storm of {hedge} magnitude 6.3 came."))[0].hedge == "about"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The quake killed 44 villagers, among them, the mayor's list says, 9 residents.", ["dead 44"]),
        ("The quake killed 44 villagers, including (by one count) 9 residents.", ["dead 44"]),
        ("The quake killed 44 villagers, including – by one count – 9 residents.", ["dead 44"]),
        ("The quake killed 44 villagers and, the mayor's list says, 9 residents.", ["dead 44", "dead 9"]),
        ("Fear was great, and 9 residents were killed.", ["dead 9"]),
    ],
)
def test_an_aside_does_not_part_a_part_from_its_whole(text, values):
    assert found(text, "dead") == values
