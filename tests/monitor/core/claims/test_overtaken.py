"""Numbers that another has taken the place of."""

import pytest

from tests.monitor.core.claims.stories import definition, engine, found

TOLL = engine(
    definition("toll", "count", noun="loss", require=("loss",)),
    loss={"en": ("toll", "dead")},
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The toll, 12 at dawn, had reached 15 by noon.", [15]),
        ("The toll, which stood at 12 when the sun rose, has climbed to 15.", [15]),
        ("The toll (12 on Monday) rose to 15.", [15]),
        ("The toll, still 12 as night fell, passed 15.", [15]),
        # What moves nothing leaves the number where it is.
        ("The toll, already 12, had not been given by noon to the 15.", [12]),
        ("The toll is 12, and the mayor reached 15 towns.", [12]),
        ("The toll (12, and never 15 by noon.", [12]),
        ("The toll of 12 had not, by noon, reached 15.", [12]),
    ],
)
def test_a_number_in_an_aside_on_a_tally_that_has_moved_is_what_it_was(text, values):
    assert [int(claim.low) for claim in TOLL.find_in_text(text)] == values


def test_percentages_in_an_aside_stay():
    assert found("The raise, 4%, rises to 5% in May.", "raise_percent") == ["raise_percent 4"]
