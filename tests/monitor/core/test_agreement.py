"""Which values of two outlets may both be true."""

from decimal import Decimal

import hypothesis
import pytest
from hypothesis import strategies as st

from monitor import model
from monitor.core import agreement
from tests import builders


def number(printed: str) -> model.Claim:
    """Make the claim that prints so: "20", ">=20", "<=20", "~20", "20-24"."""
    for sign, hedge in ((">=", "at_least"), ("<=", "at_most"), ("~", "about")):
        if printed.startswith(sign):
            value = Decimal(printed.removeprefix(sign))
            low, high = {"at_least": (value, None), "at_most": (None, value)}.get(hedge, (value, value))
            return builders.claim(low=low, high=high, hedge=model.Hedge(hedge))
    low, _, high = printed.partition("-")
    return builders.claim(low=Decimal(low), high=Decimal(high or low))


def date(value: str, **fields: object) -> model.Claim:
    return builders.claim(None, type=model.ClaimType.DATE, value=value, **fields)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("20", "20"),
        (">=20", "22"),
        ("<=20", "18"),
        (">=20", "<=20"),
        ("20-24", "22"),
        ("20-24", ">=24"),
        ("~20", "22"),
        ("~20", "18"),
        ("0", ">=0"),
        ("60000", "61209"),
        ("1200", "1230"),
        ("1000000", "1020000"),
    ],
)
def test_values_that_leave_each_other_room_do_not_contradict(one, other):
    assert not agreement.is_contradicted(number(one), number(other))
    assert not agreement.is_contradicted(number(other), number(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("20", "22"),
        (">=23", "22"),
        ("<=17", "18"),
        ("20-24", "25"),
        ("20-24", "10-19"),
        ("~20", "23"),
        ("0", "1"),
        ("0", ">=2"),
        ("60000", "70000"),
        ("2000", "2400"),
        ("1200", "1260"),
        ("900", "910"),
        ("1200-1300", "1310"),
        ("1.5", "1.6"),
    ],
)
def test_values_that_leave_no_room_contradict(one, other):
    assert agreement.is_contradicted(number(one), number(other))
    assert agreement.is_contradicted(number(other), number(one))


@pytest.mark.parametrize(
    ("one", "other", "is_contradicted"),
    [
        ("7 October 2026", "7 October", False),
        ("7 October", "October 2026", False),
        ("Friday", "7 October", False),
        ("Friday", "Monday", False),
        ("7 October", "8 October", True),
        ("May 2026", "May 2027", True),
        ("7 May", "7 June", True),
    ],
)
def test_dates_contradict_where_both_name_a_part_and_differ(one, other, is_contradicted):
    assert agreement.is_contradicted(date(one), date(other)) is is_contradicted


def test_by_a_day_leaves_room_for_another():
    by = date("8 October", hedge=model.Hedge.AT_MOST)
    assert not agreement.is_contradicted(by, date("7 October"))


def test_other_words_contradict():
    on, off = (builders.claim(None, type=model.ClaimType.STATUS, value=value) for value in ("on", "off"))
    assert agreement.is_contradicted(on, off)
    assert not agreement.is_contradicted(on, on)


@pytest.mark.parametrize(
    ("printed", "figure"),
    [("20", "20"), (">=20", "20"), ("<=20", "20"), ("20-24", "20-24"), ("60000", "60000"), ("1.50", "1.5")],
)
def test_a_figure_is_the_number_whatever_its_hedge(printed, figure):
    assert agreement.find_figure(number(printed)) == figure


def test_the_figure_of_words_is_the_words():
    assert agreement.find_figure(date("7 October")) == "7 October"


@pytest.mark.parametrize(
    ("one", "other", "is_far"),
    [("2", "20", True), ("41", "20", True), ("40", "20", False), ("0", "20", False)],
)
def test_numbers_more_than_the_double_of_one_another_are_far(one, other, is_far):
    assert agreement.is_far(number(one), number(other)) is is_far
    assert agreement.is_far(number(other), number(one)) is is_far


def test_days_are_never_far_and_never_near():
    assert not agreement.is_far(date("7 October"), date("8 October"))
    assert not agreement.is_near(date("7 October"), date("8 October"))


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("61257", "61200", True),
        ("1000", "1050", True),
        ("1000", "1060", False),
        ("20", "20", False),
        ("999", "1000", False),
    ],
)
def test_large_numbers_that_differ_by_little_are_near(one, other, is_near):
    assert agreement.is_near(number(one), number(other)) is is_near
    assert agreement.is_near(number(other), number(one)) is is_near


PRINTED = st.builds(
    lambda sign, low, span: f"{sign}{low}" if sign else f"{low}-{low + span}",
    st.sampled_from(["", "", ">=", "<=", "~"]),
    st.integers(0, 3000),
    st.sampled_from([0, 0, 5]),
)


@hypothesis.settings(max_examples=100)
@hypothesis.given(one=PRINTED, other=PRINTED)
def test_contradiction_goes_both_ways_and_never_with_oneself(one, other):
    first, second = number(one), number(other)
    assert agreement.is_contradicted(first, second) == agreement.is_contradicted(second, first)
    assert not agreement.is_contradicted(first, first)
    if agreement.find_figure(first) == agreement.find_figure(second):
        assert not agreement.is_contradicted(first, second)


@pytest.mark.parametrize(
    ("claim", "is_between"), [("22", True), ("21", True), ("20", False), ("23", False), ("19", False)]
)
def test_what_most_said_before_or_passed_lies_between(claim, is_between):
    assert agreement.lies_between(number(claim), number("22"), number("20")) is is_between
    assert not agreement.lies_between(date("7 May"), number("22"), number("20"))
