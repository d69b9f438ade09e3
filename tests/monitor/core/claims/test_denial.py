"""Which number a word of doubt is said of."""

import pytest

from monitor.core import claims
from tests.monitor.core.claims.stories import definition, engine

ENGINE = engine(
    definition("dead", "count", noun="person", require=("dead",)),
    definition("raise", "amount", noun="raise", unit="percent"),
    raise_={"en": ("raise",)},
)


def read(text):
    return [(one.claim_id, one.is_reported) for one in ENGINE.find_in_text(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The 12 people who died had reportedly won a raise of 8 percent.",
            [("dead", False), ("raise", True)],
        ),
        ("Some 12 people died in a suspected attack.", [("dead", False)]),
        ("Some 12 people died, reportedly.", [("dead", True)]),
        ("Some 12 people are believed to have died.", [("dead", True)]),
        ("The 12 people reportedly died over a raise of 8 percent.", [("dead", True), ("raise", False)]),
        ("The 12 people who reportedly died won, a raise of 8 percent.", [("dead", True), ("raise", False)]),
    ],
)
def test_a_doubt_is_said_of_what_follows_it(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "is_doubted"),
    [
        ("On 4 May 12 people died.", False),
        ("12 people died on May 4.", False),
        ("12 people may have died.", True),
    ],
)
def test_a_month_beside_its_day_doubts_nothing(text, is_doubted):
    assert read(text) == [("dead", is_doubted)]


def test_a_doubt_is_printed_with_its_number():
    assert [claims.print_value(one) for one in ENGINE.find_in_text("12 people may have died.")] == ["?12"]


@pytest.mark.parametrize(
    ("text", "is_doubted"),
    [
        ("Twelve people died, and the wardens who may have warned them were asleep.", False),
        ("Twelve people died, and boats that could have come sooner lay in port.", False),
        ("The wardens may have slept, and the smoke killed 12 people.", False),
        ("The smoke killed 12 people, and may have spread.", False),
        ("Twelve people are said to be dead.", True),
    ],
)
def test_a_doubt_about_others_in_a_clause_beside_leaves_a_number_sure(text, is_doubted):
    assert read(text) == [("dead", is_doubted)]


def test_what_is_added_between_commas_begins_no_clause():
    assert read("A raise of 8 percent, and soon more, is likely.") == [("raise", True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor denied that 12 people had died.", []),
        ("The mayor denied reports that 12 people had died.", []),
        ("המושל הכחיש כי 12 איש נהרגו.", []),
        ("The mayor denied it was late, and said that 12 people had died.", [("dead", False)]),
        ("The mayor denied that he slept, but 12 people died.", [("dead", False)]),
        ("The mayor denied it because he knew that 12 people had died.", [("dead", False)]),
        ("The mayor rejected the claim that 12 people had died.", [("dead", False)]),
    ],
)
def test_a_number_in_what_is_denied_is_none(text, expected):
    assert read(text) == expected


def test_what_may_come_of_it_leaves_a_number_sure():
    assert read("A raise of 8 percent, so that nobody may go hungry.") == [("raise", False)]


@pytest.mark.parametrize(
    ("text", "is_doubted"),
    [
        ("12 people died and may be mourned here.", False),
        ("12 people died and are believed to have been rich.", False),
        ("12 איש נהרגו וכנראה יובאו לקבורה.", False),
        ("12 איש נהרגו כנראה.", True),
    ],
)
def test_a_doubt_that_opens_a_further_predicate_is_not_the_number_s(text, is_doubted):
    assert read(text) == [("dead", is_doubted)]


def test_what_is_doubted_of_a_thing_is_not_doubted_of_its_length():
    engine_of_length = engine(definition("curfew", "duration", noun="curfew"))
    (thing,) = engine_of_length.find_in_text("The 20-day curfew could be lifted.")
    (length,) = engine_of_length.find_in_text("The curfew could be 20 days long.")
    assert (thing.is_reported, length.is_reported) == (False, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor denied on Tuesday that the old town had ever agreed to bury 300 dead people.", []),
        ("The mayor denied it, saying that 300 people had died.", [("dead", False)]),
    ],
)
def test_what_is_denied_may_come_late(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The town called the claim that 300 people had died "a lie".', []),
        ("Crews dismissed reports that 300 people had died.", []),
        ("The report that 300 people had died was untrue.", []),
        ("Crews confirmed reports that 300 people had died.", [("dead", False)]),
        ("Crews dismissed reports that, while false, 300 people had died.", [("dead", False)]),
    ],
)
def test_a_number_in_a_report_called_false_is_none(text, expected):
    assert read(text) == expected


def test_a_negation_before_a_colon_denies_no_number_behind_it():
    story = engine(definition("there", "count", noun="person"))
    assert [one.low for one in story.find_in_text("Nobody did not know the figures: 12 villagers.")] == [12]
    assert story.find_in_text("It did not say 12 villagers.") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crews could not say whether 300 people had died.", []),
        ("The mayor has not yet confirmed that 300 people had died.", []),
        ("He did not confirm that 300 people had died.", []),
        ("Crews said that 300 people had died.", [("dead", False)]),
    ],
)
def test_what_was_not_said_is_no_number(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is believed that 12 villagers died.", [("dead", True)]),
        ("It was believed that 12 of the villagers died.", [("dead", True)]),
        ("It is known that 12 villagers died.", [("dead", False)]),
    ],
)
def test_what_nobody_in_particular_believes_is_doubted(text, expected):
    assert read(text) == expected
