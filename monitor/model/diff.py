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
    """What kind of edit a sentence change is; one may be of several. COSMETIC kinds carry no digit, number word, negation,
    hedge, attribution or watched term. What each means, with an example: `docs/reference/edits.md`."""

    TYPO = "typo"
    """A common word was misspelt, or doubled."""
    STYLE = "style"
    """Spaces, quotes, dashes, case, digits written as words."""
    NUMBER = "number"
    QUOTE = "quote"
    """Words inside quotation marks came, went or changed, or the marks around them."""
    ATTRIBUTION = "attribution"
    """Who says so, or the verb of saying."""
    HEDGE = "hedge"
    """A word that says how exact or how sure something is."""
    NAME = "name"
    """A proper name or a title was exchanged, or is spelled otherwise."""
    WORDING = "wording"
    """Any other words."""
    ADDED = "added"
    """A sentence came to a paragraph; REMOVED: it went."""
    REMOVED = "removed"
    PARAGRAPH_ADDED = "paragraph_added"
    """The sentence came with its whole paragraph; PARAGRAPH_CUT: it went so."""
    PARAGRAPH_CUT = "paragraph_cut"
    MOVED = "moved"
    NOTICE = "notice"
    """A correction notice came, went or changed."""
    DATELINE = "dateline"
    """The place, date or agency at the head of the text."""
    HEADLINE = "headline"
    """Beside the others: it is an edit of the headline; BYLINE: of the byline."""
    BYLINE = "byline"


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
    SPLIT = "split"
    """`old` is one sentence, `new` two or more in a row that say it."""
    MERGED = "merged"
    """`old` is two or more sentences in a row, `new` the one that says them."""
    MOVED = "moved"
    """The sentence stands at another place: `old` is empty where it arrived, `new` where it left."""


#: One or several sentences edited where they stand, with both their texts in one entry.
EDITED_OPS = frozenset({SentenceOp.CHANGED, SentenceOp.SPLIT, SentenceOp.MERGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Where a moved sentence went. Sentences that moved together have one number."""

    #: Counted from 1 in each field.
    number: int
    #: Paragraphs and sentences that it went past; below 0: upwards. 0 paragraphs: inside its own.
    paragraph_count: int
    sentence_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceDiff:
    """One sentence of the aligned text. `old` and `new` hold the exact characters, trailing space included; of an equal
    sentence only that space may differ, where a neighbour came or went."""

    op: SentenceOp
    old: str = ""
    new: str = ""
    #: Word-level segments, for what was edited; of a moved sentence that was, where it arrived.
    segments: tuple[Segment, ...] = ()
    edits: tuple[EditKind, ...] = ()
    #: For `moved`, both where it left and where it arrived.
    move: Move | None = None
    #: Too long, or one of too many, to be judged word by word: its kinds are the gravest it may be.
    is_rough: bool = False


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
