"""What is denied, and what denying it says."""

import pytest

from tests.monitor.core.claims.stories import definition, engine, found


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("12 villagers aren't dead.", []),
        ("Crews didn’t rescue 12 villagers.", []),
        ("12 villagers weren't rescued.", []),
    ],
)
def test_a_contraction_denies_as_the_words_in_full_do(text, claims):
    assert found(text, "rescued") + found(text, "dead") == claims


@pytest.mark.parametrize(
    "text",
    [
        "The union denied it had been willing to strike.",
        "The union denied that it had walked out.",
        "The union denied it had refused to strike.",
    ],
)
def test_a_deed_denied_and_a_refusal_denied_are_no_refusals(text):
    assert found(text, "strike_stance") == []


@pytest.mark.parametrize("text", ["The union denied it would strike.", "The union will not strike."])
def test_what_is_to_come_and_denied_is_refused(text):
    assert found(text, "strike_stance") == ["strike_stance refuses"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("A deal has not been signed: talks have collapsed.", ["talks failed"]),
        ("Talks may go on: the old bridge collapsed.", []),
        ("No deal was reached.", []),
    ],
)
def test_a_colon_ends_a_denial_and_what_is_said_of_a_topic(text, claims):
    assert found(text, "talks") == claims


SIGNED = engine(
    definition("talks", "status", topic="talks", values={"agreed": "signed"}),
    signed={"en": ("@reached.past",)},
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("A deal is being signed.", []),
        ("A deal was being signed.", []),
        ("A deal will be signed.", []),
        ("A deal was signed.", ["agreed"]),
    ],
)
def test_what_is_being_done_is_not_done(text, values):
    assert [claim.value for claim in SIGNED.find_in_text(text)] == values
