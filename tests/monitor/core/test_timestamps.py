from datetime import UTC, datetime

import pytest

from monitor.core import timestamps

NINE = datetime(2025, 9, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-09-01T09:30:00Z", NINE),
        (" 2025-09-01t11:30:00+02:00 ", NINE),
        ("2025-09-01T09:30", NINE),
        ("2025-09-01", NINE.replace(hour=0, minute=0)),
        ("2025-09", None),
        ("yesterday", None),
        ("", None),
        ("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_an_instant_is_read_in_utc(text, expected):
    assert timestamps.parse_timestamp(text) == expected
