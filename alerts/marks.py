"""Two sentences side by side: which words are only in the one or the other, and what is left out when they are long.

Works on whole words, so that "20" and "22" are marked, never "0" and "2". Says nothing about how a mark looks: that is
the templates' and `slack_message`'s. Next: `message`.
"""

import re
from difflib import SequenceMatcher
from itertools import groupby

from monitor import model

#: A word with its inner points and hyphens ("3.5", "1,000", "cease-fire"), a run of white space, or one sign.
_TOKEN = re.compile(r"\w+(?:[.,'’\-]\w+)*|\s+|[^\w\s]")
#: Characters kept on either side of a mark when a sentence is shortened.
_CONTEXT = 80
_GAP = " … "
_END = " …"

Segments = tuple[model.Segment, ...]


def mark_words(old: str, new: str) -> Segments:
    """Return the words of both sentences as segments: in both, only in the old one, only in the new one."""
    old_words, new_words = _TOKEN.findall(old), _TOKEN.findall(new)
    opcodes = SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes()
    blocks = []
    for index, (tag, old_from, old_to, new_from, new_to) in enumerate(opcodes):
        before, after = "".join(old_words[old_from:old_to]), "".join(new_words[new_from:new_to])
        # Two changed words with only a space between them are one mark.
        is_bridge = before.isspace() and 0 < index < len(opcodes) - 1
        blocks.append((tag == "equal" and not is_bridge, before, after))
    segments: list[model.Segment] = []
    for is_equal, group in groupby(blocks, key=lambda block: block[0]):
        olds, news = zip(*((before, after) for _, before, after in group), strict=True)
        if is_equal:
            segments.append(model.Segment(op=model.Op.EQUAL, text="".join(olds)))
        else:
            segments.append(model.Segment(op=model.Op.DELETE, text="".join(olds)))
            segments.append(model.Segment(op=model.Op.INSERT, text="".join(news)))
    return tuple(segment for segment in segments if segment.text)


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
    kept = []
    for index, segment in enumerate(side):
        words = segment.text
        if segment.op is model.Op.EQUAL:
            words = _shorten_equal(words, context, is_first=index == 0, is_last=index == len(side) - 1)
        kept.append(model.Segment(op=segment.op, text=words[:room]))
        if len(words) > room:
            return (*kept, model.Segment(op=model.Op.EQUAL, text=_END))
        room -= len(words)
    return tuple(kept)


def _shorten_equal(words: str, context: int, *, is_first: bool, is_last: bool) -> str:
    if len(words) <= 2 * context:
        return words
    head, tail = words[:context].rsplit(" ", 1)[0], words[-context:].split(" ", 1)[-1]
    return f"{'' if is_first else head}{_GAP}{'' if is_last else tail}"
