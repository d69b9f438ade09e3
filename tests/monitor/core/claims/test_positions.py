"""Stances, statuses and quotations."""

import pytest

from monitor import model
from tests.monitor.core.claims.stories import definition, engine, found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The union is willing to strike.", "willing"),
        ("The union refuses to strike.", "refuses"),
        ("The union will not strike.", "refuses"),
        ("The union is not willing to strike.", "refuses"),
        ("The union is ready to strike if talks fail.", "conditional"),
        ("The union will not strike if talks go on.", "refuses"),
        ("The union will not strike unless talks fail.", "conditional"),
        ("The union would strike only if talks failed.", "conditional"),
        ("The union is undecided on a strike if talks fail.", "undecided"),
        ("A strike is something the union rules out.", "refuses"),
        ("הוועד מסרב לשבות.", "refuses"),
        ("In talks with drivers, the union refuses to strike.", "refuses"),
        ("The union is willing to stay out.", "refuses"),
        ("The union did not strike.", "refuses"),
    ],
)
def test_a_stance_is_read_from_the_actors_own_clause(text, value):
    assert found(text, "strike_stance") == [f"strike_stance {value}"]


@pytest.mark.parametrize(
    "text",
    [
        "The union met before the strike.",
        "The city refuses to discuss the strike.",
        "The mayor will urge the union to be willing to strike.",
        "The union must be ready to strike.",
        "The city will pay only if the talks end and the union calls off its strike.",
        "Nobody knows if the union is willing to strike.",
        "In talks with the union, the city refuses a strike.",
        "The city refuses to talk of a strike of the union.",
        "The union stayed out.",
        "The union refuses " + "very " * 30 + "much to strike.",
    ],
)
def test_what_is_wished_on_an_actor_or_supposed_is_no_stance(text):
    assert found(text, "strike_stance") == []


def test_a_demand_told_by_somebody_else_reaches_no_further():
    assert found("They urge calm; he said the union refuses to strike.", "strike_stance") == [
        "strike_stance refuses"
    ]


def test_a_word_inside_a_longer_one_of_another_position_says_nothing():
    text = "The union has not ruled out the strike."
    assert found(text, "strike_stance") == ["strike_stance undecided"]


def test_an_actor_named_anew_takes_a_position_of_its_own():
    text = (
        "While the mayor said the union is ready to strike if talks fail, the union said it will not strike."
    )
    assert found(text, "strike_stance") == ["strike_stance conditional", "strike_stance refuses"]
    assert found("The union will not strike; drivers at the union want a strike.", "strike_stance") == [
        "strike_stance refuses"
    ]


def test_a_condition_before_a_comma_is_not_the_next_clauses():
    text = "The mayor is ready to talk under certain conditions if asked, the union refuses to strike."
    assert found(text, "strike_stance") == ["strike_stance refuses"]


def test_the_position_nearest_to_the_topic_holds():
    text = "Drivers refuse a raise while the union is willing to strike."
    assert found(text, "strike_stance") == ["strike_stance willing"]


@pytest.mark.parametrize(
    ("text", "claims_found"),
    [
        ("A deal was signed.", ["talks agreed"]),
        ("The talks collapsed.", ["talks failed"]),
        ("Talks collapsed after a deal was nearly signed.", ["talks failed"]),
        ("No deal was signed.", []),
        ("Officials denied that a deal had been reached.", []),
        ("Talks last year collapsed.", []),
        ("The last time, talks collapsed.", []),
        ("For the last time, talks collapsed.", ["talks failed"]),
        ("In the 2019 dispute the talks collapsed.", []),
        ("In 2019, talks collapsed.", []),
        ("The talks collapsed in 2019.", []),
        ("In 2019, of all years, talks collapsed.", ["talks failed"]),
        ("The talks collapsed, in 2019 they say.", ["talks failed"]),
        ("They signed a deal for 40 roads in 2030.", ["talks agreed"]),
        ("A deal was signed after the fair in 2019.", ["talks agreed"]),
        ("The 2019 deal was signed.", ["talks agreed"]),
        ("Talks go on while, they say, roofs collapse.", []),
        ("انهارت المحادثات", ["talks failed"]),
    ],
)
def test_a_status_stands_in_its_topics_own_phrase(text, claims_found):
    assert found(text, "talks") == claims_found


def test_a_stance_names_its_source_and_doubt():
    (claim,) = engine().find_in_text("The mayor said the union may be willing to strike.")
    assert (claim.source, claim.is_reported) == ("The mayor", True)


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("“We will go on,” said Ana Petrov, a driver.", "Ana Petrov", "We will go on"),
        ("“We will go on,” Ana Petrov, the chair, told reporters.", "Ana Petrov", "We will go on"),
        ('Ana Petrov said: "We will go on."', "Ana Petrov", "We will go on"),
        ("Rain fell. “We will go on.” Petrov said so.", "Petrov", "We will go on"),
        ("Ana Petrov raged: ‘We won’t go on’.", "Ana Petrov", "We won’t go on"),
        ("Ana Petrov, in the hall: “We will go on.”", "Ana Petrov", "We will go on"),
        (
            "The union chair, Ana Petrov, has spoken. “We will go on,” she said.",
            "The union chair",
            "We will go on",
        ),
        ("The paper was told by Ana Petrov: “We will go on.”", "Ana Petrov", "We will go on"),
        ('אמרה הלילה אנה פטרוב: "אנחנו נמשיך עד הסוף"', "אנה פטרוב", "אנחנו נמשיך עד הסוף"),
        ("قال خليل نصر إن المطر هطل. وأضاف: «سوف نستمر حتى النهاية»", "خليل نصر", "سوف نستمر حتى النهاية"),
        ("«سوف نستمر حتى النهاية» قال خليل نصر", "خليل نصر", "سوف نستمر حتى النهاية"),
    ],
)
def test_a_quotation_has_a_speaker(text, speaker, words):
    (claim,) = [one for one in engine().find_in_text(text) if one.type is model.ClaimType.QUOTE]
    assert (claim.source, claim.value) == (speaker, words)
    assert text[claim.start : claim.end].strip('“”‘"«»., ').removesuffix("’") == words


@pytest.mark.parametrize(
    "text",
    [
        "He called it “a joke” on Monday.",
        "“We will go on,” he said.",
        "“We will go on",
        "It rained. “We will go on,” he said.",
        "She made three points: “We will go on.”",
        "The paper was told: “We will go on.”",
        "the town: “We will go on.”",
        "A film, “The Long Way Home”, is out.",
    ],
)
def test_a_few_words_or_nobodys_words_are_no_quotation(text):
    assert found(text, "quote") == []


def test_each_of_two_quotations_has_its_own_speaker_or_none():
    text = "She told of Ana Petrov’s belief that “it is over for us”, turning to an “all or nothing” plan."
    assert found(text, "quote") == ["quote it is over for us"]


TALKS = engine(
    definition(
        "talks", "status", topic="matter", values={"rejected": "against", "agreed": "done", "talks": "on"}
    ),
    matter={"en": ("deal", "tentative deal", "agreement")},
    against={"en": ("reject", "vote down")},
    done={"en": ("tentative deal", "tentative agreement", "approve")},
    on={"en": ("resume",)},
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The guild has a tentative deal.", "agreed"),
        ("The guild approved the tentative deal.", "agreed"),
        ("The guild rejected the tentative deal.", "rejected"),
        ("The tentative agreement was voted down.", "rejected"),
        ("The guild rejected the deal approved last week.", "rejected"),
        ("The guild rejected any such fresh deal.", "rejected"),
    ],
)
def test_what_is_done_about_a_topic_outweighs_what_it_is_called(text, value):
    assert [one.value for one in TALKS.find_in_text(text)] == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Only if the company gives in will the union strike.", ["strike_stance conditional"]),
        ("Only if the company gives in, the union strike fund pays.", []),
    ],
)
def test_only_if_before_an_inverted_verb_is_the_condition_of_its_subject(text, values):
    assert found(text, "strike_stance") == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The union refuses to strike, and the city will pay only if it must.", "refuses"),
        ("The union is willing to strike, but drivers sign only if talks end.", "conditional"),
        ("The union is willing to strike, but the city pays only if it must.", "willing"),
        ("The union is willing to strike while talks go on only if they must.", "willing"),
        ("The union is willing to strike, and will do so only if it must.", "conditional"),
        ("The union is willing to strike, as it must, if talks end.", "conditional"),
        ("The union is willing to strike, and only if it must.", "conditional"),
        ("The union is willing to strike, we hear, if it must.", "conditional"),
    ],
)
def test_a_condition_of_a_clause_about_something_else_is_not_the_actor_s(text, value):
    assert found(text, "strike_stance") == [f"strike_stance {value}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Has a deal been reached?", []),
        ("09.41 – Have the talks collapsed?", []),
        ("Why does the union refuse to strike?", []),
        ("Will the union refuse to strike after 12 people died? Three.", ["dead 12"]),
        ("Deal reached?", ["talks agreed"]),
        ("هل انهارت محادثات؟", []),
        ("האם הוועד מסרב לשבות?", []),
    ],
)
def test_what_is_asked_is_not_said(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The union ruled out a ready strike.", ["strike_stance refuses"]),
        ("The union is ready to strike.", ["strike_stance willing"]),
    ],
)
def test_a_word_that_takes_another_for_its_object_decides(text, expected):
    assert found(text) == expected
