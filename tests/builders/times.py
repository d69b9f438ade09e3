"""The time from which tests count."""

from datetime import UTC, datetime, timedelta

#: A Monday; tests count from here.
NOON = datetime(2025, 9, 1, 12, 0, tzinfo=UTC)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)
