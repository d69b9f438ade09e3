import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.event_names import EventName, parse_event_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("1204.2", EventName(number=1204, place=2)),
        ("b12.1", EventName(is_bulletin=True, number=12, place=1)),
        (" #1204 ", EventName(number=1204)),
        ("B12", EventName(is_bulletin=True, number=12)),
    ],
)
def test_a_name_is_read(words, name):
    assert parse_event_name(words) == name


@pytest.mark.parametrize("words", ["", "x", "12.", ".1", "12.x", "12.1.1", "c12", "-1", "١٢", "1" * 30])
def test_what_is_no_name_is_none(words):
    assert parse_event_name(words) is None


@given(st.booleans(), st.integers(0, 10**15 - 1), st.none() | st.integers(0, 999_999))
def test_a_name_is_read_back_as_it_is_written(is_bulletin, number, place):
    name = EventName(is_bulletin=is_bulletin, number=number, place=place)
    assert parse_event_name(str(name)) == name
