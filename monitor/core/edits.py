"""Edits: what kinds of edit turn one sentence into another. `edited_words` says which words of a kind changed.

Refuses to call anything cosmetic that touches a figure, a number word, a negation, a hedge, an attribution, a name, a
quotation or a watched term: TYPO and STYLE are left for what is certainly nothing else. Next: `diff`.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Sequence
from typing import NamedTuple

from monitor import model
from monitor.core import edited_words, notices, numbers, weighty
from monitor.core.misspelling import is_misspelling, is_respelt
from monitor.core.quotations import find_quoted

_QUOTES = re.compile("[\"'“”‘’„«»״׳]")
_ENDS = re.compile("[?!]")
#: Longer sentences are told apart by their bare words.
_MAX_WEIGHED = 2000
#: Longest number that may stand alone, in characters.
_MAX_BARE = 40
#: A misspelling in a longer sentence, in characters, is taken for another word.
MAX_WATCHED = 2000

#: Kinds that a misspelt word is not one of.
_SUBSTANCE = frozenset(
    {model.EditKind.NUMBER, model.EditKind.ATTRIBUTION, model.EditKind.HEDGE, model.EditKind.NAME}
)
#: Kinds of what stands at a certain place of the sentence.
_OF_PLACE = frozenset({model.EditKind.QUOTE, model.EditKind.DATELINE})
#: The stretches of the old and of the new sentence that stand inside quotation marks.
Quoted = tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]

FindTerms = Callable[[str], Collection[str]]


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text in lower case and its numbers' worth, for telling how alike two texts are."""
    if len(text) > _MAX_WEIGHED:
        return frozenset(text.split())
    return frozenset(piece.text for piece in numbers.parse_pieces(text))


def is_bare_number(text: str) -> bool:
    """Whether a text is a number and nothing else, in figures or in words: "20", "71%", "Twenty-two"."""
    pieces = numbers.parse_pieces(text) if len(text) <= _MAX_BARE else ()
    return all(piece.is_number for piece in pieces) and any(piece.text[:1].isdigit() for piece in pieces)


def find_edit_kinds(
    old: str,
    new: str,
    *,
    quoted: Quoted | None = None,
    find_terms: FindTerms | None = None,
    is_byline: bool = False,
) -> tuple[model.EditKind, ...]:
    """Find what kinds of edit turn one sentence into another. `quoted` are the stretches of both inside quotation marks, where
    these began before the sentence; `find_terms` lists the watched terms of a text."""
    before, after = _dress_free(old), _dress_free(new)
    words = edited_words.EditedWords(
        old, new, quoted=quoted or (find_quoted(old), find_quoted(new)), is_byline=is_byline
    )
    kinds = words.find_kinds(is_number=_figures(before) != _figures(after))
    if before == after:
        kinds = (kinds & {model.EditKind.QUOTE}) | words.find_turned() or {model.EditKind.STYLE}
    elif not _SUBSTANCE & kinds and _is_typo(before, after) and not _touches_terms(old, new, find_terms):
        kinds |= words.find_turned() or {model.EditKind.TYPO}
    elif words.has_others(kinds) or not (_SUBSTANCE | _OF_PLACE) & kinds:
        kinds.add(model.EditKind.WORDING)
    if notices.is_notice(old) and notices.is_notice(new):
        kinds.add(model.EditKind.NOTICE)
    return tuple(kind for kind in model.EditKind if kind in kinds)


def find_rough_kinds(old: str, new: str) -> tuple[model.EditKind, ...]:
    """Find the kind of an edit that is not looked at word by word: never a cosmetic one."""
    numerals = ([char for char in side if char.isnumeric()] for side in (old, new))
    return (model.EditKind.WORDING,) if next(numerals) == next(numerals) else (model.EditKind.NUMBER,)


class _Told(NamedTuple):
    """What a sentence tells, its dress left out: spaces, case, dashes, commas, the form of quotes and of numbers.

    How many quotation marks there are, and a question, is more than dress.
    """

    pieces: tuple[numbers.Piece, ...]
    quotes: int
    ends: tuple[str, ...]


def _dress_free(text: str) -> _Told:
    quotes, ends = len(_QUOTES.findall(text)), tuple(_ENDS.findall(text.replace("؟", "?")))
    return _Told(numbers.parse_pieces(text), quotes, ends)


def style_key(text: str) -> Hashable:
    """Return what two texts share if nothing but their dress differs."""
    return _dress_free(text)


def _figures(told: _Told) -> list[numbers.Piece]:
    return [piece for piece in told.pieces if piece.is_number]


def _touches_terms(old: str, new: str, find_terms: FindTerms | None) -> bool:
    """Whether a watched term differs, or may: of a longer sentence not all terms are found."""
    if find_terms is None:
        return False
    return max(len(old), len(new)) > MAX_WATCHED or sorted(find_terms(old)) != sorted(find_terms(new))


def _is_typo(before: _Told, after: _Told) -> bool:
    """Whether one word is spelt otherwise, in its middle, by one letter or two letters swapped; or a word was doubled.

    The first and the last letter stand: "hostage" to "hostages", "likely" to "unlikely" are no typos. Latin letters
    only: in Arabic and Hebrew one letter is another word. A weighty word is never mistyped: it may be another one.
    """
    if before[1:] != after[1:]:
        return False
    old, new = ([piece.text for piece in told.pieces] for told in (before, after))
    if len(old) != len(new):
        extra = (Counter(old) - Counter(new)) + (Counter(new) - Counter(old))
        return _without_doubles(old) == _without_doubles(new) and not any(map(weighty.is_weighty_word, extra))
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    return all(
        is_respelt(a, b) or (is_misspelling(a, b) and not any(map(weighty.is_weighty_word, (a, b))))
        for a, b in changed
    )


def _without_doubles(words: Sequence[str]) -> list[str]:
    return [word for word, before in zip(words, [None, *words], strict=False) if word != before]
