"""The engine: definitions in, claims and their changes out. Built once, then asked about any number of texts.

Refuses definitions that cannot work, and those whose own examples it does not read as they say. Knows no story.
Next: `reader` for sentences, `quote` for quotations, `compare` for changes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import NamedTuple

from monitor import errors, model
from monitor.core import notices, sentences
from monitor.core.claims import answer, compare, echo, quote, reader
from monitor.core.claims.compiled import Compiled, compile_definitions
from monitor.core.claims.heard import Heard
from monitor.core.claims.printing import print_value

#: A live blog's next entry begins with its time; a notice before it ends there.
_ENTRY = re.compile(r"\d{1,2}[.:]\d\d\b(?!\s*[%\d])")
#: Answer a question, and name nothing: what it asked about is still spoken of.
_BARE_ANSWERS = frozenset(
    {
        "Yes.",
        "No.",
        "Yes!",
        "No!",
        "It has.",
        "It did.",
        "It was.",
        "They did.",
        "They have.",
        "نعم.",
        "لا.",
        "כן.",
        "לא.",
    }
)
_FIELDS = (model.TextField.HEADLINE, model.TextField.SUBHEADLINE, model.TextField.BODY)


class Step(NamedTuple):
    """One sentence of a text as it was read; claims are where the sentence itself has them."""

    span: sentences.Span
    reading: reader.Reading
    #: The language of text without letters, and the nouns of the sentence before.
    fallback: str
    earlier: frozenset[str]
    #: A correction or editor's note, or inside of one: its claims do not count.
    is_notice: bool


class _Found(NamedTuple):
    """The claims of a text, and its sentences as far as they were read."""

    claims: tuple[model.Claim, ...]
    heard: tuple[Heard, ...]


class Engine:
    """Finds the claims of a text and compares those of two; safe to use from several threads."""

    def __init__(self, compiled: Compiled, *, capacity: int = reader.MAX_REMEMBERED) -> None:
        """Hold compiled definitions and remember `capacity` sentences; `build_engine` checks the examples too."""
        self.compiled = compiled
        self._quoted = compiled.quoted
        self._reader = reader.Reader(compiled, capacity=capacity)
        self.definitions = {definition.id: definition for definition in compiled.definitions}
        # A new version is asked for its claims first, and then compared.
        self._read_once = lru_cache(maxsize=1)(self._read_article)

    def find_claims(self, article: model.Article) -> tuple[model.Claim, ...]:
        """Find the claims of an article's headline, subheadline and body, in reading order."""
        return self._read_once(article).claims

    def find_in_text(
        self, text: str, *, language: str | None = None, field: model.TextField = model.TextField.BODY
    ) -> tuple[model.Claim, ...]:
        """Find the claims of one text; the script decides the language, `language` where there is no script."""
        return self._read_text(text, language=language, field=field).claims

    def _read_article(self, article: model.Article) -> _Found:
        read = [
            self._read_text(article.text(field), language=article.language, field=field) for field in _FIELDS
        ]
        claims = tuple(claim for one in read for claim in one.claims)
        return _Found(claims, tuple(heard for one in read for heard in one.heard))

    def _read_text(
        self, text: str, *, language: str | None = None, field: model.TextField = model.TextField.BODY
    ) -> _Found:
        claims: list[model.Claim] = []
        heard: list[Heard] = []
        spans: list[sentences.Span] = []
        for step in self.read_sentences(text, language=language, field=field):
            heard.append(Heard(text[step.span.start : step.span.end], step.reading.values))
            if not step.is_notice:
                spans.append(step.span)
                claims.extend(_shift(claim, by=step.span.start, field=field) for claim in step.reading.claims)
        speaker_of = partial(self._reader.find_speaker, fallback=_fallback_of(language))
        for definition in self._quoted:
            claims.extend(
                quote.find_quotes(text, definition, field=field, spans=spans, speaker_of=speaker_of)
            )
        return _Found(tuple(claims), tuple(heard))

    def compare_claims(self, old: model.Article, new: model.Article) -> tuple[model.ClaimChange, ...]:
        """Compare two versions of an article."""
        return self._compare(self._read_article(old), self._read_once(new))

    def compare_texts(self, old: str, new: str) -> tuple[model.ClaimChange, ...]:
        """Compare two texts."""
        return self._compare(self._read_text(old), self._read_text(new))

    def _compare(self, old: _Found, new: _Found) -> tuple[model.ClaimChange, ...]:
        changes = compare.compare_claims(old.claims, new.claims, definitions=self.definitions)
        return echo.weigh_echoes(
            changes, old=old.heard, new=new.heard, compiled=self.compiled, definitions=self.definitions
        )

    def find_watched_terms(self, text: str) -> tuple[str, ...]:
        """Find the terms of any lexicon in a sentence: an edit of one is never cosmetic."""
        return self._reader.find_terms(text)

    def read_sentences(
        self, text: str, *, language: str | None = None, field: model.TextField = model.TextField.BODY
    ) -> Iterator[Step]:
        """Read the sentences of a text, in order; a notice that opens a paragraph of the body fills it."""
        fallback = _fallback_of(language)
        # In a text of one paragraph a notice cannot be all there is.
        is_article = field is model.TextField.BODY and "\n" in text.strip()
        end, notice_end, earlier = 0, -1, reader.NO_NOUNS
        is_told = False  # the sentence before was a notice
        for span in answer.join_answers(text, sentences.find_sentences(text)):
            opens_paragraph = end == 0 or "\n" in text[end : span.start]
            end = span.end
            if span.start < notice_end and _ENTRY.match(text, span.start):
                opens_paragraph, notice_end = True, -1
            cut = text[span.start : span.end]
            is_told = is_told and not opens_paragraph and notices.goes_on(cut)
            if span.start < notice_end or is_told:
                is_told = True
                yield Step(span, reader.NOTHING, fallback, earlier, is_notice=True)
                continue
            reading = self._reader.read(cut, fallback, earlier)
            is_told = reading.is_notice
            if is_told and field is model.TextField.BODY:
                is_rest = (reading.opens_notice and is_article) if opens_paragraph else notices.leads_on(cut)
                notice_end = _end_of_paragraph(text, span.start) if is_rest else -1
            yield Step(span, reading, fallback, earlier, is_notice=is_told)
            earlier = earlier if is_told or cut in _BARE_ANSWERS else reading.nouns


def _fallback_of(language: str | None) -> str:
    return (language or "")[:2]


def _shift(claim: model.Claim, *, by: int, field: model.TextField) -> model.Claim:
    """Put a claim of a sentence where the sentence stands."""
    return replace(claim, start=claim.start + by, end=claim.end + by, field=field)


def _end_of_paragraph(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def build_engine(definitions: Sequence[model.ClaimDefinition], lexicons: model.Lexicons) -> Engine:
    """Build an engine and run every definition's examples. Raises DefinitionError with what was found instead."""
    engine = Engine(compile_definitions(definitions, lexicons))
    for definition in definitions:
        for example in definition.examples:
            _check_example(engine, definition, example, is_claim=True)
        for example in definition.counter_examples:
            _check_example(engine, definition, example, is_claim=False)
    return engine


def _check_example(
    engine: Engine, definition: model.ClaimDefinition, example: str, *, is_claim: bool
) -> None:
    claims = engine.find_in_text(example)
    if is_claim == any(claim.claim_id == definition.id for claim in claims):
        return
    found = ", ".join(f"{claim.claim_id} {print_value(claim)}" for claim in claims) or "nothing"
    kind = "example" if is_claim else "counter-example"
    raise errors.DefinitionError(
        f'The claim "{definition.id}" fails its own {kind} "{example}": found {found}.',
        hint="Add the missing word to its lexicons." if is_claim else "Add a veto, or narrow its lexicons.",
        claim_id=definition.id,
    )
