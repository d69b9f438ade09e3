"""Altered quotations: words inside somebody's quotation that are other words now.

A quotation is a promise of exact words: that one was exchanged is news whatever it says. Refuses to call altered what was only
told in other marks: a part of it paraphrased, words in brackets; nor a name that stands in quotation marks, where nobody speaks.
Next: `revision`, which adds the event to a change.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

from monitor import model
from monitor.core import diff as differ
from monitor.core import numbers, voices, weighty
from monitor.core.misspelling import is_misspelling, is_respelt
from monitor.core.quotations import find_quoted

#: What an editor put into a quotation, and what shows that something was left out.
_BRACKETS = re.compile(r"\[[^\]]*\]")
_GAP = re.compile(r"…|\.\.\.")
#: A quotation of so many words is no name.
_SPEECH_WORDS = 3
#: A term of so few words is the same term altered where it is the only one in its sentence.
_TERM_WORDS = 3
#: The share of the shorter one's words that two quotations have in common when they are one.
_SHARED = 0.5
#: Words shown around what was altered.
_CONTEXT = 6


class _Quote(NamedTuple):
    """One quotation in one sentence: as written, and its words without their dress."""

    text: str
    words: tuple[str, ...]


class _Alteration(NamedTuple):
    old: _Quote
    new: _Quote
    severity: model.Severity


def find_altered_quotes(diff: model.Diff) -> model.Event | None:
    """Return the event that quotations were altered, the gravest shown; None where none was.

    Medium; low where it was only quoted at more or less length, or its spelling was mended, and no number, negation, hedge or
    attribution came or went with that.
    """
    found = [one for field in diff.fields for one in _find_in_field(field)]
    if not found:
        return None
    first = max(found, key=lambda one: one.severity)  # the first of them
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    old, new = _show(first.old.text.split(), first.new.text.split())
    return model.Event(
        kind=model.EventKind.QUOTE_ALTERED,
        severity=first.severity,
        summary=f"Quotation altered: it is now “{new}”; it was “{old}”{more}.",
    )


def _find_in_field(field: model.FieldDiff) -> Iterator[_Alteration]:
    if field.field is model.TextField.BYLINE or not any(
        model.EditKind.QUOTE in sentence.edits for sentence in field.sentences
    ):
        return
    texts = differ.apply_diff(field)
    quoted = find_quoted(texts[0]), find_quoted(texts[1])
    old_at = new_at = 0
    for sentence in field.sentences:
        if model.EditKind.QUOTE in sentence.edits and not sentence.is_rough:
            old, new = _read_moved(sentence) or (
                _cut(sentence.old, quoted[0], old_at),
                _cut(sentence.new, quoted[1], new_at),
            )
            yield from _find_alterations(sentence, old, new)
        old_at, new_at = old_at + len(sentence.old), new_at + len(sentence.new)


def _read_moved(sentence: model.SentenceDiff) -> tuple[list[_Quote], list[_Quote]] | None:
    """Return the quotations of a sentence that stands elsewhere now, by itself; None for any other."""
    if sentence.op is not model.SentenceOp.MOVED:
        return None
    sides = (_side_of(sentence, model.Op.DELETE), _side_of(sentence, model.Op.INSERT))
    old, new = (_cut(side, find_quoted(side), 0) for side in sides)
    return old, new


def _side_of(sentence: model.SentenceDiff, op: model.Op) -> str:
    return "".join(piece.text for piece in sentence.segments if piece.op in {model.Op.EQUAL, op})


def _cut(text: str, quoted: Sequence[tuple[int, int]], at: int) -> list[_Quote]:
    """Cut the quotations out of a sentence that begins at this place of its text."""
    pieces = (
        text[max(start - at, 0) : end - at] for start, end in quoted if start < at + len(text) and end > at
    )
    found = [_Quote(piece.strip(), _read_words(_BRACKETS.sub(" ", piece))) for piece in pieces]
    return [quote for quote in found if quote.words]


def _read_words(text: str) -> tuple[str, ...]:
    return tuple(piece.text for piece in numbers.parse_pieces(_GAP.sub(" ", text)))


def _find_alterations(
    sentence: model.SentenceDiff, old: list[_Quote], new: list[_Quote]
) -> Iterator[_Alteration]:
    """Find what was altered in the quotations of one sentence; those that stand in both are left out."""
    kept = {quote.words for quote in old} & {quote.words for quote in new}
    gone = [quote for quote in old if quote.words not in kept]
    come = [quote for quote in new if quote.words not in kept]
    is_only = len(gone) == len(come) == 1
    for before in gone:
        after = _find_counterpart(before, come, is_only=is_only)
        if after is None or not _is_speech(sentence, before, after):
            continue
        come.remove(after)
        if severity := _weigh(sentence, before, after):
            yield _Alteration(before, after, severity)


def _find_counterpart(quote: _Quote, others: Sequence[_Quote], *, is_only: bool) -> _Quote | None:
    """Find the quotation that this one became; None where it went."""
    if is_only and max(len(quote.words), len(others[0].words)) <= _TERM_WORDS:
        return others[0]
    shares = [(_find_share(quote.words, other.words), -at) for at, other in enumerate(others)]
    share, at = max(shares, default=(0.0, 0))
    return others[-at] if share >= _SHARED else None


def _find_share(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / min(len(one), len(other))


def _is_speech(sentence: model.SentenceDiff, old: _Quote, new: _Quote) -> bool:
    """Whether somebody is quoted: the sentence says who, or the quotation is too long for a name, or begins as none does."""
    is_long = min(len(old.words), len(new.words)) >= _SPEECH_WORDS
    if is_long or (old.text[:1].islower() and new.text[:1].islower()):
        return True
    sides = filter(None, (sentence.new, sentence.old))
    return any(
        (said := voices.find_voices(side)).verbs or said.sources or said.quoting_spans for side in sides
    )


def _weigh(sentence: model.SentenceDiff, old: _Quote, new: _Quote) -> model.Severity | None:
    """Say how grave an alteration is; None where the words are still there, outside the marks or around them."""
    matcher = SequenceMatcher(None, old.words, new.words, autojunk=False)
    edits = [edit for edit in matcher.get_opcodes() if edit[0] != "equal"]
    gone = [word for _, i, j, _, _ in edits for word in old.words[i:j]]
    come = [word for _, _, _, i, j in edits for word in new.words[i:j]]
    if not (gone and come) and _stands_outside(sentence, gone, come):
        return None
    if any(weighty.is_weighty_word(word) for word in (*gone, *come)):
        return model.Severity.MEDIUM
    is_mended = len(gone) == len(come) and all(
        is_misspelling(*pair) or is_respelt(*pair) for pair in zip(gone, come, strict=True)
    )
    is_shown = bool(_GAP.search(new.text)) and not come
    is_mild = is_mended or is_shown or _is_length(edits, len(old.words), len(new.words))
    return model.Severity.LOW if is_mild else model.Severity.MEDIUM


def _stands_outside(sentence: model.SentenceDiff, gone: Sequence[str], come: Sequence[str]) -> bool:
    """Whether the words that one quotation has more stand in the other's sentence: told without the marks."""
    if sentence.op is model.SentenceOp.MOVED:
        return False
    more, text = (gone, sentence.new) if gone else (come, sentence.old)
    return set(more) <= set(_read_words(text))


def _is_length(edits: Sequence[tuple[str, int, int, int, int]], old_count: int, new_count: int) -> bool:
    """Whether one of two quotations only begins earlier or ends later than the other."""
    kinds = {kind for kind, *_ in edits}
    at_ends = all((i == 0 or j == old_count) and (k == 0 or m == new_count) for _, i, j, k, m in edits)
    return len(kinds) == 1 and "replace" not in kinds and at_ends


def _show(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """Return what was altered in two quotations with a few words around it, "…" where more stands there."""
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    rest = zip(reversed(old[start:]), reversed(new[start:]), strict=False)
    end = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
    return _clip(old, start, end), _clip(new, start, end)


def _clip(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(0, start - _CONTEXT), min(len(words), len(words) - end + _CONTEXT)
    before, after = ("… " if first else ""), (" …" if last < len(words) else "")
    return f"{before}{' '.join(words[first:last])}{after}"
