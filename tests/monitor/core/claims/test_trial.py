import pytest

from monitor.core import claims
from monitor.core.claims import trial
from tests.monitor.core.claims import stories

ENGINE = stories.engine()
DATED = stories.engine(
    stories.definition("vote_day", "date", noun="vote", veto=("old",)),
    stories.definition("deadline", "date", noun="deadline"),
    deadline={"en": ("deadline",)},
    vote={"en": ("vote",)},
    old={"en": ("previous",)},
)


def change(claim: str, kind: str, old: str, new: str) -> dict[str, str]:
    return {"claim": claim, "kind": kind, "old": old, "new": new}


DEAD = change("dead", "changed", "12", "13")


def try_pair(old: str, new: str, *wanted: dict[str, str], engine: claims.Engine = ENGINE):
    return trial.try_pair(engine, old, new, wanted)


def missed(old: str, new: str, wanted: dict[str, str], engine: claims.Engine = ENGINE) -> str:
    """Return the reason of the one miss."""
    (fault,) = (one for one in try_pair(old, new, wanted, engine=engine).faults if one.is_missed)
    assert fault.record == wanted
    return fault.diagnosis.reason


def test_a_case_that_holds_has_no_fault():
    tried = try_pair("12 villagers died.", "13 villagers died.", DEAD)
    assert (tried.found, tried.faults) == ((DEAD,), ())
    assert try_pair("12 villagers died.", "Twelve villagers died.") == trial.Trial(found=(), faults=())


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "12 villagers perished.",
            "13 villagers perished.",
            "old text: `12`: read as a number of @person, but the sentence has no term of @dead",
        ),
        (
            "12 villagers died.",
            "The villagers, 12 of them, are no more.",
            "found as removed: 12 -> none, for the review list alone",
        ),
        ("12 souls died.", "13 souls died.", "old text: `12`: no term of @person is what it counts"),
        ("12 villagers died.", "About 12 villagers died.", "found as hedge: exact -> about"),
        ("All was calm.", "13 villagers died.", "found as added: none -> 13"),
        ("A man aged 12 died.", "A man aged 13 died.", "old text: `12`: read as an age"),
        (
            "Flights F7 and F12 crashed, villagers died.",
            "It did.",
            "old text: `12`: stands behind letters: a code or name",
        ),
        ("Villagers died.", "Villagers died.", "old text: no 12 was read in it"),
        ("All was calm.", "All was calm.", "old text: the sentence has no term of @person"),
        ("", "", "old text: no 12 was read in it"),
    ],
)
def test_a_missed_number_has_its_reason(old, new, reason):
    assert missed(old, new, DEAD).startswith(reason)


def test_the_side_that_is_absent_is_not_asked_for():
    assert missed("All was calm.", "13 villagers fell.", change("dead", "added", "none", "13")).startswith(
        "new text: `13`"
    )
    assert missed("12 villagers fell.", "All was calm.", change("dead", "removed", "12", "none")).startswith(
        "old text: `12`"
    )


def test_a_value_that_was_read_as_another_is_named():
    said = missed("14 villagers died.", "14 villagers died.", DEAD)
    assert said == "old text: it was read as 14, not as 12"


def test_a_change_that_the_comparison_does_not_see_is_said_to_be_read():
    wanted = change("dead", "hedge", "exact", "about")
    assert missed("12 villagers died.", "12 villagers died.", wanted) == (
        "both texts were read, as 12 and as 12, and the comparison finds no such change"
    )


def test_a_change_of_scope_is_asked_for_by_its_number():
    wanted = change("rescued", "changed", "9 coming", "9 over")
    said = missed("Crews plan to rescue 9 villagers.", "Crews plan to rescue 9 villagers.", wanted)
    assert said.startswith("both texts were read")


@pytest.mark.parametrize(
    ("text", "value", "reason"),
    [
        (
            "The boss must urge the union to be ready to strike.",
            "willing",
            "new text: `ready`: somebody's demand",
        ),
        ("The union will strike.", "refuses", "new text: `strike`: is not denied, as its lexicon asks"),
        ("The union will strike.", "willing", "new text: `strike`: is not denied, as its lexicon asks"),
        ("The union sang.", "refuses", "new text: the sentence has no term of @strike"),
        ("The union is ready to strike.", "undecided", "found as added: none -> willing"),
    ],
)
def test_a_missed_stance_has_its_reason(text, value, reason):
    assert missed("Rain fell.", text, change("strike_stance", "added", "none", value)).startswith(reason)


def test_a_missed_quotation_was_not_read_as_one():
    said = missed("Rain fell.", "“We will stay.”", change("quote", "added", "none", "We will stay"))
    assert said == "new text: nothing was read as it"


def test_a_missed_date_has_its_reason():
    wanted = change("vote_day", "added", "none", "5 March")
    said = missed("Rain fell.", "The previous vote was on 5 March.", wanted, engine=DATED)
    assert said == "new text: `5 March`: vetoed by @old"
    later = "The vote is on 6 March, and not, as the previous one, on 5 March."
    assert missed("Rain fell.", later, wanted, engine=DATED) == "found as added: none -> 6 March"
    other = change("vote_day", "added", "none", "7 March")
    assert missed("Rain fell.", "The previous vote was on 5 March.", other, engine=DATED) == (
        "new text: `5 March`: vetoed by @old"
    )


def test_what_was_found_in_vain_says_what_led_to_it():
    (fault,) = try_pair("12 villagers died.", "13 villagers died.").faults
    assert (fault.record, fault.is_missed) == (DEAD, False)
    assert fault.diagnosis.reason == (
        'old text: `12` was read as dead: "died" (@dead) is said of it; '
        'new text: `13` was read as dead: "died" (@dead) is said of it'
    )
    assert (fault.diagnosis.old.start, fault.diagnosis.new.end) == (0, 12)


@pytest.mark.parametrize(
    ("old", "new", "engine", "reason"),
    [
        (
            "Rain.",
            "12 villagers died.",
            ENGINE,
            "old text: the sentence has no term of @person; new text: `12` was",
        ),
        (
            "A deal was reached.",
            "Rain.",
            ENGINE,
            "old text: read as talks agreed, status: reached; new text: the sentence",
        ),
        (
            "Rain.",
            "The vote is on 5 March.",
            DATED,
            "old text: the sentence has no term of @vote; new text: `5 March` was",
        ),
        (
            "Rain.",
            "“We will stay out,” Ann Lee said.",
            ENGINE,
            "old text: nothing was read as it; new text: a quotation, by Ann Lee",
        ),
    ],
)
def test_what_came_or_went_in_vain_says_what_the_other_side_lacks(old, new, engine, reason):
    assert try_pair(old, new, engine=engine).faults[0].diagnosis.reason.startswith(reason)


def test_a_value_that_joined_another_is_said_to_stand_beside_it():
    faults = try_pair(
        "12 villagers died, Bo Ray said.",
        "12 villagers died, Bo Ray said. In Ardan 13 residents died, Ann Lee said.",
    ).faults
    assert "old text: it was read as 12, not as 13" in faults[0].diagnosis.reason


def test_claims_of_a_text_hold_by_the_keys_that_are_given():
    text = "At least 12 villagers died. The union refuses to strike."
    wanted = [{"claim": "dead", "low": 12, "high": None}, {"claim": "strike_stance", "status": "refuses"}]
    assert trial.try_text(ENGINE, text, wanted).faults == ()


@pytest.mark.parametrize(
    ("text", "wanted", "reason"),
    [
        (
            "12 villagers fell.",
            {"claim": "dead", "low": 12},
            "`12`: read as a number of @person, but the sentence has no",
        ),
        ("12 villagers died.", {"claim": "dead", "low": 13}, "it was read, as 12, and not as wanted"),
        ("The union sang.", {"claim": "dead"}, "the sentence has no term of @person"),
    ],
)
def test_a_missed_claim_of_a_text_has_its_reason(text, wanted, reason):
    fault = next(one for one in trial.try_text(ENGINE, text, [wanted]).faults if one.is_missed)
    assert fault.diagnosis.reason.startswith(reason)


def test_a_claim_of_a_text_that_nobody_wanted_is_told_with_its_words():
    (fault,) = trial.try_text(ENGINE, "12 villagers died.", []).faults
    assert (fault.is_missed, fault.record["low"]) == (False, 12)
    assert fault.diagnosis.reason == '`12` was read as dead: "died" (@dead) is said of it'
    assert (fault.diagnosis.new.start, fault.diagnosis.new.end) == (0, 12)
