"""Verdicts: why a number or a word is a definition's claim, or is not. Values that `find` and `stance` return.

Holds no rule itself. Next: `find` and `stance`, which decide; `explain`, which shows what they decided.
"""

from enum import StrEnum
from typing import NamedTuple

from monitor import model
from monitor.core.claims.heads import Counted
from monitor.core.claims.lexicon import Hit


class Why(StrEnum):
    """What keeps a number, or a word for a position, from being a definition's claim."""

    #: It counts something else, or nothing.
    NOUN = "noun"
    #: Its unit is another one, or it is no whole number.
    UNIT = "unit"
    #: A veto of the engine's own (`name`), or a lexicon's word (`name`, `hit`).
    VETO = "veto"
    #: The sentence has no term of a further lexicon of `require`.
    LACKING = "lacking"
    #: No word of the first lexicon of `require` is said of it.
    UNTIED = "untied"
    #: No word is required, and its noun does not stand at it.
    NOUN_APART = "noun_apart"
    #: It only parts off some of those that the next number counts.
    PART = "part"
    #: Another definition's claim, by a closer word or as the first in the file.
    TAKEN = "taken"
    NEGATED = "negated"
    #: A word for a position: not in the tense, or not denied, as its lexicon wants; told as done; too far from the
    #: topic; in another clause than it; somebody's demand or condition; its topic denied; its actor only dealt with.
    TENSE = "tense"
    EVENT = "event"
    FAR = "far"
    CLAUSE = "clause"
    WISHED = "wished"
    TOPIC_NEGATED = "topic_negated"
    ACTOR = "actor"
    #: It is asked, and not said.
    ASKED = "asked"
    #: Done to something else than the topic; or said of a topic that is none for this value.
    OTHER_OBJECT = "other_object"
    OTHER_TOPIC = "other_topic"
    #: Another year is named with it.
    YEAR = "year"


class Refusal(NamedTuple):
    """Why a number is not a definition's claim: with the lexicon, veto or claim, and the word, where there is one."""

    why: Why
    name: str = ""
    hit: Hit | None = None


class How(StrEnum):
    """What ties a number to a definition, the closest first."""

    OWN_WORD = "own_word"
    SHARED_WORD = "shared_word"
    NOUN = "noun"


#: Asking an enum for its members anew costs more than a number's whole judgement.
WAYS = tuple(How)


class Choice(NamedTuple):
    """The definition a number goes to, what ties it, and the word that does; none where the noun is enough."""

    definition: model.ClaimDefinition
    how: How
    hit: Hit | None = None


class Weighed(NamedTuple):
    """A word for a position with what it costs to say it of a topic, the least the best, and why it cannot be said."""

    value: str
    hit: Hit
    topic: Hit
    cost: int
    why: Why | None


class Judgement(NamedTuple):
    """What became of one number: where it goes, what denies or doubts it, and the claim it is."""

    one: Counted
    choice: Choice | None = None
    negation: Hit | None = None
    claim: model.Claim | None = None
    doubt: Hit | None = None
