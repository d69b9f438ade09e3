"""Stamps: an instant as people read it in a sentence. Refuses any zone but UTC, which it names."""

from datetime import datetime


def print_stamp(instant: datetime) -> str:
    """Return "1 Sep 2025, 12:00 UTC"."""
    return f"{instant.day} {instant:%b %Y, %H:%M} UTC"
