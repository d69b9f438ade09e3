"""Instants as people write them: a day, or an instant with or without its zone."""

from datetime import UTC, datetime


def parse_instant(words: str) -> datetime | None:
    """Read "2025-09-01" or "2025-09-01T12:00+02:00", in UTC where it names no zone; None where it is neither."""
    try:
        found = datetime.fromisoformat(words.strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
