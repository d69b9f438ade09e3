"""Reasons: the engine's verdicts as phrases for people. Decides nothing. Next: `explain`, which gathers them."""

from monitor import model
from monitor.core.claims import compare, echo
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.number import MAX_DIGITS
from monitor.core.claims.quantity import MAX_QUANTITIES, Quantity
from monitor.core.claims.scope import Scope
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.verdict import Choice, How, Judgement, Refusal, Weighed, Why

_VETOES = {
    "age": "read as an age",
    "date": "read as a date or time",
    "deadline": "read as a deadline, not as how long it lasts",
    "elapsed": "read as time that went by",
    "ago": "how long ago it was",
    "former": "the number it was before",
    "including": "part of another number",
    "label": 'part of a name, as in "phase 2"',
    "money": "read as money",
    "ordinal": "read as an ordinal",
    "rank": "read as a rank or measure",
    "ratio": "read as a ratio",
    "size": "how many live in a place",
    "subset": "part of another number",
    "year": "a year is named beside it",
}
_POSITIONS = {
    Why.NEGATED: "denied",
    Why.EVENT: "tells what happened, which is no position",
    Why.FAR: "too far from its topic",
    Why.CLAUSE: "in another clause than its topic",
    Why.WISHED: "somebody's demand or a condition, not the actor's own position",
    Why.ASKED: "is asked, not said",
    Why.YEAR: "tells of a year that is named",
    Why.OTHER_OBJECT: "done to something else than its topic",
    Why.OTHER_TOPIC: "no topic that this value is told of",
    Why.TOPIC_NEGATED: "its topic is denied",
    Why.ACTOR: "no actor who holds it: not named here, or only dealt with",
}


def say_veto(name: str) -> str:
    """Say what a number was read as by a veto of the engine's own."""
    return _VETOES.get(name, f"vetoed by @{name}")


def say_refusal(
    sentence: Sentence, judged: Judgement, definition: model.ClaimDefinition, refusal: Refusal
) -> str:
    """Say why a number is not a definition's claim."""
    word = f'"{cut(sentence, refusal.hit)}"' if refusal.hit else ""
    return {
        Why.NOUN: _say_noun(judged, definition),
        Why.UNIT: _say_unit(judged.one.quantity, definition),
        Why.VETO: f"{say_veto(refusal.name)}: {word}" if word else say_veto(refusal.name),
        Why.LACKING: say_lacking(refusal.name),
        Why.UNTIED: _say_untied(sentence, refusal.name),
        Why.NOUN_APART: "its noun does not stand at it",
        Why.PART: "it only parts off some of those the next number counts",
        Why.TAKEN: f"{refusal.name} takes it",
        Why.NEGATED: f"denied by {word}",
    }[refusal.why]


def say_lacking(lexicon: str) -> str:
    """Say that a sentence has no term of a lexicon, or of any of several."""
    return f"the sentence has no term of @{lexicon}"


def say_choice(sentence: Sentence, choice: Choice) -> str:
    """Say what ties a number to its definition."""
    if choice.hit is None:
        return f"its noun is enough (@{choice.definition.noun})"
    shared = " of a neighbour" if choice.how is How.SHARED_WORD else ""
    return f'"{cut(sentence, choice.hit)}"{shared} (@{choice.hit.name}) is said of it'


def say_scope(sentence: Sentence, scope: Scope) -> str:
    """Say what decided a scope; "" where there is none."""
    if scope.is_overruled and scope.marker:
        return f'the default: it is all of them, and "{cut(sentence, scope.marker)}" is not done'
    if scope.marker:
        return f'by "{cut(sentence, scope.marker)}" (@{scope.marker.name})'
    return "the default: no scope word is near" if scope.name else ""


def say_position(sentence: Sentence, weighed: Weighed, *, is_best: bool) -> str:
    """Say why a word for a position counts or does not."""
    if weighed.why is Why.TENSE:
        asked = (
            "is not denied" if weighed.hit.needs == "not" else f"does not stand in the {weighed.hit.needs}"
        )
        return f"{asked}, as its lexicon asks"
    if weighed.why:
        return _POSITIONS[weighed.why]
    return f'said of "{cut(sentence, weighed.topic)}"' if is_best else "another word is nearer"


def say_unread(sentence: Sentence, place: int, *, is_code: bool, is_full: bool) -> str:
    """Say why digits or a number word were not read as a number."""
    word = sentence.words[place]
    if is_full:
        return f"only {MAX_QUANTITIES} numbers are read in a sentence"
    if is_code:
        return "stands behind letters: a code or name"
    if not word[0].isdigit():
        return "says no number by itself"
    if len(word) > MAX_DIGITS:
        return f"longer than {MAX_DIGITS} characters: an identifier"
    return "a time, date or version, not a number" if not word.isdigit() else "not read as a number"


def say_tier(change: model.ClaimChange, definition: model.ClaimDefinition) -> str:
    """Say why a change is told as fast as it is."""
    asked = definition.tiers.get(change.kind)
    if change.tier is (asked or model.Tier.NOW):
        return f"the definition asks for it ({change.kind})" if asked else "clear evidence"
    return compare.find_weakness(change.old, change.new) or echo.RULE


def cut(sentence: Sentence, hit: Hit) -> str:
    """Return a hit's words as written."""
    return sentence.cut(hit.first, hit.last)


def _say_noun(judged: Judgement, definition: model.ClaimDefinition) -> str:
    quantity = judged.one.quantity
    if judged.one.nouns:
        counted = ", ".join(f"@{name}" for name in sorted(judged.one.nouns))
        return f"it counts {counted}, not @{definition.noun}"
    if definition.type is model.ClaimType.COUNT and quantity.unit:
        return _say_unit(quantity, definition)
    if definition.type is model.ClaimType.COUNT and quantity.low % 1:
        return "it is no whole number"
    return f"no term of @{definition.noun} is what it counts"


def _say_unit(quantity: Quantity, definition: model.ClaimDefinition) -> str:
    if definition.type is model.ClaimType.COUNT and quantity.may_be_year:
        return "it may be a year"
    unit = f"in {quantity.unit}" if quantity.unit else "without a unit"
    asked = f" in {definition.unit}" if definition.unit else ""
    return f"it is {unit}, which is no {definition.type}{asked}"


def _say_untied(sentence: Sentence, lexicon: str) -> str:
    hits = sentence.hits.get(lexicon)
    if not hits:
        return say_lacking(lexicon)
    words = ", ".join(dict.fromkeys(f'"{cut(sentence, hit)}"' for hit in hits))
    return f"no word of @{lexicon} is said of it; {words} stands elsewhere"
