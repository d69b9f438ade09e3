"""Quotes: direct quotations of three words or more whose speaker is named or described.

The speaker is read from the sentence with the quotation taken out, so that verbs inside it mislead nobody.
Refuses unbalanced marks, quotations longer than MAX_QUOTE characters, and speakers that are only a pronoun.
Next: `compare`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from monitor import model
from monitor.core import sentences
from monitor.core.claims.attribution import (
    Attribution,
    find_attribution,
    find_attributions,
)
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.speaker import find_announcer, find_subject, is_pronoun_speaking
from monitor.core.claims.tokens import find_tokens

MAX_QUOTE = 1500
MIN_WORDS = 3
#: Stand for a quotation where it was taken out.
_MARKS_LEFT = ('"', ",", '"')
#: A sentence with fewer characters than this beside its quotation names nobody.
_LEFT_OVER = 4
#: At most this many characters, a paragraph break, stand between a quotation and the sentence that names its speaker.
_GLUE = len(model.PARAGRAPH_BREAK)
#: How far around a quotation its speaker is looked for, in characters.
_REACH = 240
# Each kind begins with its own mark, so that text without any is passed over quickly.
_QUOTE = re.compile(
    rf"“([^“”\n]{{3,{MAX_QUOTE}}})”|«([^«»\n]{{3,{MAX_QUOTE}}})»"
    rf"|‘(?<!\w‘)((?:[^‘’\n]|’(?=\w)){{3,{MAX_QUOTE}}})’(?!\w)"
    rf"|[\"״](?<!\w[\"״])([^\"״\n]{{3,{MAX_QUOTE}}})[\"״](?!\w)"
)

#: The text around a quotation, and the sentence before -> who speaks.
FindSpeaker = Callable[[str, str], Attribution | None]


def find_quotes(
    text: str,
    definition: model.ClaimDefinition,
    *,
    field: model.TextField,
    spans: Sequence[sentences.Span],
    speaker_of: FindSpeaker,
) -> Iterator[model.Claim]:
    """Find the quotations of a text with their speakers; `spans` are its sentences, `speaker_of` reads what
    stands around one."""
    for match in _QUOTE.finditer(text):
        words = next(group for group in match.groups() if group is not None).strip()
        if not _is_long_enough(words):
            continue
        first, last = _spans_of(spans, match)
        if first == last:
            continue
        start, end = _context(spans, match, first, last)
        outside = f"{text[start : match.start()]}{' '.join(_MARKS_LEFT)}{text[match.end() : end]}"
        before = text[spans[first - 1].start : spans[first - 1].end] if first else ""
        speaker = speaker_of(outside, before)
        if speaker is None:
            continue
        yield model.Claim(
            claim_id=definition.id,
            type=definition.type,
            value=words.rstrip(".,;:!? "),
            source=speaker.source,
            verb=speaker.verb,
            field=field,
            start=match.start(),
            end=match.end(),
            sentence=text[start:end].strip(),
            rule="quotation, its speaker in the sentence before" if speaker.is_inferred else "quotation",
            confidence=0.8 if speaker.is_inferred else 1.0,
        )


def find_speaker(outside: Sentence, parse_before: Callable[[], Sentence] | None) -> Attribution | None:
    """Find the source that speaks for the marks that a quotation left behind: by a verb of saying, before a colon, or
    in the sentence before, which is read only where "he said" alone stands here."""
    words = outside.words
    place = next(at for at in range(len(words)) if words[at : at + 3] == _MARKS_LEFT)
    found = find_attribution(find_attributions(outside, of_quotation=True), place)
    if found is None and place > 0 and words[place - 1] == ":":
        found = find_announcer(outside, place - 1)
    if found is None and parse_before is not None and is_pronoun_speaking(outside):
        before = parse_before()
        named = find_attributions(before, of_quotation=True)
        inferred = named[-1] if named else find_subject(before)
        found = replace(inferred, is_inferred=True) if inferred else None
    return found


def _is_long_enough(words: str) -> bool:
    return sum(1 for word in find_tokens(words).words if word[0].isalnum()) >= MIN_WORDS


def _spans_of(spans: Sequence[sentences.Span], match: re.Match[str]) -> tuple[int, int]:
    """Return the numbers of the first sentence a quotation stands in and of the one behind the last."""
    first = bisect_right(spans, match.start(), key=lambda span: span.end)
    last = bisect_left(spans, match.end(), key=lambda span: span.start)
    return first, last


def _context(spans: Sequence[sentences.Span], match: re.Match[str], first: int, last: int) -> tuple[int, int]:
    """Return the stretch of the sentences a quotation stands in; of the next one too where it fills them."""
    start, end = spans[first].start, spans[last - 1].end
    if match.end() - match.start() + _LEFT_OVER >= end - start and last < len(spans):
        end = spans[last].end if spans[last].start <= end + _GLUE else end
    return max(start, match.start() - _REACH), min(end, match.end() + _REACH)
