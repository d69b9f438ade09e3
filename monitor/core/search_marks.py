"""Search marks: the sentences of a text that hold what was looked for, with the words marked. Decides nothing about what is found.

Next: `storage.searches`, which finds.
"""

from collections.abc import Iterator, Sequence

from monitor import model
from monitor.core import search_words, sentences

#: Sentences shown of one text.
MOST_PASSAGES = 3
#: Characters shown of one sentence, around its first mark.
_MOST_CHARS = 320
_BEFORE_MARK = 120


def find_passages(text: model.Article, terms: Sequence[model.SearchTerm]) -> tuple[model.Passage, ...]:
    """Find the sentences with the most of the terms, in reading order; the headline is marked by `mark_line`."""
    wanted = [term for term in terms if not term.is_excluded]
    found: list[tuple[int, int, model.Passage]] = []
    for field, paragraph in _list_lines(text):
        for span in sentences.find_sentences(paragraph):
            sentence = paragraph[span.start : span.end]
            held, marks = _find_marks(sentence, wanted)
            if marks:
                passage = model.Passage(field=field, pieces=_cut(sentence, marks))
                found.append((-held, len(found), passage))
    best = sorted(found, key=lambda one: one[:2])[:MOST_PASSAGES]
    return tuple(passage for _, _, passage in sorted(best, key=lambda one: one[1]))


def mark_line(line: str, terms: Sequence[model.SearchTerm]) -> tuple[tuple[str, bool], ...]:
    """Mark what was looked for in one line, in pieces: (text, whether it is marked)."""
    _, marks = _find_marks(line, [term for term in terms if not term.is_excluded])
    return tuple(_split(line, marks, start=0, end=len(line)))


def _list_lines(text: model.Article) -> Iterator[tuple[model.TextField, str]]:
    yield model.TextField.SUBHEADLINE, text.subheadline
    yield model.TextField.BYLINE, text.byline
    for paragraph in text.paragraphs:
        yield model.TextField.BODY, paragraph


def holds(words: Sequence[str], term: model.SearchTerm) -> bool:
    """Whether a term stands among the words of a text."""
    return any(_matches(words, at, term) for at in range(len(words)))


def _matches(words: Sequence[str], at: int, term: model.SearchTerm) -> int:
    """Return how many words from this place on are the term; 0: they are not."""
    for wanted in term.alternatives:
        met = words[at : at + len(wanted)]
        if len(met) < len(wanted) or any(a != b for a, b in zip(met[:-1], wanted[:-1], strict=True)):
            continue
        if met[-1] == wanted[-1] or (term.is_prefix and met[-1].startswith(wanted[-1])):
            return len(wanted)
    return 0


def _find_marks(line: str, terms: Sequence[model.SearchTerm]) -> tuple[int, list[tuple[int, int]]]:
    """Find how many of the terms a line holds, and the stretches of it that are one; they do not overlap."""
    words = list(search_words.find_words(line))
    forms = [word.form for word in words]
    held: set[int] = set()
    marks: list[tuple[int, int]] = []
    for at, word in enumerate(words):
        lengths = [_matches(forms, at, term) for term in terms]
        held |= {place for place, length in enumerate(lengths) if length}
        if longest := max(lengths, default=0):
            start, end = word.start, words[at + longest - 1].end
            if marks and start < marks[-1][1]:
                marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
            else:
                marks.append((start, end))
    return len(held), marks


def _cut(sentence: str, marks: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """Cut a long sentence around its first mark, and split it."""
    if len(sentence) <= _MOST_CHARS:
        return tuple(_split(sentence, marks, start=0, end=len(sentence)))
    start = max(0, marks[0][0] - _BEFORE_MARK)
    end = min(len(sentence), max(start + _MOST_CHARS, marks[0][1]))
    pieces = list(_split(sentence, marks, start=start, end=end))
    before, behind = ("… " if start else ""), (" …" if end < len(sentence) else "")
    return tuple(piece for piece in ((before, False), *pieces, (behind, False)) if piece[0])


def _split(
    line: str, marks: Sequence[tuple[int, int]], *, start: int, end: int
) -> Iterator[tuple[str, bool]]:
    at = start
    for begin, stop in marks:
        if stop > end:
            break
        if begin > at:
            yield line[at:begin], False
        yield line[begin:stop], True
        at = stop
    if at < end:
        yield line[at:end], False
