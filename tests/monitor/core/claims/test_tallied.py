"""Numbers that stand behind their noun, and are its own."""

import pytest

from tests.monitor.core.claims.stories import found


@pytest.mark.parametrize(
    "text",
    [
        "The number of villagers rose to 12.",
        "The number of homeless villagers fell to 12 on Sunday.",
        "The tally of villagers is 12.",
        "The total number of villagers in tents has climbed to 12, he said.",
        "Villagers: 12",
        "The villagers: 12",
        "Villagers in tents: 12.",
        "ارتفع عدد أشخاص القرية إلى 12.",
        "أشخاص: 12",
        "מספר אנשים עלה ל-12.",
        "אנשים: 12",
    ],
)
def test_the_number_of_a_tally_or_label_counts_its_noun(text):
    assert found(text, "homeless") == ["homeless 12"]


@pytest.mark.parametrize(
    "text",
    [
        "He told the villagers: 12 of the huts fell.",
        "Villagers: 12 huts fell.",
        "Villagers told of the river, the road and of the two bridges: 12.",
        "The mayor told the villagers: 12.",
        "The number of the bus that villagers take rose to 12 minutes.",
        "The villagers rose to 12.",
        "The number the villagers saw was far from the 12.",
        "The sum rose to 12.",
    ],
)
def test_another_number_behind_a_noun_is_not_the_nouns_own(text):
    assert found(text, "homeless") == []
