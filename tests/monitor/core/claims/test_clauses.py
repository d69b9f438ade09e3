"""Where a clause about something else begins, and whose words a verb of saying brings."""

import pytest

from monitor.core.claims import clauses, script
from tests.monitor.core.claims import stories

ENGINE = stories.engine(
    stories.definition("dead", "count", noun="person", require=("dead",), veto=("kin",)),
    stories.definition("rescued", "count", noun="person", require=("rescue",)),
    stories.definition("there", "count", noun="person"),
    kin={"en": ("widow", "friends of"), "ar": ("أرملة",), "he": ("אלמנת",)},
    rescue={"en": ("rescue",), "ar": ("عاد",), "he": ("חזר", "חולצו", "שוחררו")},
)


def found(text):
    return [f"{claim.claim_id} {claim.low}" for claim in ENGINE.find_in_text(text)]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("12 איש נשארו בכפר, והצוות חזר הביתה.", ["there 12"]),
        ("في القرية 12 شخصا، والفريق عاد من العاصمة.", ["there 12"]),
        ("12 איש נשארו בכפר, ושוחררו ממנו.", ["rescued 12"]),
        ("12 villagers stayed, and the team was rescued.", ["there 12"]),
        ("12 איש נשארו בכפר.", ["there 12"]),
    ],
)
def test_a_verb_behind_a_new_subject_is_not_said_of_the_number(text, claims):
    assert found(text) == claims


def test_a_doubt_behind_a_new_subject_is_not_the_number_s():
    (sure,) = ENGINE.find_in_text("12 איש חולצו, והתושבים כנראה עייפים.")
    (doubted,) = ENGINE.find_in_text("12 איש חולצו כנראה, והתושבים עייפים.")
    assert (sure.is_reported, doubted.is_reported) == (False, True)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The army rescued six villagers, and doctors have examined three.", ["rescued 6"]),
        ("The army rescued six villagers and the mayor named the first two.", ["rescued 6"]),
        ("The army rescued six villagers on Friday and two on Saturday.", ["rescued 6", "rescued 2"]),
        ("The army rescued six villagers and the navy has rescued two.", ["rescued 6", "rescued 2"]),
        ("The army rescued six villagers and would two.", ["rescued 6", "rescued 2"]),
    ],
)
def test_a_number_that_another_verb_has_shares_none(text, claims):
    assert found(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "The widow of a miner told the inquiry that 12 villagers died.",
        "The widow of a miner said 12 villagers died.",
        "Friends of a miner say the 12 villagers died.",
        "12 villagers died, the widow said.",
        "12 villagers died, said the widow of a miner.",
        "12 villagers died, said Ruth Amory (64) in a long talk with a widow.",
        "According to the widow, 12 villagers died.",
        "أرملة أحد الضحايا قالت إن 12 شخصا قتل.",
    ],
)
def test_a_veto_word_in_the_source_is_not_said_of_the_number(text):
    assert found(text) == ["dead 12"]


@pytest.mark.parametrize(
    "text",
    [
        "12 villagers died with the widow.",
        "12 villagers died, the widow among them.",
        "12 villagers died, a widow and her son, the mayor said.",
        "The widow, the mayor said, and 12 villagers died.",
        "With the widow and the mayor's friends said to be safe 12 villagers died.",
    ],
)
def test_a_veto_word_beside_a_source_holds(text):
    assert "dead 12" not in found(text)


def test_a_verb_behind_and_has_no_subject_of_its_own():
    sentence = script.parse_text("52 were dead, and reportedly may rise.", ENGINE.compiled)
    assert not clauses.is_joined_beside(sentence, 2, 6, is_told=False)
    assert clauses.is_joined_beside(sentence, 2, 6, is_told=True)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("قالت أرملة أمس إن 12 شخصا قتل في القرية.", ["dead 12"]),
        ("He told friends of his that 12 villagers died.", ["dead 12"]),
        ("He said friends of 12 villagers died.", []),
        ("He said friends of his died; that 12 villagers died is known.", ["dead 12"]),
    ],
)
def test_a_word_between_a_verb_and_that_only_says_who_speaks_or_is_told(text, claims):
    assert found(text) == claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Only if pay rises, the union says, will it walk out.", ["strike_stance conditional"]),
        ("Only if the union walks out will the town pay.", []),
    ],
)
def test_a_verb_before_what_stands_for_its_subject_takes_the_condition_before_both(text, expected):
    assert stories.found(text, "strike_stance") == expected


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Still holding 12 villagers, the gang will not rescue their goats.", ["there 12"]),
        ("While 12 villagers are held, Ruth Levin will rescue nobody.", ["there 12"]),
        ("Mourning 12 villagers, all of them dead, the town wept.", ["dead 12"]),
        ("During the night 12 villagers, the town says, were rescued.", ["rescued 12"]),
        ("While 12 villagers, slowly rescued, wept, the town cheered.", ["rescued 12"]),
        ("The night 12 villagers, the town says, were rescued.", ["rescued 12"]),
    ],
)
def test_the_phrase_that_opens_a_sentence_ends_with_its_comma(text, claims):
    assert found(text) == claims
