from datetime import UTC, datetime

import pytest

from monitor.core import instants


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2025-09-01", datetime(2025, 9, 1, tzinfo=UTC)),
        (" 2025-09-01T12:00+02:00 ", datetime(2025, 9, 1, 10, tzinfo=UTC)),
        ("2025-09-01T12:00Z", datetime(2025, 9, 1, 12, tzinfo=UTC)),
        ("yesterday", None),
        ("0001-01-01T00:00+02:00", None),
    ],
)
def test_a_day_or_an_instant_is_read_in_utc(words, found):
    assert instants.parse_instant(words) == found
