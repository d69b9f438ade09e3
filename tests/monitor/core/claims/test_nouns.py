"""What a number counts whose noun does not stand right behind it."""

import pytest

from monitor.core import claims
from tests.monitor.core.claims.stories import definition, engine

ENGINE = engine(
    definition("living", "count", noun="person", require=("alive",)),
    definition("bodies", "count", noun="body", require=("body",)),
    alive={"en": ("alive",), "ar": ("أحياء",), "he": ("חיים",)},
    body={"en": ("body",), "ar": ("جثة",), "he": ("גופות",)},
)


@pytest.mark.parametrize(
    "text",
    [
        "20 alive and 28 bodies of villagers are there.",
        "20 أحياء و28 جثة من أشخاص هناك.",
        "هناك أشخاص، 20 أحياء و28 جثة.",
        "אנשים: 20 חיים ו-28 גופות.",
    ],
)
def test_the_living_and_the_dead_of_one_noun_have_a_number_each(text):
    found = [f"{one.claim_id} {claims.print_value(one)}" for one in ENGINE.find_in_text(text)]
    assert found == ["living 20", "bodies 28"]
