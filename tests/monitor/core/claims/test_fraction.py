"""Halves and quarters joined to a number or to its unit, and stretches of time without a number."""

from decimal import Decimal

import pytest

from monitor.core.claims import quantity
from tests.monitor.core.claims import stories


def values(text):
    return [one.low for one in quantity.find_quantities(stories.sentence(text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("six and a half per cent", "6.5"),
        ("six-and-a-half per cent", "6.5"),
        ("six and one half per cent", "6.5"),
        ("6½ per cent", "6.5"),
        ("6¾%", "6.75"),
        ("four and a quarter per cent", "4.25"),
        ("two and a half weeks", "17.5"),
        ("two-and-a-half-week", "17.5"),
        ("two weeks and a half", "17.5"),
        ("one and a half million", "1500000"),
        ("1 million and a half", "1500000"),
        ("six point four", "6.4"),
        ("six-point-four-magnitude", "6.4"),
        ("6 point 4", "6.4"),
        ("six point two five per cent", "6.25"),
        ("five point oh", "5"),
        ("one point two million", "1200000"),
        ("ستة ونصف في المئة", "6.5"),
        ("6 ونصف بالمئة", "6.5"),
        ("أسبوعين ونصف", "17.5"),
        ("שישה וחצי אחוזים", "6.5"),
        ("שבועיים וחצי", "17.5"),
        ("מיליון וחצי", "1500000"),
    ],
)
def test_a_half_belongs_to_its_number(text, value):
    assert values(text) == [Decimal(value)]


@pytest.mark.parametrize("text", ["six and half of the staff", "six and a half of them", "six, half of them"])
def test_a_half_of_something_else_does_not(text):
    assert values(text) == [6]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("for a week", 7),
        ("lasted a fortnight", 14),
        ("a full week", 7),
        ("for a whole month", 30),
        ("a fortnight's strike", 14),
        ("more than a week", 7),
        ("five further days", 5),
        ("two more weeks", 14),
    ],
)
def test_a_stretch_of_time_needs_no_number(text, days):
    assert values(text) == [days]


@pytest.mark.parametrize("text", ["once a week", "twice a month", "in a week's time", "10 times a day"])
def test_a_rate_or_a_date_is_no_stretch(text):
    assert days_of(text) == []


def days_of(text):
    return [one.low for one in quantity.find_quantities(stories.sentence(text)) if one.unit == "days"]


def test_a_bare_number_with_a_point_is_of_the_noun_before_of():
    quake = stories.definition("size", "amount", noun="quake", unit="magnitude")
    engine = stories.engine(quake, quake={"en": ("quake",)})
    texts = ("A quake of 6.9 strikes the coast", "A chance of 6.9 strikes the quake")
    assert [[claim.low for claim in engine.find_in_text(text)] for text in texts] == [[Decimal("6.9")], []]


@pytest.mark.parametrize("text", ["a six-point plan", "six point", "six points four", "six point -"])
def test_a_point_without_digits_behind_it_is_no_fraction(text):
    assert values(text)[0] == 6


def test_decimals_that_are_said_are_read_off_a_scale_unless_a_scale_ends_them():
    spoken, scaled = (
        quantity.find_quantities(stories.sentence(f"{text} villagers"))[0]
        for text in ("six point zero", "one point two million")
    )
    assert spoken.is_measure
    assert not scaled.is_measure
