"""Traces: how a text was read, step by step, as plain values for `claims explain`, `claims test` and `--json`.

Offsets are of the whole text. Reasons are whole phrases for people; `why` and `how` are for programs. Next: `explain`.
"""

from dataclasses import dataclass
from decimal import Decimal

from monitor import model
from monitor.core.claims.verdict import How, Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some words of the text, as written."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of a lexicon, where it stands. Names that begin with "#" are the engine's own tables."""

    lexicon: str
    at: Stretch
    #: The tense it must stand in, or "not" where it must be denied; "" for any.
    needs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A definition that was asked whether a number is its claim; `why` is None where it is."""

    claim_id: str
    why: Why | None = None
    #: What tied it, and the word that did.
    how: How | None = None
    word: Stretch | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that was read; `refused` says what else it is where no definition was asked."""

    at: Stretch
    low: Decimal
    high: Decimal
    unit: str
    hedge: model.Hedge
    hedge_word: Stretch | None
    refused: str = ""
    #: The lexicons of the noun it counts, and whether that was taken from nearby.
    nouns: tuple[str, ...] = ()
    is_borrowed: bool = False
    #: The words that belong to it and to no other number.
    window: Stretch | None = None
    options: tuple[Option, ...] = ()
    #: What decided the scope.
    scope_reason: str = ""
    doubt_word: Stretch | None = None
    negation_word: Stretch | None = None
    claim: model.Claim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date that was read, where a definition asks for dates."""

    at: Stretch
    #: As claims print it: "2026-03-05", "03-05", …
    value: str
    options: tuple[Option, ...]
    claim: model.Claim | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Digits or a number word that were not read as a number."""

    at: Stretch
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A word for a stance or status, weighed against a topic: the cheapest that may be said of it wins."""

    claim_id: str
    value: str
    word: Stretch
    topic: Stretch
    cost: int
    why: Why | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody who is named as saying a thing."""

    name: str
    verb: model.VerbClass
    is_doubting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceTrace:
    """One sentence, stage by stage."""

    at: Stretch
    language: str
    #: A correction or editor's note: nothing in it is a claim.
    is_notice: bool
    #: Characters behind the limit, which nothing looked at.
    unread_characters: int
    tokens: tuple[Stretch, ...]
    terms: tuple[Term, ...]
    sources: tuple[Source, ...]
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    unread: tuple[Unread, ...]
    positions: tuple[Position, ...]
    #: Definitions that the sentence cannot hold, each with the first lexicon it has no term of.
    lacking: tuple[tuple[str, str], ...]
    claims: tuple[model.Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A text, sentence by sentence, and the quotations in it."""

    text: str
    sentences: tuple[SentenceTrace, ...]
    quotes: tuple[model.Claim, ...]

    @property
    def claims(self) -> tuple[model.Claim, ...]:
        """Everything that was found."""
        return (*(claim for sentence in self.sentences for claim in sentence.claims), *self.quotes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A change, how alike its two sentences are (0 to 1, None where one is absent), and why it is told so fast."""

    change: model.ClaimChange
    likeness: float | None
    tier_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two texts, how each was read, and what the comparison made of them."""

    old: Trace
    new: Trace
    #: Claims that stand on both sides and say the same: silent.
    equal: tuple[tuple[model.Claim, model.Claim], ...]
    changes: tuple[Compared, ...]
