"""Amounts: whether a number with a unit is a definition's: its unit is the one asked for, and it is said of the noun.

"A raise of 4.5 percent", "a 5% offer", "offered 4% and then 3%", "the quake measured 6.8". Refuses a share of something
else ("70 percent of members rejected the offer") and what is nearer to a vetoed word ("aftershocks, the strongest
measuring 5.4"). Next: `find`.
"""

from monitor import model
from monitor.core.claims import units
from monitor.core.claims.heads import Counted
from monitor.core.claims.number import read_number
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.ties import reaches

#: Farthest back a word is looked for that says what a number without a noun of its own is of, and a scale's name.
MAX_REACH = 14
MAX_SCALE_REACH = 8
#: Most small words between "and" and a number.
MAX_LINK = 4
#: Prepositions that turn to somebody, and lead to nothing a number is of ("92 percent to reject the offer").
_TURNING = frozenset({"to", "against", "with", "by", "ضد", "مع", "נגד", "עם"})
#: What a number that opens its clause may be told of by, and what leads to "is what the members want".
_OPENERS = frozenset({",", ";", ":", "--", '"'})
_SINGULAR = frozenset({"is", "was", "has", "had", "would", "will", "remains"})
_CARRYING = ("#being", "#past", "#future", "#adverb", "#article", "#determiner", "#preposition")
_CLEFTS = (("what",), ("all",), ("whatever",))
MAX_CLEFT = 8
#: Stand between the two sides of a vote, which are nearly a hundred together.
_AGAINST = frozenset({"to", "-", "against"})
_LEAST_VOTE, _WHOLE_VOTE = 97, 100
#: Before the first of two numbers they say that it is a range or a change, whatever the sum.
_FROM = frozenset({"from", "between"})
#: Units that a bare number of a scale may have ("6.8 درجات").
_SCALE_UNITS = ("", units.DEGREES)


def fits(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> bool:
    """Whether a number is an amount of what a definition asks for."""
    if not _has_unit(sentence, one, definition) or _is_score(sentence, one):
        return False
    return _has_noun(sentence, one, definition)


def _is_score(sentence: Sentence, one: Counted) -> bool:
    """Whether a percentage is one side of a vote: "61 percent to 39", "by 71% to 29%", "61-39 percent"."""
    quantity, numerals = one.quantity, parse_numerals(sentence.language.code)
    start = max(0, quantity.first - 4)
    if quantity.unit != units.PERCENT or not _FROM.isdisjoint(sentence.words[start : quantity.first]):
        return False
    others = [quantity.low] if quantity.high > quantity.low else []
    for place in (
        max(quantity.last, quantity.reach) + 2,
        *range(start, quantity.first - 1),
    ):
        between = sentence.words[min(place, quantity.last) + 1 : max(place, quantity.first)]
        other = read_number(sentence, numerals, place) if not _AGAINST.isdisjoint(between) else None
        others += [other[0]] if other is not None else []
    return any(_LEAST_VOTE <= quantity.high + other <= _WHOLE_VOTE for other in others)


def name_unit(one: Counted, definition: model.ClaimDefinition) -> str:
    """Name the unit a claim is in: the definition's, where the number has none of its own."""
    is_read_off = definition.unit == units.MAGNITUDE and one.quantity.unit in _SCALE_UNITS
    return definition.unit if is_read_off else one.quantity.unit


def _has_unit(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> bool:
    quantity = one.quantity
    if definition.unit == units.MONEY:
        return quantity.unit in units.CURRENCIES
    if definition.unit == units.MAGNITUDE and quantity.unit in _SCALE_UNITS:
        return quantity.high < units.MAX_MAGNITUDE and _is_read_off(sentence, one, definition)
    return quantity.unit == definition.unit or not definition.unit


def _is_read_off(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> bool:
    """Whether a number without a unit is read off a scale: "measured 6.8", "a 6.8 quake"."""
    first = one.quantity.first
    is_decimal = one.quantity.is_decimal or "." in sentence.words[first]
    is_at_noun = definition.noun in one.nouns and not one.is_borrowed
    is_of_noun = sentence.words[first - 1] in ("of", ",") and _is_noun_before(sentence, definition, first - 2)
    return (is_decimal and (is_at_noun or is_of_noun)) or any(
        0 < first - hit.last <= MAX_SCALE_REACH and reaches(sentence, one, hit)
        for hit in sentence.hits.get("#scale", ())
    )


def _is_noun_before(sentence: Sentence, definition: model.ClaimDefinition, place: int) -> bool:
    """Whether the noun ends at a place: "an earthquake of 6.9", "the main shock, 7.3, came"."""
    return any(hit.name == definition.noun for hit in sentence.ending.get(place, ()))


def _has_noun(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> bool:
    """Whether a number is said of the noun: right behind it, before it, or where a preposition leads to it."""
    noun = definition.noun or ""
    if _is_share(sentence, one):
        return _is_share_of(sentence, one, noun)
    if noun in one.nouns and not one.is_borrowed:
        return True
    if _is_nearer_to_veto(sentence, one, definition):
        return False
    place = max(one.quantity.last, one.quantity.reach) + 1
    leads_on = sentence.is_at(place, "#preposition") and sentence.words[place] not in _TURNING
    for hit in sentence.hits.get(noun, ()):
        if (leads_on or hit.last < one.quantity.first) and reaches(sentence, one, hit):
            return True
    if _is_subject(sentence, one, noun):
        return True
    is_further = noun in one.nouns and _is_further(sentence, one.quantity.hedge_first)
    is_further = is_further and not _is_told_of_other(sentence, one, definition)
    return is_further or _is_led_to(sentence, one, noun)


def _is_subject(sentence: Sentence, one: Counted, noun: str) -> bool:
    """Whether a number opens its clause, and a form of "to be" brings the noun: "six percent *has been offered*", "6% *is on
    offer*", "six per cent *is what they want*"."""
    words, place = sentence.words, max(one.quantity.last, one.quantity.reach) + 1
    opening = sentence.find_opening()
    start = sentence.before(one.quantity.hedge_first, "#adverb")
    is_first = start == opening or words[start - 1] in _OPENERS
    is_first = is_first or sentence.is_at(start - 1, "#breaker", "#and")
    if not is_first or place >= len(words) or words[place] not in _SINGULAR:
        return False
    reach = place
    while words[reach : reach + 1] not in _CLEFTS and sentence.is_at(reach, *_CARRYING):
        reach += 1
    reach += MAX_CLEFT if words[reach : reach + 1] in _CLEFTS else 0
    return any(
        place < hit.first <= reach
        and not any(word in ",;:()" for word in words[place : hit.first])
        and not sentence.between(place, hit.first, "#breaker", "#negation")
        for hit in sentence.hits.get(noun, ())
    )


def _is_told_of_other(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> bool:
    """Whether a vetoed word stands in the clause whose noun a further number takes: "pay last went up in 2019, and then by 7%"."""
    hits = (hit for name in definition.veto for hit in sentence.hits.get(name, ()))
    return any(hit.last < one.left and not sentence.between(hit.last, one.left, "#breaker") for hit in hits)


def _is_led_to(sentence: Sentence, one: Counted, noun: str) -> bool:
    """Whether only a preposition parts a number from the noun before it: "walked out over a claim for 9%"."""
    start = sentence.before(one.quantity.hedge_first, "#article")
    behind = min(sentence.before(start, "#preposition"), sentence.before(start, "#part"))
    return behind < start and any(hit.name == noun for hit in sentence.ending.get(behind - 1, ()))


def _is_further(sentence: Sentence, place: int) -> bool:
    """Whether "and" or "then" stands before a number, small words between: "and by a further 3%"."""
    for at in range(place, max(0, place - MAX_LINK), -1):
        if sentence.before(at, "#and") < at or sentence.words[at - 1] == "then":
            return True
        if not any(hit.name in ("#preposition", "#determiner") for hit in sentence.ending.get(at - 1, ())):
            break
    return False


def _is_share(sentence: Sentence, one: Counted) -> bool:
    """Whether a percentage is of something that is named: "70% of members", "70% מהחברים"."""
    place = max(one.quantity.last, one.quantity.reach) + 1
    if one.quantity.unit != units.PERCENT or place >= len(sentence.words):
        return False
    glued = sentence.language.glued_partitives
    return sentence.is_at(place, "#part") or (bool(glued) and sentence.words[place].startswith(glued))


def _is_share_of(sentence: Sentence, one: Counted, noun: str) -> bool:
    """Whether what a percentage is of is the noun itself: "5% of base pay"."""
    place = max(one.quantity.last, one.quantity.reach) + 1
    at = sentence.after(sentence.after(place, "#part"), "#determiner")
    return sentence.is_at(at, noun)


def _is_nearer_to_veto(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> bool:
    """Whether of the words before a number a vetoed one is nearer than the noun."""
    scales = {(hit.first, hit.last) for hit in sentence.hits.get("#scale", ())}
    vetoes = [hit.last for name in definition.veto for hit in sentence.hits.get(name, ())]
    nouns = [
        hit.last
        for hit in sentence.hits.get(definition.noun or "", ())
        if (hit.first, hit.last) not in scales
    ]
    before = [last for last in vetoes if 0 < one.quantity.first - last <= MAX_REACH]
    return bool(before) and max(before) > max(
        (last for last in nouns if last < one.quantity.first), default=-1
    )
