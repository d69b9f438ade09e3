"""Quotes: direct quotations of three words or more whose speaker is named or described.

The speaker is read from the sentence with the quotation taken out, so that verbs inside it mislead nobody.
Refuses unbalanced marks, quotations longer than MAX_QUOTE characters, and speakers that are only a pronoun.
Next: `compare`.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from monitor import model
from monitor.core import sentences
from monitor.core.claims.attribution import find_attributions
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tokens import find_tokens

MAX_QUOTE = 1500
MIN_WORDS = 3
#: A sentence with fewer characters than this beside its quotation names nobody.
_LEFT_OVER = 4
#: How far around a quotation its speaker is looked for, in characters.
_REACH = 240
_QUOTE = re.compile(
    rf"“([^“”\n]{{3,{MAX_QUOTE}}})”|«([^«»\n]{{3,{MAX_QUOTE}}})»|(?<!\w)[\"״]([^\"״\n]{{3,{MAX_QUOTE}}})[\"״](?!\w)"
)

Parse = Callable[[str], Sentence]


def find_quotes(
    text: str,
    definition: model.ClaimDefinition,
    *,
    field: model.TextField,
    spans: Sequence[sentences.Span],
    parse: Parse,
) -> Iterator[model.Claim]:
    """Find the quotations of a text with their speakers; `spans` are its sentences, `parse` reads one."""
    for match in _QUOTE.finditer(text):
        words = next(group for group in match.groups() if group is not None).strip()
        if sum(1 for token in find_tokens(words) if token.word[0].isalnum()) < MIN_WORDS:
            continue
        inside = [span for span in spans if span.start < match.end() and span.end > match.start()]
        if not inside:
            continue
        start, end = _context(spans, inside, match.start(), match.end())
        outside = parse(f'{text[start : match.start()]}" ,"{text[match.end() : end]}')
        attributions = find_attributions(outside)
        place = outside.words.index('"')
        nearest = min(attributions, key=lambda one: abs(one.place - place), default=None)
        if nearest is None:
            continue
        yield model.Claim(
            claim_id=definition.id,
            type=definition.type,
            value=words.rstrip(".,;:!? "),
            source=nearest.source,
            verb=nearest.verb,
            field=field,
            start=match.start(),
            end=match.end(),
            sentence=text[start:end].strip(),
            rule="quotation",
        )


def _context(
    spans: Sequence[sentences.Span], inside: Sequence[sentences.Span], start: int, end: int
) -> tuple[int, int]:
    """Return the stretch of the sentences a quotation stands in; of the next one too where it fills them."""
    first, last = inside[0].start, inside[-1].end
    if end - start + _LEFT_OVER < last - first:
        return max(first, start - _REACH), min(last, end + _REACH)
    following = next((span.end for span in spans if last <= span.start <= last + 2), last)
    return max(first, start - _REACH), min(following, end + _REACH)
