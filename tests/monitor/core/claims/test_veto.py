"""How far a word reaches that keeps a number from being a claim."""

import pytest

from monitor import errors
from monitor.core.claims import quantity
from tests.monitor.core.claims import stories

ENGINE = stories.engine(
    stories.definition("dead", "count", noun="toll", require=("dead",), veto=("elsewhere", "year")),
    toll={"en": ("@person", "@dead"), "ar": ("@person",), "he": ("@person",)},
    elsewhere={"en": ("ferry", "rescue team", "hotel"), "ar": ("إنقاذ",), "he": ("חילוץ",)},
)


def values(text):
    return [claim.low for claim in ENGINE.find_in_text(text)]


@pytest.mark.parametrize(
    "text",
    [
        "It recalls the disaster of 1974, when 3,200 villagers died.",
        "12 homes fell, like the 1974 quake, which killed 3,200 villagers.",
        "12 homes fell; in 1974, 3,200 villagers died.",
        "12 homes fell; in 1974 after a night of rain 3,200 villagers died.",
        "A hotel on the old hill stood in flames when 22 villagers died.",
        "האסון של שנת 1951, אז נהרגו 900 איש.",
        "كارثة عام 1974، حين قتل 3200 شخص.",
        "12 homes fell; a ferry that sank, in the same storm, killed 22 villagers.",
        "22 villagers died in the hotel.",
    ],
)
def test_a_veto_holds_in_its_clause_and_in_one_that_hangs_on_it(text):
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 villagers died, and the rescue team went home.", 12),
        ("12 villagers died, but the hotel stands.", 12),
        ("12 villagers died in the quake, which spared the hotel.", 12),
        ("قتل 12 شخصا، وفرق الإنقاذ تعمل.", 12),
        ("12 איש נהרגו, וצוותי חילוץ פועלים.", 12),
        ("A ferry sank; 5 tents, a storm, killed 22 villagers.", 22),
        ("The ferry sank and 5 tents fell, killing 22 villagers.", 22),
        ("A ferry with 40 tents and 5 boats, in a storm, killed 22 villagers.", 22),
        ("The hotel fell; when night came 12 villagers died.", 12),
        ("12 villagers died,", 12),
        ("A bell near the hotel rang for a long night yet when 22 villagers died.", 22),
    ],
)
def test_a_veto_of_another_clause_keeps_no_number(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Nobody has been killed.", [0]),
        ("No one was hurt or killed.", []),
        ("No one has", []),
        ("No one", []),
        ("Half of the 800 villagers died.", []),
        ("All of the 800 villagers died.", [800]),
    ],
)
def test_nobody_is_none_and_a_share_is_not_the_whole(text, value):
    assert values(text) == value


@pytest.mark.parametrize(
    ("text", "is_label"), [("stage a 3-day curfew", False), ("stage 3 of the curfew", True)]
)
def test_an_article_parts_a_label_from_a_number(text, is_label):
    assert ("label" in quantity.find_quantities(stories.sentence(text))[0].vetoes) is is_label


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The curfew, which had held for six days before, ended.", ["curfew_days 6"]),
        ("The curfew ended six days before.", []),
    ],
)
def test_how_long_a_thing_held_is_no_deadline_whatever_follows(text, days):
    assert stories.found(text, "curfew_days") == days


def test_a_veto_word_that_is_what_those_counted_are_called_vetoes_nothing():
    taken = stories.engine(
        stories.definition(
            "lost", "count", title="lost", noun="taken_people", require=("dead",), veto=("taken",)
        ),
        taken_people={"en": ("villager", "the stranded")},
        taken={"en": ("stranded",)},
    )
    assert [one.low for one in taken.find_in_text("Nine of the stranded died.")] == [9]
    assert taken.find_in_text("Nine stranded villagers died.") == ()


ROLLS = stories.engine(
    stories.definition("lost", "count", noun="name", require=("missing",), veto=("part",)),
    name={"en": ("name", "villager")},
    missing={"en": ("missing", "list of the missing")},
    part={"en": ("of the missing",)},
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The list of the missing now holds 58 names.", [58]),
        ("Of the missing, 58 villagers are old.", []),
    ],
)
def test_a_veto_inside_a_longer_word_of_the_claim_itself_vetoes_nothing(text, values):
    assert [claim.low for claim in ROLLS.find_in_text(text)] == values


FOUND = stories.engine(
    stories.definition(
        "found",
        "count",
        noun="guest_or_case",
        require=("found",),
        veto=("dug", "lost"),
        unless={"dug": "guest", "lost": "case"},
    ),
    guest_or_case={"en": ("@guest", "@case"), "he": ("@guest", "@case")},
    guest={"en": ("guest",), "he": ("אורחים",)},
    case={"en": ("case",), "he": ("תיקים",)},
    found={"en": ("found", "case"), "he": ("נמצאו", "תיקים")},
    dug={"en": ("from the mud",), "he": ("מהבוץ",)},
    lost={"en": ("lost",)},
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The cases of four guests were pulled from the mud.", [4]),
        ("Four cases of guests were pulled from the mud.", [4]),
        ("ארבעה תיקים של אורחים נמצאו והוצאו מהבוץ.", [4]),
        ("Four cases were pulled from the mud.", []),
        ("Four cases were pulled from the mud for the guests.", []),
        ("The cases of four guests were lost.", [4]),
        ("Four guests were found lost.", []),
    ],
)
def test_a_word_of_the_numbers_own_noun_phrase_lifts_a_veto(text, values):
    assert [claim.low for claim in FOUND.find_in_text(text)] == values


def test_a_veto_that_is_none_cannot_be_lifted():
    with pytest.raises(errors.DefinitionError, match='"unless" names "dead", which is none of its vetoes'):
        stories.engine(stories.definition("lost", "count", noun="person", unless={"dead": "person"}))


TOLL = stories.engine(
    stories.definition("toll", "count", noun="toll", require=("toll_word", "whole"), veto=("sunday",)),
    toll={"en": ("people", "toll")},
    toll_word={"en": ("kill", "toll")},
    whole={"en": ("toll", "since the flood")},
    sunday={"en": ("on sunday",)},
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The toll has risen to 120, the ministry said on Sunday.", [120]),
        ("Some 120 people have been killed since the flood, the ministry said on Sunday.", [120]),
        ("The flood killed 12 people, the toll keeper said on Sunday.", []),
        ("Some 12 people have been killed since the flood on Sunday, the ministry said.", []),
        ("The toll rose on Sunday to 120.", []),
    ],
)
def test_the_day_a_tally_was_given_on_vetoes_nothing(text, values):
    assert [claim.low for claim in TOLL.find_in_text(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 villagers died, far short of what the hotel feared.", 12),
        ("12 villagers died, fewer than at the hotel.", 12),
        ("12 villagers died short of the hotel.", None),
        ("12 villagers died, it seems, in the hotel.", None),
    ],
)
def test_what_a_number_is_compared_with_vetoes_nothing(text, value):
    assert values(text) == ([] if value is None else [value])


def test_a_day_between_who_says_it_and_its_tally_only_tells_when_it_was_said():
    engine = stories.engine(
        stories.definition("dead", "count", noun="person", require=("dead", "tallied"), veto=("when",)),
        person={"ar": ("قتيل", "حصيلة قتلى")},
        dead={"ar": ("قتيل", "قتلى", "مقتل")},
        tallied={"ar": ("حصيلة قتلى", "قتلى الزلزال")},
        when={"ar": ("السبت", "أمس")},
    )

    def counts(text):
        return [claim.low for claim in engine.find_in_text(text)]

    assert counts("أعلنت الوزارة السبت ارتفاع حصيلة قتلى الزلزال إلى 300.") == [300]
    assert counts("أعلنت الوزارة السبت أمس ارتفاع حصيلة قتلى الزلزال إلى 300.") == [300]
    assert counts("أعلنت الوزارة السبت ارتفاع حصيلة قتلى إلى 300.") == []
    assert counts("أعلنت الوزارة السبت سقوط 300 قتيل، وارتفعت حصيلة قتلى الزلزال.") == []
    assert counts("السبت ارتفاع حصيلة قتلى الزلزال إلى 300.") == []


KIN = stories.engine(
    stories.definition("there", "count", noun="person", veto=("kin",)),
    kin={"en": ("relatives of", "aunt of")},
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Relatives of the 50 villagers met.", [50]),
        ("An aunt of one of the 50 villagers wrote.", [50]),
        ("Relatives of 50 villagers met.", []),
        ("An aunt of no fewer than 50 villagers wrote.", []),
    ],
)
def test_whose_people_are_spoken_of_vetoes_no_number_of_all_there_are(text, expected):
    assert [one.low for one in KIN.find_in_text(text)] == expected


def test_whose_people_are_spoken_of_is_seen_by_a_hebrew_article():
    kin = stories.engine(
        stories.definition("there", "count", noun="person", veto=("kin",)), kin={"he": ("קרובי", "דודת")}
    )
    assert [one.low for one in kin.find_in_text("קרובי המשפחה של 50 האנשים נפגשו.")] == [50]
    assert kin.find_in_text("קרובי המשפחה של 50 אנשים נפגשו.") == ()


PLACED = stories.engine(
    stories.definition("dead", "count", noun="person", require=("dead",), veto=("place", "year")),
    stories.definition("toll", "count", noun="loss", require=("loss",), veto=("day",)),
    place={"en": ("mosque",)},
    day={"en": ("past day",), "ar": ("خلال 24 ساعة",)},
    loss={"en": ("total", "killed"), "ar": ("حصيلة", "شهيدا")},
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The worst since 1987, when a storm left 12 people dead.", []),
        ("The worst since 1987 when 12 people died.", []),
        ("The worst storm, when 12 people died.", [12]),
        ("A storm killed 12 people, the worst since 1987.", [12]),
        ("A storm killed 12 people, including 4 in a mosque.", [12]),
        ("A storm killed 12 people, including at least four in Ardan, where a mosque fell in.", [12]),
        ("A storm killed 12 people, including 4 women, in a mosque.", []),
        ("A storm killed 12 people, including women, in a mosque.", []),
        ("Including 4 nurses, 12 people died in a mosque.", []),
        ("A storm killed 12 people, a low toll put down to the 2009 building code.", [12]),
        ("A storm killed 12 people in the 2009 floods.", []),
    ],
)
def test_a_year_or_place_that_is_of_something_else_vetoes_no_number(text, values):
    assert [int(claim.low) for claim in PLACED.find_in_text(text) if claim.claim_id == "dead"] == values


def test_a_tally_that_opens_its_clause_is_a_subject_of_its_own():
    text = "40 شهيدا خلال 24 ساعة، وحصيلة الحرب ترتفع إلى 61,345 شهيدا"
    assert [int(claim.low) for claim in PLACED.find_in_text(text)] == [61345]
