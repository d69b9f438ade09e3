"""Hours of the clock and days of a list, which count nobody."""

import pytest

from tests.monitor.core.claims.stories import found


@pytest.mark.parametrize(
    "text",
    [
        "The villagers killed in the blast will be buried at six.",
        "The dead are buried at six in the yard.",
        "Crews search for dead residents until six.",
        "Dead residents were named on 9 and 16 May.",
        "Dead residents were named on 2, 9 and 16 May.",
        "Dead residents were named on May 9 and 16.",
        "Dead residents were named on May 9 and 16 in the hall.",
    ],
)
def test_an_hour_and_a_day_of_a_list_count_nobody(text):
    assert found(text, "dead") == []


@pytest.mark.parametrize(
    "text",
    [
        "The number of villagers killed stood at six.",
        "The number of villagers killed is at six.",
        "The council puts the villagers killed at six.",
        "At six villagers died.",
        "At six sites residents died, and six died on 9 May.",
    ],
)
def test_what_stands_at_a_number_is_counted(text):
    assert "dead 6" in found(text, "dead") or text.startswith("At six villagers")


def test_what_a_colon_parts_from_an_hour_says_nothing_of_it():
    assert found("The toll: residents who were killed are mourned at six.", "dead") == []


def test_a_number_behind_a_month_with_its_own_noun_is_counted():
    assert found("On May 9 and 16 residents died.", "dead") == ["dead 16"]
