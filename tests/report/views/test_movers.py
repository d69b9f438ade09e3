import pytest

from report.views import movers, stretches
from tests.builders import NOON, hours
from tests.report.views.test_board import observe
from tests.report.views.test_chart import moving


def find(*observations) -> movers.Movers:
    return movers.find_movers(stretches.find_stretches(observations), scope="")


def test_the_first_stands_first_and_the_others_say_how_far_behind():
    found = find(
        *moving("late", 22, 22, 22, 20),
        *moving("first", 22, 20),
        observe(20, outlet_id="new", outlet_name="new", from_at=NOON - hours(8)),
    )
    assert (found.value, found.now_count, found.outlet_count) == ("20", 3, 3)
    assert [(one.outlet_name, one.was, one.behind) for one in found.movers] == [
        ("first", "22", ""),
        ("new", "", "1 h after the first"),
        ("late", "22", "2 h after the first"),
    ]


def test_who_says_otherwise_now_stands_apart():
    found = find(*moving("a", 20), *moving("b", 20), *moving("c", 22), *moving("gone", 20)[:0])
    assert [(one.outlet_name, one.value) for one in found.laggards] == [("c", "22")]


def test_who_was_first_and_left_is_still_named_first():
    found = find(*moving("first", 20, 22), *moving("b", 22, 20), *moving("c", 22, 20))
    assert [(one.outlet_name, one.has_left) for one in found.movers] == [
        ("first", True),
        ("b", False),
        ("c", False),
    ]


def test_without_a_majority_nobody_is_first():
    found = find(*moving("a", 20), *moving("b", 22))
    assert (found.value, found.movers) == ("", ())
    assert [one.value for one in found.laggards] == ["20", "22"]


def test_where_nothing_is_said_now_nobody_is_named():
    found = find(observe(20, until_at=NOON - hours(1)))
    assert (found.value, found.outlet_count, found.movers, found.laggards) == ("", 0, (), ())


def test_a_return_is_told_once_a_pair_with_how_often():
    (back,) = find(*moving("a", 20, 22, 20, 22, 20)).returns
    assert (back.outlet_name, back.value, back.between, back.count) == ("a", "20", "22", 3)
    assert back.at == NOON - hours(6)


def test_a_value_said_again_after_silence_is_no_return():
    assert not find(
        observe(20, from_at=NOON - hours(9), until_at=NOON - hours(8)),
        observe(20, version_number=3, from_at=NOON - hours(7)),
    ).returns


@pytest.mark.parametrize(
    ("values", "leading"), [((), ""), (("20",), "20"), (("20", "22"), ""), (("20", "22", "22"), "22")]
)
def test_what_leads_is_given_more_often_than_any_other(values, leading):
    assert movers.find_leading(values) == leading
