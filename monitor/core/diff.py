"""Diffs of two articles: by field, sentence and word, with the kind of each edit. Applying one gives both texts back.

Which sentence is which is `sentence_pairs`, which words differ `word_diff`, what kind of edit that is `edits`. Refuses nothing;
bounded on any input: what is too long, or one edit of too many, is marked as rough and taken for the gravest it may be.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise, takewhile
from typing import NamedTuple

from monitor import model
from monitor.core import edits, moves, notices, sentence_pairs, sentences, word_diff
from monitor.core.quotations import find_quoted
from monitor.core.sentence_pairs import Pairing

#: A field that is one line is edited, not exchanged, however little is left of it.
_LINES = frozenset({model.TextField.HEADLINE, model.TextField.SUBHEADLINE, model.TextField.BYLINE})
#: Characters of edited sentences whose kinds are found in one field; an article that is written anew has fewer.
_MAX_JUDGED = 100_000
#: The kind that says where an edit is, beside those that say what it is.
_PLACES = {
    model.TextField.HEADLINE: (model.EditKind.HEADLINE,),
    model.TextField.BYLINE: (model.EditKind.BYLINE,),
}


def compare_articles(
    old: model.Article, new: model.Article, *, find_terms: edits.FindTerms | None = None
) -> model.Diff:
    """Compare two versions of an article. `find_terms` lists the watched terms of a sentence: no edit of one is
    cosmetic."""
    fields = tuple(
        compare_texts(field, old.text(field), new.text(field), find_terms=find_terms)
        for field in model.TextField
        if old.text(field) != new.text(field)
    )
    changed = [sentence for field in fields for sentence in field.sentences]
    kinds = {kind for sentence in changed for kind in sentence.edits}
    return model.Diff(
        fields=fields,
        edits=tuple(kind for kind in model.EditKind if kind in kinds),
        added_word_count=sum(_count_words(sentence, model.Op.INSERT) for sentence in changed),
        removed_word_count=sum(_count_words(sentence, model.Op.DELETE) for sentence in changed),
    )


def compare_texts(
    field: model.TextField, old: str, new: str, *, find_terms: edits.FindTerms | None = None
) -> model.FieldDiff:
    """Compare two texts of one field, sentence by sentence, in the order of the new text."""
    sides = _Side(old), _Side(new)
    pairing = sentence_pairs.match_sentences(sides[0].parts, sides[1].parts, is_line=field in _LINES)
    builder = _Builder(field, sides, pairing, find_terms)
    return model.FieldDiff(field=field, sentences=tuple(builder.sentences()))


def apply_diff(field_diff: model.FieldDiff) -> tuple[str, str]:
    """Return the old and the new text of a field."""
    old = "".join(sentence.old for sentence in field_diff.sentences)
    return old, "".join(sentence.new for sentence in field_diff.sentences)


class _Side:
    """One text, cut into its sentences, each with the white space behind it; joined they are the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        starts = [span.start for span in sentences.find_sentences(text)]
        self.edges = [0, *starts[1:], len(text)] if text else [0]
        self.parts = [text[start:end] for start, end in pairwise(self.edges)]
        self.paragraphs = moves.number_paragraphs(self.parts)

    @cached_property
    def _quoted(self) -> tuple[tuple[int, int], ...]:
        return find_quoted(self.text)

    def cut(self, places: tuple[int, int]) -> str:
        """Return the text of some sentences in a row."""
        return self.text[self.edges[places[0]] : self.edges[places[1]]]

    def find_quoted(self, places: tuple[int, int]) -> tuple[tuple[int, int], ...]:
        """Find the stretches of some sentences that stand inside quotation marks, wherever these were opened."""
        first, end = self.edges[places[0]], self.edges[places[1]]
        at = bisect_left(self._quoted, first, key=lambda stretch: stretch[1])
        inside = takewhile(lambda stretch: stretch[0] < end, self._quoted[at:])
        return tuple((max(a, first) - first, min(b, end) - first) for a, b in inside)

    def whole_paragraphs(self, lonely: set[int]) -> set[int]:
        """Return those of some sentences that stand in a paragraph that has no others."""
        mixed = {self.paragraphs[at] for at in range(len(self.parts)) if at not in lonely}
        return {at for at in lonely if self.paragraphs[at] not in mixed}


class _Passage(NamedTuple):
    """A stretch of sentences of both texts: (first, behind the last) on each side."""

    old: tuple[int, int]
    new: tuple[int, int]


class _Builder:
    """Builds the entries of one field from its paired sentences."""

    def __init__(
        self,
        field: model.TextField,
        sides: tuple[_Side, _Side],
        pairing: Pairing,
        find_terms: edits.FindTerms | None,
    ) -> None:
        self._field, self._pairs, self._find_terms = field, pairing.pairs, find_terms
        self._old, self._new = sides
        self._origins = {j: i for i, j in pairing.moves}
        kept = [(pair.old[0], pair.new[0]) for pair in pairing.pairs]
        places = moves.describe_moves(pairing.moves, kept, (self._old.paragraphs, self._new.paragraphs))
        self._left = {i: move for (i, _), move in places.items()}
        self._arrived = {j: move for (_, j), move in places.items()}
        self._whole = self._find_whole()
        self._judged_length = 0
        self._known: dict[object, tuple[tuple[model.Segment, ...], tuple[model.EditKind, ...], bool]] = {}

    def _find_whole(self) -> tuple[set[int], set[int]]:
        """Find the sentences, old and new, whose whole paragraph went or came."""
        if self._field is not model.TextField.BODY:
            return set(), set()
        olds = {i for pair in self._pairs for i in range(*pair.old)} | set(self._left)
        news = {j for pair in self._pairs for j in range(*pair.new)} | set(self._arrived)
        return (
            self._old.whole_paragraphs(set(range(len(self._old.parts))) - olds),
            self._new.whole_paragraphs(set(range(len(self._new.parts))) - news),
        )

    def sentences(self) -> Iterator[model.SentenceDiff]:
        """Yield the entries, in the order of the new text."""
        a = c = 0
        for pair in (*self._pairs, None):
            b, d = (pair.old[0], pair.new[0]) if pair else (len(self._old.parts), len(self._new.parts))
            yield from (self._gone(i) for i in range(a, b))
            yield from (self._come(j) for j in range(c, d))
            if pair:
                yield self._paired(_Passage(pair.old, pair.new))
                a, c = pair.old[1], pair.new[1]

    def _gone(self, at: int) -> model.SentenceDiff:
        text = self._old.parts[at]
        if at in self._left:
            edits_ = (model.EditKind.MOVED,)
            return model.SentenceDiff(op=model.SentenceOp.MOVED, old=text, edits=edits_, move=self._left[at])
        kind = model.EditKind.PARAGRAPH_CUT if at in self._whole[0] else model.EditKind.REMOVED
        return model.SentenceDiff(op=model.SentenceOp.REMOVED, old=text, edits=self._one_sided(text, kind))

    def _come(self, at: int) -> model.SentenceDiff:
        text = self._new.parts[at]
        if at not in self._arrived:
            kind = model.EditKind.PARAGRAPH_ADDED if at in self._whole[1] else model.EditKind.ADDED
            return model.SentenceDiff(op=model.SentenceOp.ADDED, new=text, edits=self._one_sided(text, kind))
        segments: tuple[model.Segment, ...] = ()
        kinds: tuple[model.EditKind, ...] = ()
        origin = self._origins[at]
        is_rough = False
        if self._old.parts[origin].strip() != text.strip():
            segments, kinds, is_rough = self._judge(_Passage((origin, origin + 1), (at, at + 1)))
        return model.SentenceDiff(
            op=model.SentenceOp.MOVED,
            new=text,
            segments=segments,
            edits=(model.EditKind.MOVED, *kinds),
            move=self._arrived[at],
            is_rough=is_rough,
        )

    def _one_sided(self, text: str, kind: model.EditKind) -> tuple[model.EditKind, ...]:
        notice = (model.EditKind.NOTICE,) if notices.is_notice(text) else ()
        return (*notice, kind, *_PLACES.get(self._field, ()))

    def _paired(self, passage: _Passage) -> model.SentenceDiff:
        old, new = (
            "".join(self._old.parts[slice(*passage.old)]),
            "".join(self._new.parts[slice(*passage.new)]),
        )
        op = model.SentenceOp.CHANGED
        if passage.old[1] - passage.old[0] > 1:
            op = model.SentenceOp.MERGED
        elif passage.new[1] - passage.new[0] > 1:
            op = model.SentenceOp.SPLIT
        if old == new or (old.strip() == new.strip() and self._has_new_neighbour(passage)):
            return model.SentenceDiff(op=model.SentenceOp.EQUAL, old=old, new=new)
        segments, kinds, is_rough = self._judge(passage)
        if op is not model.SentenceOp.CHANGED:
            kinds = _without_style(kinds)
        return model.SentenceDiff(op=op, old=old, new=new, segments=segments, edits=kinds, is_rough=is_rough)

    def _has_new_neighbour(self, passage: _Passage) -> bool:
        """Whether what follows some sentences came, went or moved: the white space before it is no edit of its own."""
        i, j = passage.old[1], passage.new[1]
        following = {(pair.old[0], pair.new[0]) for pair in self._pairs}
        return (i, j) not in following and (i < len(self._old.parts) or j < len(self._new.parts))

    def _judge(self, passage: _Passage) -> tuple[tuple[model.Segment, ...], tuple[model.EditKind, ...], bool]:
        """Return the words of an edit, its kinds, and whether these are rough. The same edit again is not judged again."""
        old, new = self._old.cut(passage.old), self._new.cut(passage.new)
        quoted = self._old.find_quoted(passage.old), self._new.find_quoted(passage.new)
        key = (old, new, quoted)
        if key not in self._known:
            self._judged_length += len(old) + len(new)
            is_rough = self._judged_length > _MAX_JUDGED or word_diff.is_too_long(old, new)
            kinds = (
                edits.find_rough_kinds(old, new)
                if is_rough
                else edits.find_edit_kinds(
                    old,
                    new,
                    quoted=quoted,
                    find_terms=self._find_terms,
                    is_byline=self._field is model.TextField.BYLINE,
                )
            )
            places = _PLACES.get(self._field, ())
            self._known[key] = word_diff.find_segments(old, new), (*kinds, *places), is_rough
        return self._known[key]


def _without_style(kinds: tuple[model.EditKind, ...]) -> tuple[model.EditKind, ...]:
    """Return the kinds of a split or merge: a full stop between two sentences is more than style, as in "on May 3. 20 died"."""
    style = {model.EditKind.STYLE, model.EditKind.TYPO}
    return tuple(dict.fromkeys(model.EditKind.WORDING if kind in style else kind for kind in kinds))


def _count_words(sentence: model.SentenceDiff, op: model.Op) -> int:
    if sentence.segments:
        return sum(word_diff.count_words(segment.text) for segment in sentence.segments if segment.op is op)
    if sentence.op in {model.SentenceOp.ADDED, model.SentenceOp.REMOVED}:
        return word_diff.count_words(sentence.new if op is model.Op.INSERT else sentence.old)
    return 0
