"""Somebody who is "one of" a number tells the number, and no one."""

import pytest

from tests.monitor.core.claims.stories import found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Ruth Amory, 52, one of 14 villagers hurt in the flood, spoke on Friday.", ["hurt 14"]),
        ("Ruth Amory, one of the 14 residents hurt in the flood, spoke.", ["hurt 14"]),
        ("One of the 14 residents hurt in the flood, Ruth Amory, spoke.", ["hurt 14"]),
        ("The bread came from one of 14 villagers killed.", ["dead 14"]),
        ("وهو واحد من الأشخاص السبعة الذين قتلوا.", ["homeless 7"]),
        ("وهو واحد من 7 أشخاص أصيبوا.", ["homeless 7"]),
        ("هو أحد سبعة أشخاص.", ["homeless 7"]),
        ("واحد من 7 أشخاص في القرية.", ["homeless 7"]),
        ("הוא אחד מ-20 אנשים שנפצעו.", ["hurt 20"]),
        ("איתן, אחד מעשרים אנשים שנפצעו, נראה היום.", ["hurt 20"]),
    ],
)
def test_who_is_one_of_a_number_tells_the_number(text, values):
    assert found(text) == values


@pytest.mark.parametrize(
    ("text", "claim_id", "value"),
    [
        ("Crews rescued one of the 14 villagers on Friday.", "rescued", "rescued 1"),
        ("One of the 14 villagers was rescued on Friday.", "rescued", "rescued 1"),
        ("One of the 14 villagers died.", "dead", "dead 1"),
        ("נפצעו אחד מ-20 אנשים.", "hurt", "hurt 1"),
        ("واحد من 7 أشخاص أصيب أمس.", "hurt", "hurt 1"),
    ],
)
def test_what_is_told_of_one_alone_is_told_of_one(text, claim_id, value):
    assert value in found(text, claim_id)


def test_one_beside_a_number_is_none_of_it():
    assert found("One villager and 14 residents were hurt.") == ["hurt 1", "hurt 14"]
