"""Searches: versions that were found, and the sentences they were found by."""

from datetime import datetime

from monitor import model
from report.records.coverage import Article
from report.records.record import Record


class SearchPiece(Record):
    """A stretch of a sentence; `is_match` where it was looked for."""

    text: str
    is_match: bool


class SearchPassage(Record):
    """A sentence with a word that was looked for; the texts of its pieces, joined, are the sentence."""

    field: model.TextField
    pieces: tuple[SearchPiece, ...]


class SearchHit(Record):
    """One version that was found; `standing` tells whether its text is in doubt."""

    article: Article
    version_number: int
    headline: str
    language: str | None
    seen_at: datetime
    raw_sha256: str
    standing: model.Standing
    passages: tuple[SearchPassage, ...]


class SearchList(Record):
    """One page of what was found; it may hold few and yet not be the last: ask for the next with `after`, null at the end."""

    items: tuple[SearchHit, ...]
    next_after: str | None
