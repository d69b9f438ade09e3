"""Claims: what is watched for, what was found in a text, and how two versions' claims differ.

Refuses bounds in the wrong order. The shapes serve every claim type; how they are found is `core.claims`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType


class ClaimType(StrEnum):
    COUNT = "count"
    DURATION = "duration"
    AMOUNT = "amount"
    DATE = "date"
    STANCE = "stance"
    STATUS = "status"
    QUOTE = "quote"


class Hedge(StrEnum):
    """How a number is qualified. Whether the claim as a whole is doubted is `Claim.is_reported`, a separate fact."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"


class VerbClass(StrEnum):
    """The class of the attributing verb; a change of class is an attribution change, one inside a class is not."""

    NEUTRAL = "neutral"
    DOUBT = "doubt"
    DENY = "deny"


class ChangeKind(StrEnum):
    """How one claim differs between two versions. VALUE, RANGE, SCOPE and STANCE print as `changed`."""

    VALUE = "value"
    RANGE = "range"
    SCOPE = "scope"
    STANCE = "stance"
    HEDGE = "hedge"
    ATTRIBUTION = "attribution"
    ADDED = "added"
    REMOVED = "removed"
    INCONSISTENT = "inconsistent"


class Tier(StrEnum):
    """How sure the evidence makes us, and so how fast it is told."""

    NOW = "now"
    DIGEST = "digest"
    REVIEW = "review"


class TextField(StrEnum):
    """The parts of an article that are compared, in reading order."""

    HEADLINE = "headline"
    SUBHEADLINE = "subheadline"
    BYLINE = "byline"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDefinition:
    """One claim to watch for, as the watchlist writes it. Lexicon references are names without "@"."""

    id: str
    type: ClaimType
    #: One plain phrase for people: "hostages described as alive".
    title: str = ""
    #: Lexicon of the head noun the number must be tied to (count, duration, amount, date).
    noun: str | None = None
    #: Amounts: "percent", "money" (any currency), "magnitude", or a unit's own name ("USD", "km"); "" for any.
    unit: str = ""
    #: Lexicons one of whose terms must be tied to the number, all of them needed.
    require: tuple[str, ...] = ()
    #: Lexicons, and built-in vetoes ("ratio", "subset", "money", …), that keep a number from being this claim.
    veto: tuple[str, ...] = ()
    #: Veto -> lexicon: a word of it in the number's own noun phrase lifts the veto.
    unless: Mapping[str, str] = field(default_factory=dict)
    #: Scope -> lexicon that marks it; the key "default" gives the scope used when no marker is found.
    scopes: Mapping[str, str] = field(default_factory=dict)
    #: Stance and status: who holds it, and about what (lexicons).
    actor: str | None = None
    topic: str | None = None
    #: Stance and status: value -> lexicon.
    values: Mapping[str, str] = field(default_factory=dict)
    #: Status: value -> lexicon; only of its topics is that value told.
    topics: Mapping[str, str] = field(default_factory=dict)
    #: Stance: lexicon of words that make "willing" or "agreed" conditional.
    condition: str | None = None
    #: Words after the actor that hand the stance to somebody else ("Israel demands that Hamas …").
    not_actor_of: tuple[str, ...] = ()
    #: Kind of change -> tier; a kind not named is told at once.
    tiers: Mapping[ChangeKind, Tier] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


#: Lexicon name -> language ("en", "ar", "he") -> terms.
Lexicons = Mapping[str, Mapping[str, tuple[str, ...]]]

#: No lexicons at all.
NO_LEXICONS: Lexicons = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim found in one text."""

    claim_id: str
    type: ClaimType
    #: The sub-slot a number belongs to ("held", "deal", "past", …); "" for stance, status and quote.
    scope: str = ""
    #: Numbers: both ends; exact n has low = high = n; at least n has no high, at most n no low.
    low: Decimal | None = None
    high: Decimal | None = None
    hedge: Hedge = Hedge.EXACT
    #: Doubted as a whole ("believed", "reportedly", "may"), beside any numeric hedge.
    is_reported: bool = False
    is_negated: bool = False
    #: days, percent, USD, …; "" for a plain count.
    unit: str = ""
    #: Stance and status: the value; quote: the quoted words.
    value: str = ""
    #: Who says so, as the sentence names them; for a quote, the speaker.
    source: str | None = None
    #: Class of the attributing verb; None when nobody is named.
    verb: VerbClass | None = None
    #: Where it stands: the field, and character offsets into that field's text (body: paragraphs joined by a
    #: blank line).
    field: TextField = TextField.BODY
    start: int
    end: int
    #: The whole sentence it stands in, as written.
    sentence: str
    #: Which rule found it, for `claims explain` and the reason trace.
    rule: str = ""
    #: 0 to 1.
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"claim {self.claim_id}: low {self.low} is above high {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """One claim that differs between two versions, with its evidence on both sides."""

    claim_id: str
    scope: str = ""
    kind: ChangeKind
    #: None where the claim was added.
    old: Claim | None = None
    #: None where the claim was removed.
    new: Claim | None = None
    #: The values as people read them: "20", ">=20", "~20", "10 deal", "Hamas (doubt)"; "none" where absent.
    old_text: str
    new_text: str
    #: The sentence on the other side that the claim's sentence was aligned with, where the claim itself is absent.
    old_sentence: str = ""
    new_sentence: str = ""
    rule: str = ""
    tier: Tier = Tier.NOW
    #: One plain sentence: "at least 20 living hostages; it said 22".
    summary: str = ""
