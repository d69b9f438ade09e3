"""Terms of a lexicon as people write them."""

import pytest

from monitor import model
from monitor.core import claims
from tests.monitor.core.claims import stories

COUNT = model.ClaimDefinition(
    id="dead", type=model.ClaimType.COUNT, title="dead", noun="person", require=("dead",)
)


@pytest.mark.parametrize("term", ["lose … lives", "lose ... lives", "lose...lives"])
def test_three_dots_are_the_sign_for_a_gap(term: str):
    engine = claims.build_engine((COUNT,), {"person": {"en": ("villager", "lives")}, "dead": {"en": (term,)}})
    assert [claim.low for claim in engine.find_in_text("The villagers lost 12 lives.")] == [12]


@pytest.mark.parametrize(
    "text", ["12 villagers needed a bed.", "12 villagers need a bed.", "The hut needs 12 villagers."]
)
def test_a_base_that_ends_like_a_participle_is_bent_too(text: str):
    engine = claims.build_engine((COUNT,), {"person": {"en": ("villager",)}, "dead": {"en": ("need",)}})
    assert [claim.low for claim in engine.find_in_text(text)] == [12]


def test_according_to_is_no_accord():
    talks = stories.engine(
        stories.definition("talks", "status", topic="pact", values={"failed": "failed"}),
        pact={"en": ("accord", "seek … accord")},
    )
    assert talks.find_in_text("The accord collapsed.")
    assert not talks.find_in_text("A bridge collapsed, according to the mayor.")
