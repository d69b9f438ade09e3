"""A pronoun that stands for who the sentence before begins with."""

import pytest

from monitor.core import claims
from monitor.core.claims import explain
from tests.monitor.core.claims import stories
from tests.monitor.core.claims.stories import engine

ENGINE = engine()


def positions(text):
    return [claim for claim in ENGINE.find_in_text(text) if claim.claim_id == "strike_stance"]


@pytest.mark.parametrize(
    "text",
    [
        "The union was founded in 1987. It refuses to strike.",
        "Drivers met on Monday, and 12 villagers came. They refuse to strike.",
        "The union met the town after 12 people died. It refuses to strike.",
        "The union will not walk out. It refuses to strike.",
    ],
)
def test_it_stands_for_who_the_sentence_before_begins_with(text):
    assert positions(text)[-1].value == "refuses"
    assert positions(text)[-1].confidence < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "The town met the union. It refuses to strike.",
        "The union met. Nobody came. It refuses to strike.",
        "The union met. Then it refuses to strike.",
        "הוועד נפגש. הוא מסרב לשבות.",
    ],
)
def test_a_pronoun_stands_for_nobody_else(text):
    assert positions(text) == []


def test_an_actor_that_is_named_needs_no_pronoun():
    (claim,) = positions("The union met. It is said that the union refuses to strike.")
    assert claim.confidence == 1


def test_a_named_actor_for_a_pronoun_is_no_news():
    texts = (
        "The union was founded in 1987. It refuses to strike.",
        "The union, which was founded in May 1987, refuses to strike.",
    )
    assert claims.list_told(ENGINE.compare_texts(*texts)) == ()
    assert claims.list_told(ENGINE.compare_texts(*reversed(texts))) == ()


def test_another_position_behind_a_pronoun_is_told():
    changes = ENGINE.compare_texts(
        "The union met on Monday. It refuses to strike.", "The union met on Monday. It is ready to strike."
    )
    assert [(one.old_text, one.new_text) for one in claims.list_told(changes)] == [("refuses", "willing")]


def test_what_a_pronoun_stands_for_is_explained():
    *_, last = explain.explain_text(ENGINE, "The union met on Monday. It refuses to strike.").sentences
    assert [one.value for one in last.positions if one.why is None] == ["refuses"]


def test_the_two_stories_of_the_tests_have_one_actor():
    assert stories.COMPILED.actors == {"union"}
