"""What ties a number to a definition, and what only seems to."""

import pytest

from tests.monitor.core.claims.stories import definition, engine, found


@pytest.mark.parametrize(
    "text",
    [
        "The 12 villagers' friends asked crews to rescue them.",
        "The 12 people's friends asked crews to rescue them.",
        "The town has fined 12 villagers since the rescue began.",
        "12 villagers' goats and three residents were rescued.",
    ],
)
def test_what_is_said_of_friends_or_goats_is_not_said_of_their_owners(text):
    assert "rescued 12" not in found(text, "rescued")


@pytest.mark.parametrize(
    "text",
    ["The 12 villagers' rescue was filmed.", "The ‘12 villagers’ were rescued."],
)
def test_what_is_their_own_or_stands_behind_a_closing_mark_is_said_of_them(text):
    assert found(text, "rescued") == ["rescued 12"]


TOLL = engine(
    definition("toll", "count", noun="loss", require=("loss",)),
    definition("rescued", "count", noun="person", require=("rescue",)),
    loss={"en": ("death toll", "dead")},
)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The town's death toll has overtaken 12.", ["toll >=12"]),
        ("The town's dead include 12 nurses.", []),
        ("The mayor asked for the town's rescue and met 12 villagers.", []),
        ("The mayor asked for their rescue and met 12 villagers.", []),
    ],
)
def test_what_is_somebody_s_is_said_of_a_number_only_as_what_is_counted(text, claims):
    values = [(claim.claim_id, claim.low, claim.high) for claim in TOLL.find_in_text(text)]
    assert [f"{name} {'>=' if high is None else ''}{low}" for name, low, high in values] == claims


LIVING = engine(
    definition("living", "count", noun="person", require=("living",)),
    definition("shot", "count", noun="person", require=("shot",)),
    definition("talks", "status", topic="talks", values={"agreed": "fell"}),
    living={"en": ("living",), "ar": ("حي",), "he": ("החיים",)},
    shot={"ar": ("إطلاق",)},
    fell={"ar": ("وقع",)},
)


@pytest.mark.parametrize(
    "text",
    [
        "12 villagers spoke of the cost of living.",
        "كان 12 شخصا في حي السلام.",
        "12 איש סיפרו על החיים.",
        "إطلاق النار أصاب 12 شخصا.",
        "وقع انفجار قرب المحادثات.",
    ],
)
def test_a_word_inside_a_phrase_with_a_meaning_of_its_own_says_nothing(text):
    assert LIVING.find_in_text(text) == ()


@pytest.mark.parametrize(
    "text", ["12 villagers are living.", "12 شخصا حي.", "إطلاق 12 شخصا.", "وقع المحادثات."]
)
def test_the_same_word_alone_says_what_it_means(text):
    assert len(LIVING.find_in_text(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "12 villagers lay down and died.",
        "The 12 villagers fell ill and later died.",
        "12 villagers put down their tools and were killed.",
    ],
)
def test_a_second_verb_has_the_subject_of_the_first(text):
    assert "dead 12" in found(text, "dead")


@pytest.mark.parametrize(
    "text",
    [
        "12 villagers sang and the miller died.",
        "12 villagers sang, and died out the song.",
        "12 villagers and horses were seen and killed.",
        "12 villagers sang and dead leaves fell.",
    ],
)
def test_a_verb_with_a_subject_of_its_own_is_said_of_no_number_before(text):
    assert found(text, "dead") == []


@pytest.mark.parametrize(
    "text",
    [
        "The flood killed 30 villagers and displaced 200.",
        "The flood, which killed 30 villagers and displaced about 200, is over.",
    ],
)
def test_a_number_with_a_verb_of_its_own_has_none_of_the_one_before(text):
    assert found(text, "dead") == ["dead 30"]


@pytest.mark.parametrize(
    "text",
    [
        "The storm hurt 80 villagers, of whom 12 were wounded badly.",
        "The storm hurt 80 villagers, 12 of them wounded badly.",
        "The storm hurt 80 villagers, including 12 who were wounded badly, 3 of them wounded by glass.",
    ],
)
def test_a_part_of_those_that_were_counted_for_a_claim_is_no_further_claim_of_it(text):
    assert found(text, "hurt") == ["hurt 80"]


def test_a_part_is_a_claim_where_the_whole_is_none_of_it():
    assert found("The storm hurt 80 villagers, including 12 who died.") == ["hurt 80", "dead 12"]


@pytest.mark.parametrize("slogan", ["LET THEM OUT", "Rescue them now", "Dig him out"])
def test_what_is_done_to_somebody_else_is_not_done_to_a_number_behind(slogan):
    assert found(f"{slogan}: crowds sang for the 12 people in the cave.") == ["homeless 12"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 villagers are held and believed dead.", ["dead ?12"]),
        ("12 villagers are in the mill and are now dead.", ["dead 12"]),
        ("12 villagers are held and dead reckoning goes on.", []),
    ],
)
def test_a_further_predicate_may_be_what_they_are_thought_to_be(text, expected):
    assert found(text, "dead") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The town hailed the rescue of 12 villagers and 20 residents.", ["rescued 12", "rescued 20"]),
        (
            "The rescue of 12 villagers, 20 residents and 14 people.",
            ["rescued 12", "rescued 20", "rescued 14"],
        ),
        ("The rescue of 12 villagers went on as 20 residents slept.", ["rescued 12"]),
    ],
)
def test_a_noun_serves_the_whole_list_behind_it(text, expected):
    assert found(text, "rescued") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor met 12 villagers.", []),
        ("The mayor spoke to about 12 villagers.", []),
        ("The mayor met the 12 villagers.", ["homeless 12"]),
        ("12 villagers met.", ["homeless 12"]),
    ],
)
def test_those_who_were_met_need_not_be_all_there_are(text, expected):
    assert found(text, "homeless") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("33 villagers, some of them dead, were pulled out.", ["rescued 33"]),
        ("33 villagers, all of them dead, were in the mill.", ["dead 33"]),
        ("33 villagers, some dead, were pulled out.", ["dead 33"]),
        ("33 איש, חלקם הרוגים, חולצו.", ["rescued 33"]),
    ],
)
def test_what_is_said_of_some_is_not_said_of_all(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 villagers were set free, along with 30 residents.", ["rescued 12", "rescued 30"]),
        ("12 villagers were set free on Monday as well as 30 residents.", ["rescued 12", "rescued 30"]),
        ("12 villagers were set free, and 30 residents wept.", ["rescued 12"]),
        ("12 villagers were set free while it rained, along with 30 residents.", ["rescued 12"]),
    ],
)
def test_those_who_are_added_behind_a_verb_share_it(text, expected):
    assert found(text, "rescued") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("80 villagers fled; 12 remain in the mill.", ["homeless 80", "homeless 12"]),
        ("80 villagers fled; 12 wept in the mill.", ["homeless 80"]),
        ("The storm drove off all the villagers, of whom 12 remained.", ["homeless 12"]),
        ("The storm drove off all the villagers, of whom 12 wept.", []),
    ],
)
def test_those_who_remain_are_counted_wherever_their_noun_stands(text, expected):
    assert found(text) == expected
