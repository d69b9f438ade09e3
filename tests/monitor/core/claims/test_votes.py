"""The sides of a vote, which count nobody."""

import pytest

from tests.monitor.core.claims.stories import found


@pytest.mark.parametrize(
    "text",
    ["Residents voted by 812 to 340 to bury the dead.", "By 58 votes to 42 residents let the dead lie."],
)
def test_the_sides_of_a_vote_count_nobody(text):
    assert found(text, "dead") == []


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Residents voted as the toll rose from 12 to 15 dead.", ["dead 15"]),
        ("Residents voted; 12 villagers were killed and 3 died later.", ["dead 12", "dead 3"]),
    ],
)
def test_numbers_beside_a_vote_are_counted(text, claims):
    assert found(text, "dead") == claims
