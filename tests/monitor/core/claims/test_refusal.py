"""What keeps a number from being a claim, though a word of it is said of it."""

import pytest

from tests.monitor.core.claims import stories
from tests.monitor.core.claims.stories import definition, engine, found

BODIES = engine(
    definition("found", "count", noun="body", require=("rescue",)),
    definition("rescued", "count", noun="person", require=("rescue",)),
    body={"en": ("body", "remains")},
)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Crews set free the bodies of 12 villagers.", []),
        ("Crews pull out the 12 bodies.", ["found"]),
        ("Crews pull out 12 villager bodies.", ["found"]),
        ("Crews pull out 12 resident villagers.", ["rescued"]),
        ("Crews set free 12 villagers.", ["rescued"]),
        ("Crews set free a party of 12 villagers.", ["rescued"]),
    ],
)
def test_of_the_bodies_of_villagers_the_bodies_are_counted(text, claims):
    assert [claim.claim_id for claim in BODIES.find_in_text(text)] == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The curfew ended. It lasted 12 days.", ["curfew_days 12"]),
        ("Curfews are short. The last one went on for 12 days.", ["curfew_days 12"]),
        ("The curfew ended. The mayor left 12 days later.", []),
        ("The curfew ended. The talks lasted 12 days.", []),
        ("The curfew ended. The mayor spent 12 days at it.", []),
        ("The curfew ended. It lasted.", []),
        ("The villagers left. It lasted 12 days.", []),
        ("העוצר הסתיים. 12 ימים ועוד אנשים.", ["curfew_days 12"]),
    ],
)
def test_how_long_it_lasted_is_said_of_what_the_sentence_before_named(text, claims):
    assert found(text) == claims


RAISE = engine(
    definition("raise", "amount", noun="raise", unit="percent", veto=("earlier",)),
    earlier={"en": ("earlier round", "last round")},
    **{"raise": {"en": ("raise", "offer", "want", "give", "worth")}},
)


@pytest.mark.parametrize(
    "text",
    [
        "The last round, two winters back, gave them 3%.",
        "The earlier round, signed in May, was worth 3%.",
        "The earlier round, signed in May, had been worth 3%.",
        "The earlier round, two winters back, had been worth 3%.",
    ],
)
def test_a_vetoed_subject_keeps_its_verb_behind_an_aside(text):
    assert RAISE.find_in_text(text) == ()
    assert RAISE.find_in_text("The new round, signed in May, was worth 3%.") != ()


@pytest.mark.parametrize(
    ("text", "highs"),
    [
        ("They offer 6%. Drivers want nine.", [6, 9]),
        ("They offer 6%. Drivers want a raise of nine.", [6, 9]),
        ("They offer 6%. Drivers want to start at nine.", [6]),
        ("They offer 6%. Drivers want 900.", [6]),
        ("They offer 6%. Drivers want nine more days of talks.", [6]),
        ("They offer 6%. Nine.", [6]),
        ("They offer. Drivers want nine.", []),
    ],
)
def test_a_bare_number_that_ends_its_sentence_takes_the_percent_of_the_one_before(text, highs):
    assert [claim.high for claim in RAISE.find_in_text(text)] == highs


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Each villager killed cost 12 residents who died a year.", []),
        ("12 residents died for each hurt villager.", []),
        ("In each village 12 villagers died.", ["dead 12"]),
        ("Each villager was asked, and 12 residents died.", ["dead 12"]),
        ("Each villager was asked, 12 residents died.", ["dead 12"]),
        ("Each of the villagers saw that 12 residents died.", ["dead 12"]),
    ],
)
def test_what_is_dealt_out_to_each_is_a_rate(text, claims):
    assert found(text, "dead") == claims


@pytest.mark.parametrize(
    "text",
    [
        "The two guides discussed the rescue of 12 villagers.",
        "The two guides discussed the timing of the rescue of the 12 villagers.",
        "The two guides' rescue of 12 villagers went on.",
    ],
)
def test_what_of_leads_on_from_is_said_of_the_number(text):
    assert found(text) == ["rescued 12"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Near the tourists 12 villagers died and 30 residents were killed.", []),
        ("Near the tourists 12 villagers died, and 30 residents were killed.", ["dead 30"]),
        ("12 villagers near the tourists died and 30 residents were killed.", ["dead 30"]),
        ("12 villagers nine years ago died near the tourists.", []),
        ("12 villagers died nine years ago among tourists.", []),
    ],
)
def test_what_stands_before_two_numbers_or_behind_an_old_time_vetoes(text, claims):
    assert found(text, "dead") == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Posters of 20 villagers hung there.", []),
        ("The fate of 20 villagers is unclear.", ["homeless 20"]),
        ("Families of the 20 villagers wrote.", ["homeless 20"]),
        ("The rescuers of 20 villagers wrote.", []),
        ("The rescue of 20 villagers went on.", ["rescued 20"]),
        ("Of 20 villagers nothing is known.", ["homeless 20"]),
    ],
)
def test_things_of_some_villagers_say_nothing_of_how_many_there_are(text, claims):
    assert found(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Crews rescued 12 villagers in a drill involving 30 tourists.", ["rescued 12"]),
        ("Crews rescued 12 villagers with 30 tourists, all well.", ["rescued 12"]),
        ("Crews rescued 12 villagers with 30 tourists watching.", ["rescued 12"]),
    ],
)
def test_a_known_plural_ends_the_search_for_a_noun(text, claims):
    assert found(text, "rescued") == claims


SAID = engine(
    definition("gone", "count", noun="gone", require=("gone",)),
    definition("lost", "count", noun="lost", require=("lost",)),
    gone={"en": ("dead",)},
    lost={"en": ("missing",)},
)


@pytest.mark.parametrize(
    "text", ["At least 12 are dead; 9 are missing.", "The dead number 12, and 9 are missing."]
)
def test_a_bare_number_is_what_is_said_of_it_though_another_noun_stands_before(text):
    assert [(claim.claim_id, claim.low) for claim in SAID.find_in_text(text)] == [("gone", 12), ("lost", 9)]


@pytest.mark.parametrize(
    "text",
    [
        "The fall killed 12 villagers and broke a clock, which dates from 1874.",
        "The fall killed 12 villagers and broke a mill, built around 1802.",
        "The fall killed 12 villagers: it was the worst since 1566.",
        "The fall killed 12 villagers and felled an oak that grew there from about 1790.",
        "The fall killed 12 villagers and the arch (1807).",
        "The dead: 12. Not since 1566, and not in 1807, had it struck.",
    ],
)
def test_a_bare_year_of_any_age_is_no_count(text):
    claims = engine().find_in_text(text)
    assert {claim.low for claim in claims} <= {12}


@pytest.mark.parametrize("text", ["The fall killed 1874 villagers.", "At least 1874 villagers died."])
def test_four_digits_that_count_somebody_or_stand_behind_their_verb_are_no_year(text):
    assert [claim.low for claim in engine().find_in_text(text)] == [1874]


@pytest.mark.parametrize("text", ["Crews to stage five-day curfew", "Crews stage TWO-DAY curfew"])
def test_a_number_tied_to_its_unit_is_no_label(text):
    assert [claim.claim_id for claim in engine().find_in_text(text)] == ["curfew_days"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The curfew ended at noon; the ban lasts 45 days.", []),
        ("The curfew ended after 45 days.", ["curfew_days 45"]),
    ],
)
def test_a_semicolon_parts_a_time_from_the_noun_before_it(text, claims):
    assert stories.found(text, "curfew_days") == claims
