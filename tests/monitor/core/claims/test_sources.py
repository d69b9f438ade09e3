"""Which words of a sentence name who speaks."""

import pytest

from tests.monitor.core.claims import stories


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The Joint Road Committee (JRC) said 12 villagers died.", "Joint Road Committee"),
        ("The union and the council said 12 villagers died.", "union and the council"),
        ("Halden Air and its crew said 12 villagers died.", "Halden Air and its crew"),
        ("Overnight the union and the council said 12 villagers died.", "union and the council"),
        ("The union walked out and the council said 12 villagers died.", "council"),
        ("Crews searched and the council said 12 villagers died.", "council"),
        ("The old man or the council said 12 villagers died.", "council"),
    ],
)
def test_a_source_takes_in_a_partner_but_no_clause(text, source):
    assert {
        claim.source.removeprefix("the ").removeprefix("The ")
        for claim in stories.engine().find_in_text(text)
    } == {source}
