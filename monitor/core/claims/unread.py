"""Unread: the stretches of a text that the engine's stated limits leave unread, so that it can be said.

Behind the last word looked at in an endless sentence, from the first number too many, and numbers too long to be one.
Refuses to guess what stands there. What is no claim for a reason (a notice, a date) was read. Next: `tokens` and
`quantity`, where the limits are.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from monitor import model
from monitor.core import sentences
from monitor.core.claims.lexicon import Matcher
from monitor.core.claims.number import MAX_DIGITS, count_digits
from monitor.core.claims.quantity import MAX_QUANTITIES, find_quantities, list_candidates
from monitor.core.claims.sentence import Sentence, parse_sentence
from monitor.core.claims.tables import LANGUAGES, list_own_entries
from monitor.core.claims.tokens import MAX_SENTENCE_CHARS, find_script, is_cut

_READ = (model.TextField.HEADLINE, model.TextField.SUBHEADLINE, model.TextField.BODY)
_WORD = re.compile(r"\d+|[^\W\d_]+")
_LONG_NUMBER = re.compile(rf"\d(?:[^\w\s]?\d){{{MAX_DIGITS}}}")


def find_unread(text: str) -> tuple[sentences.Span, ...]:
    """Find the stretches of a text that no claim can be found in, in order: offsets into it, none touching another."""
    found = (
        sentences.Span(sentence.start + span.start, sentence.start + span.end)
        for sentence in sentences.find_sentences(text)
        for span in _find_in_sentence(text[sentence.start : sentence.end])
    )
    return tuple(_join(found, text))


def count_unread(text: str | model.Article) -> int:
    """Count the characters of a text, or of what is read of an article, that are left unread."""
    texts = [text] if isinstance(text, str) else [text.text(field) for field in _READ]
    return sum(span.end - span.start for one in texts for span in find_unread(one))


def _find_in_sentence(text: str) -> list[sentences.Span]:
    """Find what is left unread of a sentence; most are too short for any limit."""
    is_short = len(text) <= MAX_SENTENCE_CHARS and len(_WORD.findall(text)) <= MAX_QUANTITIES
    if is_short and not _LONG_NUMBER.search(text):
        return []
    code = find_script(text) or "en"
    sentence = parse_sentence(text, matcher=_matcher(code), language=LANGUAGES[code])
    end = sentence.spans[-1][1] if sentence.spans else 0
    found = [*_find_long_numbers(sentence), *_find_behind_numbers(sentence, end)]
    if is_cut(text, sentence.spans):
        found.append(sentences.Span(end, len(text)))
    return sorted(found, key=lambda span: span.start)


@lru_cache(maxsize=8)
def _matcher(code: str) -> Matcher:
    return Matcher(LANGUAGES[code], list_own_entries(LANGUAGES[code]))


def _find_long_numbers(sentence: Sentence) -> Iterator[sentences.Span]:
    for word, (start, end) in zip(sentence.words, sentence.spans, strict=True):
        if word[0].isdigit() and count_digits(word) > MAX_DIGITS:
            yield sentences.Span(start, end)


def _find_behind_numbers(sentence: Sentence, end: int) -> Iterator[sentences.Span]:
    """Find the stretch from the first number too many, or half a number where the reading broke off."""
    quantities = find_quantities(sentence)
    behind = max(quantities[-1].last, quantities[-1].reach) + 1 if quantities else 0
    left = [place for place in list_candidates(sentence) if place >= behind]
    is_broken_off = (
        is_cut(sentence.text, sentence.spans) and bool(left) and left[-1] == len(sentence.words) - 1
    )
    if left and (len(quantities) == MAX_QUANTITIES or is_broken_off):
        yield sentences.Span(sentence.spans[left[0]][0], end)


def _join(spans: Iterable[sentences.Span], text: str) -> Iterator[sentences.Span]:
    """Join stretches with nothing but white space between them."""
    last: sentences.Span | None = None
    for span in spans:
        if last is None:
            last = span
        elif not text[last.end : span.start].strip():
            last = sentences.Span(last.start, max(last.end, span.end))
        else:
            yield last
            last = span
    if last is not None:
        yield last
