"""What a number counts whose noun does not stand right behind it."""

import pytest

from monitor.core import claims
from tests.monitor.core.claims.stories import definition, engine, found

ENGINE = engine(
    definition("living", "count", noun="person", require=("alive",)),
    definition("bodies", "count", noun="body", require=("body",)),
    alive={"en": ("alive",), "ar": ("أحياء",), "he": ("חיים",)},
    body={"en": ("body",), "ar": ("جثة",), "he": ("גופות",)},
)


@pytest.mark.parametrize(
    "text",
    [
        "20 alive and 28 bodies of villagers are there.",
        "20 أحياء و28 جثة من أشخاص هناك.",
        "هناك أشخاص، 20 أحياء و28 جثة.",
        "אנשים: 20 חיים ו-28 גופות.",
    ],
)
def test_the_living_and_the_dead_of_one_noun_have_a_number_each(text):
    values = [f"{one.claim_id} {claims.print_value(one)}" for one in ENGINE.find_in_text(text)]
    assert values == ["living 20", "bodies 28"]


LOST = engine(
    definition("hurt", "count", noun="hurt", require=("hurt",)),
    definition("lost", "count", noun="lost", require=("lost",)),
    lost={"en": ("missing", "unaccounted for")},
)


@pytest.mark.parametrize(
    "text",
    [
        "In all 300 were hurt. A further 75 are missing.",
        "The hurt are in tents. Another 75 are still unaccounted for.",
    ],
)
def test_a_word_that_is_noun_and_predicate_goes_before_the_noun_of_the_sentence_before(text):
    lost = [one for one in LOST.find_in_text(text) if one.claim_id == "lost"]
    assert [(claims.print_value(one), one.confidence) for one in lost] == [("75", 0.8)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("She is one of 130 villagers killed.", ["dead 130"]),
        ("He was one of the 130 villagers who died.", ["dead 130"]),
        ("One of the 130 villagers was killed.", ["dead 1"]),
        ("One of the villagers is dead.", ["dead 1"]),
    ],
)
def test_who_is_one_of_them_is_no_number(text, values):
    assert found(text, "dead") == values


ANYBODY = engine(
    definition("out", "count", noun="worker", require=("strike",)),
    definition("there", "count", noun="worker"),
    definition("raise", "amount", noun="raise", unit="percent"),
    worker={"en": ("worker", "*")},
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Some 95 attendants walked out.", ["~95"]),
        ("The museum's 95 night attendants will strike.", ["95"]),
        ("With 95 sommeliers now walking out, it closed.", ["95"]),
        ("A strike by the 95 glassblowers began.", ["95"]),
        ("Some 95 beekeepers put down their smokers and walked out.", ["~95"]),
        ("The 30 workers at 40 counters walked out.", ["30"]),
        ("The 95 workers walked out.", ["95"]),
    ],
)
def test_people_that_no_list_knows_are_counted_where_they_do_it(text, values):
    told = [claims.print_value(one) for one in ANYBODY.find_in_text(text) if one.claim_id == "out"]
    assert told == values


@pytest.mark.parametrize(
    "text",
    [
        "The strike stranded 3,000 holidaymakers.",
        "The strike took in 3,000 holidaymakers.",
        "3,000 holidaymakers were struck by it.",
        "3,000 holidaymakers saw the strike.",
        "Three restaurants walked out.",
        "The union walked out with 40 tables.",
        "They walked out on 40 bakers.",
        "95 of the attendants' trees walked out.",
        "Nobody saw bakers walk out.",
        "The 9 percent bakers walked out.",
        "The 95 raises walked out.",
    ],
)
def test_things_and_those_who_only_suffer_it_are_not(text):
    assert [one.claim_id for one in ANYBODY.find_in_text(text) if one.claim_id != "raise"] == []


def test_a_word_that_says_something_of_people_is_a_noun_of_how_long_it_lasts():
    strikes = engine(
        definition("days", "duration", noun="strike"),
        definition("raise", "amount", noun="claim", unit="percent"),
        definition("out", "count", noun="person", require=("strike",)),
        claim={"en": ("claim",)},
    )
    text = "The guild claims 800 villagers will strike for four days."
    assert [(one.claim_id, claims.print_value(one)) for one in strikes.find_in_text(text)] == [
        ("out", "800"),
        ("days", "4"),
    ]


def test_two_of_two_are_counted_once():
    assert found("ضحيتا شخصان") == ["homeless 2"]
    assert found("رأى شخصان البيت") == ["homeless 2"]


OUT = engine(
    definition("out", "count", noun="crew", require=("walk",)),
    crew={"en": ("nurse", "porter", "*")},
    walk={"en": ("walk out", "on strike")},
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("About 2,100 porters, plumbers and painters walked out.", ["~2100"]),
        ("About 2,100 plumbers, night porters, and nurses are on strike.", ["~2100"]),
        ("On strike are 90 nurses and porters.", ["90"]),
        ("Some 90 nurses and 12 porters walked out.", ["~90", "12"]),
        ("Some 90 nurses, twelve porters and six painters walked out.", ["~90", "12", "6"]),
        ("Some 90 nurses on strike and porters at work met.", ["~90"]),
    ],
)
def test_those_listed_behind_one_number_are_counted_together(text, values):
    assert [claims.print_value(one) for one in OUT.find_in_text(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "The ward has 90 nurses and the porters walked out.",
        "The ward has 90 nurses and delivers care, and they walked out.",
        "The ward has 90 nurses and food, and they walked out.",
        "The ward has 90 nurses and",
    ],
)
def test_what_is_no_list_is_not_counted_together(text):
    assert not OUT.find_in_text(text)
