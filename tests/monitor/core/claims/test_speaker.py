"""Who speaks where only a pronoun does."""

import pytest

from tests.monitor.core.claims.stories import engine


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("Union leader Samir Haddad spoke on Monday.", "Union leader Samir Haddad"),
        ("Samir Haddad left early for Doha.", "Samir Haddad"),
        ("The doctor left.", "doctor left"),
        ("The mayor said nothing was lost.", "The mayor"),
    ],
)
def test_a_pronoun_speaks_for_the_name_that_the_sentence_before_begins_with(before, source):
    (quote,) = engine().find_in_text(f"{before} He added: “The well is dry now.”")
    assert (quote.source or "").removeprefix("The ") == source.removeprefix("The ")


@pytest.mark.parametrize(
    "text",
    [
        "“Bring the boat back now,” nurse Noa Levy, 19, begged the minister at the gate.",
        "At the gate, nurse Noa Levy, 20, begged him: “Bring the boat back now.”",
    ],
)
def test_who_begs_is_named_and_not_who_is_begged(text):
    assert [one.source for one in engine().find_in_text(text)] == ["nurse Noa Levy"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Envoy Ruth Kessler, in Doha: “The well is dry now.”", "Envoy Ruth Kessler"),
        ("09:41 Envoy Ruth Kessler: “The well is dry now.”", "Envoy Ruth Kessler"),
        ("18.05 Ruth Kessler in Doha: “The well is dry now.”", "Ruth Kessler in Doha"),
    ],
)
def test_who_stands_before_a_colon_speaks_and_the_time_of_the_entry_is_no_name(text, source):
    assert [one.source for one in engine().find_in_text(text)] == [source]
