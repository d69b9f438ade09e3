"""Members: whether "one" only says that somebody is among those the next number counts.

"She is one of 130 on strike", "Noa Peled, one of the 14 freed,", "واحد من السبعة", "אחד מ-20": the whole is told, and no
one. Refuses where something is told of the one alone ("freed one of the 20", "one of the 20 was freed"). Next: `heads`.
"""

from monitor.core.claims.quantity import Quantity
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.sources import AUXILIARIES, EDGES

#: Most tokens from "one" to the whole.
MAX_REACH = 4
#: What is told of one alone without a further verb.
_DEEDS = AUXILIARIES | {"died", "perished", "survived", "escaped", "came", "went"}
_COPULAS = frozenset({"is", "was", "be", "as", "became", "'s"})


def is_member(
    sentence: Sentence, quantity: Quantity, whole: Quantity, *, noun_last: int, said: frozenset[str]
) -> bool:
    """Whether a number is a mere "one of" the next, whose noun ends at `noun_last`; `said` are the lexicons that say
    something of those counted."""
    if quantity.high != 1 or whole.unit or not _is_linked(sentence, quantity, whole):
        return False  # "one of magnitude 5.4" is one of those before
    if quantity.first > 0 and sentence.words[quantity.first - 1] in _COPULAS:
        return True
    return not _is_done_to(sentence, quantity, said) and not _is_told_alone(sentence, noun_last + 1, said)


def _is_linked(sentence: Sentence, quantity: Quantity, whole: Quantity) -> bool:
    """Whether "of" leads to the whole, or the word for one itself does ("أحد"), no link between."""
    places = range(quantity.last + 1, whole.hedge_first)
    is_near = len(places) <= MAX_REACH
    is_of = sentence.is_at(quantity.last + 1, "#part") or (
        sentence.words[quantity.first] in sentence.language.members
    )
    return is_near and is_of and not any(sentence.is_at(at, "#and", "#exchange", "#breaker") for at in places)


def _is_done_to(sentence: Sentence, quantity: Quantity, said: frozenset[str]) -> bool:
    """Whether a word that says something leads to the one: "freed one of the 20"; where verbs come first, from anywhere
    in its clause."""
    at = quantity.hedge_first - 1
    if sentence.language.is_inflected_by_rule:
        return _is_said(sentence, at, said)
    while at >= 0 and sentence.words[at] not in EDGES and not sentence.is_at(at, "#breaker", "#being"):
        if _is_said(sentence, at, said):
            return True
        at -= 1
    return False


def _is_said(sentence: Sentence, place: int, said: frozenset[str]) -> bool:
    return any(hit.name in said for hit in sentence.ending.get(place, ()))


def _is_told_alone(sentence: Sentence, place: int, said: frozenset[str]) -> bool:
    """Whether a verb behind the whole's noun is of the one: "one of the 20 was freed", "אחד מ-20 החטופים שוחרר"."""
    language, words = sentence.language, sentence.words
    if language.is_inflected_by_rule:
        return not _DEEDS.isdisjoint(words[place : place + 1])
    if sentence.is_at(place, "#preposition"):
        return False
    return any(
        hit.name in said and not words[hit.last].endswith(language.plural_endings)
        for hit in sentence.starting.get(place, ())
    )
