"""Timestamps as feeds write them in ISO 8601's profiles: RFC 3339 (JSON Feed) and W3C-DTF (sitemaps).

Refuses everything else, as None. Next: `json_feeds`, `sitemaps`.
"""

from datetime import UTC, datetime


def parse_timestamp(text: str) -> datetime | None:
    """Return an instant in UTC, a naive one or a bare date taken for UTC; None when it is none."""
    try:
        instant = datetime.fromisoformat(text.strip().upper())
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
