"""What counts as a change between two texts, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from tests.monitor.core.claims.stories import engine

ENGINE = engine()


def changes(old, new):
    return [
        (str(one.kind), one.claim_id, one.old_text, one.new_text) for one in ENGINE.compare_texts(old, new)
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 villagers died. Rain fell.", "Rain fell. Twelve villagers died."),
        ("12 villagers died, the mayor said.", "The mayor announced 12 villagers died."),
        ("Nine villagers died. In all, nine villagers died.", "In all, nine villagers died."),
        ("Ana Petrov said 12 villagers died.", "Petrov said 12 villagers died."),
        ("The mayor said 12 villagers died.", "The mayor said 12 villagers died. 12 villagers died."),
        ("“We will go on,” said Ana Petrov.", "Ana Petrov said: “We will go on.”"),
        ("Five villagers died. Six residents died.", "Five villagers died."),
    ],
)
def test_rewording_is_silent(old, new):
    assert changes(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("12 villagers died.", "14 villagers died.", ("value", "dead", "12", "14")),
        ("12 villagers died.", "12-14 villagers died.", ("range", "dead", "12", "12-14")),
        ("12 villagers died.", "About 12 villagers died.", ("hedge", "dead", "exact", "about")),
        ("12 villagers died.", "12 villagers reportedly died.", ("hedge", "dead", "exact", "reported")),
        (
            "Crews will rescue 12 villagers.",
            "Crews rescued 12 villagers.",
            ("scope", "rescued", "12 coming", "12 over"),
        ),
        (
            "The mayor said 12 villagers died.",
            "The mayor claimed 12 villagers died.",
            ("attribution", "dead", "The mayor", "The mayor (doubt)"),
        ),
        ("Rain fell.", "Rain fell. 12 villagers died.", ("added", "dead", "none", "12")),
        ("12 villagers died.", "All is calm.", ("removed", "dead", "12", "none")),
        (
            "12 villagers died.",
            "12 villagers died. Later, 14 residents died.",
            ("inconsistent", "dead", "12", "14"),
        ),
        (
            "The union is willing to strike.",
            "The union refuses to strike.",
            ("stance", "strike_stance", "willing", "refuses"),
        ),
        (
            "“We will go on,” said Ana Petrov.",
            "“We will stop now,” said Ana Petrov.",
            ("value", "quote", "We will go on", "We will stop now"),
        ),
        (
            "“We will go on,” said Ana Petrov.",
            "“Nothing was agreed,” said Ana Petrov.",
            ("value", "quote", "We will go on", "Nothing was agreed"),
        ),
        ("“We will go on,” said Ana Petrov.", "Rain fell.", ("removed", "quote", "We will go on", "none")),
        ("Rain fell.", "“We will go on,” said Ana Petrov.", ("added", "quote", "none", "We will go on")),
    ],
)
def test_each_kind_of_change_is_told_once(old, new, change):
    assert changes(old, new) == [change]


@pytest.mark.parametrize(
    "new",
    [
        "“Nothing was agreed,” said Omar Lind.",
        "At the gate, after a night of rain, Ana Petrov told those who had waited: “Nothing was agreed.”",
    ],
)
def test_another_speaker_s_words_or_those_of_another_place_are_another_quotation(new):
    kinds = [kind for kind, *_ in changes("“We will go on,” said Ana Petrov.", new)]
    assert sorted(kinds) == ["added", "removed"]


@pytest.mark.parametrize(
    ("old", "come", "kind"),
    [
        ("12 villagers died.", "14 residents died.", "inconsistent"),
        ("The mayor said 12 villagers died.", "14 residents died.", "inconsistent"),
        ("The mayor said 12 villagers died.", "The mayor said 14 residents died.", "inconsistent"),
        ("12 villagers died. 12 died.", "14 residents died.", "inconsistent"),
        # Another source, another time, a text that gave two numbers already: they may all be right.
        ("The mayor said 12 villagers died.", "The army said 14 residents died.", "added"),
        ("12 villagers died in January.", "14 residents died in March.", "added"),
        ("12 villagers died in 2019.", "14 residents died in 2020.", "added"),
        ("12 villagers died. 13 villagers died.", "14 residents died.", "added"),
        # Positions stand side by side.
        ("The union is willing to strike.", "The union refuses to strike.", "added"),
        ("The talks collapsed.", "A deal was reached.", "added"),
    ],
)
def test_only_one_voice_speaking_of_one_time_contradicts_itself(old, come, kind):
    assert [kind for kind, *_ in changes(old, f"{old} {come}")] == [kind]


def test_a_mention_brought_into_line_with_the_others_is_a_change():
    old = "14 villagers died on the hill. Later the town spoke of 12 dead villagers."
    assert changes(old, old.replace("14", "12")) == [("value", "dead", "14", "12")]


def test_what_comes_beside_another_value_names_that_value():
    old = "The mayor said 12 villagers died."
    (change,) = ENGINE.compare_texts(old, f"{old} The army said 14 residents died.")
    assert (change.old, change.summary) == (None, "14 dead; it also says 12")
    (change,) = ENGINE.compare_texts("Rain fell.", "14 residents died.")
    assert change.summary == "14 dead; it said nothing of that before"


def test_a_new_value_with_a_new_source_is_two_changes():
    told = changes("The mayor said 12 villagers died.", "The army said 14 villagers died.")
    assert [kind for kind, *_ in told] == ["value", "attribution"]


def test_a_change_carries_both_sentences_and_the_definitions_tier():
    (change,) = ENGINE.compare_texts("Crews rescued 12 villagers.", "Crews rescued 14 villagers.")
    assert (change.old_sentence, change.new_sentence) == (
        "Crews rescued 12 villagers.",
        "Crews rescued 14 villagers.",
    )
    assert change.tier is model.Tier.REVIEW


def test_a_number_in_a_sentence_written_anew_waits_for_the_digest():
    (change,) = ENGINE.compare_texts(
        "12 villagers died.",
        "As winter storms close in on this valley, the count is grim: 14 residents were killed.",
    )
    assert change.tier is model.Tier.DIGEST


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_a_changed_number_is_never_silent_and_an_equal_one_always_is(one, other):
    told = changes(f"Rain fell. {one} villagers died.", f"{other} villagers died. Rain fell.")
    assert bool(told) == (one != other)


def test_a_contradiction_by_a_number_whose_noun_is_a_sentence_away_is_for_review():
    old = "Villagers fled. Twelve villagers died."
    changes = engine().compare_texts(old, f"{old} Fifteen died.")
    assert [(one.kind, one.tier) for one in changes] == [(model.ChangeKind.INCONSISTENT, model.Tier.REVIEW)]


def test_described_sources_of_one_noun_are_the_same_where_nobody_is_named():
    old, new = "12 villagers died, a proud aide said.", "12 villagers died, a sad aide said."
    assert engine().compare_texts(old, new) == ()
