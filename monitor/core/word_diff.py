"""Word diff: how two texts differ word by word. Never cuts a word, a number with its signs, or a character from its marks.

Short texts are aligned by diff-match-patch, long ones by what they share at both ends and by words that stand once in each.
Refuses nothing, and says nothing of what an edit is: that is `edits`. Next: `diff`.
"""

import re
import unicodedata
from collections.abc import Sequence

from diff_match_patch import diff_match_patch

from monitor import model
from monitor.core import align

#: Shown on the character before them: combining marks of the scripts in use, joiners, variation selectors, skin tones, and
#: what is shown as nothing.
_MARKS = "".join(
    chr(code)
    for code in (*range(0x300, 0x3100), *range(0xFE00, 0xFE30))
    if unicodedata.category(chr(code)) in {"Mn", "Mc", "Me"}
)
_JOINED = f"{_MARKS}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{_JOINED}])*"
_TOKEN = re.compile(
    rf"""
    (?: (?<!\w)[-+−] )? [$€£₪¥]? \d [{_JOINED}]* (?: [.,:/٫٬\-–−]? \d [{_JOINED}]* )* [%٪‰]?  # a number with its signs
  | {_LETTERS} (?: ['’"״׳\-־] {_LETTERS} )*                                                   # a word
  | \s+ [{_JOINED}]*
  | [\U0001f1e6-\U0001f1ff]{{2}}                                                              # a flag
  | . [{_JOINED}]* (?: (?<=\u200d) [^\s\w] [{_JOINED}]* )*
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(r"\w")
#: Longer stretches of tokens are matched by their unique ones first; the library's time grows with the square.
_MAX_TOKENS = 200
#: Longest stretch between two texts' common ends that is cut into words, in characters. News sentences end far below.
MAX_CHARS = 20_000
_OPS = {0: model.Op.EQUAL, 1: model.Op.INSERT, -1: model.Op.DELETE}
#: Mapped tokens stand for themselves from here on, past everything that is a surrogate.
_FIRST_CHAR = 0xE000
#: The words around the common ends of two long texts that are looked at again, in characters.
_MARGIN = 100


def find_segments(old: str, new: str) -> tuple[model.Segment, ...]:
    """Compare two texts word by word. EQUAL and DELETE segments joined give `old`, EQUAL and INSERT give `new`."""
    start, end = find_common_ends(old, new)
    head, tail = old[:start], old[len(old) - end :]
    pieces = [
        (model.Op.EQUAL, head),
        *_compare(old[start : len(old) - end], new[start : len(new) - end]),
        (model.Op.EQUAL, tail),
    ]
    return _join_segments([(op, text) for op, text in pieces if text])


def is_too_long(old: str, new: str) -> bool:
    """Whether two texts differ in more than is compared word by word."""
    start, end = find_common_ends(old, new)
    return max(len(old), len(new)) - start - end > MAX_CHARS


def find_common_ends(old: str, new: str) -> tuple[int, int]:
    """Count the characters at the start and at the end of both texts that are surely the same words: none of short texts,
    and of long ones up to white space, with a margin."""
    most = min(len(old), len(new))
    if max(len(old), len(new)) <= MAX_CHARS:
        return 0, 0
    start = _find_edge(old, _count_common(old, new, most))
    backward = _count_common(old[::-1], new[::-1], most - start)
    return start, _find_edge(old[::-1], backward)


def _count_common(one: str, other: str, most: int) -> int:
    """Count the characters that both begin with, `most` at the most; halves the stretch, for slices compare quickly."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _find_edge(text: str, common: int) -> int:
    """Step back from the end of what is common, past the margin, to white space."""
    edge = max(0, common - _MARGIN)
    while edge and not text[edge - 1].isspace():
        edge -= 1
    return edge


def _compare(old: str, new: str) -> list[tuple[model.Op, str]]:
    if max(len(old), len(new)) > MAX_CHARS:
        return [(model.Op.DELETE, old), (model.Op.INSERT, new)]
    old_tokens, new_tokens = find_tokens(old), find_tokens(new)
    box = (0, len(old_tokens), 0, len(new_tokens))
    pairs: list[align.Pair] = []
    if max(len(old_tokens), len(new_tokens)) > _MAX_TOKENS:
        pairs = align.match_equal(old_tokens, new_tokens)
    pieces: list[tuple[model.Op, str]] = []
    for at, (a, b, c, d) in enumerate(align.gaps_between(pairs, box)):
        pieces += _compare_tokens(old_tokens[a:b], new_tokens[c:d])
        if at < len(pairs):
            pieces.append((model.Op.EQUAL, old_tokens[b]))
    return pieces


def find_tokens(text: str) -> list[str]:
    """Cut a text into words, numbers, white space and single characters; joined they are the text."""
    return _TOKEN.findall(text)


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
    return sum(1 for token in _TOKEN.finditer(text) if _WORD.search(token[0]))
