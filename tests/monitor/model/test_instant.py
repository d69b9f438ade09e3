from datetime import UTC, datetime, timedelta, timezone

import pytest

from monitor.model import instant
from tests import builders


@pytest.mark.parametrize(
    "naive",
    [datetime(2025, 9, 1), datetime(2025, 9, 1, tzinfo=timezone(timedelta(hours=3)))],  # noqa: DTZ001  the point
)
def test_instants_that_are_not_utc_are_refused(naive):
    with pytest.raises(ValueError, match="seen_at must be an aware datetime in UTC"):
        instant.refuse_naive(seen_at=naive)


def test_utc_and_nothing_are_taken():
    instant.refuse_naive(seen_at=datetime(2025, 9, 1, tzinfo=UTC), last_seen_at=None)


def test_every_record_with_an_instant_refuses_a_naive_one():
    naive = builders.NOON.replace(tzinfo=None)
    records = [
        (builders.page, "fetched_at"),
        (builders.entry, "published_at"),
        (builders.feed_for_poll, "due_at"),
        (builders.poll_outcome, "polled_at"),
        (builders.article, "published_at"),
        (builders.version, "seen_at"),
        (builders.article_for_check, "first_seen_at"),
        (builders.check_outcome, "checked_at"),
        (builders.change, "first_seen_new_at"),
        (builders.alert, "created_at"),
    ]
    for build, field in records:
        with pytest.raises(ValueError, match=field):
            build(**{field: naive})
