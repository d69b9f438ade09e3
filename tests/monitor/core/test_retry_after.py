from datetime import timedelta

import pytest

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
        ("soon", None),
        ("-5", None),
        ("", None),
        ("9999999999", None),
        ("Mon, 99 Sep 2025 11:00:00 GMT", None),
    ],
)
def test_a_wait_is_read_from_seconds_or_a_date(value: str, expected: timedelta | None):
    assert retry_after.parse_retry_after(value, now=builders.NOON) == expected
