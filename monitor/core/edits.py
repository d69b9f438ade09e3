"""Edits: how two sentences differ word by word, and what kinds of edit that is.

Refuses to call anything cosmetic that touches a figure, a number word, a negation, a hedge, an attribution or a
watched term: TYPO and STYLE are left for what is certainly nothing else. Next: `diff`.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Sequence
from typing import NamedTuple

from diff_match_patch import diff_match_patch

from monitor import model
from monitor.core import align, notices, numbers, weighty
from monitor.core.misspelling import is_misspelling

#: A figure with its separators, a word with its apostrophes and hyphens, white space, or one other character.
_TOKEN = re.compile(r"\d+(?:[.,:/\-–−]\d+)*|[^\W\d_]+(?:['’\"״׳\-־][^\W\d_]+)*|\s+|.", re.DOTALL)
_WORD = re.compile(r"\w")
_QUOTES = re.compile("[\"'“”‘’„«»״׳]")
_ENDS = re.compile("[?!؟]")
#: Longer stretches of tokens are matched by their unique ones first; the library's time grows with the square.
_MAX_TOKENS = 200
_OPS = {0: model.Op.EQUAL, 1: model.Op.INSERT, -1: model.Op.DELETE}
#: Mapped tokens stand for themselves from here on, past everything that is a surrogate.
_FIRST_CHAR = 0xE000
#: Longer sentences are told apart by their bare words.
_MAX_WEIGHED = 2000
#: Longest number that may stand alone, in characters.
_MAX_BARE = 40
#: A misspelling in a longer sentence, in characters, is taken for another word.
MAX_WATCHED = 2000

FindTerms = Callable[[str], Collection[str]]


def find_segments(old: str, new: str) -> tuple[model.Segment, ...]:
    """Compare two sentences word by word. EQUAL and DELETE segments joined give `old`, EQUAL and INSERT give `new`."""
    old_tokens, new_tokens = _TOKEN.findall(old), _TOKEN.findall(new)
    box = (0, len(old_tokens), 0, len(new_tokens))
    pairs: list[align.Pair] = []
    if max(len(old_tokens), len(new_tokens)) > _MAX_TOKENS:
        pairs = align.match_equal(old_tokens, new_tokens)
    pieces: list[tuple[model.Op, str]] = []
    for at, (a, b, c, d) in enumerate(align.gaps_between(pairs, box)):
        pieces += _compare_tokens(old_tokens[a:b], new_tokens[c:d])
        if at < len(pairs):
            pieces.append((model.Op.EQUAL, old_tokens[b]))
    return _join_segments(pieces)


def _compare_tokens(old: Sequence[str], new: Sequence[str]) -> list[tuple[model.Op, str]]:
    """Compare short runs of tokens with diff-match-patch, each token mapped to one character."""
    if max(len(old), len(new)) > _MAX_TOKENS or not (old and new):
        return [(model.Op.DELETE, "".join(old)), (model.Op.INSERT, "".join(new))]
    chars: dict[str, str] = {}
    for token in [*old, *new]:
        chars.setdefault(token, chr(_FIRST_CHAR + len(chars)))
    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # no clock: the same texts always give the same diff
    tokens = {char: token for token, char in chars.items()}
    mapped = engine.diff_main("".join(chars[t] for t in old), "".join(chars[t] for t in new), False)
    return [(_OPS[op], "".join(tokens[char] for char in run)) for op, run in mapped]


def _join_segments(pieces: Sequence[tuple[model.Op, str]]) -> tuple[model.Segment, ...]:
    """Join neighbours: a space alone between two edits is part of them, deletions stand before insertions."""
    segments: list[model.Segment] = []
    equal: list[str] = []  # joined once: a text of one sentence has as many pieces as words
    removed = added = ""
    for index, (op, text) in enumerate(pieces):
        is_glue = bool(removed or added) and text.isspace() and _is_edit_next(pieces, index)
        if op is model.Op.EQUAL and not is_glue and text:
            segments += _edit_segments(removed, added)
            removed = added = ""
            equal.append(text)
        else:
            if equal and text:
                segments.append(model.Segment(op=model.Op.EQUAL, text="".join(equal)))
                equal = []
            removed += text if op is not model.Op.INSERT else ""
            added += text if op is not model.Op.DELETE else ""
    last = [model.Segment(op=model.Op.EQUAL, text="".join(equal))] if equal else []
    return (*segments, *_edit_segments(removed, added), *last)


def _is_edit_next(pieces: Sequence[tuple[model.Op, str]], index: int) -> bool:
    return any(text and op is not model.Op.EQUAL for op, text in pieces[index + 1 : index + 2])


def _edit_segments(removed: str, added: str) -> list[model.Segment]:
    sides = ((model.Op.DELETE, removed), (model.Op.INSERT, added))
    return [model.Segment(op=op, text=text) for op, text in sides if text]


def count_words(text: str) -> int:
    """Count the words of a text; a figure is one."""
    return sum(1 for token in _TOKEN.findall(text) if _WORD.search(token))


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text in lower case and its numbers' worth, for telling how alike two texts are."""
    if len(text) > _MAX_WEIGHED:
        return frozenset(text.split())
    return frozenset(piece.text for piece in numbers.parse_pieces(text))


def is_bare_number(text: str) -> bool:
    """Whether a text is a number and nothing else, in figures or in words: "20", "71%", "Twenty-two"."""
    pieces = numbers.parse_pieces(text) if len(text) <= _MAX_BARE else ()
    return all(piece.is_number for piece in pieces) and any(piece.text[:1].isdigit() for piece in pieces)


def find_edit_kinds(old: str, new: str, *, find_terms: FindTerms | None = None) -> tuple[model.EditKind, ...]:
    """Find what kinds of edit turn one sentence into another. `find_terms` lists the watched terms of a text."""
    kinds: list[model.EditKind] = []
    if notices.is_notice(old) and notices.is_notice(new):
        kinds.append(model.EditKind.NOTICE)
    before, after = _dress_free(old), _dress_free(new)
    if _figures(before) != _figures(after):
        kinds.append(model.EditKind.NUMBER)
    elif before == after:
        kinds.append(model.EditKind.STYLE)
    elif _is_typo(before, after) and not _touches_terms(old, new, find_terms):
        kinds.append(model.EditKind.TYPO)
    else:
        kinds.append(model.EditKind.WORDING)
    return tuple(kinds)


class _Told(NamedTuple):
    """What a sentence tells, its dress left out: spaces, case, dashes, commas, the form of quotes and of numbers.

    How many quotation marks there are, and a question, is more than dress.
    """

    pieces: tuple[numbers.Piece, ...]
    quotes: int
    ends: tuple[str, ...]


def _dress_free(text: str) -> _Told:
    quotes, ends = len(_QUOTES.findall(text)), tuple(_ENDS.findall(text))
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
    return all(is_misspelling(a, b) for a, b in changed) and not any(
        weighty.is_weighty_word(word) for pair in changed for word in pair
    )


def _without_doubles(words: Sequence[str]) -> list[str]:
    return [word for word, before in zip(words, [None, *words], strict=False) if word != before]
