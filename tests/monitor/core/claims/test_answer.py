"""A question and the bare number that answers it."""

import pytest

from monitor.core import claims
from tests.monitor.core.claims.stories import definition, engine, found

OFFERED = engine(
    definition("raise", "amount", noun="offered", unit="percent"),
    offered={"en": ("offer", "raise", "want"), "ar": ("عرض",), "he": ("הצעה",)},
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("How many villagers died? Twelve.", ["dead 12"]),
        ("And how many villagers died? At least 12.", ["dead >=12"]),
        ("How many villagers died? Some twelve hundred, we hear from the hills today.", []),
        ("How many villagers died?\n\nTwelve.", []),
        ("How many villagers died? Nobody knows yet. Twelve.", []),
        ("Villagers died. Twelve.", []),
    ],
)
def test_a_bare_number_counts_what_the_question_asks_for(text, values):
    assert found(text, "dead") == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They want five percent. What was offered? Two.", ["5", "2"]),
        ("They want five percent. What was offered? Two percent.", ["5", "2"]),
        ("What was offered? Two percent.", ["2"]),
        ("What was offered? Two.", []),
        ("They want five percent. How many were offered it? Two.", ["5"]),
        ("They want five percent. Offered 2 at last.", ["5"]),
    ],
)
def test_an_answer_may_leave_out_the_percent_of_the_sentence_before(text, values):
    assert [claims.print_value(one) for one in OFFERED.find_in_text(text)] == values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Was there a curfew before? Yes. It lasted 12 days.", ["curfew_days 12"]),
        ("Was there a curfew before? He knew. It lasted 12 days.", []),
    ],
)
def test_a_bare_yes_lets_a_question_be_answered_further(text, expected):
    assert found(text, "curfew_days") == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("At the mill the gap is plain to see: they offer 3 percent; the union wants 9.", ["3", "9"]),
        ("They offer 3 percent, the union wants 9.", ["3", "9"]),
        ("They offer 3 percent while the union wants 9.", ["3", "9"]),
        ("They offer 3 percent; talks begin at 9.", ["3"]),
        ("They offer 3 percent to those who want 9.", ["3"]),
        (
            "They offer 3 percent; for years and years the union of the town's cooks has said it wants 9.",
            ["3"],
        ),
    ],
)
def test_the_last_clause_may_leave_out_the_percent_of_the_one_before(text, values):
    assert [claims.print_value(claim) for claim in OFFERED.find_in_text(text)] == values
