"""The engine: definitions in, claims and their changes out. Built once, then asked about any number of texts.

Refuses definitions that cannot work, and those whose own examples it does not read as they say. Knows no story.
Next: `find` for numbers, `stance` for positions, `quote` for quotations, `compare` for changes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from monitor import errors, model
from monitor.core import sentences
from monitor.core.claims import compare, find, notice, quote, stance
from monitor.core.claims.attribution import find_attributions
from monitor.core.claims.compiled import Compiled, compile_definitions
from monitor.core.claims.lexicon import OWN
from monitor.core.claims.printing import print_value
from monitor.core.claims.sentence import Sentence, parse_sentence
from monitor.core.claims.tables import LANGUAGES
from monitor.core.claims.tokens import find_script

_FIELDS = (model.TextField.HEADLINE, model.TextField.SUBHEADLINE, model.TextField.BODY)
_NO_NOUNS: frozenset[str] = frozenset()


class Engine:
    """Finds the claims of a text and compares those of two."""

    def __init__(self, compiled: Compiled) -> None:
        """Hold compiled definitions; `build_engine` makes one and checks the examples too."""
        self._compiled = compiled
        self.definitions = {definition.id: definition for definition in compiled.definitions}

    def find_claims(self, article: model.Article) -> tuple[model.Claim, ...]:
        """Find the claims of an article's headline, subheadline and body, in reading order."""
        return tuple(
            claim
            for field in _FIELDS
            for claim in self.find_in_text(article.text(field), language=article.language, field=field)
        )

    def find_in_text(
        self, text: str, *, language: str | None = None, field: model.TextField = model.TextField.BODY
    ) -> tuple[model.Claim, ...]:
        """Find the claims of one text; the script decides the language, `language` where there is no script."""
        claims: list[model.Claim] = []
        earlier = _NO_NOUNS
        read = list(self._read(text, language, field))
        for sentence in read:
            found = self._find(sentence, field, earlier)
            claims.extend(found.claims)
            earlier = found.nouns
        spans = [sentences.Span(sentence.start, sentence.end) for sentence in read]
        parse = partial(self._parse_whole, language=language)
        for definition in self._compiled.quoted:
            claims.extend(quote.find_quotes(text, definition, field=field, spans=spans, parse=parse))
        return tuple(claims)

    def compare_claims(self, old: model.Article, new: model.Article) -> tuple[model.ClaimChange, ...]:
        """Compare two versions of an article."""
        return compare.compare_claims(
            self.find_claims(old), self.find_claims(new), definitions=self.definitions
        )

    def compare_texts(self, old: str, new: str) -> tuple[model.ClaimChange, ...]:
        """Compare two texts."""
        return compare.compare_claims(
            self.find_in_text(old), self.find_in_text(new), definitions=self.definitions
        )

    def is_watched_term(self, text: str) -> bool:
        """Whether a text holds a term of any lexicon: an edit of it is never cosmetic."""
        return any(not name.startswith(OWN) for name in self._parse_whole(text, language=None).hits)

    def _parse(self, text: str, span: sentences.Span, language: str | None) -> Sentence:
        code = find_script(text[span.start : span.end]) or (language or "")[:2]
        code = code if code in LANGUAGES else "en"
        return parse_sentence(
            text, span.start, span.end, matcher=self._compiled.matchers[code], language=LANGUAGES[code]
        )

    def _parse_whole(self, text: str, *, language: str | None) -> Sentence:
        return self._parse(text, sentences.Span(0, len(text)), language)

    def _read(self, text: str, language: str | None, field: model.TextField) -> Iterator[Sentence]:
        """Read the sentences of a text, notices left out; one that opens a paragraph of the body fills it."""
        end, notice_end = 0, -1
        for span in sentences.find_sentences(text):
            opens_paragraph = end == 0 or "\n" in text[end : span.start]
            end = span.end
            if span.start < notice_end:
                continue
            sentence = self._parse(text, span, language)
            if opens_paragraph and field is model.TextField.BODY and notice.opens_notice(sentence):
                notice_end = _end_of_paragraph(text, span.start)
            elif not notice.is_notice(sentence):
                yield sentence

    def _find(self, sentence: Sentence, field: model.TextField, earlier: frozenset[str]) -> find.Found:
        if sentence.hits.keys().isdisjoint(self._compiled.telling):
            return find.Found(claims=(), nouns=_NO_NOUNS)
        attributions = find_attributions(sentence)
        found = find.find_counts(
            sentence, self._compiled, field=field, attributions=attributions, earlier=earlier
        )
        positions = stance.find_positions(sentence, self._compiled, field=field, attributions=attributions)
        return replace(found, claims=(*found.claims, *positions))


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
