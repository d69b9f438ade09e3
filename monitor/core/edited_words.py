"""Edited words: which words of two versions of a sentence changed, and what each is: quoted, of a source, a hedge, a name.

A word is of every kind that its place makes it; what is of none is for `edits` to name. Refuses nothing. Next: `edits`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from monitor import model
from monitor.core import proper_names, punctuation, sides, weighty, word_diff, word_forms
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.tables import LANGUAGES
from monitor.core.claims.tokens import find_script
from monitor.core.number_words import is_number_word

_MARK = re.compile(r"[^\w\s]")
#: A name is looked for so many words behind a title.
_TITLE_REACH = 4


class _Run(NamedTuple):
    """Words that were exchanged: places of the first and behind the last on each side."""

    old: range
    new: range


class EditedWords:
    """Two versions of one sentence, their words compared."""

    def __init__(
        self,
        old: str,
        new: str,
        *,
        quoted: tuple[Sequence[sides.Stretch], Sequence[sides.Stretch]],
        is_byline: bool,
    ) -> None:
        self._old, self._new = sides.Side(old, quoted[0]), sides.Side(new, quoted[1])
        self._is_byline = is_byline

    def find_kinds(self, *, is_number: bool) -> set[model.EditKind]:
        """Find the kinds of what changed; `is_number`: a number, number word or quantity differs anywhere."""
        old, new = self._old, self._new
        checks = (
            (model.EditKind.QUOTE, old.said != new.said),
            (
                model.EditKind.DATELINE,
                old.text[: old.dateline].split() != new.text[: new.dateline].split(),
            ),
            (model.EditKind.NAME, bool(self._renamed)),
            (model.EditKind.HEDGE, sorted(old.voices.hedges) != sorted(new.voices.hedges)),
            (model.EditKind.ATTRIBUTION, self._is_said_otherwise),
        )
        kinds = {kind for kind, applies in checks if applies}
        # A hedge that is a number word by its form ("some 20") is told as a hedge.
        if is_number and (model.EditKind.HEDGE not in kinds or old.plain_figures != new.plain_figures):
            kinds.add(model.EditKind.NUMBER)
        return kinds

    def has_others(self, kinds: set[model.EditKind]) -> bool:
        """Whether words changed that none of these kinds tells of."""
        spans = self._old.known_spans(kinds), self._new.known_spans(kinds)
        gone = [word for run in self._runs for word in self._rest(self._old, run.old, spans[0], kinds)]
        come = [word for run in self._runs for word in self._rest(self._new, run.new, spans[1], kinds)]
        glued = self._old.list_glued(), self._new.list_glued()
        return any(
            not any(word_forms.is_same_word(word, other) for other in others)
            for words, others in ((gone, [*come, *glued[1]]), (come, [*gone, *glued[0]]))
            for word in words
        )

    def find_turned(self) -> set[model.EditKind]:
        """Find the kinds of an edit that leaves all words, none where it is dress."""
        told = [(side.text, side.voices) for side in (self._old, self._new)]
        verbs = {word for _, said in told for verb in said.verbs for word in _fold_words(verb)}
        speakers = [{_fold_words(source) for source in said.sources if source} for _, said in told]
        return punctuation.find_turned(
            told[0][0],
            told[1][0],
            verbs=verbs - word_forms.LITTLE,
            speakers=speakers[0] | speakers[1] if speakers[0] != speakers[1] else set(),
        )

    def _rest(
        self, side: sides.Side, places: range, spans: Sequence[sides.Stretch], kinds: set[model.EditKind]
    ) -> list[str]:
        """List the words of a run that are of no kind."""
        is_counted = model.EditKind.NUMBER in kinds
        return [
            word
            for at in places
            if (word := word_forms.fold_word(side.words[at].text)) not in word_forms.LITTLE
            and not sides.lies_in(side.words[at], spans)
            and not (model.EditKind.NAME in kinds and (side is self._new, at) in self._renamed)
            and not (is_counted and _is_counting(word))
        ]

    @cached_property
    def _runs(self) -> tuple[_Run, ...]:
        return tuple(_find_runs(self._old, self._new))

    @cached_property
    def _is_said_otherwise(self) -> bool:
        """Whether a verb of saying or a source differs in more than its form or spelling."""
        gone = {at for run in self._runs for at in run.old}
        come = {at for run in self._runs for at in run.new}
        if word_forms.is_verb_changed(self._old.list_verbs(gone), self._new.list_verbs(come)):
            return True
        renamed = {
            word_forms.fold_word((self._new if is_new else self._old).words[at].text)
            for is_new, at in self._renamed
        }
        changed = {
            word_forms.fold_word(side.words[at].text)
            for run in self._runs
            for side, places in ((self._old, run.old), (self._new, run.new))
            for at in places
        }
        differing = (self._old.told_sources ^ self._new.told_sources) & changed
        # A negation beside a source is read as part of it.
        return not all(map(weighty.is_negation, differing - renamed - word_forms.LITTLE))

    @cached_property
    def _renamed(self) -> frozenset[tuple[bool, int]]:
        """Find the words (is new, place) of names and titles that were exchanged, came before or left a name."""
        found: set[tuple[bool, int]] = set()
        for run in self._runs:
            found |= self._find_names(run) | self._find_titles(run)
        return frozenset(found)

    def _find_names(self, run: _Run) -> set[tuple[bool, int]]:
        old, new = ([word.text for word in side.words] for side in (self._old, self._new))
        if not run.old or not run.new:
            return set()
        found: set[tuple[bool, int]] = set()
        length = max(len(run.old), len(run.new))
        for at in range(length):
            i, j = run.old[min(at, len(run.old) - 1)], run.new[min(at, len(run.new) - 1)]
            if self._is_name_pair((old, i), (new, j)):
                found |= {(False, i), (True, j)}
        return found

    def _is_name_pair(self, one: tuple[list[str], int], other: tuple[list[str], int]) -> bool:
        old, new = one[0][one[1]], other[0][other[1]]
        if any(char.isdigit() for char in old + new) or self._is_in_dateline(one[1], other[1]):
            return False
        if self._is_byline:
            return True
        is_alike = proper_names.is_spelled_otherwise(old, new)
        if find_script(old) == "en":
            is_name = all(proper_names.is_capital_name(*side) for side in (one, other))
            return is_name and (is_alike or bool(one[1] and other[1]) or _is_full_name(one, other))
        is_titled = _is_behind_title(self._old, one[1]) and _is_behind_title(self._new, other[1])
        is_speaking = is_alike and self._speaks(old, is_new=False) and self._speaks(new, is_new=True)
        return is_speaking or (is_titled and not (proper_names.is_title(old) or proper_names.is_title(new)))

    def _is_in_dateline(self, old: int, new: int) -> bool:
        old_word, new_word = self._old.words[old], self._new.words[new]
        return old_word.start < self._old.dateline or new_word.start < self._new.dateline

    def _speaks(self, word: str, *, is_new: bool) -> bool:
        side = self._new if is_new else self._old
        return any(word_forms.fold_word(word) in source.split() for source in side.voices.sources)

    def _find_titles(self, run: _Run) -> set[tuple[bool, int]]:
        """Find the titles in a run behind which, in either version, a name stands, or that stand behind one."""
        return {
            (side is self._new, at)
            for side, places in ((self._old, run.old), (self._new, run.new))
            for at in places
            if proper_names.is_title(side.words[at].text)
            and (_has_name_behind(side, at) or _explains_name(side, at))
        }


def _is_behind_title(side: sides.Side, at: int) -> bool:
    """Whether a title stands shortly before a word, with no mark between them."""
    return any(
        proper_names.is_title(word.text) and not _MARK.search(side.text, word.end, side.words[at].start)
        for word in side.words[max(0, at - _TITLE_REACH) : at]
    )


def _has_name_behind(side: sides.Side, at: int) -> bool:
    words = [word.text for word in side.words]
    place = at + 1
    while place < len(words) and proper_names.is_title(words[place]):
        place += 1
    if place >= len(words):
        return False
    if find_script(words[place]) == "en":
        return proper_names.is_capital_name(words, place)
    word = side.words[place]
    return not any(start <= word.start < end for start, end in side.voices.verb_spans)


def _explains_name(side: sides.Side, at: int) -> bool:
    """Whether a title stands between commas behind a name: "Ana Moss, the deputy head, left"."""
    words = side.words
    gaps = {
        place: side.text[words[place - 1].end : words[place].start].strip()
        for place in range(max(1, at + 1 - _TITLE_REACH), min(len(words), at + 1 + _TITLE_REACH))
    }
    opened = [place for place, gap in gaps.items() if gap == "," and place <= at]
    is_closed = any(gap.startswith(",") for place, gap in gaps.items() if place > at)
    names = [word.text for word in words]
    return is_closed and bool(opened) and proper_names.is_capital_name(names, opened[-1] - 1)


def _is_full_name(one: tuple[list[str], int], other: tuple[list[str], int]) -> bool:
    """Whether a word that begins its sentence is followed by another with a capital, in both versions."""
    return all(words[at + 1][:1].isupper() for words, at in (one, other) if at + 1 < len(words)) and all(
        at + 1 < len(words) for words, at in (one, other)
    )


def _fold_words(text: str) -> tuple[str, ...]:
    return tuple(word_forms.fold_word(word) for word in text.split())


def _find_runs(old: sides.Side, new: sides.Side) -> Iterator[_Run]:
    """Yield the runs of words that differ; case and marks are no difference."""
    i = j = 0
    start = (0, 0)
    for segment in [*word_diff.find_segments(old.text, new.text), None]:
        count = 0 if segment is None else word_diff.count_words(segment.text)
        if segment is None or (segment.op is model.Op.EQUAL and count):
            if (i, j) != start:
                yield _Run(range(start[0], i), range(start[1], j))
            i, j = i + count, j + count
            start = (i, j)
        elif segment.op is model.Op.DELETE:
            i += count
        elif segment.op is model.Op.INSERT:
            j += count


def _is_counting(word: str) -> bool:
    """Whether a word is a number, or the unit that comes and goes with a dual: "שבועיים", "שלושה שבועות"."""
    is_unit = any(word in parse_numerals(code).units for code in LANGUAGES)
    return is_unit or any(map(str.isdigit, word)) or any(map(is_number_word, word.split("-")))
