"""Heard: the sentences of one side of a comparison, each read as far as it is asked about. Next: `echo`, which asks."""

from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from monitor import model
from monitor.core.claims import respelt
from monitor.core.claims.compiled import Compiled
from monitor.core.claims.find import judge_quantities
from monitor.core.claims.quantity import Quantity, Value, find_quantities, may_hold_quantity
from monitor.core.claims.reader import NO_NOUNS
from monitor.core.claims.script import language_of, parse_text
from monitor.core.claims.sentence import Sentence, parse_tokens
from monitor.core.claims.tables import LANGUAGES
from monitor.core.claims.tokens import Tokens
from monitor.core.claims.verdict import Judgement


class Heard(NamedTuple):
    """A sentence, and the values of its numbers where they were found already."""

    text: str
    values: frozenset[Value] | None


class Text:
    """A sentence of one side, read as far as it is asked about, and once for all changes."""

    def __init__(self, heard: Heard, compiled: Compiled) -> None:
        """Hold a sentence, unread."""
        self.written = heard.text
        self._values = heard.values
        self._compiled = compiled

    def may_hold(self, value: tuple[Decimal | None, str]) -> bool:
        """Whether a number of this value stands here, or nobody looked."""
        return self._values is None or value in self._values

    def holds_misspelt(self, claim: model.Claim) -> bool:
        """Whether the claim stands here with a misspelt word."""
        return respelt.holds_misspelt(self.written, claim, self._compiled)

    @cached_property
    def _tokens(self) -> Tokens:
        return parse_tokens(self.written, LANGUAGES[language_of(self.written)])

    @cached_property
    def signs(self) -> set[str]:
        """The names that may have a term here."""
        return self._compiled.matchers[language_of(self.written)].find_signs(self._tokens.words)

    @cached_property
    def sentence(self) -> Sentence:
        """The sentence, parsed."""
        return parse_text(self.written, self._compiled, tokens=self._tokens)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers of the sentence."""
        if not may_hold_quantity(self._tokens.words, LANGUAGES[language_of(self.written)]):
            return ()
        return find_quantities(self.sentence, self._compiled.nouns.names)

    @cached_property
    def judged(self) -> list[Judgement]:
        """What each of its numbers was found to be; nobody is asked who says so."""
        return judge_quantities(
            self.sentence, self._compiled, quantities=self.quantities, attributions=(), earlier=NO_NOUNS
        )
