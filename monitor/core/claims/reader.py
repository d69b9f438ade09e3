"""The reader: what one sentence holds, each sentence read once.

Most sentences hold no word that could make a claim, and most of a new version were read with the version before. So a
look at the words comes first, and what was found is remembered: it depends on the sentence, its language and the nouns
of the sentence before, on nothing else. Offsets are of the sentence's own; `engine` puts them where they belong.
Refuses to remember long sentences, so that memory is bounded whatever is read. Next: `find`, `stance`.
"""

from dataclasses import dataclass
from functools import lru_cache, partial

from monitor import model
from monitor.core import notices
from monitor.core.claims import dated, find, quote, stance, subject
from monitor.core.claims.answer import name_units
from monitor.core.claims.attribution import Attribution, find_attributions
from monitor.core.claims.compiled import Compiled
from monitor.core.claims.language import Language
from monitor.core.claims.lexicon import OWN, Matcher
from monitor.core.claims.quantity import Value, find_quantities, may_hold_quantity
from monitor.core.claims.script import language_of, parse_text
from monitor.core.claims.sentence import Sentence, parse_sentence, parse_tokens
from monitor.core.claims.tables import LANGUAGES

#: Sentences remembered: some 500 articles. The longest one kept bounds the memo at about 25 MB, hostile text included.
MAX_REMEMBERED = 20_000
MAX_REMEMBERED_CHARS = 600
NO_NOUNS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a sentence holds: its claims, and its last noun for the sentence after it."""

    claims: tuple[model.Claim, ...] = ()
    nouns: frozenset[str] = NO_NOUNS
    #: The value and unit of each of its numbers; None where nobody looked.
    values: frozenset[Value] | None = None
    #: A correction or editor's note by itself; or the opening of one, which then fills its paragraph.
    is_notice: bool = False
    opens_notice: bool = False


NOTHING = Reading()


def is_told_on(
    words: tuple[str, ...], language: Language, compiled: Compiled, earlier: frozenset[str]
) -> bool:
    """Whether a sentence may say how long what the one before named went on: "It lasted 12 days"."""
    return not compiled.nouns.measured.isdisjoint(earlier) and not set(language.lasting_verbs).isdisjoint(
        words
    )


def may_tell(sentence: Sentence, compiled: Compiled, earlier: frozenset[str]) -> bool:
    """Whether a sentence holds a word without which there is no claim, or goes on about what the one before named."""
    is_telling = not sentence.hits.keys().isdisjoint(compiled.telling)
    return is_telling or is_told_on(sentence.words, sentence.language, compiled, earlier)


class Reader:
    """Reads sentences with compiled definitions; safe to use from several threads."""

    def __init__(self, compiled: Compiled, *, capacity: int = MAX_REMEMBERED) -> None:
        """Remember the last `capacity` sentences, and as many speakers."""
        self._compiled = compiled
        self.remembered = lru_cache(maxsize=capacity)(self._read)
        self.speakers = lru_cache(maxsize=capacity)(self._find_speaker)

    def read(self, text: str, fallback: str, earlier: frozenset[str]) -> Reading:
        """Read a sentence; `fallback` is the language of text without letters, `earlier` the nouns of the sentence
        before."""
        read = self.remembered if len(text) <= MAX_REMEMBERED_CHARS else self._read
        return read(text, fallback, earlier)

    def find_speaker(self, outside: str, before: str, fallback: str) -> Attribution | None:
        """Find who speaks a quotation, from the sentence around it and the one before."""
        is_short = len(outside) + len(before) <= MAX_REMEMBERED_CHARS
        return (self.speakers if is_short else self._find_speaker)(outside, before, fallback)

    def find_terms(self, text: str) -> tuple[str, ...]:
        """Find the terms of any lexicon in a sentence, each with the lexicon's name and as it is written there."""
        sentence = parse_text(text, self._compiled)
        return tuple(
            f"{name} {sentence.cut(hit.first, hit.last).casefold()}"
            for name, hits in sentence.hits.items()
            for hit in hits
            if not name.startswith(OWN)
        )

    def _read(self, text: str, fallback: str, earlier: frozenset[str]) -> Reading:
        if notices.is_notice(text):
            return Reading(is_notice=True, opens_notice=notices.opens_notice(text))
        code = language_of(text, fallback)
        matcher, language = self._compiled.matchers[code], LANGUAGES[code]
        tokens = parse_tokens(text, language)
        signs = matcher.find_signs(tokens.words)
        if not signs and not is_told_on(tokens.words, language, self._compiled, earlier):
            return NOTHING
        if not self._may_hold_claim(signs | earlier, tokens.words, language):
            names = self._compiled.nouns.names
            if names.isdisjoint(signs):
                return self._read_subject(tokens.words, matcher, signs)
            hits = matcher.find_hits(tokens.words)
            nouns = [hit for hit in hits if hit.name in names]
            return Reading(nouns=find.find_last_nouns(nouns) | subject.name_subjects(hits, self._compiled))
        sentence = parse_sentence(text, matcher=matcher, language=language, tokens=tokens)
        return self._find(sentence, earlier)

    def _read_subject(self, words: tuple[str, ...], matcher: Matcher, signs: set[str]) -> Reading:
        """Read no more of a sentence than who it begins with."""
        if self._compiled.actors.isdisjoint(signs):
            return NOTHING
        return Reading(
            nouns=subject.name_subjects(matcher.find_hits(words[: subject.MAX_SUBJECT]), self._compiled)
        )

    def _may_hold_claim(self, signs: set[str], words: tuple[str, ...], language: Language) -> bool:
        """Whether a sentence is worth a closer look: it may hold a position on a topic, or a number of something."""
        compiled = self._compiled
        if any(compiled.has_needs(one, signs) for one in compiled.posed):
            return True
        if any(compiled.has_needs(one, signs) for one in compiled.dated):
            return True
        if "#zero" not in signs and not may_hold_quantity(words, language):
            return False
        return any(compiled.has_needs(one, signs) for one in compiled.counted)

    def _find(self, sentence: Sentence, earlier: frozenset[str]) -> Reading:
        if not may_tell(sentence, self._compiled, earlier):
            return NOTHING
        actors = subject.stand_in(sentence, self._compiled, earlier)
        attributions = find_attributions(sentence)
        quantities = find_quantities(sentence, self._compiled.nouns.names)
        counts = find.find_counts(
            sentence, self._compiled, quantities=quantities, attributions=attributions, earlier=earlier
        )
        dates = dated.find_dated(sentence, self._compiled, attributions=attributions)
        positions = stance.find_positions(sentence, self._compiled, attributions=attributions)
        nouns = [hit for name in self._compiled.nouns.names for hit in sentence.hits.get(name, ())]
        subjects = subject.name_subjects(
            (hit for name in self._compiled.actors for hit in sentence.hits.get(name, ())), self._compiled
        )
        if actors:
            positions = list(subject.mark_uncertain(positions, self._compiled, actors))
        return Reading(
            claims=(*counts, *dates, *positions),
            nouns=find.find_last_nouns(nouns) | name_units(quantities) | subjects,
            values=frozenset(quantity.value for quantity in quantities),
        )

    def _find_speaker(self, outside: str, before: str, fallback: str) -> Attribution | None:
        parse = partial(parse_text, compiled=self._compiled, fallback=fallback)
        return quote.find_speaker(parse(outside), partial(parse, before) if before else None)
