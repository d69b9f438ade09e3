"""Differences: a `model.Diff` as blocks to read in line, and as pairs to read side by side.

Unchanged passages become blocks that a page can fold. Keeps every character of both texts but paragraph breaks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from monitor import model
from report.views import words


class Mark(StrEnum):
    """How a run of text stands in the other version."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_HERE = "moved_here"
    MOVED_AWAY = "moved_away"


_MARKS = {model.Op.EQUAL: Mark.SAME, model.Op.INSERT: Mark.INSERTED, model.Op.DELETE: Mark.DELETED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text under one mark."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Paragraphs in a row that all changed, or that all stayed."""

    is_changed: bool
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One sentence beside its other version; a run of unchanged sentences is one pair."""

    is_changed: bool
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    #: "number, wording"; "" for unchanged.
    kinds: str = ""
    sentence_count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field that differs."""

    name: str
    is_body: bool
    blocks: tuple[Block, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffView:
    """Two texts compared."""

    fields: tuple[FieldView, ...]
    #: "number, wording"
    kinds: str
    added_word_count: int
    removed_word_count: int


def show_diff(diff: model.Diff) -> DiffView:
    """Lay a diff out for reading."""
    return DiffView(
        fields=tuple(_show_field(field) for field in diff.fields),
        kinds=_say_kinds(diff.edits),
        added_word_count=diff.added_word_count,
        removed_word_count=diff.removed_word_count,
    )


def _show_field(field: model.FieldDiff) -> FieldView:
    return FieldView(
        name=words.FIELD_WORDS[field.field],
        is_body=field.field is model.TextField.BODY,
        blocks=_find_blocks(field.sentences),
        pairs=tuple(_find_pairs(field.sentences)),
    )


def _find_blocks(sentences: Sequence[model.SentenceDiff]) -> tuple[Block, ...]:
    paragraphs = _find_paragraphs(piece for sentence in sentences for piece in _find_pieces(sentence))
    return tuple(
        Block(is_changed=is_changed, paragraphs=tuple(run))
        for is_changed, run in groupby(paragraphs, key=_is_changed)
    )


def _find_paragraphs(pieces: Iterable[Piece]) -> list[tuple[Piece, ...]]:
    """Part the pieces where either text breaks a paragraph."""
    paragraphs: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *rest = piece.text.split(model.PARAGRAPH_BREAK)
        if first:
            paragraphs[-1].append(Piece(mark=piece.mark, text=first))
        paragraphs.extend([Piece(mark=piece.mark, text=text)] if text else [] for text in rest)
    return [tuple(paragraph) for paragraph in paragraphs if paragraph]


def _find_pieces(sentence: model.SentenceDiff) -> tuple[Piece, ...]:
    match sentence.op:
        case model.SentenceOp.EQUAL:
            return (Piece(mark=Mark.SAME, text=sentence.new),)
        case model.SentenceOp.ADDED:
            return (Piece(mark=Mark.INSERTED, text=sentence.new),)
        case model.SentenceOp.REMOVED:
            return (Piece(mark=Mark.DELETED, text=sentence.old),)
        case model.SentenceOp.MOVED:
            mark = Mark.MOVED_HERE if sentence.new else Mark.MOVED_AWAY
            return (Piece(mark=mark, text=sentence.new or sentence.old),)
        case model.SentenceOp.CHANGED:
            return tuple(Piece(mark=_MARKS[segment.op], text=segment.text) for segment in sentence.segments)


def _is_changed(paragraph: tuple[Piece, ...]) -> bool:
    return any(piece.mark is not Mark.SAME for piece in paragraph)


def _find_pairs(sentences: Sequence[model.SentenceDiff]) -> Iterable[Pair]:
    for is_same, run in groupby(sentences, key=_reads_the_same):
        if is_same:
            same = list(run)
            text = (Piece(mark=Mark.SAME, text="".join(sentence.new for sentence in same).strip()),)
            yield Pair(is_changed=False, old=text, new=text, sentence_count=len(same))
        else:
            yield from (_pair_changed(sentence) for sentence in run)


def _reads_the_same(sentence: model.SentenceDiff) -> bool:
    """Whether only white space differs, as at a sentence that another paragraph now follows: nothing to show in pairs."""
    return sentence.old.split() == sentence.new.split()


def _pair_changed(sentence: model.SentenceDiff) -> Pair:
    pieces = _find_pieces(sentence)
    old = tuple(piece for piece in pieces if piece.mark not in {Mark.INSERTED, Mark.MOVED_HERE})
    new = tuple(piece for piece in pieces if piece.mark not in {Mark.DELETED, Mark.MOVED_AWAY})
    return Pair(is_changed=True, old=old, new=new, kinds=_say_kinds(sentence.edits))


def _say_kinds(edits: Iterable[model.EditKind]) -> str:
    return ", ".join(words.EDIT_WORDS[edit] for edit in edits)
