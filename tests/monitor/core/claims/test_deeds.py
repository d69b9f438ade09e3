"""Deeds: what was done, and to its topic ("@accept.done"); topics that a value alone is told of."""

import pytest

from monitor import errors
from tests.monitor.core.claims.stories import definition, engine

LEXICONS = {
    "offer": {"en": ("offer", "talks", "dispute"), "ar": ("العرض",)},
    "meeting": {"en": ("talks",)},
    "accept": {"en": ("accept", "vote to accept")},
    "accepted": {"en": ("@accept.done",), "ar": ("@accept_ar.done",)},
    "accept_ar": {"ar": ("قبل", "يقبل")},
    "begin": {"en": ("begin",)},
}
ENGINE = engine(
    definition(
        "state",
        "status",
        topic="offer",
        values={"agreed": "accepted", "on": "begin"},
        topics={"on": "meeting"},
    ),
    **LEXICONS,
)


def values(text):
    return [claim.value for claim in ENGINE.find_in_text(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Villagers accepted the offer.",
        "Villagers accept the offer.",
        "Villagers voted to accept the offer.",
        "The offer was accepted.",
        "The offer was finally accepted the same day.",
        "The offer that villagers accepted was poor.",
        "After accepting the offer, villagers went home.",
        "Accepting the offer, villagers went home.",
        "Villagers accepted the terms of the offer.",
        "If it rains, villagers accepted the offer in vain.",
        "قبل السكان العرض.",
    ],
)
def test_what_is_done_to_its_topic_is_a_deed(text):
    assert values(text) == ["agreed"]


@pytest.mark.parametrize(
    "text",
    [
        "Villagers will accept the offer.",
        "Villagers are urged to accept the offer.",
        "Villagers ask whether the council accepted the offer.",
        "If villagers accept the offer, the road is built.",
        "Villagers talk of accepting the offer.",
        "Villagers accepted an invitation to discuss the offer.",
        "Villagers accepted a prize for the offer.",
        "On the day of the offer, villagers accepted the prize.",
    ],
)
def test_what_is_to_come_or_done_to_something_else_is_none(text):
    assert values(text) == []


@pytest.mark.parametrize(("text", "found"), [("Talks began.", ["on"]), ("The dispute began in March.", [])])
def test_a_value_is_told_of_its_own_topics_only(text, found):
    assert values(text) == found


def test_a_topic_of_no_value_is_refused():
    with pytest.raises(errors.DefinitionError, match='"topics" names "off"'):
        engine(
            definition(
                "state", "status", topic="offer", values={"agreed": "accepted"}, topics={"off": "meeting"}
            ),
            **LEXICONS,
        )
