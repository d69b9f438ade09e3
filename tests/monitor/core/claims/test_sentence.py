"""What a verb of saying means besides, where it says something."""

import pytest

from tests.monitor.core.claims import stories

#: "מסר" is "said" and "handed over".
ENGINE = stories.engine(rescue={"he": ("מסר",)})


def find_rescued(text):
    return [claim.claim_id for claim in ENGINE.find_in_text(text) if claim.claim_id == "rescued"]


@pytest.mark.parametrize(
    "text", ["הדובר מסר כי 12 איש בדרך.", "מסר הדובר: 12 איש בדרך.", "הדובר מסר ש-12 איש בדרך."]
)
def test_a_verb_that_brings_speech_does_nothing_else(text):
    assert find_rescued(text) == []


@pytest.mark.parametrize("text", ["הדובר מסר 12 איש.", "הדובר מסר 12 איש, כי כך נקבע.", "איש מסר"])
def test_without_speech_or_with_a_number_before_it_the_verb_means_what_it_says(text):
    assert bool(find_rescued(text)) == ("12" in text)


CLAIMING = stories.engine(dead={"en": ("claim … lives", "die")}, person={"en": ("person", "lives")})


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The killer storm claims 12 lives.", None),
        ("The storm claimed at least 12 lives in the hills.", None),
        ("The minister claims 12 lives were lost and all 12 people died.", "The minister"),
        ("The minister claims 12 people died.", "The minister"),
    ],
)
def test_what_claims_lives_makes_no_claim(text, source):
    assert {one.source for one in CLAIMING.find_in_text(text) if one.claim_id == "dead"} == {source}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("09.41 – Twelve are out.", 2),
        ("14:07 | The town says 12.", 2),
        ("9.41am The town says 12.", 2),
        ("10.05 The town says 12.", 1),
        ("10.05 tonnes of 12.", 0),
        ("4.5 – Twelve.", 0),
        ("10.05", 0),
    ],
)
def test_the_time_of_an_entry_is_no_part_of_its_first_sentence(text, place):
    assert stories.sentence(text).find_opening() == place


def test_the_time_of_an_entry_is_no_number_and_no_source():
    (claim,) = stories.engine().find_in_text("09.41 – The town says 12 villagers died.")
    assert (claim.low, claim.source) == (12, "The town")
