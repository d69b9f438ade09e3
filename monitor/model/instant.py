"""Instants: the one rule about time that every record keeps. Refuses naive datetimes. Next: any other file here."""

from datetime import datetime, timedelta


def refuse_naive(**instants: datetime | None) -> None:
    """Raise ValueError for the first given instant that is not an aware datetime in UTC (None passes)."""
    for name, instant in instants.items():
        if instant is not None and instant.utcoffset() != timedelta(0):
            raise ValueError(f"{name} must be an aware datetime in UTC, got {instant!r}")
