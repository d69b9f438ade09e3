"""Which words are a number's: a hedge behind its noun too."""

import pytest

from monitor.core import claims
from tests.monitor.core.claims.stories import definition, engine, found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 villagers or more died.", "dead >=12"),
        ("12 villagers at most died.", "dead <=12"),
        ("قتل 12 شخصا على الأقل.", "dead >=12"),
        ("قتل 12 شخصا مسنا على الأكثر.", "dead <=12"),
        ("قتل نحو 12 شخصا أو أكثر.", "dead ~12"),
        ("נהרגו 12 איש לפחות.", "dead >=12"),
        ("נהרגו 12 איש בערך.", "dead ~12"),
    ],
)
def test_a_hedge_may_stand_behind_the_noun(text, value):
    assert found(text, "dead") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "12 villagers plus three tourists of the coast died.",
        "Dead are 12 villagers approximately 3 drivers saw.",
        "قتل 12 شخصا، على الأقل بحسب الشرطة.",
        "قتل 12 شخصا في على الأقل ثلاث قرى.",
    ],
)
def test_what_joins_or_hedges_something_else_hedges_no_number_before_it(text):
    assert "dead 12" in found(text, "dead")


@pytest.mark.parametrize(
    "text",
    [
        "In all, 120 villagers, 14 of them from the mill, died.",
        "120 villagers, including 14 from the mill, have died.",
        "120 villagers (14 of whom were old) died.",
        "120 villagers — 14 of them from the mill — died.",
    ],
)
def test_what_stands_behind_an_aside_is_said_of_all(text):
    assert found(text, "dead") == ["dead 120"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("120 villagers came, 14 of them died.", ["dead 14"]),
        ("The villagers, 14 of them, died.", ["dead 14"]),
    ],
)
def test_what_is_said_inside_an_aside_or_without_a_whole_is_said_of_the_part(text, values):
    assert found(text, "dead") == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("120 villagers came, 14 of them dead, the mayor saw.", ["dead 14"]),
        ("120 villagers, 14 of them hurt by tourists, have died.", ["hurt 14", "dead 120"]),
    ],
)
def test_what_is_said_inside_an_aside_is_not_said_of_all(text, values):
    assert sorted(one for one in found(text) if "home" not in one) == sorted(values)


@pytest.mark.parametrize(
    "text",
    [
        "The plan would rescue 30 villagers for each tourist.",
        "The plan would rescue 30 villagers in exchange for every tourist.",
        "تم إنقاذ 30 شخصا مريضا مقابل كل سائح.",
        "חולצו 30 אנשים תמורת כל תייר.",
    ],
)
def test_so_many_for_each_is_a_rate_and_no_count(text):
    assert found(text, "rescued") == []


@pytest.mark.parametrize(
    "text",
    ["The plan would rescue 30 villagers for each week of rain.", "It would rescue 30 villagers for all."],
)
def test_so_many_a_week_is_a_count(text):
    assert found(text, "rescued") == ["rescued 30"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Sunday 80 people had died, after a tourist bus in Umm al-Nasr left nine dead.", ["dead 80"]),
        ("20 goats - 12 villagers died.", ["dead 12"]),
    ],
)
def test_the_hyphen_of_a_name_hides_no_veto_before_it(text, expected):
    assert found(text, "dead") == expected


SCOPED = engine(
    definition(
        "hurt",
        "count",
        noun="person",
        require=("hurt",),
        scopes={"coming": "coming", "default": "there"},
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The villagers - 12 of them hurt and 20 residents - would be rescued.", [(12, "coming")]),
        ("120 villagers came, 14 of them hurt.", [(14, "there")]),
        ("12 villagers are hurt, 14 of them badly, and would be rescued.", [(12, "there")]),
    ],
)
def test_some_of_those_counted_share_what_is_said_of_all(text, expected):
    assert [(one.low, one.scope) for one in SCOPED.find_in_text(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of the 48 villagers, at least 20 are believed hurt.", [20]),
        ("Among 48 villagers, 20 are hurt.", [20]),
        ("Of the 48 villagers hurt on Monday, two were old.", [48]),
        ("Out of town 48 villagers, at least, are hurt.", [48]),
    ],
)
def test_the_whole_that_opens_a_sentence_has_nothing_of_its_part(text, expected):
    assert [one.low for one in SCOPED.find_in_text(text)] == expected


OTHER_YEAR = engine(
    definition("dead", "count", noun="person", require=("dead",), veto=("year",)),
    definition("hurt", "count", noun="person", require=("hurt",), veto=("year",)),
    definition("curfew_days", "duration", noun="curfew", veto=("last_year",)),
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("One in the same valley in 1968 killed 340 residents and injured 700.", []),
        ("One in the same valley killed 340 residents and injured 700.", ["340", "700"]),
        ("In the 1998 dispute, 300 residents died in a curfew of nine days.", []),
        ("Last time, 300 residents died in a curfew of nine days.", ["300"]),
        ("Last time, 300 residents died, but now a curfew of nine days is on.", ["300", "9"]),
    ],
)
def test_a_time_that_is_over_holds_for_all_of_its_clause(text, values):
    assert [claims.print_value(claim) for claim in OTHER_YEAR.find_in_text(text)] == values


def test_those_an_aside_counts_are_the_subject_where_nobody_was_counted_before():
    text = "Residents of Orm and villagers, 210 of them, were killed in a curfew of five days."
    assert found(text) == ["dead 210", "curfew_days 5"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("More than 12 residents and villagers were rescued at nine depots.", ["rescued >=12"]),
        ("12 residents, villagers and persons were rescued at nine depots.", ["rescued 12"]),
        (
            "In the worst year since 1998, villagers — 12 of them — were rescued at nine depots.",
            ["rescued 12"],
        ),
        ("40 villagers, 12 of them old, were rescued at nine depots.", ["rescued 40"]),
    ],
)
def test_what_stands_inside_a_list_or_parts_off_nobody_ends_no_words(text, values):
    assert found(text, "rescued") == values
