"""Veto words that are about another count, or that part nothing off."""

import pytest

from tests.monitor.core.claims import stories

TOLL = stories.engine(
    stories.definition("toll", "count", noun="toll", require=("toll",), veto=("part",)),
    toll={"en": ("villager", "toll", "body", "dead"), "he": ("הרוגים",)},
    part={"en": ("more bodies", "a barn", "of the dead", "at the mill"), "he": ("בטחנה",)},
)


@pytest.mark.parametrize(
    "text",
    [
        "Divers brought up more bodies, taking the toll to 12.",
        "Divers brought up more bodies on Friday, lifting the toll to 12.",
        "Divers brought up more bodies and the toll rose to 12.",
        "The number of the dead is 12.",
        "The mayor said the number of the dead had risen to 12.",
        "12 villagers are dead at the mill, the only place still searched.",
    ],
)
def test_what_is_said_of_another_count_vetoes_no_number(text):
    assert [claim.low for claim in TOLL.find_in_text(text)] == [12]


@pytest.mark.parametrize(
    "text",
    [
        "Divers brought up more bodies, 12 villagers.",
        "Divers brought up more bodies, among them children, and 12 villagers.",
        "Divers brought up more bodies from a barn, taking the toll to 12.",
        "Divers brought up more bodies, taking 12 villagers along.",
        "Divers found a barn, taking the toll to 12.",
        "Divers brought up more bodies, going to 12 villagers.",
        "The number of the dead who drowned is 12.",
        "Twelve of the dead drowned.",
        "12 villagers are dead at the mill.",
        "12 villagers are dead at the mill, the only one.",
        "12 villagers are dead at the mill, a ruin.",
        "12 הרוגים בטחנה.",
    ],
)
def test_what_parts_some_off_vetoes_them_all_the_same(text):
    assert TOLL.find_in_text(text) == ()
