"""Differences: a `model.Diff` as blocks to read in line, and as pairs to read side by side.

Unchanged passages become blocks that a page can fold. Keeps every character of both texts but paragraph breaks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from monitor import model
from monitor.core import edit_words, marking
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
    #: What was done to the sentence that begins here: "number", "moved up 3 paragraphs"; "" where its mark says it.
    label: str = ""


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
            paragraphs[-1].append(replace(piece, text=first))
        paragraphs.extend([Piece(mark=piece.mark, text=text)] if text else [] for text in rest)
    return [tuple(paragraph) for paragraph in paragraphs if paragraph]


def _find_pieces(sentence: model.SentenceDiff) -> tuple[Piece, ...]:
    match sentence.op:
        case model.SentenceOp.EQUAL:
            return tuple(_find_kept(sentence))
        case model.SentenceOp.ADDED:
            return (Piece(mark=Mark.INSERTED, text=sentence.new),)
        case model.SentenceOp.REMOVED:
            return (Piece(mark=Mark.DELETED, text=sentence.old),)
        case model.SentenceOp.MOVED:
            return tuple(_find_moved(sentence))
        case _:
            return _label(tuple(_find_edited(sentence)), edit_words.say_edits(sentence))


def _find_kept(sentence: model.SentenceDiff) -> Iterable[Piece]:
    """Yield a sentence that stayed, and the white space behind it where only that is another."""
    if sentence.old == sentence.new:
        yield Piece(mark=Mark.SAME, text=sentence.new)
        return
    text = sentence.new.strip()
    for at in (0, 1):
        for mark, side in ((Mark.DELETED, sentence.old), (Mark.INSERTED, sentence.new)):
            space = side.partition(text)[2 * at] if text else side * (1 - at)
            if space:
                yield Piece(mark=mark, text=space)
        if text and not at:
            yield Piece(mark=Mark.SAME, text=text)


def _find_edited(sentence: model.SentenceDiff) -> Iterable[Piece]:
    for segment in marking.fold_islands(sentence.segments):
        yield Piece(mark=_MARKS[segment.op], text=segment.text)


def _find_moved(sentence: model.SentenceDiff) -> Iterable[Piece]:
    """Yield a sentence that moved; where it arrived edited, with its edits."""
    label = edit_words.say_edits(sentence)
    if not sentence.new:
        return _label((Piece(mark=Mark.MOVED_AWAY, text=sentence.old),), label)
    segments = sentence.segments or (model.Segment(op=model.Op.EQUAL, text=sentence.new),)
    pieces = tuple(
        Piece(mark=Mark.MOVED_HERE if one.op is model.Op.EQUAL else _MARKS[one.op], text=one.text)
        for one in marking.fold_islands(segments)
    )
    return _label(pieces, label)


def _label(pieces: tuple[Piece, ...], label: str) -> tuple[Piece, ...]:
    return (replace(pieces[0], label=label), *pieces[1:]) if pieces else ()


def _is_changed(paragraph: tuple[Piece, ...]) -> bool:
    return any(piece.mark is not Mark.SAME and not piece.text.isspace() for piece in paragraph)


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
    return sentence.op is not model.SentenceOp.MOVED and sentence.old.split() == sentence.new.split()


def _pair_changed(sentence: model.SentenceDiff) -> Pair:
    pieces = _label(_find_pieces(sentence), "")  # said above the pair
    # A sentence that moved and was edited stands on both sides where it arrived, so that its edit can be read.
    away = {Mark.INSERTED} if sentence.segments else {Mark.INSERTED, Mark.MOVED_HERE}
    old = tuple(piece for piece in pieces if piece.mark not in away)
    new = tuple(piece for piece in pieces if piece.mark not in {Mark.DELETED, Mark.MOVED_AWAY})
    return Pair(is_changed=True, old=old, new=new, kinds=edit_words.say_edits(sentence))


def _say_kinds(edits: Iterable[model.EditKind]) -> str:
    return ", ".join(edit_words.EDIT_WORDS[edit] for edit in model.EditKind if edit in set(edits))
