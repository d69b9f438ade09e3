"""Texts: versions of an article and how two of them differ."""

from datetime import datetime

from monitor import model
from report.records.claim import Claim
from report.records.record import Record


class Segment(Record):
    op: model.Op
    text: str


class Move(Record):
    number: int
    paragraph_count: int
    sentence_count: int


class SentenceDiff(Record):
    op: model.SentenceOp
    old: str
    new: str
    segments: tuple[Segment, ...]
    edits: tuple[model.EditKind, ...]
    move: Move | None
    is_rough: bool


class FieldDiff(Record):
    field: model.TextField
    sentences: tuple[SentenceDiff, ...]


class Diff(Record):
    """Two texts compared; only fields that differ are listed."""

    fields: tuple[FieldDiff, ...]
    edits: tuple[model.EditKind, ...]
    added_word_count: int
    removed_word_count: int


class Text(Record):
    """What was extracted from one page."""

    canonical_url: str
    headline: str
    subheadline: str
    byline: str
    language: str | None
    published_at: datetime | None
    modified_at: datetime | None
    paragraphs: tuple[str, ...]


class Doubt(Record):
    """What speaks, or spoke, against a text, and what became of it: `waiting`, `confirmed` or `unconfirmed`."""

    kind: model.DoubtKind
    detail: str
    standing: model.Standing
    judged_at: datetime | None


class Version(Record):
    """One text of an article, with the hashes of its evidence."""

    number: int
    content_hash: str
    seen_at: datetime
    raw_sha256: str
    chain_sha256: str
    article: Text
    #: None: nothing speaks against it.
    doubt: Doubt | None
    claims: tuple[Claim, ...]
