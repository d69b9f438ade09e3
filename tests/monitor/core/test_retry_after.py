from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core import retry_after
from tests import builders


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", timedelta(seconds=120)),
        (" 0 ", timedelta(0)),
        ("1.5", timedelta(seconds=1.5)),
        ("Mon, 01 Sep 2025 12:10:00 GMT", timedelta(minutes=10)),
        ("Mon, 01 Sep 2025 15:10:00 +0300", timedelta(minutes=10)),
        ("Mon, 01 Sep 2025 12:10:00 -0000", timedelta(minutes=10)),
        ("Mon, 01 Sep 2025 11:00:00 GMT", timedelta(0)),
        ("86401", timedelta(days=1)),
        ("999999999", timedelta(days=1)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(days=1)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", timedelta(0)),
        ("soon", None),
        ("120, 60", None),
        ("1e9", None),
        ("inf", None),
        ("-5", None),
        ("", None),
        ("9999999999", None),
        ("Mon, 99 Sep 2025 11:00:00 GMT", None),
    ],
)
def test_a_wait_is_read_from_seconds_or_a_date(value: str, expected: timedelta | None):
    assert retry_after.parse_retry_after(value, now=builders.NOON) == expected


@given(
    st.one_of(st.text(), st.from_regex(r"[A-Z][a-z]{2}, \d{1,3} [A-Z][a-z]{2} \d{1,5} \d\d:\d\d:\d\d .{0,6}"))
)
def test_whatever_a_server_asks_for_is_a_wait_of_up_to_a_day_or_none(value: str):
    wait = retry_after.parse_retry_after(value, now=builders.NOON)
    assert wait is None or timedelta(0) <= wait <= retry_after.LONGEST
