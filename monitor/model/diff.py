"""Diffs: how two texts of an article differ, by field, sentence and word.

Applying a diff to the old text gives the new one (`core.diff.apply_diff`). Refuses nothing; made by `core.diff`.
"""

from dataclasses import dataclass
from enum import StrEnum

from monitor.model.claim import TextField


class Op(StrEnum):
    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"


class EditKind(StrEnum):
    """What kind of edit a sentence change is. COSMETIC kinds carry no digit, number word, negation, hedge,
    attribution or watched term."""

    TYPO = "typo"
    STYLE = "style"
    """Spaces, quotes, dashes, case, digits written as words."""
    NUMBER = "number"
    WORDING = "wording"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    NOTICE = "notice"
    """A correction notice came, went or changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of words that is in both texts, only in the new one, or only in the old one."""

    op: Op
    text: str


class SentenceOp(StrEnum):
    EQUAL = "equal"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    """The same sentence at another place: `old` stands empty where it arrived, `new` where it left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceDiff:
    """One sentence of the aligned text. `old` and `new` hold the exact characters, trailing space included."""

    op: SentenceOp
    old: str = ""
    new: str = ""
    #: Word-level segments, for `changed`.
    segments: tuple[Segment, ...] = ()
    edits: tuple[EditKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDiff:
    """One field of the article; `sentences` joined by `old` (or `new`) give the field's old (or new) text, moved
    sentences apart: a moved one appears once with `old` and once with `new`."""

    field: TextField
    sentences: tuple[SentenceDiff, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """Two versions of an article compared; only fields that differ are listed."""

    fields: tuple[FieldDiff, ...] = ()
    #: Every kind of edit in it.
    edits: tuple[EditKind, ...] = ()
    added_word_count: int = 0
    removed_word_count: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether the two texts are the same."""
        return not self.fields
