"""What a number counts whose noun does not stand right behind it."""

import pytest

from monitor.core import claims
from tests.monitor.core.claims.stories import definition, engine, found

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
    values = [f"{one.claim_id} {claims.print_value(one)}" for one in ENGINE.find_in_text(text)]
    assert values == ["living 20", "bodies 28"]


LOST = engine(
    definition("hurt", "count", noun="hurt", require=("hurt",)),
    definition("lost", "count", noun="lost", require=("lost",)),
    lost={"en": ("missing", "unaccounted for")},
)


@pytest.mark.parametrize(
    "text",
    [
        "In all 300 were hurt. A further 75 are missing.",
        "The hurt are in tents. Another 75 are still unaccounted for.",
    ],
)
def test_a_word_that_is_noun_and_predicate_goes_before_the_noun_of_the_sentence_before(text):
    lost = [one for one in LOST.find_in_text(text) if one.claim_id == "lost"]
    assert [(claims.print_value(one), one.confidence) for one in lost] == [("75", 0.8)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("She is one of 130 villagers killed.", ["dead 130"]),
        ("He was one of the 130 villagers who died.", ["dead 130"]),
        ("One of the 130 villagers was killed.", ["dead 1"]),
        ("One of the villagers is dead.", ["dead 1"]),
    ],
)
def test_who_is_one_of_them_is_no_number(text, values):
    assert found(text, "dead") == values
