"""Sides: one version of an edited sentence, with its words, its dateline, what is quoted in it and who says so.

Refuses to compare: `edited_words` holds two of them against each other.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from monitor import model
from monitor.core import numbers, voices, word_diff, word_forms
from monitor.core.datelines import find_dateline

Stretch = tuple[int, int]
_WORD = re.compile(r"\w")
#: What an editor puts into a quotation: an omission, words of the editor's own.
_EDITORIAL = re.compile(r"[\[\]]|\.{3}")


class Word(NamedTuple):
    text: str
    start: int
    end: int


class Side:
    """One version of the sentence."""

    def __init__(self, text: str, quoted: Sequence[Stretch]) -> None:
        self.text = text
        self.dateline = find_dateline(text)
        self.body = text[self.dateline :]
        self.quoted = quoted
        self.words = list(find_words(text))

    @cached_property
    def voices(self) -> voices.Voices:
        return voices.find_voices(self.text)

    @cached_property
    def said(self) -> list[str]:
        """What the quotations tell, their dress left out; and the marks that say what was left out of them or put in."""
        text = " ".join(self.text[start:end] for start, end in self.quoted)
        return [
            *(piece.text for piece in numbers.parse_pieces(text)),
            *_EDITORIAL.findall(text.replace("…", "...")),
        ]

    def list_glued(self) -> list[str]:
        """List the words that a quotation mark stands inside, the mark left out: what a Hebrew prefix opens."""
        folded = [word_forms.fold_word(word.text) for word in self.words]
        return [word.replace('"', "") for word in folded if '"' in word]

    def list_verbs(self, places: set[int]) -> list[str]:
        """List the verbs of saying of which a word stands at one of these places; those of a quotation are its own words."""
        said = self.voices
        return [
            verb
            for verb, span in zip(said.verbs, said.verb_spans, strict=True)
            if not self._is_quoted(span) and any(lies_in(self.words[at], (span,)) for at in places)
        ]

    @cached_property
    def told_sources(self) -> set[str]:
        """The words of the sources that are named outside of quotations."""
        spans = [span for span in self.voices.source_spans if not self._is_quoted(span)]
        return {word_forms.fold_word(word.text) for word in self.words if lies_in(word, spans)}

    def _is_quoted(self, span: Stretch) -> bool:
        return any(start <= span[0] < end for start, end in self.quoted)

    @cached_property
    def plain_figures(self) -> list[str]:
        """The numbers, without the words that hedge them."""
        text = self.text
        for start, end in self.voices.hedge_spans:
            text = text[:start] + " " * (end - start) + text[end:]
        return [piece.text for piece in numbers.parse_pieces(text) if piece.is_number]

    def known_spans(self, kinds: set[model.EditKind]) -> list[Stretch]:
        """List the stretches whose words are told of by these kinds."""
        spans: list[Stretch] = []
        if model.EditKind.DATELINE in kinds:
            spans.append((0, self.dateline))
        if model.EditKind.QUOTE in kinds:
            spans += self.quoted
        if model.EditKind.HEDGE in kinds:
            spans += [*self.voices.hedge_spans, *self.voices.modal_spans]
        if model.EditKind.ATTRIBUTION in kinds:
            said = self.voices
            spans += [*said.verb_spans, *said.quoting_spans, *said.source_spans]
        return spans


def find_words(text: str) -> Iterator[Word]:
    at = 0
    for token in word_diff.find_tokens(text):
        if _WORD.search(token):
            yield Word(token, at, at + len(token))
        at += len(token)


def lies_in(word: Word, spans: Sequence[Stretch]) -> bool:
    return any(start < word.end and word.start < end for start, end in spans)
