"""Numbers in digits and words, with ranges, units, hedges and vetoes, in three languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import model
from monitor.core.claims import quantity
from tests.monitor.core.claims import stories


def read(text):
    return quantity.find_quantities(stories.sentence(text), frozenset({"person"}))


def bounds(text):
    return [(int(one.low), int(one.high)) for one in read(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 villagers", 12),
        ("twelve villagers", 12),
        ("twenty-four villagers", 24),
        ("a hundred villagers", 100),
        ("two hundred and six villagers", 206),
        ("one thousand two hundred villagers", 1200),
        ("a hundred thousand villagers", 100_000),
        ("three thousand and five villagers", 3005),
        ("1.9 million villagers", 1_900_000),
        ("58k villagers", 58_000),
        ("58,000 villagers", 58_000),
        ("58\u2009000 villagers", 58_000),
        ("two dozen villagers", 24),
        ("dozen villagers", 12),
        ("half a dozen villagers", 6),
        ("٥٨٬٠٠٠ شخص", 58_000),
        ("ثمانية وأربعون شخصا", 48),
        ("خمسة عشر شخصا", 15),
        ("ثلاثمئة شخص", 300),
        ("خمسة آلاف شخص", 5000),
        ("58 ألف شخص", 58_000),
        ("ألفان", 2000),
        ("ארבעה עשר איש", 14),
        ("עשרים ושניים איש", 22),
        ("שלוש מאות איש", 300),
        ("אלפיים איש", 2000),
        ("כעשרים איש", 20),
        ("no villagers", 0),
        ("ضحيتين", 2),
    ],
)
def test_a_number_is_read_in_any_writing(text, value):
    assert bounds(text) == [(value, value)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("two to three dozen", 24, 36),
        ("1-2 million", 1_000_000, 2_000_000),
        ("between 5 and 10 thousand", 5000, 10_000),
        ("two or three hundred", 200, 300),
        ("בין 2 ל-3 אלף", 2000, 3000),
        ("five hundred to a thousand", 500, 1000),
        ("20 to a hundred", 20, 100),
        ("two dozen to 3 hundred", 24, 300),
        ("2 to 300", 2, 300),
    ],
)
def test_a_scale_said_once_is_that_of_both_ends(text, low, high):
    assert bounds(text) == [(low, high)]


@pytest.mark.parametrize(
    "text", ["hundreds", "מאות אנשים", "آلاف", "dozens of villagers", "F16", "m", "1" * 13, "10:30"]
)
def test_what_is_vague_or_a_code_is_no_number(text):
    assert bounds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "15-17",
        "15 to 17",
        "15 – 17",
        "between 15 and 17",
        "from 15 to 17",
        "fifteen to 17",
        "15 or 17",
        "بين 15 و17",
        "בין 15 ל-17",
        "15 עד 17",
    ],
)
def test_a_range_has_two_ends(text):
    assert bounds(text) == [(15, 17)]


@pytest.mark.parametrize(
    ("text", "values"),
    [("17 to 15", [17, 15]), ("15 and 17", [15, 17]), ("15 -", [15]), ("between 15", [15])],
)
def test_what_only_looks_like_a_range_is_separate_numbers(text, values):
    assert [low for low, _ in bounds(text)] == values


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("a 60-day curfew", 60),
        ("two months", 60),
        ("a month-long curfew", 30),
        ("propose weeklong curfew", 7),
        ("their monthlong curfew", 30),
        ("a month of curfew", 30),
        ("six to eight weeks", 42),
        ("לשבועיים", 14),
        ("חודש וחצי של עוצר", 45),
        ("شهر ونصف الشهر من حظر التجول", 45),
        ("لمدة شهرين", 60),
        ("لمدة شهر", 30),
        ("עוצר של חודש", 30),
    ],
)
def test_a_duration_is_counted_in_days(text, days):
    (one,) = read(text)
    assert (one.low, one.unit) == (Decimal(days), "days")


@pytest.mark.parametrize("text", ["twice a day", "weeks-long", "this week"])
def test_a_unit_alone_is_no_duration(text):
    assert read(text) == ()


def test_a_percentage_keeps_its_unit():
    (one,) = read("a raise of 4.5 percent")
    assert (one.low, one.unit) == (Decimal("4.5"), "percent")


def test_minutes_are_not_millions():
    assert bounds("5 m") == [(5, 5)]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("20 villagers", model.Hedge.EXACT),
        ("at least just the all the 20 villagers", model.Hedge.EXACT),
        ("at least 20 villagers", model.Hedge.AT_LEAST),
        ("more than another 20 villagers", model.Hedge.AT_LEAST),
        ("less than the 20 villagers", model.Hedge.EXACT),
        ("no fewer than 20 villagers", model.Hedge.AT_LEAST),
        ("20 or more villagers", model.Hedge.AT_LEAST),
        ("no more than 20 villagers", model.Hedge.AT_MOST),
        ("up to 20", model.Hedge.AT_MOST),
        ("about 20", model.Hedge.ABOUT),
        ("20 or so", model.Hedge.ABOUT),
        ("will dig over 20 out", model.Hedge.AT_LEAST),
        ("ما لا يقل عن 20", model.Hedge.AT_LEAST),
        ("نحو 20", model.Hedge.ABOUT),
        ("כ-20", model.Hedge.ABOUT),
        ("יותר מ-20", model.Hedge.AT_LEAST),
        ("לכל היותר 20", model.Hedge.AT_MOST),
        ("at least just only exactly all another 20 villagers", model.Hedge.EXACT),
        ("crossed the 20 mark", model.Hedge.AT_LEAST),
        ("passed the grim milestone of 20", model.Hedge.AT_LEAST),
        ("nearing the 20 threshold", model.Hedge.ABOUT),
        ("passed the 20 villagers", model.Hedge.EXACT),
        ("تجاوز عدد القتلى 20 شخصا", model.Hedge.AT_LEAST),
        ("تجاوز أمس عدد القتلى في القرية عتبة 20 شخصا", model.Hedge.AT_LEAST),
        ("لم يتجاوز عدد القتلى في القرية 20 شخصا", model.Hedge.AT_MOST),
        ("ناهزت حصيلة العاصفة 20 شخصا", model.Hedge.ABOUT),
        ("تجاوز الخلاف حول 20 شخصا", model.Hedge.EXACT),
        ("تجاوز عدد القتلى، وفي القرية 20 شخصا", model.Hedge.EXACT),
        ("تجاوز عدد القتلى ما كان بعد العاصفة 20 شخصا", model.Hedge.EXACT),
        ("חצה מספר ההרוגים בכפר את רף ה-20", model.Hedge.AT_LEAST),
        ("talks over 20 villagers", model.Hedge.EXACT),
        ("over a dozen villagers", model.Hedge.AT_LEAST),
        ("over a 20-day curfew", model.Hedge.EXACT),
        ("over 20-day curfews", model.Hedge.AT_LEAST),
        ("under a 20-day curfew", model.Hedge.EXACT),
        ("roughly a 20-day curfew", model.Hedge.ABOUT),
    ],
)
def test_a_hedge_is_a_class_not_a_word(text, hedge):
    assert read(text)[0].hedge is hedge


@pytest.mark.parametrize(
    ("text", "veto"),
    [
        ("aged 24", "age"),
        ("24 years old", "age"),
        ("Oct. 7", "date"),
        ("7 October", "date"),
        ("phase 2", "label"),
        ("$ 20", "money"),
        ("the 20th", "ordinal"),
        ("including 20", "including"),
        ("20 for each villager", "ratio"),
        ("a village of 700", "size"),
        ("قرية يبلغ عدد سكانها 700", "size"),
        ("within the 20 days", "deadline"),
        ("القرار 2735", "label"),
        ("בן 24", "age"),
    ],
)
def test_a_veto_is_named(text, veto):
    assert veto in read(text)[0].vetoes


@pytest.mark.parametrize(
    ("text", "vetoes"),
    [
        ("In May 183 villagers", ()),
        ("On January 18 villagers", ("date",)),
        ("in January 2025", ("date",)),
        ("183 o'clock", ("date",)),
        ("في يناير 183 شخصا", ()),
        ("last week 90 villagers", ()),
        ("week 9", ("label",)),
        ("20 days to find", ("deadline",)),
    ],
)
def test_what_stands_before_a_number_is_not_always_said_of_it(text, vetoes):
    assert read(text)[0].vetoes == vetoes


def test_four_bare_digits_may_be_a_year():
    assert read("2023")[0].may_be_year
    assert not read("2,023")[0].may_be_year


def test_a_sentence_of_numbers_is_read_to_a_stated_limit():
    assert len(read("7, " * 500)) == quantity.MAX_QUANTITIES


@given(st.integers(min_value=0, max_value=999_999_999))
def test_digits_round_trip_with_and_without_grouping(value):
    assert bounds(f"{value:,} villagers") == [(value, value)]
    assert bounds(f"{value} villagers") == [(value, value)]


@pytest.mark.parametrize(
    "text",
    [
        "On a good day as many as 40 villagers",
        "In that phase at least 40 villagers",
        "By day about 40 villagers",
    ],
)
def test_a_label_before_a_hedge_is_no_label_of_the_number(text):
    assert [one.vetoes for one in read(text)] == [()]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("قتلت ضحيتي أشخاص", 1),
        ("ضحيتا شخصان", 1),
        ("ضحيتي أمس", 0),
        ("ضحيتَين", 1),
        ("ضحيتَيْنِ", 1),
    ],
)
def test_a_dual_is_two_before_whom_it_is_of_and_with_its_vowel(text, count):
    assert [one.low for one in read(text)][:count] == [2] * count
    assert count or not read(text)


@pytest.mark.parametrize("month", ["Oct", "Oct.", "Sept", "Nov."])
def test_a_month_cut_short_makes_its_day_a_date(month):
    quantities = read(f"Since 7 {month} 2023 12 villagers died.")
    assert [one.low for one in quantities if "date" not in one.vetoes] == [12]
