"""Diffs of two articles: by field, sentence and word, with the kind of each edit. Applying one gives both texts back.

Sentences are matched exactly first, then by their words, then looked for elsewhere in the text (moved). Refuses nothing;
bounded on any input. Next: `edits` for words and kinds.
"""

from collections.abc import Hashable, Sequence
from itertools import pairwise

from monitor import model
from monitor.core import align, edits, notices, sentences

#: Word Dice from which two sentences are one sentence edited. Below it they are two.
_ALIKE = 0.4
#: A field that is one line is edited, not exchanged, however little is left of it.
_LINES = frozenset({model.TextField.HEADLINE, model.TextField.SUBHEADLINE, model.TextField.BYLINE})


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
    old_parts, new_parts = _cut(old), _cut(new)
    at_least = 0.0 if field in _LINES else _ALIKE
    pairs = _match_sentences(old_parts, new_parts, at_least=at_least)
    moved = _find_moves(old_parts, new_parts, pairs)
    result: list[model.SentenceDiff] = []
    for at, (a, b, c, d) in enumerate(align.gaps_between(pairs, (0, len(old_parts), 0, len(new_parts)))):
        result += [_one_sided(old_parts[i], "", is_moved=i in moved[0]) for i in range(a, b)]
        result += [_one_sided("", new_parts[j], is_moved=j in moved[1]) for j in range(c, d)]
        if at < len(pairs):
            result.append(_compare_sentences(old_parts[b], new_parts[d], find_terms))
    return model.FieldDiff(field=field, sentences=tuple(result))


def apply_diff(field_diff: model.FieldDiff) -> tuple[str, str]:
    """Return the old and the new text of a field."""
    old = "".join(sentence.old for sentence in field_diff.sentences)
    return old, "".join(sentence.new for sentence in field_diff.sentences)


def _cut(text: str) -> list[str]:
    """Cut a text into its sentences, each with the white space behind it; joined they are the text."""
    starts = [span.start for span in sentences.find_sentences(text)]
    edges = [0, *starts[1:], len(text)] if text else []
    return [text[start:end] for start, end in pairwise(edges)]


def _match_sentences(old: Sequence[str], new: Sequence[str], *, at_least: float) -> list[align.Pair]:
    pairs = align.match_equal([part.strip() for part in old], [part.strip() for part in new])
    found = list(pairs)
    for a, b, c, d in align.gaps_between(pairs, (0, len(old), 0, len(new))):
        if b - a == 1 == d - c and at_least == 0:
            found.append((a, c))
            continue
        before, after = ([_Words(part) for part in side] for side in (old[a:b], new[c:d]))
        alike = align.match_alike(
            b - a,
            d - c,
            lambda i, j, o=before, n=after: o[i].likeness(n[j]),  # type: ignore[misc]  # bound at once
            at_least=at_least,
        )
        found += [(a + i, c + j) for i, j in alike]
    return sorted(found)


class _Words:
    """The words of a sentence, for telling how alike two are."""

    __slots__ = ("is_number", "words")

    def __init__(self, text: str) -> None:
        self.words = edits.word_set(text)
        self.is_number = edits.is_bare_number(text)

    def likeness(self, other: "_Words") -> float:
        """Return the word Dice of two sentences, 0 to 1; of two bare numbers in one place, one is the other edited."""
        total = len(self.words) + len(other.words)
        dice = 2 * len(self.words & other.words) / total if total else 0.0
        return max(dice, _ALIKE) if self.is_number and other.is_number else dice


def _find_moves(
    old: Sequence[str], new: Sequence[str], pairs: Sequence[align.Pair]
) -> tuple[frozenset[int], frozenset[int]]:
    """Find the sentences without a match that stand, in whatever dress, at another place: (old, new) indices."""
    left = {i for i, _ in pairs}
    arrived = {j for _, j in pairs}
    waiting: dict[Hashable, list[int]] = {}
    for j in range(len(new) - 1, -1, -1):
        if j not in arrived and new[j].strip():
            waiting.setdefault(edits.style_key(new[j]), []).append(j)
    moves: list[align.Pair] = []
    for i in range(len(old)) if waiting else ():
        places = waiting.get(edits.style_key(old[i])) if i not in left else None
        if places:
            moves.append((i, places.pop()))
    return frozenset(i for i, _ in moves), frozenset(j for _, j in moves)


def _one_sided(old: str, new: str, *, is_moved: bool) -> model.SentenceDiff:
    """Build the entry of a sentence that stands on one side only."""
    op = model.SentenceOp.ADDED if new else model.SentenceOp.REMOVED
    kind = model.EditKind.ADDED if new else model.EditKind.REMOVED
    if is_moved:
        op, kind = model.SentenceOp.MOVED, model.EditKind.MOVED
    is_notice = not is_moved and notices.is_notice(old or new)
    kinds = (model.EditKind.NOTICE, kind) if is_notice else (kind,)
    return model.SentenceDiff(op=op, old=old, new=new, edits=kinds)


def _compare_sentences(old: str, new: str, find_terms: edits.FindTerms | None) -> model.SentenceDiff:
    if old == new:
        return model.SentenceDiff(op=model.SentenceOp.EQUAL, old=old, new=new)
    segments = edits.find_segments(old, new)
    kinds = edits.find_edit_kinds(old, new, find_terms=find_terms)
    return model.SentenceDiff(op=model.SentenceOp.CHANGED, old=old, new=new, segments=segments, edits=kinds)


def _count_words(sentence: model.SentenceDiff, op: model.Op) -> int:
    if sentence.op is model.SentenceOp.CHANGED:
        return sum(edits.count_words(segment.text) for segment in sentence.segments if segment.op is op)
    if sentence.op in {model.SentenceOp.ADDED, model.SentenceOp.REMOVED}:
        return edits.count_words(sentence.new if op is model.Op.INSERT else sentence.old)
    return 0
