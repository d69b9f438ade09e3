import pytest

from monitor.core.claims import explain, reasons
from monitor.core.claims.tables import VETOES
from tests.monitor.core.claims import stories
from tests.monitor.core.claims.explained import DATED, ENGINE, read, reason


@pytest.mark.parametrize(
    ("text", "claim_id", "said"),
    [
        ("12 villagers died.", "dead", '"died" (@dead) is said of it'),
        ("12 villagers and 8 residents died.", "dead", '"died" (@dead) is said of it'),
        ("12 villagers stood there.", "homeless", "its noun is enough (@person)"),
        ("12 villagers died.", "hurt", "the sentence has no term of @hurt"),
        ("12 villagers died.", "homeless", "dead takes it"),
        ("12 percent of villagers died.", "dead", "it is in percent, which is no count"),
        ("Of the villagers, 2019.", "dead", "it may be a year"),
        ("12 trucks and the villagers.", "dead", "no term of @person is what it counts"),
        ("12 villagers died.", "curfew_days", "it counts @person, not @curfew"),
        ("12.5 villagers died.", "dead", "it is no whole number"),
        ("12 villagers and tourists died.", "dead", 'vetoed by @visitor: "tourists"'),
        ("12 villagers did not die.", "dead", 'denied by "not"'),
        (
            "Of the villagers who left, including 12 residents, some died.",
            "homeless",
            "part of another number",
        ),
    ],
)
def test_each_answer_is_put_into_words(text, claim_id, said):
    assert reason(text, claim_id) == said


def test_another_unit_than_the_one_asked_for_is_named():
    engine = stories.engine(
        stories.definition("in_dollars", "amount", noun="raise", unit="USD"),
        stories.definition("during", "count", noun="person", veto=("year",)),
    )
    said = [one.reason for one in read("A raise of 4 percent in 2019.", engine).numbers[0].options]
    assert "it is in percent, which is no amount in USD" in said
    number = read("12 villagers died in 2019.", engine).numbers[0]
    assert number.options[1].reason == 'a year is named beside it: "in 2019"'


def test_a_required_word_that_stands_elsewhere_is_named():
    said = reason("Two residents died, but 12 villagers were hurt.", "dead")
    assert said == 'no word of @dead is said of it; "died" stands elsewhere'


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("12 villagers died on Oct. 7.", "read as a date or time"),
        ("A man aged 34 died.", "read as an age"),
        ("Phase 2 began.", 'part of a name, as in "phase 2"'),
        ("Correction: an earlier version said 12 villagers died.", "inside a correction notice"),
    ],
)
def test_a_number_that_is_no_count_says_what_it_is(text, refused):
    number = read(text).numbers[-1]
    assert (number.refused, number.options, number.claim) == (refused, (), None)


def test_every_veto_of_the_engine_has_its_words():
    assert [name for name in VETOES if reasons.say_veto(name).startswith("vetoed")] == []


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("12 villagers saw an F16.", "16", "stands behind letters: a code or name"),
        (
            "They rang 1234567890123 for 12 villagers.",
            "1234567890123",
            "longer than 12 characters: an identifier",
        ),
        ("12 villagers left at 10:30:15.", "10:30:15", "a time, date or version, not a number"),
        ("مئات من الناس قتل 12 شخصا", "مئات", "says no number by itself"),
        (
            " and ".join(f"{n} villagers" for n in range(11, 52)),
            "51",
            "only 40 numbers are read in a sentence",
        ),
    ],
)
def test_what_was_not_read_as_a_number_says_why(text, word, said):
    (unread,) = read(text).unread
    assert (unread.at.text, unread.reason) == (word, said)


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("The union refuses to strike.", "refuses", 'said of "strike"'),
        ("The union is ready, or not ready, to strike.", "willing", "denied"),
        ("The union is ready and very willing to strike.", "willing", "another word is nearer"),
        (
            "If the union is ready to strike, so be it.",
            "willing",
            "somebody's demand or a condition, not the actor's own position",
        ),
        (
            "Nobody is ready to strike.",
            "willing",
            "no actor who holds it: not named here, or only dealt with",
        ),
        ("The union stayed out.", "refuses", "tells what happened, which is no position"),
        ("The union will strike.", "refuses", "is not denied, as its lexicon asks"),
        ("The union, " + "so it was said, " * 8 + "refuses to strike.", "refuses", 'said of "strike"'),
        ("The union refuses " + "so it was said " * 8 + "to strike.", "refuses", "too far from its topic"),
    ],
)
def test_each_word_for_a_stance_says_why_it_counts(text, value, said):
    positions = [
        one for one in read(text).positions if one.claim_id == "strike_stance" and one.value == value
    ]
    assert said in [one.reason for one in positions]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A deal was reached.", 'said of "deal"'),
        ("No deal was reached.", "its topic is denied"),
        ("They held talks because a summit would be reached.", "in another clause than its topic"),
        ("A deal was reached in 2019.", "tells of a year that is named"),
        ("A deal was reached last year.", 'vetoed by @last_year: "last year"'),
    ],
)
def test_each_word_for_a_status_says_why_it_counts(text, said):
    assert said in [one.reason for one in read(text).positions if one.claim_id == "talks"]


@pytest.mark.parametrize(
    ("text", "claim_id", "said"),
    [
        ("The vote is on 5 March.", "vote_day", "@vote is what it dates"),
        ("The vote is not on 5 March.", "vote_day", 'denied by "not"'),
        ("The vote is on 5 March.", "deadline", "the sentence has no term of @deadline"),
        ("The original deadline and vote are on 5 March.", "deadline", "vetoed by @old"),
        ("Deadline and vote: 5 March.", "deadline", "vote_day takes it"),
    ],
)
def test_a_date_says_which_claim_it_is_of(text, claim_id, said):
    assert reason(text, claim_id, DATED) == said


def test_a_date_without_a_word_that_is_required_says_which():
    sentence = read("The deadline is on 5 March, but the vote will follow.", DATED)
    options = {option.claim_id: option.reason for option in sentence.dates[0].options}
    assert options["deadline"] == 'no word of @vote is said of it; "vote" stands elsewhere'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Crews rescued 9 villagers.", "Crews rescued 8 villagers.", "the definition asks for it (value)"),
        (
            "12 villagers died.",
            "A blast at dawn left 13 residents of Ardan dead.",
            "the sentence was written anew",
        ),
    ],
)
def test_a_slower_tier_has_its_reason(old, new, said):
    (compared,) = explain.explain_comparison(ENGINE, old, new).changes
    assert compared.tier_reason == said
