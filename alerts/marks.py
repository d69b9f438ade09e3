"""Two sentences side by side: which words are only in the one or the other, and what is left out when they are long.

Works on whole words, so that "20" and "22" are marked, never "0" and "2". Says nothing about how a mark looks: that is
the templates' and `slack_message`'s. Next: `message`.
"""

import re
from difflib import SequenceMatcher
from itertools import groupby, takewhile

from monitor import model

#: A word with its inner points and hyphens ("3.5", "1,000", "cease-fire"), a run of white space, or one sign.
_TOKEN = re.compile(r"\w+(?:[.,'’\-]\w+)*|\s+|[^\w\s]")
#: Comparing costs words times words, and more where words repeat: a text made to stall us is not compared.
_MAX_WORDS = 400
#: Characters kept on either side of a mark when a sentence is shortened.
_CONTEXT = 80
_GAP = " … "
_END = " …"

Segments = tuple[model.Segment, ...]


def mark_words(old: str, new: str) -> Segments:
    """Return the words of both sentences as segments: in both, only in the old one, only in the new one."""
    old_words, new_words = _TOKEN.findall(old), _TOKEN.findall(new)
    start = _count_equal(old_words, new_words)
    end = _count_equal(old_words[start:][::-1], new_words[start:][::-1])
    old_end, new_end = len(old_words) - end, len(new_words) - end
    head, tail = "".join(old_words[:start]), "".join(old_words[old_end:])
    blocks = [
        (True, head, head),
        *_find_blocks(old_words[start:old_end], new_words[start:new_end]),
        (True, tail, tail),
    ]
    segments: list[model.Segment] = []
    for is_equal, group in groupby(blocks, key=lambda block: block[0]):
        olds, news = zip(*((before, after) for _, before, after in group), strict=True)
        if is_equal:
            segments.append(model.Segment(op=model.Op.EQUAL, text="".join(olds)))
        else:
            segments.append(model.Segment(op=model.Op.DELETE, text="".join(olds)))
            segments.append(model.Segment(op=model.Op.INSERT, text="".join(news)))
    return tuple(segment for segment in segments if segment.text)


def _count_equal(old: list[str], new: list[str]) -> int:
    """Count the words that both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _find_blocks(old: list[str], new: list[str]) -> list[tuple[bool, str, str]]:
    """Compare words whose first and last differ; gives runs of (is equal, old, new). Two changed words with only a
    space between them are one change."""
    if max(len(old), len(new)) > _MAX_WORDS:
        return [(False, "".join(old), "".join(new))]
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    runs = [(tag == "equal", "".join(old[a:b]), "".join(new[c:d])) for tag, a, b, c, d in opcodes]
    return [(is_equal and not before.isspace(), before, after) for is_equal, before, after in runs]


def find_side(segments: Segments, op: model.Op) -> Segments:
    """Return one side of the marks: the old sentence with `Op.DELETE`, the new one with `Op.INSERT`."""
    return tuple(segment for segment in segments if segment.op in {model.Op.EQUAL, op})


def tighten(segment: model.Segment) -> Segments:
    """Return a segment with the spaces at its ends outside the mark."""
    inner = segment.text.strip()
    if segment.op is model.Op.EQUAL or inner == segment.text:
        return (segment,)
    before, _, after = segment.text.partition(inner) if inner else (segment.text, "", "")
    pieces = ((model.Op.EQUAL, before), (segment.op, inner), (model.Op.EQUAL, after))
    return tuple(model.Segment(op=op, text=words) for op, words in pieces if words)


def shorten_side(side: Segments, length: int) -> Segments:
    """Return one side in at most `length` characters, each mark with the words around it, "…" where text is left out.

    What is left out first is what is in both sentences; a side whose marks alone are too long is cut at its end.
    """
    if sum(len(segment.text) for segment in side) <= length:
        return side
    context = min(_CONTEXT, length // 4)
    room = length - len(_END)
    kept: list[model.Segment] = []
    for index, segment in enumerate(side):
        words = segment.text
        if segment.op is model.Op.EQUAL:
            words = _shorten_equal(words, context, is_first=index == 0, is_last=index == len(side) - 1)
        if len(words) > room:
            # Never half a word: half a number is another number.
            whole = words[:room].rpartition(" ")[0]
            cut = (model.Segment(op=segment.op, text=whole), model.Segment(op=model.Op.EQUAL, text=_END))
            return (*kept, *(piece for piece in cut if piece.text))
        kept.append(model.Segment(op=segment.op, text=words))
        room -= len(words)
    return tuple(kept)


def _shorten_equal(words: str, context: int, *, is_first: bool, is_last: bool) -> str:
    if len(words) <= 2 * context:
        return words
    head, tail = words[:context].rpartition(" ")[0], words[-context:].partition(" ")[2]
    return f"{'' if is_first else head}{_GAP}{'' if is_last else tail}"
